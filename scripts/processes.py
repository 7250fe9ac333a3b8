"""Starts and stops the program's processes; nothing outlives the command that started it."""

import ctypes
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from scripts.ground import ROOT, VENV

PR_SET_PDEATHSIG = 1


def die_with_parent() -> None:
    """Asks the kernel to end this process when the one that started it is gone, even by kill -9."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Group:
    """The processes of one run, each in a group of its own so that Ctrl-C reaches only us."""

    def __init__(self) -> None:
        self.members: list[tuple[str, subprocess.Popen]] = []

    def start(
        self, name: str, command: list[str], environment: dict[str, str], log: Path | None = None
    ) -> None:
        """Starts one process in the project's folder; its lines go to `log`, or to the screen."""
        out = log.open("ab") if log else None
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**environment, "PATH": f"{VENV / 'bin'}{os.pathsep}{environment.get('PATH', os.defpath)}"},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,
            preexec_fn=die_with_parent,
        )
        if out:
            out.close()
        self.members.append((name, process))

    def fallen(self) -> str | None:
        """The name of a process that ended by itself, or None."""
        return next((name for name, process in self.members if process.poll() is not None), None)

    def stop(self, seconds: float = 15) -> None:
        """Asks all to end, waits, then ends whatever is left of their groups."""
        for _, process in self.members:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        end = time.monotonic() + seconds
        for _, process in self.members:
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0.1, end - time.monotonic()))
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self.members.clear()


def port_is_free(port: int, host: str = "127.0.0.1") -> bool:
    """True when a server could listen there now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(
    ready: Callable[[], bool], seconds: float, give_up: Callable[[], bool] = lambda: False
) -> bool:
    """Asks `ready` again and again; False when the time is over or `give_up` says so."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if ready():
            return True
        if give_up():
            return False
        time.sleep(0.05)
    return False


def answers(url: str) -> bool:
    """True when the address answers at all, with whatever status."""
    try:
        urllib.request.urlopen(url, timeout=5).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True
