"""What the machine itself must have: looked at first, installed by apt only when something is missing."""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from glob import glob

LEAST_PYTHON = (3, 11)


class Refusal(Exception):
    """Why the start ends here and what the person can do; shown without a trace."""


@dataclass(frozen=True)
class Need:
    """One thing of the machine: how to see it, and the Debian packages that bring it."""

    name: str
    present: Callable[[], bool]
    packages: tuple[str, ...]


def say(text: str) -> None:
    """One line to the person, at once."""
    print(text, flush=True)


def library(*names: str) -> bool:
    """True when all shared libraries can be loaded."""
    try:
        for name in names:
            ctypes.CDLL(name)
    except OSError:
        return False
    return True


def postgres_bin() -> str | None:
    """The folder with initdb and pg_ctl of the newest PostgreSQL here, or None."""
    on_path = shutil.which("initdb")
    folders = sorted(glob("/usr/lib/postgresql/*/bin"), key=lambda path: float(path.split("/")[4]))
    folders = [folder for folder in folders if os.path.exists(f"{folder}/initdb")]
    if folders:
        return folders[-1]
    return os.path.dirname(os.path.realpath(on_path)) if on_path else None


def chromium() -> str | None:
    """A Chromium that starts (a snap stand-in does not), or None; best the one without windows, at half the work."""
    for name in ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"):
        path = shutil.which(name)
        if path and not is_snap_stand_in(path):
            return path
    return None


def is_snap_stand_in(path: str) -> bool:
    """Ubuntu's chromium package is a script that only asks for snap."""
    if "/snap/" in os.path.realpath(path):
        return True
    with open(path, "rb") as file:
        head = file.read(4000)
    return head.startswith(b"#!") and b"snap" in head and b"/usr/lib/chromium" not in head


def has_venv() -> bool:
    """True when this Python can make a virtual environment with pip in it."""
    return all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))


def is_ubuntu() -> bool:
    """True on Ubuntu, where the chromium package is only a pointer to snap."""
    try:
        with open("/etc/os-release", encoding="utf-8") as file:
            return "ID=ubuntu" in file.read().splitlines()
    except FileNotFoundError:
        return False


RUN_NEEDS = (
    Need("môi trường ảo của Python", has_venv, ("python3-venv",)),
    Need(
        "thư viện dàn trang Pango",
        lambda: library("libgobject-2.0.so.0", "libpango-1.0.so.0", "libpangoft2-1.0.so.0"),
        ("libpango-1.0-0", "libpangoft2-1.0-0"),
    ),
    Need(
        "thư viện chữ HarfBuzz",
        lambda: library("libharfbuzz.so.0", "libharfbuzz-subset.so.0"),
        ("libharfbuzz0b", "libharfbuzz-subset0"),
    ),
)
TEST_NEEDS = (
    Need("PostgreSQL", lambda: postgres_bin() is not None, ("postgresql",)),
    Need("Redis", lambda: shutil.which("redis-server") is not None, ("redis-server",)),
)
BROWSER = Need(
    "trình duyệt Chromium", lambda: bool(os.environ.get("CHROMIUM_PATH") or chromium()), ("chromium",)
)


def check_python() -> None:
    """Raises Refusal when this Python is too old."""
    if sys.version_info < LEAST_PYTHON:
        found = ".".join(map(str, sys.version_info[:2]))
        raise Refusal(f"Cần Python 3.11 trở lên, máy đang dùng Python {found}.")


def provide(needs: tuple[Need, ...]) -> None:
    """Installs what is missing; raises Refusal with the exact command when that is not possible."""
    missing = [need for need in needs if not need.present()]
    if not missing:
        return
    packages = [package for need in missing for package in need.packages]
    by_hand = f"apt-get update && apt-get install -y --no-install-recommends {' '.join(packages)}"
    names = ", ".join(need.name for need in missing)
    prefix = apt_prefix()
    if prefix is None:
        raise Refusal(
            f"Máy còn thiếu: {names}. Cần quyền quản trị để cài. "
            f"Hãy nhờ người quản trị chạy lệnh sau rồi chạy lại:\n\n  {by_hand}\n"
        )
    say(f"Cài phần còn thiếu của máy: {names} …")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    subprocess.run([*apt, "update"], env=environment, stdout=subprocess.DEVNULL, check=False)
    done = subprocess.run(
        [*apt, "install", "-y", "--no-install-recommends", *packages],
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    importlib.invalidate_caches()
    still = [need.name for need in missing if not need.present()]
    if done.returncode or still:
        raise Refusal(f"Không cài được: {', '.join(still) or names}. Hãy chạy thử bằng tay:\n\n  {by_hand}\n")


def apt_prefix() -> list[str] | None:
    """How apt-get can be started here: as root, by sudo without a password or on a terminal; else None."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    if subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ["sudo", "-n"]
    return ["sudo"] if sys.stdin.isatty() else None
