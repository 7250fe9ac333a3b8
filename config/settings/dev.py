"""The embedded installation that ./run starts: SQLite, a broker without a server, plain HTTP on this machine."""

from config import env
from config.keys import local_keys
from config.settings.base import *  # noqa: F403
from config.settings.base import DATA_DIR, STATIC_ROOT

DEBUG = env.flag("DEBUG")
DEMO = env.flag("DEMO", True)
# A demo is played by anybody who reads the list of accounts: nobody has to set up a second factor first.
SECOND_FACTOR_DEMANDED = env.flag("SECOND_FACTOR_DEMANDED", not DEMO)

_keys = local_keys(DATA_DIR)
SECRET_KEY = env.text("SECRET_KEY") or _keys["SECRET_KEY"]
BALLOT_KEY = env.text("BALLOT_KEY") or _keys["BALLOT_KEY"]

# Styles and fonts are served from where they lie, so there is nothing to collect.
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
