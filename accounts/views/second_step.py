"""The ways in beside the password: its second step, a passkey alone, the province's provider; and a form given back."""

from allauth.account.internal.stagekit import clear_login
from allauth.account.models import Login
from allauth.account.stages import LoginStageController
from allauth.mfa.internal.constants import LoginStageKey
from allauth.mfa.webauthn.internal import auth as webauthn
from allauth.mfa.webauthn.internal.flows import perform_passwordless_login
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from requests import RequestException

from accounts.domain.signing_in import note_wrong_code
from accounts.kept_form import kept_form
from accounts.sessions import KEPT_FORM
from accounts.views.password_again import WRONG_PASSKEY, factor_problem, passkey_data, shown_passkey


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    """Asks whoever gave the right password for a code or a passkey; nobody is signed in before."""
    stage = LoginStageController.enter(request, LoginStageKey.MFA_AUTHENTICATE.value)
    if stage is None:
        return redirect(settings.LOGIN_URL)
    user = stage.login.user
    if user is None or not user.is_active or "cancel" in request.POST:
        clear_login(request)
        return redirect(settings.LOGIN_URL)
    problem = ""
    if request.method == "POST":
        problem = factor_problem(request, user)
        if not problem:
            return stage.exit()
    context = {"problem": problem, "passkey": passkey_data(user)}
    return render(request, "accounts/second_step.html", context, status=422 if problem else 200)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def passkey_sign_in(request: HttpRequest) -> HttpResponse:
    """GET gives the challenge to the page's script; POST signs in whom the passkey belongs to, without a password."""
    if request.method != "POST":
        return JsonResponse({"request_options": webauthn.begin_authentication(None)})
    if request.user.is_authenticated:
        return redirect(settings.LOGIN_REDIRECT_URL)
    shown = shown_passkey(None, request.POST.get("proof_credential", ""))
    if shown is None or not shown.user.is_active:
        if shown is not None:
            note_wrong_code(user=shown.user, at=request.arrived_at)
        messages.error(request, WRONG_PASSKEY.replace("mã.", "mật khẩu."))
        return redirect(settings.LOGIN_URL)
    begun = Login(user=shown.user, redirect_url=request.POST.get("next"))
    return perform_passwordless_login(request, shown, begun)


@require_http_methods(["GET", "HEAD", "POST"])
def kept(request: HttpRequest) -> HttpResponse:
    """The form that was sent after the session ran out, to be sent again by its owner, or dropped."""
    form = kept_form(request)
    if form is None:
        return redirect(settings.LOGIN_REDIRECT_URL)
    if request.method == "POST":
        del request.session[KEPT_FORM]
        return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "accounts/kept_form.html", {"form_kept": form})


@require_safe
def done(request: HttpRequest) -> HttpResponse:
    """After signing in again beside a page whose session had ended: back to that page."""
    return render(request, "accounts/done.html")


@login_not_required
@never_cache
@require_safe
def session_state(request: HttpRequest) -> HttpResponse:
    """For a page whose session ended while typing: whether one is signed in again, and the new token of its forms."""
    return JsonResponse({"signed_in": request.user.is_authenticated, "token": get_token(request)})


class ProviderClient(OpenIDConnectOAuth2Adapter):
    """allauth's client; the signature of the identity token is always checked, also over a direct connection."""

    def complete_login(self, request, app, token, **kwargs):
        self.did_fetch_access_token = False
        return super().complete_login(request, app, token, **kwargs)


@login_not_required
@never_cache
@require_safe
def provider(request: HttpRequest) -> HttpResponse:
    """Goes to the province's identity provider; nothing but signing in is offered (no connecting, no extra scopes)."""
    if set(request.GET) - {"next"}:
        raise Http404
    return through_provider(request, OAuth2LoginView)


@login_not_required
@never_cache
@require_safe
def provider_back(request: HttpRequest, provider_id: str = "tinh") -> HttpResponse:
    """Comes back from it."""
    return through_provider(request, OAuth2CallbackView)


def through_provider(request: HttpRequest, step) -> HttpResponse:
    """One step of the way there and back; without a provider in the settings the address does not exist."""
    if not settings.OIDC_ISSUER:
        raise Http404
    try:
        return step.adapter_view(ProviderClient(request, "tinh"))(request)
    except RequestException:
        return render_authentication_error(request, None)
