"""Settings shared by every way of running; what differs is in dev, test and prod."""

from csp.constants import NONCE, NONE, SELF

from config import celery_options, env
from config.databases import database_from_environment
from config.logging import plain_logging
from config.sign_in import provider_settings

BASE_DIR = env.BASE_DIR
DATA_DIR = env.data_dir()

SECRET_KEY = env.text("SECRET_KEY")
# Keys used before: what they sealed (second factors) can still be read.
SECRET_KEY_FALLBACKS = env.items("SECRET_KEY_FALLBACKS")
DEBUG = False
ALLOWED_HOSTS = env.items("ALLOWED_HOSTS", "localhost,127.0.0.1")
CSRF_TRUSTED_ORIGINS = env.items("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "config.static_packages.StaticFiles",
    "django.contrib.humanize",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "accounts",
    "campaigns",
    "awards",
    "scoring",
    "dossiers",
    "config",
]
MIDDLEWARE = [
    # First: a deadline is judged on the moment the request came in, before anything else ran.
    "accounts.middleware.ArrivalMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware_session.SignInRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "campaigns.middleware.AuditMiddleware",
    "campaigns.middleware.SecondFactorMiddleware",
    "accounts.middleware.CleanInputMiddleware",
    "accounts.middleware.DomainErrorMiddleware",
    "accounts.middleware.PrivatePagesMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "campaigns.context.office",
            ],
            "builtins": ["accounts.templatetags.viet"],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

DATABASES = {"default": database_from_environment(DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.PersonBackend"]
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "dossiers:home"
LOGOUT_REDIRECT_URL = "accounts:login"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.password_validation.ContextWordsValidator"},
]

# The second factor, passkeys, and the stages of signing in are django-allauth's; pages, guard and trail are ours.
ACCOUNT_ADAPTER = "accounts.views.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_TIMEOUT = 15 * 60
MFA_ADAPTER = "accounts.views.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "preferred"
# A phone's clock may be off by half a minute; a code that was used is not taken again.
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "Thi đua số"
# Administrators and auditors always; the other roles that SECOND_FACTOR_ROLES names. Only a demo may switch it off.
SECOND_FACTOR_ROLES = sorted({"system_admin", "auditor", *env.items("SECOND_FACTOR_ROLES")})
SECOND_FACTOR_DEMANDED = env.flag("SECOND_FACTOR_DEMANDED", True)
# How old a proof of who one is may be where it is asked for again: launching, results, places, roles, sending.
PROOF_MINUTES = env.integer("PROOF_MINUTES", 10)

# Signing in through the identity provider of a province, when it is named.
SOCIALACCOUNT_ADAPTER = "accounts.views.adapters.ProviderAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_STORE_TOKENS = False
OIDC_ISSUER = env.text("OIDC_ISSUER")
OIDC_NAME = env.text("OIDC_NAME", "tài khoản của tỉnh")
OIDC_CLAIM = env.text("OIDC_CLAIM", "preferred_username")
OIDC_SECOND_FACTOR = env.flag("OIDC_SECOND_FACTOR")
SOCIALACCOUNT_PROVIDERS = provider_settings()

LANGUAGE_CODE = "vi"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

# Bootstrap, icons, charts and fonts are taken from npm packages at set-up and served from where they lie.
NODE_MODULES = BASE_DIR / "node_modules"
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("vendor/bootstrap", NODE_MODULES / "bootstrap" / "dist"),
    ("vendor/bootstrap-icons", NODE_MODULES / "bootstrap-icons" / "font"),
    ("vendor/be-vietnam-pro", NODE_MODULES / "@fontsource" / "be-vietnam-pro"),
    ("vendor/chart.js", NODE_MODULES / "chart.js" / "dist"),
    ("vendor/tinos", NODE_MODULES / "@expo-google-fonts" / "tinos"),
]
PAPER_FONTS_DIR = NODE_MODULES / "@expo-google-fonts" / "tinos"

MEDIA_ROOT = DATA_DIR / "files"
MEDIA_URL = "/tep/"
# "django" streams private files itself; "nginx" hands them to the proxy by X-Accel-Redirect after the check.
PRIVATE_FILES_BY = env.text("PRIVATE_FILES_BY", "django")
MAX_UPLOAD_BYTES = env.integer("MAX_UPLOAD_MB", 20) * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# The broker is only the wire: jobs are rows in the database, results are never stored in it.
CELERY_BROKER_URL = env.text("BROKER_URL", "folder://localhost/")
CELERY_BROKER_TRANSPORT_OPTIONS = celery_options.transport_options(CELERY_BROKER_URL, DATA_DIR)
CELERY_TASK_PUBLISH_RETRY_POLICY = celery_options.PUBLISH_RETRY_POLICY
CELERY_BROKER_CONNECTION_TIMEOUT = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
# A task that kills its worker must not come back for ever: the sweeper counts the attempts.
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = False
# Without a result backend nothing can still come from a killed child: the pool need not wait ten seconds for it.
CELERY_WORKER_LOST_WAIT = 1.0
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULER = "celery.beat:Scheduler"
CELERY_BEAT_SCHEDULE = celery_options.beat_schedule(env.integer("SWEEP_SECONDS", 30))
WORKER_MARK = DATA_DIR / "worker.alive"

# Seals council ballots; see docs/security.md. Never in the database.
BALLOT_KEY = env.text("BALLOT_KEY")
# How many of our own proxies stand before the web server, for the address in the audit trail.
PROXY_HOPS = env.integer("PROXY_HOPS", 0)
# Demo data may move the clock back to 2023; a real installation never sets this.
DEMO = env.flag("DEMO")

LOGGING = plain_logging(env.text("LOG_LEVEL", "INFO"))

X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# Nothing inline but what carries the page's nonce, nothing from another host.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        # A PDF preview allows its own page with csp_update and xframe_options_sameorigin.
        "frame-ancestors": [NONE],
    }
}
# Marks a browser in which a person has signed in before; an attack on the account does not lock it out.
DEVICE_COOKIE = "may"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
# By the real clock, also in a demo: so long without a request, and so long at most.
SESSION_ENGINE = "accounts.sessions"
SESSION_IDLE_MINUTES = env.integer("SESSION_IDLE_MINUTES", 120)
SESSION_IDLE_MINUTES_STRICT = env.integer("SESSION_IDLE_MINUTES_STRICT", 30)
SESSION_HOURS = env.integer("SESSION_HOURS", 12)
SESSION_COOKIE_AGE = SESSION_HOURS * 60 * 60
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
