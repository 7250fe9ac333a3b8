"""Names and habits: verbs in domain/, one clock, no signals, nothing inline in pages."""

import ast
import re

import pytest

from tests.architecture.reading import APPS, ROOT, app_files, imported_modules, relative, tracked_files, tree

VERB_NOUN = re.compile(r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$")
INLINE = re.compile(
    r"<script(?![^>]*\b(src|type=.application/json|nonce)\b)|\sstyle=|<style\b|\son[a-z]+=\"|javascript:"
)


def all_app_files():
    """The Python files of every app."""
    return [path for app in APPS for path in app_files(app)]


def public_functions(path):
    """Top-level functions without a leading underscore."""
    return [
        node
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]


def verbs_called_from_outside() -> set[str]:
    """Dotted names of domain functions that another room imports."""
    outside = [path for path in all_app_files() if "/domain/" not in relative(path)]
    return {name for path in outside for _, name in imported_modules(path) if ".domain." in name}


def test_verbs_take_actor_and_time_by_name():
    wrong, verbs = [], verbs_called_from_outside()
    assert len(verbs) > 3
    for path in all_app_files():
        module = relative(path).removesuffix(".py").replace("/", ".")
        for node in public_functions(path):
            if f"{module}.{node.name}" not in verbs:
                continue
            if {argument.arg for argument in node.args.args} & {"by", "at"}:
                wrong.append(f"{relative(path)}:{node.name}")
    assert not wrong


def test_names_are_plain_english_letters():
    names = [(path, node.name) for path in all_app_files() for node in public_functions(path)]
    assert not [f"{relative(path)}:{name}" for path, name in names if not VERB_NOUN.match(name)]
    assert not [
        relative(path) for path in all_app_files() if not re.fullmatch(r"[a-z0-9_/.]+", relative(path))
    ]


def test_public_functions_of_the_inner_rooms_say_what_they_decide():
    outer = ("/views/", "/management/", "/migrations/")
    files = [path for path in all_app_files() if not any(room in relative(path) for room in outer)]
    missing = [
        (path, node) for path in files for node in public_functions(path) if not ast.get_docstring(node)
    ]
    assert not [f"{relative(path)}:{node.name}" for path, node in missing]


def reads_the_time(node: ast.AST) -> bool:
    """True for timezone.now(), date.today(), localdate() and their like; localdate(at) only converts."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    owner = getattr(node.func.value, "attr", getattr(node.func.value, "id", ""))
    if node.func.attr in {"localdate", "localtime"}:
        return not node.args and not node.keywords
    return owner in {"timezone", "datetime", "date"} and node.func.attr in {"now", "utcnow", "today"}


def test_there_is_one_clock():
    readers = [
        f"{relative(path)}:{node.lineno}"
        for path in all_app_files()
        for node in ast.walk(tree(path))
        if relative(path) not in {"accounts/clock.py", "config/logging.py"} and reads_the_time(node)
    ]
    assert not readers


def test_no_signals_and_no_save_overrides():
    files = all_app_files()
    signals = [
        f"{relative(path)}:{line}"
        for path in files
        for line, name in imported_modules(path)
        if name.startswith("django") and ".signals" in name
    ]
    saves = [
        f"{relative(path)}:{method.lineno}"
        for path in files
        if "/models" in relative(path)
        for node in tree(path).body
        if isinstance(node, ast.ClassDef)
        for method in node.body
        if isinstance(method, ast.FunctionDef) and method.name in {"save", "delete"}
    ]
    assert not signals + saves


def test_pages_carry_nothing_inline():
    """The policy of content security would refuse it; papers are no pages of the browser."""
    pages = [
        path for path in tracked_files() if relative(path).startswith("templates/") and path.suffix == ".html"
    ]
    pages = [path for path in pages if not relative(path).startswith("templates/papers/")]
    assert not [relative(path) for path in pages if INLINE.search(path.read_text(encoding="utf-8"))]


@pytest.mark.parametrize(
    "text", ["<script>x</script>", '<p style="color:red">', '<a onclick="x()">', '<a href="javascript:x">']
)
def test_the_inline_check_sees(text):
    assert INLINE.search(text)


def test_pages_name_no_other_host():
    files = [path for path in tracked_files() if relative(path).startswith(("templates/", "static/"))]
    loads = re.compile(r"(src|href|url|@import)\s*[=(]\s*[\"']?(https?:)?//", re.IGNORECASE)
    texts = [path for path in files if path.suffix in {".html", ".css", ".js", ".svg"}]
    assert not [relative(path) for path in texts if loads.search(path.read_text(encoding="utf-8"))]


def test_tests_mirror_the_code():
    """tests/<app>/…/test_<module>.py has its <app>/…/<module>(.py)."""
    strays = []
    for path in tracked_files():
        parts = relative(path).split("/")
        if parts[0] != "tests" or len(parts) < 3 or parts[1] not in APPS or not parts[-1].startswith("test_"):
            continue
        folder = ROOT.joinpath(*parts[1:-1])
        name = parts[-1].removeprefix("test_").removesuffix(".py")
        if not any(name == other.stem or name.startswith(f"{other.stem}_") for other in folder.rglob("*")):
            strays.append(relative(path))
    assert not strays
