"""Rooms stay liveable: file 300 lines, function 40, view 30, template 200."""

from tests.architecture.reading import functions, length, relative, tracked_files

FILE, FUNCTION, VIEW, TEMPLATE, TEMPLATE_LINE = 300, 40, 30, 200, 160


def python_files():
    """All Python files but migrations."""
    return [path for path in tracked_files() if path.suffix == ".py" and "/migrations/" not in relative(path)]


def lines_in(path) -> int:
    """The lines of a file."""
    return len(path.read_text(encoding="utf-8").splitlines())


def test_python_files():
    files = python_files()
    assert len(files) > 20
    assert not {relative(path): lines for path in files if (lines := lines_in(path)) > FILE}


def test_functions():
    found = [(path, node) for path in python_files() for node in functions(path)]
    assert not [
        f"{relative(path)}:{node.name} {length(node)}" for path, node in found if length(node) > FUNCTION
    ]


def test_views():
    rooms = [
        path for path in python_files() if "/views/" in relative(path) or relative(path).endswith("views.py")
    ]
    views = [(path, node) for path in rooms for node in functions(path) if takes_request(node)]
    assert not [f"{relative(path)}:{node.name} {length(node)}" for path, node in views if length(node) > VIEW]


def takes_request(node) -> bool:
    """True for a function whose first argument is the request."""
    return bool(node.args.args) and node.args.args[0].arg == "request"


def test_templates():
    pages = [path for path in tracked_files() if relative(path).startswith("templates/")]
    assert not {relative(path): lines for path in pages if (lines := lines_in(path)) > TEMPLATE}


def test_lines_of_templates():
    # On a paper white space counts, so its lines stay as they print.
    pages = [path for path in tracked_files() if relative(path).startswith("templates/")]
    found = [
        f"{relative(path)}:{number}"
        for path in pages
        if not relative(path).startswith("templates/papers/")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if len(line) > TEMPLATE_LINE
    ]
    assert not found
