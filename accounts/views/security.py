"""Bảo mật tài khoản: the person's own second factors and sessions."""

from collections.abc import Callable
from functools import wraps

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import clear_totp_secret, get_totp_secret
from allauth.mfa.webauthn.internal import auth as webauthn
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.domain.end_sessions import end_other_sessions, end_session
from accounts.domain.second_factor import (
    add_passkey,
    codes_left,
    remove_factor,
    renew_recovery_codes,
    set_up_app,
)
from accounts.errors import DomainError
from accounts.forms import PasskeyForm
from accounts.numbers import whole_number
from accounts.second_factor import AFTER_SET_UP, factors_of, has_second_factor, showed_second_factor
from accounts.sessions import open_sessions
from accounts.tokens import hash_of
from accounts.views.password_again import UNREADABLE, factor_problem, passkey_data, proven_again


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """What the person has set up, what a role still demands, and the way to each change."""
    rows = factors_of(request.user)
    context = {
        "app": next((row for row in rows if row.type == Authenticator.Type.TOTP), None),
        "passkeys": [row for row in rows if row.type == Authenticator.Type.WEBAUTHN],
        "left": codes_left(request.user),
        "demanded": demanded(request),
        "has_factor": has_second_factor(request.user),
        "sessions": open_sessions(request.user).count(),
    }
    return render(request, "accounts/security.html", context)


def demanded(request: HttpRequest) -> bool:
    """Whether a role of the person demands a second factor; the middleware that knows the roles has said so."""
    return getattr(request, "second_factor_demanded", False)


def shown_first(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A change of the second factors needs the one there is: a session opened by the password alone gets no further."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if has_second_factor(request.user) and not showed_second_factor(request):
            here = request.path if request.method == "GET" else reverse("accounts:security")
            return redirect(f"{reverse('accounts:prove')}?{urlencode({'next': here})}")
        return view(request)

    return guarded


@shown_first
@proven_again
@require_http_methods(["GET", "HEAD", "POST"])
def app(request: HttpRequest) -> HttpResponse:
    """The secret as a picture and as text, and the form for the first code."""
    secret = get_totp_secret()
    problem = ""
    if request.method == "POST" and "proof_first" in request.POST:
        try:
            code = request.POST["proof_first"][:40]
            made = set_up_app(by=request.user, secret=secret, code=code, at=request.arrived_at)
        except DomainError as error:
            problem = error.message
        else:
            clear_totp_secret(request)
            return first_codes(request, made, "Đã đặt ứng dụng xác thực.")
    context = {
        "problem": problem,
        "secret": " ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
    }
    return render(request, "accounts/app.html", context, status=422 if problem else 200)


@require_safe
def app_picture(request: HttpRequest) -> HttpResponse:
    """The secret as a QR code; the same as the text beside it."""
    adapter = get_adapter()
    picture = adapter.build_totp_svg(adapter.build_totp_url(request.user, get_totp_secret()))
    return HttpResponse(picture, content_type="image/svg+xml")


def first_codes(request: HttpRequest, made: Authenticator, said: str) -> HttpResponse:
    """After a factor was added: this session has shown it. With the first one, recovery codes are made and shown once,
    and sessions that were opened by the password alone end."""
    record_authentication(request, request.user, "mfa", id=made.pk, type=made.type)
    messages.success(request, said)
    if codes_left(request.user) is None:
        keep = request.session.session_key
        end_other_sessions(by=request.user, keep=keep, at=request.arrived_at)
        codes = renew_recovery_codes(by=request.user, at=request.arrived_at)
        return render(request, "accounts/codes.html", {"codes": codes, "after": way_on(request)})
    return redirect(way_on(request))


def way_on(request: HttpRequest) -> str:
    """Where the person was going before a second factor had to be set up."""
    to = request.session.pop(AFTER_SET_UP, "")
    if url_has_allowed_host_and_scheme(to, {request.get_host()}, request.is_secure()):
        return to
    return "accounts:security"


@shown_first
@proven_again
@require_http_methods(["GET", "HEAD", "POST"])
def passkey(request: HttpRequest) -> HttpResponse:
    """The browser makes a passkey; its answer is checked against the challenge of this session."""
    form = PasskeyForm(request.POST if "proof_made" in request.POST else None)
    if request.method == "POST" and form.is_valid():
        try:
            credential = form.cleaned_data["proof_made"]
            webauthn.parse_registration_response(credential)
            webauthn.complete_registration(credential)
            name = form.cleaned_data["name"]
            made = add_passkey(by=request.user, name=name, credential=credential, at=request.arrived_at)
        except (DomainError, *UNREADABLE) as error:
            said = getattr(error, "message", "")
            form.add_error(
                None, said if isinstance(error, DomainError) else "Chưa tạo được khóa. Hãy thử lại."
            )
        else:
            return first_codes(request, made, "Đã thêm khóa truy cập.")
    context = {
        "form": form,
        "data": {"creation_options": webauthn.begin_registration(request.user, passwordless=True)},
        "by_address": request.get_host().partition(":")[0].replace(".", "").isdigit(),
    }
    return render(request, "accounts/passkey.html", context, status=422 if form.errors else 200)


@shown_first
@proven_again
@require_POST
def codes(request: HttpRequest) -> HttpResponse:
    """New recovery codes, shown once on this page."""
    made = renew_recovery_codes(by=request.user, at=request.arrived_at)
    return render(request, "accounts/codes.html", {"codes": made, "after": "accounts:security"})


@shown_first
@proven_again
@require_POST
def remove(request: HttpRequest) -> HttpResponse:
    """Takes one factor away."""
    factor = whole_number(request.POST.get("factor")) or 0
    remove_factor(by=request.user, factor=factor, required=demanded(request), at=request.arrived_at)
    messages.success(request, "Đã gỡ.")
    return redirect("accounts:security")


@require_http_methods(["GET", "HEAD", "POST"])
def prove(request: HttpRequest) -> HttpResponse:
    """A session that has not shown the second factor yet shows it here, then goes on."""
    to = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(to, {request.get_host()}, request.is_secure()):
        to = "/"
    problem = ""
    if request.method == "POST":
        problem = factor_problem(request, request.user, again=True)
        if not problem:
            return redirect(to)
    context = {"problem": problem, "passkey": passkey_data(request.user)}
    return render(request, "accounts/prove.html", context, status=422 if problem else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def my_sessions(request: HttpRequest) -> HttpResponse:
    """Where the person is signed in; one session or all others can be ended at once, without a proof."""
    own = request.session.session_key
    if request.method == "POST":
        by = {"by": request.user, "at": request.arrived_at}
        if "others" in request.POST:
            ended = end_other_sessions(keep=own, **by)
            messages.success(request, f"Đã đăng xuất {ended} máy khác.")
        else:
            end_session(mark=request.POST.get("mark", ""), **by)
            messages.success(request, "Đã đăng xuất máy đó.")
        return redirect("accounts:sessions")
    rows = [(row, hash_of(row.session_key), row.session_key == own) for row in open_sessions(request.user)]
    limits = {"idle": int(request.session.idle().total_seconds() // 60), "hours": settings.SESSION_HOURS}
    return render(request, "accounts/sessions.html", {"rows": rows, **limits})
