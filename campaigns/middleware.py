"""What the audit trail learns of every request: its origin, refused attempts, downloads."""

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_header_parameters

from accounts.domain.audit import record_event
from accounts.origin import Origin, working_from
from campaigns.context import access
from campaigns.models import Campaign

SAFE = ("GET", "HEAD", "OPTIONS")
REFUSED = (403, 409)


class AuditMiddleware:
    """Notes from where and in which role a request works; refused attempts and downloads become events."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        origin = Origin(address=client_address(request), role=lambda: role_of(request))
        with working_from(origin):
            response = self.get_response(request)
            if request.user.is_authenticated:
                note(request, response, origin)
        return response


def client_address(request: HttpRequest) -> str:
    """The address the request came from; behind PROXY_HOPS proxies of ours, the one that the outermost of them saw.

    What stands further left in X-Forwarded-For was written by the sender and proves nothing.
    """
    said = [one.strip() for one in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if one.strip()]
    if settings.PROXY_HOPS and len(said) >= settings.PROXY_HOPS:
        return said[-settings.PROXY_HOPS]
    return request.META.get("REMOTE_ADDR", "")


def role_of(request: HttpRequest) -> str:
    """The role and unit that the person works in, in words; empty without one."""
    if not request.user.is_authenticated:
        return ""
    now = access(request).current
    return f"{now.get_role_display()}, {now.unit}" if now else ""


def note(request: HttpRequest, response: HttpResponse, origin: Origin) -> None:
    """A refused attempt (never a button that was only hidden), somebody else's row asked to change, a download."""
    changing = request.method not in SAFE
    if origin.refused and (changing or response.status_code in REFUSED):
        event(request, "refused.not_allowed", f"Bị từ chối: {origin.refused[0]}")
    elif changing and response.status_code == 404:
        event(request, "refused.not_found", "Gửi lệnh tới nội dung không có hoặc không được thấy.")
    elif response.status_code == 200 and "Content-Disposition" in response:
        event(request, "download.file", f"Tải «{filename(response)}».")


def event(request: HttpRequest, kind: str, sentence: str) -> None:
    """One event about a request, with its address and without what was searched for or sent."""
    slug = request.resolver_match.kwargs.get("slug", "") if request.resolver_match else ""
    with transaction.atomic():
        record_event(
            by=request.user,
            at=request.arrived_at,
            kind=kind,
            sentence=sentence,
            changes={"request": f"{request.method} {request.path}"},
            campaign=Campaign.objects.filter(slug=slug).first() if slug else None,
        )


def filename(response: HttpResponse) -> str:
    """The name under which a download is offered."""
    values = parse_header_parameters(response["Content-Disposition"])[1]
    return values.get("filename", "tệp")
