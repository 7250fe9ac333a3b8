"""Signing in, changing role and password, help, and the demo's clock."""

from allauth.account.internal.flows.login import perform_login, perform_password_login, record_authentication
from allauth.account.models import Login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import views as auth_views
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.clock import set_demo_clock
from accounts.domain.end_sessions import end_other_sessions
from accounts.domain.guard_sign_in import TooManyTries, check_may_try, note_failure
from accounts.domain.signing_in import note_failed_sign_in, note_password_changed, note_sign_out
from accounts.forms import DemoClockForm, SignInForm
from accounts.models import User
from accounts.numbers import whole_number
from accounts.views.password_again import where


class SignIn(auth_views.LoginView):
    """The first step, by password; what follows (second factor, noting, the way back) is for every way in the same."""

    template_name = "accounts/login.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs):
        more = {"provider": settings.OIDC_NAME if settings.OIDC_ISSUER else ""}
        return super().get_context_data(**kwargs, **more)

    def post(self, request, *args, **kwargs):
        try:
            check_may_try(username=request.POST.get("username", ""), **where(request), at=request.arrived_at)
        except TooManyTries as error:
            context = self.get_context_data(form=self.form_class(request), problem=error.message)
            return self.render_to_response(context, status=429)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        user = form.get_user()
        begun = Login(user=user, redirect_url=self.get_redirect_url())
        return perform_password_login(self.request, {"username": user.get_username()}, begun)

    def form_invalid(self, form):
        typed, at = form.data.get("username", ""), self.request.arrived_at
        stopped = note_failure(username=typed, **where(self.request), at=at)
        note_failed_sign_in(username=typed, stopped=stopped, at=at)
        return super().form_invalid(form)


def sign_in_invited(request: HttpRequest, person: User) -> HttpResponse:
    """Goes on after an invitation: the link stands for the password, never for the second factor."""
    record_authentication(request, person, method="invitation")
    return perform_login(request, Login(user=person))


class SignOut(auth_views.LogoutView):
    def post(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            note_sign_out(by=request.user, at=request.arrived_at)
        return super().post(request, *args, **kwargs)


class PasswordChange(auth_views.PasswordChangeView):
    template_name = "accounts/password.html"
    success_url = "/"

    def form_valid(self, form):
        answer = super().form_valid(form)
        by = {"by": self.request.user, "at": self.request.arrived_at}
        note_password_changed(**by)
        ended = end_other_sessions(keep=self.request.session.session_key, **by)
        others = f" {ended} máy khác đã bị đăng xuất." if ended else ""
        messages.success(self.request, f"Đã đổi mật khẩu.{others}")
        return answer


@require_POST
def switch_role(request: HttpRequest) -> HttpResponse:
    """Works on in another of the person's own roles; the choice is checked again on every request."""
    request.session["membership"] = whole_number(request.POST.get("membership"))
    return redirect(settings.LOGIN_REDIRECT_URL)


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """The user's guide in short."""
    return render(request, "accounts/help.html", {"current": "help"})


@require_http_methods(["GET", "POST"])
def demo_clock(request: HttpRequest) -> HttpResponse:
    """Moves the demo's clock; does not exist in a real installation."""
    if not settings.DEMO:
        raise Http404
    form = DemoClockForm(request.POST or None, initial={"at": request.arrived_at})
    if request.method == "POST" and form.is_valid():
        set_demo_clock(at=form.cleaned_data["at"])
        messages.success(request, "Đã đổi ngày giờ của bản chạy thử.")
        return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "accounts/demo_clock.html", {"form": form})
