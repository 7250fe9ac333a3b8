"""The secrets of a local installation: made once, kept in DATA_DIR, readable by their owner only."""

import base64
import os
import secrets
from pathlib import Path

FILE_NAME = "keys.env"
NAMES = ("SECRET_KEY", "BALLOT_KEY")


def local_keys(data_dir: Path) -> dict[str, str]:
    """SECRET_KEY and BALLOT_KEY (32 bytes, URL-safe base64), made on first use; ValueError on a damaged file."""
    path = data_dir / FILE_NAME
    if not path.exists():
        create_keys(path)
    lines = path.read_text(encoding="utf-8").splitlines()
    found = dict(line.split("=", 1) for line in lines if "=" in line)
    missing = [name for name in NAMES if not found.get(name)]
    if missing:
        raise ValueError(
            f"Tệp khóa {path} thiếu {', '.join(missing)}. Khôi phục tệp từ bản sao lưu; "
            "không tạo khóa mới vì phiếu kín đã bỏ sẽ không mở được nữa."
        )
    return found


def create_keys(path: Path) -> None:
    """Writes the file whole or not at all; when two processes start together, the first one's keys stay."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{FILE_NAME}.{os.getpid()}.{secrets.token_hex(4)}")
    values = {
        "SECRET_KEY": secrets.token_urlsafe(48),
        "BALLOT_KEY": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
    }
    with os.fdopen(
        os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
    ) as file:
        file.writelines(f"{name}={value}\n" for name, value in values.items())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
