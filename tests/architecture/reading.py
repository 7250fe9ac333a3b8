"""Reads the code as syntax trees; nothing is imported."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ["accounts", "campaigns", "awards", "scoring", "dossiers", "config"]


@cache
def tracked_files() -> tuple[Path, ...]:
    """Every file of the repository that is there: tracked, or new and not ignored."""
    command = [
        "git",
        "-c",
        "safe.directory=*",
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    return tuple(sorted(path for name in set(names) if name and (path := ROOT / name).is_file()))


def relative(path: Path) -> str:
    """The path as it is written in messages."""
    return path.relative_to(ROOT).as_posix()


def app_files(app: str) -> Iterator[Path]:
    """The Python files of one app, without its migrations."""
    for path in tracked_files():
        name = relative(path)
        if name.startswith(f"{app}/") and path.suffix == ".py" and "/migrations/" not in name:
            yield path


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imported_modules(path: Path) -> Iterator[tuple[int, str]]:
    """(line, dotted name) of every import, also inside functions; `from a import b` gives a.b."""
    package = relative(path).removesuffix(".py").split("/")[:-1]
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield node.lineno, name.name
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*start, *([node.module] if node.module else [])])
            for name in node.names:
                yield node.lineno, f"{base}.{name.name}"


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a file."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(node: ast.AST) -> int:
    """Lines from `def` to the end."""
    return node.end_lineno - node.lineno + 1
