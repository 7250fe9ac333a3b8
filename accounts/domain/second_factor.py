"""The second factor: an authenticator app, passkeys, recovery codes; each change and each code used is noted."""

from datetime import datetime

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    validate_totp_code,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn.internal.auth import WebAuthn
from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import FactorReset, KnownDevice, SignInSession, User
from accounts.second_factor import SECOND
from accounts.text import tidy

MOST_PASSKEYS = 10
NAMES = {
    Authenticator.Type.TOTP: "ứng dụng xác thực",
    Authenticator.Type.WEBAUTHN: "khóa truy cập",
    Authenticator.Type.RECOVERY_CODES: "mã dự phòng",
}


def set_up_app(*, by: User, secret: str, code: str, at: datetime) -> Authenticator:
    """The authenticator app holds from now on, when the code proves that it has the secret; one for each person."""
    if not validate_totp_code(secret, code):
        raise DomainError(
            "Mã không đúng. Hãy nhập 6 số đang hiện trong ứng dụng; nếu vẫn sai, hãy bật giờ tự động trên điện thoại.",
            field="code",
        )
    with transaction.atomic():
        User.objects.select_for_update().get(pk=by.pk)
        if Authenticator.objects.filter(user=by, type=Authenticator.Type.TOTP).exists():
            raise DomainError("Đã có ứng dụng xác thực. Hãy gỡ ứng dụng cũ trước khi đặt ứng dụng mới.")
        row = TOTP.activate(by, secret).instance
        spend(row, secret, code)
        _note("factor.added", f"{by} đặt ứng dụng xác thực.", by=by, at=at)
        return row


def add_passkey(*, by: User, name: str, credential: dict, at: datetime) -> Authenticator:
    """A passkey whose making the browser has just shown."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=by.pk)
        if Authenticator.objects.filter(user=by, type=Authenticator.Type.WEBAUTHN).count() >= MOST_PASSKEYS:
            raise DomainError(
                f"Mỗi người có nhiều nhất {MOST_PASSKEYS} khóa truy cập. Hãy gỡ khóa không dùng."
            )
        row = WebAuthn.add(by, tidy(name)[:60] or "Khóa truy cập", credential).instance
        _note("factor.added", f"{by} thêm khóa truy cập «{row.data['name']}».", by=by, at=at)
        return row


def remove_factor(*, by: User, factor: int, required: bool, at: datetime) -> None:
    """Takes one of the person's own factors away; the last one only where no role demands it."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=by.pk)
        rows = list(Authenticator.objects.filter(user=by, type__in=SECOND))
        row = next((one for one in rows if one.pk == factor), None)
        if row is None:
            raise DomainError("Yếu tố này vừa được gỡ rồi. Hãy tải lại trang.")
        if required and len(rows) == 1:
            raise DomainError(
                "Vai trò của bạn luôn phải có yếu tố thứ hai. Hãy thêm ứng dụng hoặc khóa khác rồi mới gỡ cái này."
            )
        row.delete()
        if len(rows) == 1:
            Authenticator.objects.filter(user=by).delete()
        _note("factor.removed", f"{by} gỡ {words(row)}.", by=by, at=at)


def renew_recovery_codes(*, by: User, at: datetime) -> list[str]:
    """Ten new codes, to be shown once; the ones before don't hold any more. Without a second factor there are none."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=by.pk)
        if not Authenticator.objects.filter(user=by, type__in=SECOND).exists():
            raise DomainError("Hãy đặt ứng dụng xác thực hoặc khóa truy cập trước khi tạo mã dự phòng.")
        Authenticator.objects.filter(user=by, type=Authenticator.Type.RECOVERY_CODES).delete()
        codes = RecoveryCodes.activate(by).generate_codes()
        _note("factor.codes_made", f"{by} tạo {len(codes)} mã dự phòng mới.", by=by, at=at)
        return codes


def codes_left(user: User) -> int | None:
    """How many recovery codes are still unused; None without any made."""
    row = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    return len(row.wrap().get_unused_codes()) if row else None


def use_code(*, user: User, code: str, at: datetime) -> Authenticator | None:
    """What the code belongs to, used up by it: a code of the app or a recovery code is taken once; None for neither."""
    with transaction.atomic():
        rows = Authenticator.objects.select_for_update().filter(user=user)
        app = rows.filter(type=Authenticator.Type.TOTP).first()
        if app and spend(app, decrypt(app.data["secret"]), code):
            return app
        codes = rows.filter(type=Authenticator.Type.RECOVERY_CODES).first()
        if codes is None or not codes.wrap().validate_code(code):
            return None
        left = codes_left(user)
        _note("factor.code_used", f"{user} dùng một mã dự phòng, còn {left} mã.", by=user, at=at)
        return codes


def spend(app: Authenticator, secret: str, code: str) -> bool:
    """Takes a code of the app: never the same or an earlier one again, in whichever process it came in first."""
    last = app.data.get("last_counter", -1)
    for counter in yield_hotp_counters_from_time():
        expected = format_hotp_value(hotp_value(secret, counter))
        if counter > last and compare_user_code(actual=code, expected=expected):
            app.data["last_counter"] = counter
            app.save(update_fields=["data"])
            return True
    return False


def words(row: Authenticator) -> str:
    """A factor in words; a passkey with its name."""
    name = NAMES[Authenticator.Type(row.type)]
    return f"{name} «{row.data['name']}»" if row.type == Authenticator.Type.WEBAUTHN else name


def _note(kind: str, sentence: str, *, by: User, at: datetime) -> None:
    record_event(by=by, at=at, kind=kind, target=by, sentence=sentence)


def take_factors_away(*, person: User, by: User | None, reason: str, at: datetime) -> None:
    """For a person who lost them: factors, known browsers, the provider's link and open sessions all go."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=person.pk)
        rows = Authenticator.objects.filter(user=person)
        said = ", ".join(words(row) for row in rows)
        rows.delete()
        SocialAccount.objects.filter(user=person).delete()
        KnownDevice.objects.filter(user=person).delete()
        SignInSession.objects.filter(user=person).delete()
        FactorReset.objects.filter(user=person).delete()
        record_event(
            by=by,
            at=at,
            kind="factor.reset",
            target=person,
            sentence=f"Gỡ yếu tố thứ hai của {person} ({said}): {reason}.",
        )
