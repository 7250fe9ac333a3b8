"""The technical log: what happened where, never a name, a score or a secret (those belong to the audit trail)."""

import json
import logging
import traceback
from datetime import UTC, datetime


class JsonFormatter(logging.Formatter):
    """One JSON object per line. Of an error it keeps the type and the places in the code, not its text."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": safe_message(record),
        }
        status = getattr(record, "status_code", None)
        if status is not None:
            line["status"] = status
        if record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            line["error"] = type(error).__name__
            line["where"] = [
                f"{frame.filename}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(error.__traceback__)
            ]
        return json.dumps(line, ensure_ascii=False)


def safe_message(record: logging.LogRecord) -> str:
    """The message; of Celery's lines about a task only its name and number, because they quote errors and values."""
    data = getattr(record, "data", None)
    if isinstance(data, dict) and "id" in data:
        return f"task {data.get('name', '')} {data['id']}"
    return record.getMessage()


def json_logging(level: str) -> dict:
    """Django's LOGGING for a real installation."""
    return _logging(level, {"()": "config.logging.JsonFormatter"})


def plain_logging(level: str) -> dict:
    """Django's LOGGING for the demo and for developers, to be read by eye."""
    return _logging(level, {"format": "{asctime} {levelname} {name} {message}", "style": "{"})


def _logging(level: str, formatter: dict) -> dict:
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": formatter},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            # Its lines repeat the page's query string, in which people search for names.
            "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
            "fontTools": {"level": "ERROR"},
            "weasyprint": {"level": "ERROR"},
        },
    }
