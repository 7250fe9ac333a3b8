"""Reads docker-compose.yml, so that the tests start exactly the commands of the containers."""

from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]


def services() -> dict[str, dict]:
    """The services with their merged settings."""
    with (ROOT / "docker-compose.yml").open(encoding="utf-8") as file:
        return yaml.safe_load(file)["services"]


def command_of(name: str) -> list[str]:
    """The command of one container."""
    return services()[name]["command"]
