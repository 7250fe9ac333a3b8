"""Options of the wire between pages and worker that depend on the kind of broker."""

from pathlib import Path

from celery.schedules import crontab

# A page never waits for a dead broker: one quick retry, then the sweeper brings the job in later.
PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0.1, "interval_step": 0, "interval_max": 0.1}


def transport_options(broker_url: str, data_dir: Path) -> dict:
    """Kombu's transport options: the folder and its polling for folder://, short time-outs for Redis."""
    if broker_url.startswith("folder:"):
        return {"folder": str(data_dir / "broker"), "polling_interval": 0.2}
    return {
        "socket_connect_timeout": 1,
        "socket_timeout": 5,
        "visibility_timeout": 900,
        "max_retries": 1,
        "interval_start": 0.1,
        "interval_step": 0,
        "interval_max": 0.1,
    }


def beat_schedule(seconds: int) -> dict:
    """What beat sends: the sweep for forgotten jobs, the worker's sign of life, the end of the day's audit chain,
    old sessions."""
    return {
        "sweep": {
            "task": "dossiers.tasks.sweep_jobs",
            "schedule": seconds,
            "options": {"expires": 4 * seconds},
        },
        "audit_day": {
            "task": "accounts.tasks.keep_audit_day",
            "schedule": crontab(hour=0, minute=1),
            "options": {"expires": 3600},
        },
        "old_sessions": {
            "task": "accounts.tasks.drop_sessions",
            "schedule": crontab(hour=2, minute=20),
            "options": {"expires": 3600},
        },
        "alive": {
            "task": "config.tasks.mark_alive",
            "schedule": seconds,
            "options": {"expires": 4 * seconds},
        },
    }
