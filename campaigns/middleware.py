"""What the audit trail learns of every request: its origin, refused attempts, downloads."""

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.http import parse_header_parameters, urlencode

from accounts.domain.audit import record_event
from accounts.origin import Origin, working_from
from accounts.second_factor import AFTER_SET_UP, has_second_factor, must_have, showed_second_factor
from accounts.sessions import STRICT
from campaigns.context import access
from campaigns.models import Campaign

SAFE = ("GET", "HEAD", "OPTIONS")
REFUSED = (403, 409)
# What one may do before the second factor is there: set it up, see one's sessions, go.
WITHOUT_SECOND_FACTOR = {
    "accounts:security",
    "accounts:app",
    "accounts:app_picture",
    "accounts:passkey",
    "accounts:codes",
    "accounts:prove",
    "accounts:sessions",
    "accounts:password",
    "accounts:help",
    "accounts:logout",
    "accounts:session_state",
    "health",
}


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


class SecondFactorMiddleware:
    """Whose role demands a second factor sets one up, and shows it in this session, before anything else.

    Roles are read on every request: one given today counts from the next click on.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        if not settings.SECOND_FACTOR_DEMANDED or not request.user.is_authenticated:
            return None
        roles = [row.role for row in access(request).memberships]
        request.second_factor_demanded = must_have(request.user, roles)
        if not request.second_factor_demanded:
            return None
        if not request.session.get(STRICT):
            request.session[STRICT] = True
        if showed_second_factor(request) or request.resolver_match.view_name in WITHOUT_SECOND_FACTOR:
            return None
        return lead_to_second_factor(request)


def lead_to_second_factor(request: HttpRequest) -> HttpResponse:
    """To the page that asks for the second factor, or to the one where it is set up, and from there on to here."""
    if request.headers.get("HX-Request") == "true":
        message = "Vai trò của bạn phải có yếu tố thứ hai. Hãy mở «Bảo mật tài khoản» ở thẻ khác; nội dung còn ở đây."
        return render(request, "partials/_refusal.html", {"message": message}, status=422)
    here = request.get_full_path() if request.method == "GET" else settings.LOGIN_REDIRECT_URL
    here = resolve_url(here)
    if has_second_factor(request.user):
        return redirect(f"{reverse('accounts:prove')}?{urlencode({'next': here})}")
    request.session[AFTER_SET_UP] = here
    return redirect("accounts:security")


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
