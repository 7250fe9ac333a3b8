"""docker-compose.yml says what is needed, with pinned images, health checks and explained settings."""

import re
import subprocess
from shutil import which

import pytest

from tests.processes.compose import ROOT, services

EXPECTED = {"setup", "web", "worker", "beat", "postgres", "redis", "proxy"}
KNOWN_KEYS = {
    "build", "image", "restart", "command", "environment", "volumes", "depends_on", "healthcheck", "ports",
}  # fmt: skip
CONDITIONS = {"service_healthy", "service_completed_successfully"}


def test_all_parts_are_there_and_only_known_keys():
    assert set(services()) == EXPECTED
    assert not {name: set(part) - KNOWN_KEYS for name, part in services().items() if set(part) - KNOWN_KEYS}


def test_every_lasting_part_has_a_health_check():
    for name in EXPECTED - {"setup"}:
        check = services()[name]["healthcheck"]
        assert check["test"][0] == "CMD" and check["retries"] >= 3, name


def test_images_are_pinned_to_a_full_version():
    images = {part["image"] for part in services().values()} - {"thiduaso:local"}
    images |= set(re.findall(r"^FROM (\S+)", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE))
    assert len(images) == 5
    assert all(re.search(r":\d+\.\d+(\.\d+)?-", image) for image in images), images


def test_what_a_part_waits_for_exists():
    for name, part in services().items():
        for other, how in part.get("depends_on", {}).items():
            assert other in EXPECTED and how["condition"] in CONDITIONS, name


def test_only_the_proxy_has_a_port_to_the_outside():
    assert [name for name, part in services().items() if "ports" in part] == ["proxy"]


def test_every_variable_is_explained_in_the_example():
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    used = set(re.findall(r"\$\{(\w+)", text))
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    explained = set(re.findall(r"^(\w+)=", example, re.MULTILINE))
    assert used == explained
    secrets = re.findall(r"^(SECRET_KEY|BALLOT_KEY|POSTGRES_PASSWORD)=(.*)$", example, re.MULTILINE)
    assert [value for _, value in secrets] == ["", "", ""]


@pytest.mark.parametrize("name", ["web", "worker", "beat", "setup"])
def test_our_parts_share_settings_and_data(name):
    part = services()[name]
    assert part["environment"]["DJANGO_SETTINGS_MODULE"] == "config.settings.prod"
    assert part["environment"]["DATA_DIR"] == "/data" and part["volumes"] == ["data:/data"]


def test_docker_itself_accepts_the_file_where_it_is_installed():
    """Without the compose plugin the checks above stand alone."""
    docker = which("docker")
    if not docker or subprocess.run([docker, "compose", "version"], capture_output=True).returncode:
        return
    answer = subprocess.run([docker, "compose", "config", "-q"], cwd=ROOT, capture_output=True, text=True)
    assert answer.returncode == 0, answer.stderr
