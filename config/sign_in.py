"""The identity provider of a province, as django-allauth wants it described; nothing when none is named."""

from config import env


def provider_settings() -> dict:
    """SOCIALACCOUNT_PROVIDERS from OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET."""
    issuer = env.text("OIDC_ISSUER").rstrip("/")
    if not issuer:
        return {}
    return {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "tinh",
                    "name": env.text("OIDC_NAME", "tài khoản của tỉnh"),
                    "client_id": env.text("OIDC_CLIENT_ID"),
                    "secret": env.text("OIDC_CLIENT_SECRET"),
                    "settings": {"server_url": issuer},
                }
            ],
        }
    }
