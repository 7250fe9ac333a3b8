"""Sealed choices: HPKE to a key pair of the meeting, whose private half is locked with the server's ballot key.

A sealed choice names its nomination only inside, and all sealed choices are equally long.
"""

import base64
import secrets
import struct
from collections.abc import Iterable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from accounts.errors import DomainError

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_CHOICE = struct.Struct(">QB")
_NONCE = 12


class SealBroken(DomainError):
    """A key or a ballot does not open: another ballot key, or somebody touched the rows."""


def make_keys(meeting_id: int) -> tuple[bytes, bytes]:
    """(public key, locked private key) for one meeting; the private key never leaves here unlocked."""
    private = X25519PrivateKey.generate()
    nonce = secrets.token_bytes(_NONCE)
    locked = AESGCM(_lock_key()).encrypt(nonce, private.private_bytes_raw(), _context(meeting_id))
    return private.public_key().public_bytes_raw(), nonce + locked


def seal_choice(*, public_key: bytes, meeting_id: int, nomination_id: int, agree: bool) -> bytes:
    """One choice on one nomination, readable only with the meeting's private key."""
    key = X25519PublicKey.from_public_bytes(bytes(public_key))
    return _SUITE.encrypt(_CHOICE.pack(nomination_id, agree), key, info=_context(meeting_id))


def unseal_choices(
    *, locked_private_key: bytes, meeting_id: int, sealed: Iterable[bytes]
) -> list[tuple[int, bool]]:
    """(nomination id, agree) of every ballot, in random order; SealBroken if one of them does not open."""
    locked = bytes(locked_private_key)
    context = _context(meeting_id)
    try:
        raw = AESGCM(_lock_key()).decrypt(locked[:_NONCE], locked[_NONCE:], context)
    except InvalidTag:
        raise SealBroken(
            "Không mở được khóa của phiên họp: khóa phiếu (BALLOT_KEY) của máy chủ không phải khóa lúc mở phiên. "
            "Hãy khôi phục đúng khóa rồi kết thúc phiên lại; phiếu vẫn còn nguyên."
        ) from None
    key = X25519PrivateKey.from_private_bytes(raw)
    try:
        opened = [_SUITE.decrypt(bytes(one), key, info=context) for one in sealed]
        choices = [(number, bool(agree)) for number, agree in map(_CHOICE.unpack, opened)]
    except (InvalidTag, ValueError, struct.error):
        raise SealBroken(
            "Có phiếu không mở được nên không kiểm phiếu. Hãy báo quản trị hệ thống kiểm tra dữ liệu phiên họp."
        ) from None
    secrets.SystemRandom().shuffle(choices)
    return choices


def _lock_key() -> bytes:
    secret = base64.urlsafe_b64decode(settings.BALLOT_KEY.encode())
    derive = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"thi-dua-so/meeting-key/1")
    return derive.derive(secret)


def _context(meeting_id: int) -> bytes:
    return b"thi-dua-so/ballot/1/%d" % meeting_id
