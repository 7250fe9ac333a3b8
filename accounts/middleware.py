"""What every request gets: its time of arrival, a page for a refusal, and no copy left in the browser's cache."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from accounts import clock
from accounts.errors import DomainError, NotFound


class ArrivalMiddleware:
    """Stamps `request.arrived_at`: a deadline is judged on it, never on the moment of saving."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.arrived_at = clock.now()
        return self.get_response(request)


class DomainErrorMiddleware:
    """A refusal that no view has placed in its form becomes a sentence on top of the page it came from."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, DomainError):
            return None
        if isinstance(error, NotFound):
            return render(request, "404.html", status=404)
        if getattr(request, "htmx", False):
            return render(request, "partials/_refusal.html", {"message": error.message}, status=422)
        back = request.META.get("HTTP_REFERER", "")
        safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
        if request.method == "POST" and safe:
            messages.error(request, error.message)
            return redirect(back)
        return render(request, "refusal.html", {"message": error.message}, status=409)


class PrivatePagesMiddleware:
    """Pages of a signed-in person are not kept by the browser or by anything on the way."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated and "Cache-Control" not in response:
            response["Cache-Control"] = "no-store, private"
        return response
