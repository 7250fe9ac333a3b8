"""One place that turns DATABASE_URL into Django's setting: embedded SQLite by default, PostgreSQL when named."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from config import env


def database_from_environment(data_dir: Path) -> dict:
    """Django's entry for DATABASE_URL (postgresql://..., sqlite:////file), or SQLite in data_dir; raises ValueError."""
    url = env.text("DATABASE_URL")
    if not url:
        return sqlite(data_dir / "thiduaso.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(Path(unquote(parts.path)))
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError(f"DATABASE_URL phải bắt đầu bằng postgresql://, đang là «{parts.scheme}://».")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 5},
    }


def sqlite(path: Path) -> dict:
    """SQLite with WAL and IMMEDIATE transactions: without select_for_update the write lock must come first."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        },
    }
