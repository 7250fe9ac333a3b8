"""Secrets of second factors are stored sealed: whoever has the database alone can't make codes from it."""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from accounts.errors import DomainError


def seal(text: str) -> str:
    """The text under the newest key."""
    return boxes().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """The text again; DomainError when no key fits (the secret key was changed and the old one not kept)."""
    try:
        return boxes().decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise DomainError(
            "Không đọc được yếu tố thứ hai đã lưu vì khóa của hệ thống đã đổi. Hãy báo người phụ trách kỹ thuật "
            "giữ khóa cũ trong SECRET_KEY_FALLBACKS, hoặc xin quản trị gỡ yếu tố thứ hai rồi đặt lại."
        ) from None


def boxes() -> MultiFernet:
    """One box for the secret key and one for each that it replaced."""
    return MultiFernet([box(key) for key in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]])


def box(secret: str) -> Fernet:
    """A key of its own, derived from the secret key for this purpose only."""
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"thi-dua-so second factor")
    return Fernet(base64.urlsafe_b64encode(derived.derive(secret.encode())))
