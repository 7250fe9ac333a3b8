"""./run: sets up, fills the embedded database on the first start, serves pages and works on jobs until Ctrl-C."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

from scripts.ground import PYTHON, ROOT, VENV, prepare
from scripts.machine import Refusal, say
from scripts.processes import Group, answers, port_is_free, wait_until

USAGE = """Cách dùng: ./run            cài đặt (lần đầu), mở máy chủ và in địa chỉ; dừng bằng Ctrl-C
           ./run --setup    chỉ cài đặt và nạp dữ liệu trình diễn, rồi thoát

Biến môi trường: PORT (8000), DATA_DIR (thư mục var cạnh mã nguồn),
DEMO_STAGE (plan; hoặc launched, scored, nominated, reviewed, decided: phong trào đã đi đến đâu khi nạp lần đầu)."""
WORKER = ["celery", "-A", "config", "worker", "--beat", "--concurrency=2", "--loglevel=INFO"]
WORKER += ["--without-gossip", "--without-mingle", "--without-heartbeat"]
WEB = ["gunicorn", "--config", "config/gunicorn.py", "config.wsgi:application"]


def main(arguments: list[str]) -> int:
    """The exit code: 0 after a clean stop, 1 with a sentence when something is in the way."""
    if arguments not in ([], ["--setup"]):
        say(USAGE)
        return 0 if arguments in (["--help"], ["-h"]) else 2
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: stop.set())
    try:
        port = chosen_port()
        if not arguments and not port_is_free(port):
            raise Refusal(
                f"Cổng {port} đang có chương trình khác dùng. Chọn cổng khác, ví dụ: PORT={port + 1} ./run"
            )
        environment = run_environment(port)
        prepare()
        set_up_data(environment)
        if arguments:
            manage(environment, "seed_demo", "--accounts")
            say("Đã cài đặt xong. Chạy ./run để mở máy chủ.")
            return 0
        return serve(environment, port, stop)
    except Refusal as refusal:
        say(f"\n{refusal}" if not stop.is_set() else "\nĐã dừng.")
        return 1


def chosen_port() -> int:
    """PORT as a number; raises Refusal."""
    raw = os.environ.get("PORT", "").strip() or "8000"
    if not raw.isdigit() or not 1 <= int(raw) <= 65535:
        raise Refusal(f"PORT phải là số từ 1 đến 65535, đang là «{raw}».")
    return int(raw)


def run_environment(port: int) -> dict[str, str]:
    """The environment of every process of this run, with DATA_DIR there and writable; raises Refusal."""
    data = Path(os.environ.get("DATA_DIR", "").strip() or ROOT / "var").absolute()
    try:
        (data / "log").mkdir(parents=True, exist_ok=True)
        data.chmod(0o700)
    except OSError as error:
        raise Refusal(f"Không ghi được vào thư mục dữ liệu {data}: {error.strerror}.") from None
    chosen = {"DATA_DIR": str(data), "PORT": str(port), "PYTHONUNBUFFERED": "1"}
    return {"DJANGO_SETTINGS_MODULE": "config.settings.dev", **os.environ, **chosen}


def manage(environment: dict[str, str], *words: str, quiet: bool = False) -> None:
    """One management command; raises Refusal when it fails, after its own words about the error."""
    command = [str(PYTHON), str(ROOT / "manage.py"), *words]
    out = subprocess.DEVNULL if quiet else None
    if subprocess.run(command, cwd=ROOT, env=environment, stdout=out).returncode:
        raise Refusal(f"Lệnh «manage.py {' '.join(words)}» không thành công; lý do ở các dòng trên.")


def set_up_data(environment: dict[str, str]) -> None:
    """Brings the tables up to date; on the first start loads the demo, which brings units, people and the plan."""
    data = Path(environment["DATA_DIR"])
    done = data / "demo-loaded"
    fresh = not environment.get("DATABASE_URL") and not (data / "thiduaso.sqlite3").exists()
    if fresh:
        done.unlink(missing_ok=True)
        say(f"Tạo cơ sở dữ liệu trong {data} …")
    manage(environment, "migrate", "--noinput", "--verbosity=0")
    if done.exists():
        return
    say("Nạp kế hoạch thi đua Tân Châu 2023 và dữ liệu trình diễn …")
    manage(environment, "seed_demo", "--stage", environment.get("DEMO_STAGE") or "plan", quiet=True)
    done.touch()


def serve(environment: dict[str, str], port: int, stop: threading.Event) -> int:
    """Runs web and worker until a signal or until one of them falls."""
    group, data = Group(), Path(environment["DATA_DIR"])
    address = f"http://127.0.0.1:{port}/"
    web_log, worker_log = data / "log" / "web.log", data / "log" / "worker.log"
    try:
        group.start("máy chủ web", [str(VENV / "bin" / WEB[0]), *WEB[1:]], environment, web_log)
        group.start("worker", [str(VENV / "bin" / WORKER[0]), *WORKER[1:]], environment, worker_log)
        up = wait_until(
            lambda: answers(f"{address}suc-khoe/"), 60, lambda: stop.is_set() or group.fallen() is not None
        )
        if up:
            say(f"\nThi đua số đang chạy tại {address}")
            manage(environment, "seed_demo", "--accounts")
            say(f"\nDữ liệu: {data}   Nhật ký kỹ thuật: {data / 'log'}\nDừng bằng Ctrl-C.")
        elif not stop.is_set():
            raise Refusal(
                f"Không khởi động được {group.fallen() or 'máy chủ web'}; xem nhật ký trong {data / 'log'}."
            )
        while not stop.wait(0.5):
            if name := group.fallen():
                raise Refusal(f"{name} đã dừng ngoài ý muốn; xem nhật ký trong {data / 'log'}.")
        say("\nĐang dừng …")
    finally:
        group.stop()
    say("Đã dừng.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
