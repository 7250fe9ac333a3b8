"""A session that ended: what was typed is not lost, neither in a whole form nor in a part of a page."""

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse

from accounts.kept_form import keep_form


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Django's own, but a part of a page is answered with 401 instead of the sign-in page in its place,
    and the form of a session that ran out is kept for its owner."""

    def process_view(self, request: HttpRequest, view_func, view_args, view_kwargs) -> HttpResponse | None:
        answer = super().process_view(request, view_func, view_args, view_kwargs)
        if answer is None and request.user.is_authenticated:
            request.session.touch()
        return answer

    def handle_no_permission(self, request: HttpRequest, view_func) -> HttpResponse:
        if request.headers.get("HX-Request") == "true":
            return HttpResponse(
                "Phiên làm việc đã hết hạn.", status=401, content_type="text/plain; charset=utf-8"
            )
        if request.method == "POST":
            keep_form(request)
        return super().handle_no_permission(request, view_func)
