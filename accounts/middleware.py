"""What every request gets: its time of arrival, a page for a refusal, and no copy left in the browser's cache."""

import logging

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.db import DataError, IntegrityError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from accounts import clock
from accounts.errors import DomainError, NotFound

LARGEST_KEY = 2**63 - 1
NUL_TYPED = "Nội dung có ký tự điều khiển không lưu được (mã 0). Hãy xóa ký tự đó, hoặc gõ lại rồi gửi."
TOO_LONG = "Có ô dài quá mức lưu được nên chưa ghi gì. Hãy rút gọn rồi gửi lại."
BUSY = "Hệ thống đang bận ghi việc của người khác nên chưa ghi được. Hãy thử lại sau ít giây."
OVERTAKEN = (
    "Trong lúc bạn gửi, người khác vừa sửa hoặc xóa mục này nên chưa ghi gì. Hãy tải lại trang rồi xem lại."
)
log = logging.getLogger(__name__)


class ArrivalMiddleware:
    """Stamps `request.arrived_at`: a deadline is judged on it, never on the moment of saving."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.arrived_at = clock.now()
        return self.get_response(request)


class CleanInputMiddleware:
    """What no database takes is answered before a view runs: numbers beyond a key's size, and the character 0."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        if any(isinstance(value, int) and value > LARGEST_KEY for value in kwargs.values()):
            return render(request, "404.html", status=404)
        if any("\0" in text for data in (request.GET, request.POST) for text in texts_of(data)):
            return refusal(request, NUL_TYPED, status=400)
        return None


def texts_of(data):
    """Every name and value of a query or a form."""
    for name, values in data.lists():
        yield name
        yield from values


class DomainErrorMiddleware:
    """A refusal that no view has placed in its form becomes a sentence on top of the page it came from."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, DataError | OperationalError | IntegrityError | ObjectDoesNotExist):
            return database_refusal(request, error)
        if not isinstance(error, DomainError):
            return None
        if isinstance(error, NotFound):
            return render(request, "404.html", status=404)
        if getattr(request, "htmx", False):
            return refusal(request, error.message, status=409)
        back = request.META.get("HTTP_REFERER", "")
        safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
        if request.method == "POST" and safe:
            messages.error(request, error.message)
            return redirect(back)
        return refusal(request, error.message, status=409)


def refusal(request: HttpRequest, message: str, *, status: int) -> HttpResponse:
    """The sentence as a page; by htmx only the sentence."""
    if getattr(request, "htmx", False):
        return render(request, "partials/_refusal.html", {"message": message}, status=422)
    return render(request, "refusal.html", {"message": message}, status=status)


def database_refusal(request: HttpRequest, error: Exception) -> HttpResponse | None:
    """What the database refused and a person can mend: a text too long, or two writers in each other's way."""
    if isinstance(error, DataError):
        log.exception("a text was longer than its column")
        return refusal(request, TOO_LONG, status=422)
    if isinstance(error, IntegrityError | ObjectDoesNotExist):
        if request.method != "POST":
            return None
        log.exception("a row went or came while another was written")
        return refusal(request, OVERTAKEN, status=409)
    said = str(error).lower()
    if "deadlock" in said or "locked" in said:
        log.exception("two writers met")
        return refusal(request, BUSY, status=503)
    return None


class PrivatePagesMiddleware:
    """Pages of a signed-in person are not kept by the browser or by anything on the way."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated and "Cache-Control" not in response:
            response["Cache-Control"] = "no-store, private"
        return response
