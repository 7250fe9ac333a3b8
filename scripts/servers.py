"""A private PostgreSQL and Redis for the tests: started on free ports, thrown away afterwards."""

import os
import secrets
import shutil
import subprocess
import tempfile
from pathlib import Path

from scripts.machine import Refusal, postgres_bin
from scripts.processes import Group, free_port, port_is_free, wait_until

# What is thrown away afterwards need not survive a power cut.
POSTGRES = (
    "listen_addresses=127.0.0.1",
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "jit=off",
    "max_connections=100",
)


class PrivateServers:
    """Both servers in one temporary folder; use as a context manager."""

    def __enter__(self) -> "PrivateServers":
        self.folder = Path(tempfile.mkdtemp(prefix="thiduaso-servers-"))
        self.folder.chmod(0o755)
        self.group = Group()
        try:
            self.database_url = self.start_postgres()
            self.broker_url = self.start_redis()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.group.stop(seconds=20)
        shutil.rmtree(self.folder, ignore_errors=True)

    def start_postgres(self) -> str:
        """Returns its address; PostgreSQL refuses to run as root, so root hands it to the user postgres."""
        home, port, password = postgres_bin(), free_port(), secrets.token_hex(12)
        data, key = self.folder / "postgres", self.folder / "password"
        data.mkdir(mode=0o700)
        key.write_text(password)
        prefix: list[str] = []
        if os.geteuid() == 0:
            prefix = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--"]
            for path in (data, key):
                shutil.chown(path, "postgres", "postgres")
        make = [
            f"{home}/initdb",
            "-D",
            str(data),
            "-U",
            "thiduaso",
            # A cheap handshake: the journeys connect anew for every page.
            "--auth=md5",
            f"--pwfile={key}",
        ]
        make += ["--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
        made = subprocess.run([*prefix, *make], capture_output=True, text=True, cwd=self.folder)
        if made.returncode:
            raise Refusal(f"Không tạo được PostgreSQL riêng cho kiểm thử:\n{made.stderr}")
        serve = [f"{home}/postgres", "-D", str(data), "-p", str(port), "-k", str(data)]
        for option in POSTGRES:
            serve += ["-c", option]
        log = self.folder / "postgres.log"
        self.group.start("PostgreSQL", [*prefix, *serve], dict(os.environ), log)
        ready = [f"{home}/pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)]
        if not wait_until(
            lambda: subprocess.run(ready).returncode == 0, 30, lambda: bool(self.group.fallen())
        ):
            raise Refusal(f"PostgreSQL riêng cho kiểm thử không khởi động:\n{log.read_text()}")
        return f"postgresql://thiduaso:{password}@127.0.0.1:{port}/postgres"

    def start_redis(self) -> str:
        """Returns its address."""
        port, log = free_port(), self.folder / "redis.log"
        command = [
            "redis-server",
            "--port",
            str(port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--appendonly",
            "no",
        ]
        self.group.start("Redis", [*command, "--dir", str(self.folder)], dict(os.environ), log)
        if not wait_until(lambda: not port_is_free(port), 15, lambda: bool(self.group.fallen())):
            raise Refusal(f"Redis riêng cho kiểm thử không khởi động:\n{log.read_text()}")
        return f"redis://127.0.0.1:{port}/0"
