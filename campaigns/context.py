"""What every page shows: who is signed in, in which role, and the menu of that role."""

from django.conf import settings

from accounts import clock
from campaigns.access import Access, access_of
from campaigns.audit import WATCHING
from campaigns.enums import Role

SESSION_KEY = "membership"


def access(request) -> Access:
    """The request's access, read once per request."""
    if not hasattr(request, "_access"):
        at = getattr(request, "arrived_at", None) or clock.now()
        request._access = access_of(request.user, at, request.session.get(SESSION_KEY))
    return request._access


def office(request) -> dict:
    """Template context: `access`, the menu and the demo's clock."""
    context = {
        "demo": settings.DEMO,
        "second_factor_demanded": settings.SECOND_FACTOR_DEMANDED,
        "today": getattr(request, "arrived_at", None),
    }
    if getattr(request, "user", None) is None or not request.user.is_authenticated:
        return context
    now = access(request)
    office_unit = (now.unit.parent or now.unit) if now.unit else None
    return {**context, "access": now, "office_unit": office_unit, "menu": menu(now)}


def menu(now: Access) -> list[tuple[str, str, str]]:
    """(URL name, label, section) for the role; a page marks its own section as current."""
    if now.current is None:
        return []
    items = [("dossiers:home", "Việc cần làm", "home"), ("campaigns:list", "Phong trào", "campaigns")]
    if now.is_staff or now.is_unit:
        items.append(("dossiers:list", "Hồ sơ", "dossiers"))
    if now.is_staff or now.is_council:
        items.append(("dossiers:council", "Hội đồng", "council"))
    if now.is_staff or now.is_unit:
        items.append(("campaigns:units", "Đơn vị", "units"))
    if now.role == Role.SYSTEM_ADMIN:
        items += [("campaigns:people", "Người dùng", "people"), ("campaigns:units", "Đơn vị", "units")]
    if now.is_staff or now.is_unit or now.role in WATCHING:
        items.append(("awards:history", "Đã khen", "history"))
    if now.role in WATCHING:
        items.append(("campaigns:audit", "Nhật ký", "audit"))
    return items
