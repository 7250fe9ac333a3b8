import json
import os
import re
import subprocess
import sys

import pytest

from tests.conftest import ROOT

GOOD = {
    "SECRET_KEY": "k" * 50,
    "BALLOT_KEY": "b" * 44,
    "DATABASE_URL": "postgresql://a:b@127.0.0.1:1/c",
    "BROKER_URL": "redis://127.0.0.1:1/0",
    "ALLOWED_HOSTS": "thidua.example.gov.vn",
}
SHOW = """
import json, django; django.setup()
from django.conf import settings as s
names = ["SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "DEBUG", "DEMO",
         "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "X_FRAME_OPTIONS", "SESSION_COOKIE_PATH"]
print(json.dumps({n: getattr(s, n) for n in names}))
"""

COLLECT = """
import django; django.setup()
from django.core.management import call_command
call_command("collectstatic", verbosity=0, interactive=False)
"""


def asked_for_by_pages() -> set[str]:
    """The static files that templates name."""
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "templates").rglob("*.html")]
    found = {name for text in texts for name in re.findall(r"{% static ['\"]([^'\"]+)['\"]", text)}
    assert found, "no template names a static file"
    return found


def python(code: str, tmp_path, **changes) -> subprocess.CompletedProcess:
    """Runs code with the settings of a real installation."""
    base = {
        "PATH": os.environ["PATH"],
        "DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "config.settings.prod",
    }
    environment = {name: value for name, value in {**base, **GOOD, **changes}.items() if value is not None}
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)


@pytest.mark.parametrize("name", sorted(GOOD))
def test_a_missing_setting_is_named(name, tmp_path):
    done = python(SHOW, tmp_path, **{name: None})
    assert done.returncode != 0
    assert f"Thiếu biến môi trường {name}" in done.stderr


OIDC = {"OIDC_ISSUER": "https://id.tinh.gov.vn", "OIDC_CLIENT_ID": "a", "OIDC_CLIENT_SECRET": "b"}


@pytest.mark.parametrize(
    "changes, said",
    [
        ({"SECOND_FACTOR_DEMANDED": "0"}, "SECOND_FACTOR_DEMANDED phải là 1"),
        ({**OIDC, "OIDC_ISSUER": "http://id.tinh.gov.vn"}, "phải bắt đầu bằng https://"),
        ({**OIDC, "OIDC_CLIENT_SECRET": None}, "OIDC_CLIENT_ID và OIDC_CLIENT_SECRET"),
    ],
)
def test_signing_in_is_never_weaker_than_promised(changes, said, tmp_path):
    done = python(SHOW, tmp_path, **changes)
    assert done.returncode != 0 and said in done.stderr


def test_the_roles_and_the_provider_come_from_the_environment(tmp_path):
    show = """
import json, django; django.setup()
from django.conf import settings as s
app = s.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
print(json.dumps([s.SECOND_FACTOR_DEMANDED, s.SECOND_FACTOR_ROLES, app["client_id"], app["settings"]]))
"""
    done = python(show, tmp_path, **OIDC, SECOND_FACTOR_ROLES="appraiser, council_member")
    assert done.returncode == 0, done.stderr
    roles = ["appraiser", "auditor", "council_member", "system_admin"]
    assert json.loads(done.stdout) == [True, roles, "a", {"server_url": "https://id.tinh.gov.vn"}]


def test_cookies_and_transport(tmp_path):
    done = python(SHOW, tmp_path)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "SESSION_COOKIE_NAME": "__Host-phien",
        "CSRF_COOKIE_NAME": "__Host-csrf",
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "DEBUG": False,
        "DEMO": False,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31536000,
        "X_FRAME_OPTIONS": "DENY",
        "SESSION_COOKIE_PATH": "/",
    }


def test_static_files_can_be_collected_with_names_that_carry_a_hash(tmp_path):
    done = python(COLLECT, tmp_path)
    assert done.returncode == 0, done.stderr
    names = json.loads((tmp_path / "static" / "staticfiles.json").read_text(encoding="utf-8"))["paths"]
    assert {
        "vendor/bootstrap/css/bootstrap.min.css",
        "vendor/bootstrap-icons/bootstrap-icons.min.css",
    } <= set(names)
    assert not asked_for_by_pages() - set(names)
    assert (tmp_path / "static" / f"{names['vendor/bootstrap/css/bootstrap.min.css']}.gz").exists()
