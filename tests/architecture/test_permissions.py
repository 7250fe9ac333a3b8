"""Who may do what is said in one module of each app; the rest asks it."""

import ast

import pytest

from tests.architecture.reading import ROOT, app_files, relative, tree

ROOMS = ("campaigns", "awards", "scoring", "dossiers")
# Places that name roles without deciding who may act, and why.
NAMES_ROLES = {
    "campaigns/access.py": "the groups of roles that a membership is read in",
    "campaigns/audit.py": "the scope of the trail",
    "campaigns/checks.py": "whether the settings name roles that there are",
    "campaigns/context.py": "the menu",
    "campaigns/four_eyes.py": "which heads there are for a step",
    "campaigns/domain/give_role.py": "which roles wait for a second person; the last administrator",
    "campaigns/forms_people.py": "the choices of a form",
    "campaigns/management/commands/create_admin.py": "the first administrator",
    "campaigns/models/unit.py": "the choices of the field",
    "campaigns/people.py": "the scope of the people",
    "campaigns/unit_tree.py": "the scope of the tree",
    "campaigns/views/people.py": "the choices of a filter",
    "awards/domain/edit_plan.py": "whether the standing body has an officer at all",
    "scoring/management/commands/import_index.py": "in whose name a command works",
    "dossiers/forms/council.py": "who may be seated",
    "campaigns/views/hand_over.py": "the offices whose campaigns are listed",
    "dossiers/role_todo.py": "which tasks are shown",
    "dossiers/takeover_todo.py": "which tasks are shown",
    "dossiers/todo.py": "which tasks are shown",
}


def sources():
    """Every file of the apps but their demos and migrations, with its syntax tree."""
    for app in ROOMS:
        for file in app_files(app):
            if "/demo/" not in relative(file):
                yield relative(file), tree(file)


def is_permissions(name: str) -> bool:
    return name.endswith("/permissions.py")


def test_the_sentence_that_refuses_a_person_is_raised_in_the_permission_modules_only():
    wrong = [
        f"{name}:{node.lineno}"
        for name, parsed in sources()
        for node in ast.walk(parsed)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "NotAllowed"
        if not is_permissions(name)
    ]
    assert not wrong, f"Move the check on who may into <app>/permissions.py as check_x: {wrong}"


def test_roles_are_compared_in_permissions_and_scopes_only():
    named = {
        name
        for name, parsed in sources()
        for node in ast.walk(parsed)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Role"
        if not is_permissions(name) and "queries" not in name
    }
    wrong = sorted(named - set(NAMES_ROLES))
    assert not wrong, f"Ask <app>/permissions.py or scope the query; or say why in NAMES_ROLES: {wrong}"
    assert not sorted(set(NAMES_ROLES) - named), "No longer names a role, take it off NAMES_ROLES."


@pytest.mark.parametrize("app", ROOMS)
def test_every_can_derives_from_a_check(app):
    body = tree(ROOT / app / "permissions.py").body
    functions = {node.name: node for node in body if isinstance(node, ast.FunctionDef)}
    assert any(name.startswith("check_") for name in functions)
    for name, node in functions.items():
        if name.startswith("can_"):
            asked = {
                call.args[0].id
                for call in ast.walk(node)
                if isinstance(call, ast.Call)
                and isinstance(call.func, ast.Name)
                and call.func.id == "allowed"
            }
            assert asked and asked <= set(functions), f"{name} must be `allowed(check_x, NotAllowed, …)`"
        elif not name.startswith("_"):
            assert name.startswith("check_"), f"{app}/permissions.py holds check_x and can_x only, not {name}"
