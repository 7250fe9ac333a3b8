"""Tests: everything in a folder of its own that goes away; DATABASE_URL and BROKER_URL choose the other parts."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

if "TEST_DATA_ROOT" not in os.environ:
    os.environ["TEST_DATA_ROOT"] = tempfile.mkdtemp(prefix="thiduaso-test-")
    atexit.register(shutil.rmtree, os.environ["TEST_DATA_ROOT"], ignore_errors=True)

# Tests that run side by side share neither files nor messages.
_lane = os.environ.get("PYTEST_XDIST_WORKER", "main")
os.environ["DATA_DIR"] = str(Path(os.environ["TEST_DATA_ROOT"]) / _lane)
Path(os.environ["DATA_DIR"]).mkdir(parents=True, exist_ok=True)
if os.environ.get("BROKER_URL", "").startswith("redis://"):
    _number = int(_lane.removeprefix("gw")) + 1 if _lane.startswith("gw") else 0
    os.environ["BROKER_URL"] = f"{os.environ['BROKER_URL'].rsplit('/', 1)[0]}/{_number}"

os.environ.setdefault("SECRET_KEY", "only-for-tests-only-for-tests-only-for-tests-only")
os.environ.setdefault("BALLOT_KEY", "b25seS1mb3ItdGVzdHMtMzItYnl0ZXMtb2Yta2V5ISE=")

from config.settings.base import *  # noqa: E402, F403
from config.settings.base import DATA_DIR, DATABASES, STATIC_ROOT  # noqa: E402

DEMO = True
# As in a demo; the tests of the second factor switch it on.
SECOND_FACTOR_DEMANDED = False
# A journey on a busy machine may take longer than the ten minutes of a real installation.
PROOF_MINUTES = 60
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # In a file, not in memory: the worker and the live server are other processes and threads.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
else:
    # A connection that is kept open would stop the test database from being removed; only the journeys' web server,
    # which ends before that, keeps its own.
    DATABASES["default"]["CONN_MAX_AGE"] = int(os.environ.get("TEST_CONN_MAX_AGE", "0"))

STATIC_ROOT.mkdir(exist_ok=True)
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
# A browser asks once for a style or a font, not again after a minute.
WHITENOISE_MAX_AGE = 3600
