"""Reads settings from the environment; one parser, so that every process understands a value the same way."""

import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent


def text(name: str, default: str = "") -> str:
    """The variable's text, or the default when it is unset or empty."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool = False) -> bool:
    """True for 1, true, yes, on; raises ValueError for anything else that is set."""
    raw = text(name)
    if not raw:
        return default
    if raw.lower() in {"1", "true", "yes", "on"}:
        return True
    if raw.lower() in {"0", "false", "no", "off"}:
        return False
    raise ValueError(f"{name} phải là 0 hoặc 1, đang là «{raw}».")


def integer(name: str, default: int) -> int:
    """The variable as a whole number; raises ValueError naming it."""
    raw = text(name)
    if not raw:
        return default
    if not raw.lstrip("-").isdigit():
        raise ValueError(f"{name} phải là số nguyên, đang là «{raw}».")
    return int(raw)


def items(name: str, default: str = "") -> list[str]:
    """A comma-separated list without empty entries."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def data_dir() -> Path:
    """Where the embedded database, uploads and papers lie: DATA_DIR, or var/ beside the code."""
    return Path(text("DATA_DIR", str(BASE_DIR / "var"))).resolve()
