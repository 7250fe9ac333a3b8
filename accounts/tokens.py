"""Secrets that a browser or a link carries: made here, kept only as their hash."""

import hashlib
import secrets


def new_secret() -> str:
    """256 bits for an address or a cookie."""
    return secrets.token_urlsafe(32)


def hash_of(secret: str) -> str:
    """What is kept of a secret (SHA-256, in hex)."""
    return hashlib.sha256(secret.encode()).hexdigest()
