"""A real installation behind a proxy that speaks HTTPS; everything comes from the environment."""

from django.core.exceptions import ImproperlyConfigured

from config import env
from config.logging import json_logging
from config.settings.base import *  # noqa: F403
from config.settings.base import OIDC_ISSUER, SECOND_FACTOR_DEMANDED

DEBUG = False


def _required(name: str, least: int) -> str:
    value = env.text(name)
    if len(value) < least:
        raise ImproperlyConfigured(
            f"Thiếu biến môi trường {name} (ít nhất {least} ký tự). Xem .env.example để biết cách tạo."
        )
    return value


SECRET_KEY = _required("SECRET_KEY", 40)
BALLOT_KEY = _required("BALLOT_KEY", 43)
_required("DATABASE_URL", 1)
_required("BROKER_URL", 1)
_required("ALLOWED_HOSTS", 1)

if not SECOND_FACTOR_DEMANDED:
    raise ImproperlyConfigured(
        "SECOND_FACTOR_DEMANDED phải là 1: ở bản chạy thật, quản trị và người giám sát luôn phải có yếu tố thứ hai."
    )
if OIDC_ISSUER and not OIDC_ISSUER.startswith("https://"):
    raise ImproperlyConfigured("OIDC_ISSUER phải bắt đầu bằng https://.")
if OIDC_ISSUER and not (env.text("OIDC_CLIENT_ID") and env.text("OIDC_CLIENT_SECRET")):
    raise ImproperlyConfigured("Đã đặt OIDC_ISSUER thì phải đặt cả OIDC_CLIENT_ID và OIDC_CLIENT_SECRET.")

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (
    "woff",
    "woff2",
    "png",
    "jpg",
    "ttf",
    "map",
    "txt",
    "gz",
    "br",
    "zip",
    "pdf",
)

SECURE_SSL_REDIRECT = env.flag("SSL_REDIRECT", True)
SECURE_REDIRECT_EXEMPT = [r"^suc-khoe/$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.integer("HSTS_SECONDS", 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.flag("HSTS_SUBDOMAINS")
SECURE_HSTS_PRELOAD = env.flag("HSTS_PRELOAD")
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-phien"
CSRF_COOKIE_NAME = "__Host-csrf"
DEVICE_COOKIE = "__Host-may"

LOGGING = json_logging(env.text("LOG_LEVEL", "INFO"))
