"""What django-allauth asks of us: stages, pages and words of signing in. No mail, no open registration."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.devices import device_words
from accounts.domain.guard_sign_in import note_success
from accounts.domain.link_provider import person_of_provider
from accounts.domain.second_factor import NAMES
from accounts.domain.signing_in import note_refused_provider, note_sign_in
from accounts.errors import DomainError
from accounts.kept_form import kept_form
from accounts.models import User
from accounts.origin import current_origin
from accounts.sealing import seal, unseal
from accounts.sessions import ADDRESS, DEVICE
from accounts.tokens import new_secret

DEVICE_DAYS = 180
NOT_LET_IN = (
    "Không đăng nhập được bằng {}. Hãy đăng nhập bằng mã cán bộ, hoặc hỏi quản trị xem tài khoản của bạn đã được "
    "tạo với đúng mã cán bộ hay thư điện tử chưa."
)


class AccountAdapter(DefaultAccountAdapter):
    """Signing in ends here, whichever way it began: password, invitation, passkey or the provider."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_stages(self) -> list[str]:
        return ["accounts.views.adapters.SecondFactorStage"]

    def is_safe_url(self, url: str | None) -> bool:
        return url_has_allowed_host_and_scheme(url, {self.request.get_host()}, self.request.is_secure())

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        return redirect(settings.LOGIN_URL)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our own pages say what happened, in Vietnamese."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """There is no mail server; the audit trail and the list of sessions tell the owner."""

    def send_mail(self, *args: Any, **kwargs: Any) -> None:
        """None of our ways in needs mail."""

    def post_login(
        self, request: HttpRequest, user: Any, *, redirect_url: str | None, **_: Any
    ) -> HttpResponse:
        at, device = request.arrived_at, request.COOKIES.get(settings.DEVICE_COOKIE) or new_secret()
        note_success(user=user, address=current_origin().address, device=device, at=at)
        note_sign_in(by=user, at=at, how=how_signed_in(request, user))
        request.session[ADDRESS] = current_origin().address[:45]
        request.session[DEVICE] = device_words(request.headers.get("User-Agent", ""))
        if kept_form(request):
            response = redirect("accounts:kept_form")
        else:
            response = redirect(
                redirect_url if self.is_safe_url(redirect_url) else settings.LOGIN_REDIRECT_URL
            )
        response.set_cookie(
            settings.DEVICE_COOKIE,
            device,
            max_age=DEVICE_DAYS * 86400,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
        return response


def how_signed_in(request: HttpRequest, user: User) -> str:
    """What was shown beside or instead of the password, for the trail."""
    names = {
        "password": "mật khẩu",
        "invitation": "liên kết mời",
        "socialaccount": settings.OIDC_NAME,
    }
    said = [
        NAMES[Authenticator.Type(record["type"])] if record["method"] == "mfa" else names[record["method"]]
        for record in get_authentication_records(request, user)
    ]
    return " và ".join(dict.fromkeys(said))


class SecondFactorStage(AuthenticateStage):
    """allauth's stage; the provider's own second factor stands for ours only where a setting says so."""

    def _should_handle(self, request: HttpRequest) -> bool:
        methods = {record["method"] for record in get_authentication_records(request, self.login.user)}
        if settings.OIDC_SECOND_FACTOR and "socialaccount" in methods:
            return False
        return super()._should_handle(request)


class FactorAdapter(DefaultMFAAdapter):
    """Secrets sealed, names in Vietnamese."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "Không xác nhận được khóa truy cập. Hãy thử lại.",
    }

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)

    def get_totp_label(self, user: Any) -> str:
        return user.get_username()

    def _get_user_identifier(self, user: Any) -> str:
        return user.get_username()

    def _get_site_name(self) -> str:
        return settings.MFA_TOTP_ISSUER


class ProviderAdapter(DefaultSocialAccountAdapter):
    """The province's provider vouches for people who have an account here; it never makes one."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """There is no mail server."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Finds the person, or answers with one sentence that says nothing about who has an account."""
        try:
            sociallogin.user = person_of_provider(account=sociallogin.account, at=request.arrived_at)
        except DomainError as error:
            note_refused_provider(why=error.message, at=request.arrived_at)
            self.turn_away(request)

    def on_authentication_error(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        note_refused_provider(why="cổng không xác nhận hoặc người dùng bỏ dở.", at=request.arrived_at)
        self.turn_away(request)

    def turn_away(self, request: HttpRequest) -> None:
        messages.error(request, NOT_LET_IN.format(settings.OIDC_NAME))
        raise ImmediateHttpResponse(redirect(resolve_url(settings.LOGIN_URL)))
