"""accounts <- campaigns <- awards <- scoring <- dossiers <- config, and the order of rooms inside an app."""

import ast

import pytest
from django.apps import apps as registry

from tests.architecture.reading import APPS, app_files, imported_modules, relative, tree

# What a room may use lies at its own number or below.
ROOMS = {
    "enums": 0,
    "origin": 0,
    "errors": 0,
    "models": 1,
    "domain": 3,
    "importers": 4,
    "rendering": 4,
    "tasks": 4,
    "forms": 4,
    "middleware": 4,
    "context": 4,
    "demo": 4,
    "views": 5,
    "management": 5,
    "urls": 6,
}
PURE = 2
ORM_WORDS = {
    "select_related",
    "prefetch_related",
    "values",
    "values_list",
    "order_by",
    "annotate",
    "only",
    "F",
}


def room_of(module: str) -> int:
    """The number of the room that a dotted name lies in."""
    parts = module.split(".")
    if len(parts) < 2:
        return PURE
    room = "urls" if parts[1].startswith("urls_") else parts[1]
    return ROOMS.get(room, PURE)


def between_apps(app: str, path) -> list[str]:
    """The imports of a file that point to an upper app."""
    upper = APPS[APPS.index(app) + 1 :]
    found = [(line, name) for line, name in imported_modules(path) if name.split(".")[0] in upper]
    return [f"{relative(path)}:{line} imports {name}" for line, name in found]


def inside_app(app: str, path) -> list[str]:
    """The imports of a file that point to a later room of its own app."""
    own = room_of(relative(path).removesuffix(".py").replace("/", "."))
    found = [(line, name) for line, name in imported_modules(path) if name.split(".")[0] == app]
    return [f"{relative(path)}:{line} imports {name}" for line, name in found if room_of(name) > own]


@pytest.mark.parametrize("app", APPS)
def test_no_app_imports_an_upper_one(app):
    files = list(app_files(app))
    assert files, f"{app} has no files"
    assert not [wrong for path in files for wrong in between_apps(app, path)]


@pytest.mark.parametrize("app", APPS[:-1])
def test_rooms_inside_an_app_keep_their_order(app):
    assert not [wrong for path in app_files(app) for wrong in inside_app(app, path)]


def upward_names(app: str) -> set[str]:
    """The reverse names that upper apps leave on this app's models and on those below it."""
    place = APPS.index(app)
    names = set()
    for model in registry.get_models():
        if model._meta.app_label not in APPS[: place + 1]:
            continue
        for relation in model._meta.related_objects:
            label = relation.related_model._meta.app_label
            if label in APPS and APPS.index(label) > place and not relation.hidden:
                names |= {relation.get_accessor_name(), relation.related_query_name or relation.name}
    return names - own_names(app)


def own_names(app: str) -> set[str]:
    """Field names of this app and those below: the same word is no way up."""
    models = [m for m in registry.get_models() if m._meta.app_label in APPS[: APPS.index(app) + 1]]
    return {field.name for model in models for field in model._meta.fields}


def words_used(path) -> set[str]:
    """Attribute names, and the parts of look-ups given to the ORM as keywords or strings."""
    words = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Attribute) and node.attr.endswith("_set"):
            words.add(node.attr)
        if isinstance(node, ast.Call):
            words |= {
                part for key in node.keywords if key.arg and "__" in key.arg for part in key.arg.split("__")
            }
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in ORM_WORDS:
                texts = [
                    a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)
                ]
                words |= {part for text in texts for part in text.lstrip("-").split("__")}
    return words


@pytest.mark.parametrize("app", APPS[:-2])
def test_a_lower_app_never_follows_a_relation_upward(app):
    forbidden = upward_names(app)
    found = {relative(path): words_used(path) & forbidden for path in app_files(app)}
    assert not {path: words for path, words in found.items() if words}


def test_the_check_sees_an_upward_relation(tmp_path):
    wrong = tmp_path / "wrong.py"
    wrong.write_text("def f(c):\n    return c.dossier_set.filter(dossier__state=1)\n", encoding="utf-8")
    assert {"dossier_set", "dossier"} <= words_used(wrong)
