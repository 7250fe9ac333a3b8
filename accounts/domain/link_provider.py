"""Whom the province's identity provider vouches for: one account here, found by the staff code or office e-mail."""

from datetime import datetime

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db import transaction

from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import User
from accounts.people import account_of


def person_of_provider(*, account: SocialAccount, at: datetime) -> User:
    """The active person whom the provider's account stands for; linked the first time, held to it ever after.

    DomainError (for the trail, not for the page) when there is none, or when the two don't belong together.
    """
    claims = claims_of(account)
    with transaction.atomic():
        person = claimed_person(claims)
        User.objects.select_for_update().get(pk=person.pk)
        linked = SocialAccount.objects.filter(provider=account.provider, user=person).first()
        if linked and linked.uid != account.uid:
            raise DomainError(f"tài khoản «{person.username}» đã gắn với một danh tính khác của cổng.")
        if account.pk and account.user_id != person.pk:
            raise DomainError(f"danh tính này đã gắn với tài khoản «{account.user.username}».")
        account.user, account.extra_data = person, {}
        account.save()
        if linked is None:
            record_event(
                by=person,
                at=at,
                kind="account.provider_linked",
                target=person,
                sentence=f"Gắn tài khoản «{person.username}» với danh tính ở {settings.OIDC_NAME}.",
            )
        return person


def claims_of(account: SocialAccount) -> dict:
    """What the signed token says, and what the provider's page of the person adds to it."""
    data = account.extra_data or {}
    return {**(data.get("userinfo") or {}), **(data.get("id_token") or {})}


def claimed_person(claims: dict) -> User:
    """The active account of the claim; an e-mail counts only when the provider has verified it."""
    typed = str(claims.get(settings.OIDC_CLAIM) or "")
    if "@" in typed and not (typed == claims.get("email") and claims.get("email_verified") is True):
        raise DomainError("thư điện tử chưa được cổng xác minh.")
    person = account_of(typed) if typed else None
    if person is None:
        raise DomainError("không có tài khoản nào ứng với danh tính này.")
    if not person.is_active:
        raise DomainError(f"tài khoản «{person.username}» đang ngừng dùng.")
    return person
