"""./test: checks the code's form, then runs the whole suite on SQLite and again on PostgreSQL with Redis."""

import os
import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from scripts.ground import PYTHON, ROOT, prepare
from scripts.machine import BROWSER, RUN_NEEDS, TEST_NEEDS, Refusal, chromium, is_ubuntu, provide, say
from scripts.servers import PrivateServers

USAGE = """Cách dùng: ./test                    chạy tất cả: kiểm tra mã, kiểm thử trên SQLite rồi PostgreSQL, Redis
           ./test tests/... -k tên   chạy nhanh một phần trên SQLite (các tham số chuyển cho pytest)
           ./test --bench            chạy các phép đo tốc độ trong tests/benchmarks"""
# The tests come in the order of tests/conftest.py; by itself xdist would leave the long journeys to the end.
TESTS_SIDE_BY_SIDE = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]


@dataclass(frozen=True)
class Line:
    """One line of the closing table."""

    suite: str
    tests: str
    seconds: float
    passed: bool


def main(arguments: list[str]) -> int:
    """0 only when everything ran and passed; nothing may be skipped in a whole run."""
    if arguments in (["--help"], ["-h"]):
        say(USAGE)
        return 0
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        if not arguments:
            # All at once, so that a person without rights reads one list and not three.
            provide((*RUN_NEEDS, *TEST_NEEDS, *(() if is_ubuntu() else (BROWSER,))))
        prepare(tests=True)
        environment = base_environment()
        if arguments == ["--bench"]:
            return benchmarks(environment)
        if arguments:
            environment |= find_browser(must=False)
            return subprocess.run(
                [str(PYTHON), "-m", "pytest", *arguments], cwd=ROOT, env=environment
            ).returncode
        return whole(environment | find_browser(must=True))
    except Refusal as refusal:
        say(f"\n{refusal}")
        return 1
    except KeyboardInterrupt:
        say("\nĐã dừng giữa chừng.")
        return 130


def base_environment() -> dict[str, str]:
    """The environment without anything that would change which parts the tests use."""
    ours = {"DATABASE_URL", "BROKER_URL", "DATA_DIR", "DEMO", "DEBUG", "TEST_DATA_ROOT", "PORT"}
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    path = f"{PYTHON.parent}{os.pathsep}{kept.get('PATH', os.defpath)}"
    return {**kept, "PATH": path, "DJANGO_SETTINGS_MODULE": "config.settings.test"}


def find_browser(*, must: bool) -> dict[str, str]:
    """CHROMIUM_PATH for the journeys; on Ubuntu, whose package is only a pointer to snap, Playwright's own build."""
    if path := os.environ.get("CHROMIUM_PATH") or chromium():
        return {"CHROMIUM_PATH": path}
    if not must:
        return {}
    say("Tải Chromium bằng Playwright …")
    if subprocess.run([str(PYTHON), "-m", "playwright", "install", "--with-deps", "chromium"]).returncode:
        raise Refusal(
            "Không có Chromium cho các hành trình trên trình duyệt (gói chromium của Ubuntu chỉ trỏ sang snap, "
            "và không tải được bản của Playwright). Hãy cài một Chromium rồi chạy: CHROMIUM_PATH=/đường/dẫn ./test"
        )
    return {"CHROMIUM_PATH": ""}


def benchmarks(environment: dict[str, str]) -> int:
    """Runs every tests/benchmarks/bench_*.py; the ratios they print are the result, their goals fail the run."""
    worst = 0
    for path in sorted((ROOT / "tests" / "benchmarks").glob("bench_*.py")):
        say(f"\n=== {path.stem}")
        command = [str(PYTHON), "-m", "pytest", "-q", "-s", str(path)]
        worst = max(worst, abs(subprocess.run(command, cwd=ROOT, env=environment).returncode))
    return worst


def whole(environment: dict[str, str]) -> int:
    """All suites one after the other; a failed one does not hide the others."""
    with tempfile.TemporaryDirectory(prefix="thiduaso-check-") as folder:
        # mypy loads the test settings and ends without tidying up after them.
        apart = environment | {"TEST_DATA_ROOT": folder}
        lines = [
            step("ruff check", ["ruff", "check", "."], apart),
            step("ruff format", ["ruff", "format", "--check", "."], apart),
            step("mypy", ["mypy"], apart),
        ]
    lines.append(pytest_pass("SQLite", environment))
    with PrivateServers() as servers:
        urls = {"DATABASE_URL": servers.database_url, "BROKER_URL": servers.broker_url}
        lines.append(pytest_pass("PostgreSQL, Redis", environment | urls))
    table(lines)
    return 0 if all(line.passed for line in lines) else 1


def step(name: str, words: list[str], environment: dict[str, str]) -> Line:
    """One check of the code's form."""
    code, seconds = timed(
        lambda: subprocess.run([str(PYTHON), "-m", *words], cwd=ROOT, env=environment).returncode, name
    )
    return Line(name, "", seconds, code == 0)


def pytest_pass(name: str, environment: dict[str, str]) -> Line:
    """The whole suite once, on what the environment names."""
    with tempfile.TemporaryDirectory(prefix="thiduaso-report-") as folder:
        report = Path(folder) / "report.xml"
        command = [
            str(PYTHON),
            "-m",
            "pytest",
            "-q",
            "--durations=5",
            f"--junitxml={report}",
            *TESTS_SIDE_BY_SIDE,
        ]
        strict = environment | {"NOTHING_SKIPPED": "1"}
        code, seconds = timed(
            lambda: subprocess.run(command, cwd=ROOT, env=strict).returncode, f"pytest: {name}"
        )
        tests = counted(report)
    return Line(f"pytest: {name}", tests, seconds, code == 0)


def counted(report: Path) -> str:
    """How many tests the report names."""
    if not report.exists():
        return "?"
    return str(
        sum(int(suite.get("tests", 0)) for suite in ElementTree.parse(report).getroot().iter("testsuite"))
    )


def timed(act: Callable[[], int], name: str) -> tuple[int, float]:
    """The result of `act` and how long it took."""
    say(f"\n=== {name}")
    start = time.monotonic()
    code = act()
    return code, time.monotonic() - start


def table(lines: list[Line]) -> None:
    """The closing table."""
    say(f"\n{'Phần':<28}{'Số kiểm thử':>12}{'Giây':>8}  Kết quả")
    for line in lines:
        say(f"{line.suite:<28}{line.tests:>12}{line.seconds:>8.1f}  {'đạt' if line.passed else 'KHÔNG ĐẠT'}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
