"""The password is asked for again before what can't be undone; wrong ones count like those of signing in."""

from django.conf import settings
from django.http import HttpRequest

from accounts.domain.guard_sign_in import TooManyTries, check_may_try, note_failure
from accounts.domain.signing_in import note_failed_sign_in
from accounts.origin import current_origin


def where(request: HttpRequest) -> dict[str, str]:
    """The address and the device that a password comes from."""
    return {"address": current_origin().address, "device": request.COOKIES.get(settings.DEVICE_COOKIE, "")}


def password_problem(request: HttpRequest) -> str:
    """Empty when the field `password` holds the person's own password, else the sentence to show."""
    asked = {"username": request.user.get_username(), **where(request), "at": request.arrived_at}
    try:
        check_may_try(**asked)
    except TooManyTries as error:
        return error.message
    if request.user.check_password(request.POST.get("password", "")):
        return ""
    stopped = note_failure(**asked)
    note_failed_sign_in(username=request.user.get_username(), stopped=stopped, at=request.arrived_at)
    return "Mật khẩu không đúng. Chưa ghi gì; hãy nhập lại mật khẩu."
