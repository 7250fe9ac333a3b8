"""One account for each person: made, invited, stopped by the administrator of the unit or of one above it."""

from datetime import datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.domain.audit import record_event
from accounts.errors import DomainError, NotFound
from accounts.models import Invitation, User
from accounts.text import fold, person_sort_key, tidy
from accounts.tokens import hash_of, new_secret
from campaigns.permissions import check_manages_account

INVITATION_DAYS = 7


def create_person(*, username: str, full_name: str, email: str, by: User | None, at: datetime) -> User:
    """An account without a password yet; DomainError with its field for a code or an address that is taken."""
    username, email = tidy(username), tidy(email).lower()
    if User.objects.filter(username__iexact=username).exists():
        raise DomainError(
            f"Mã cán bộ «{username}» đã có người dùng. Hãy tìm người đó trong danh sách.", field="username"
        )
    if email and User.objects.filter(email__iexact=email).exists():
        raise DomainError(f"Thư điện tử «{email}» đã có người dùng.", field="email")
    with transaction.atomic():
        name = tidy(full_name)
        person = User(
            username=username,
            full_name=name,
            email=email,
            sort_key=person_sort_key(name),
            search_key=fold(f"{name} {username} {email}"),
        )
        person.set_unusable_password()
        person.save()
        record_event(
            by=by,
            at=at,
            kind="person.created",
            target=person,
            sentence=f"Tạo tài khoản của {person} ({username}).",
        )
        return person


def invite_person(*, person: User, by: User, at: datetime) -> str:
    """A new secret for the link by which the person sets a password once within 7 days; older links end."""
    check_manages_account(by=by, person=person, at=at)
    if not person.is_active:
        raise DomainError(f"Tài khoản của {person} đang ngừng dùng. Hãy mở lại trước khi mời.")
    return make_invitation(person=person, by=by, at=at)


def make_invitation(*, person: User, by: User, at: datetime) -> str:
    """The new secret itself; for `invite_person`, and for the first administrator whom nobody can invite."""
    secret = new_secret()
    with transaction.atomic():
        Invitation.objects.update_or_create(
            user=person,
            defaults={
                "secret_hash": hash_of(secret),
                "made_by": by,
                "made_at": at,
                "expires_at": at + timedelta(days=INVITATION_DAYS),
                "used_at": None,
            },
        )
        record_event(
            by=by, at=at, kind="person.invited", target=person, sentence=f"Tạo liên kết mời cho {person}."
        )
    return secret


def open_invitation(*, secret: str, at: datetime) -> Invitation:
    """The invitation of the link; NotFound with one sentence for a used, ended or unknown one."""
    row = Invitation.objects.select_related("user").filter(secret_hash=hash_of(secret)).first()
    if row is None or row.used_at or row.expires_at <= at or not row.user.is_active:
        raise NotFound("Liên kết này không còn dùng được. Hãy xin người quản trị một liên kết mới.")
    return row


def accept_invitation(*, secret: str, password: str, at: datetime) -> User:
    """Sets the password and uses the link up; DomainError (field "password") for a password that is too easy."""
    with transaction.atomic():
        found = open_invitation(secret=secret, at=at)
        row = Invitation.objects.select_for_update().get(pk=found.pk)
        if row.used_at:
            raise NotFound("Liên kết này không còn dùng được. Hãy xin người quản trị một liên kết mới.")
        person = row.user
        try:
            validate_password(password, person)
        except ValidationError as error:
            raise DomainError(" ".join(error.messages), field="password") from None
        person.set_password(password)
        person.save(update_fields=["password"])
        row.used_at = at
        row.save(update_fields=["used_at"])
        record_event(
            by=person,
            at=at,
            kind="person.accepted",
            target=person,
            sentence=f"{person} đặt mật khẩu lần đầu.",
        )
        return person


def stop_person(*, person: User, reason: str, by: User, at: datetime) -> None:
    """The account can't be used from the next request on; what the person did stays."""
    check_manages_account(by=by, person=person, at=at)
    if person.pk == by.pk:
        raise DomainError("Không tự ngừng tài khoản của mình được. Hãy nhờ quản trị khác.")
    _switch(
        person,
        active=False,
        by=by,
        at=at,
        kind="person.stopped",
        said=f"Ngừng tài khoản của {person}: {tidy(reason)}.",
    )


def reopen_person(*, person: User, by: User, at: datetime) -> None:
    """The account can be used again, with the roles that still hold."""
    check_manages_account(by=by, person=person, at=at)
    _switch(person, active=True, by=by, at=at, kind="person.reopened", said=f"Mở lại tài khoản của {person}.")


def _switch(person: User, *, active: bool, by: User, at: datetime, kind: str, said: str) -> None:
    with transaction.atomic():
        row = User.objects.select_for_update().get(pk=person.pk)
        if row.is_active == active:
            raise DomainError("Tài khoản đã ở trạng thái này rồi. Hãy tải lại trang.")
        row.is_active = active
        row.save(update_fields=["is_active"])
        record_event(by=by, at=at, kind=kind, target=row, sentence=said)
