"""The matrix as a page of the docs, for officers. `python -m tests.rights.page` writes it anew."""

import os
import re
from pathlib import Path

import django
from django.urls import URLPattern, URLResolver, get_resolver

DOCUMENT = Path(__file__).parents[2] / "docs" / "quyen-han.md"
HEAD = """# Quyền hạn: ai được xem gì, làm gì

Trang này được sinh ra từ `tests/rights/matrix.toml` (lệnh `python -m tests.rights.page`); một phép thử so trang
với bảng, một phép thử khác gửi từng yêu cầu thật: mỗi địa chỉ × mỗi vai trò × nơi của mình, đơn vị khác, phong trào
khác, nội dung không có × xem và gửi. Đừng sửa trang bằng tay.

Cách đọc:

- **Xem**, **Gửi, ghi**: vai trò được làm, mỗi người trong phạm vi của mình (cán bộ và thủ trưởng: đơn vị mình; cơ quan
  thường trực, thẩm định, Hội đồng, văn thư, giám sát, quản trị: phong trào, đơn vị của cơ quan mình).
- **Từ đơn vị khác**: người của đơn vị khác cùng phong trào cũng mở được trang này; trang chỉ hiện phần của đơn vị họ.
- Ai không được nêu: trang không tồn tại (404), hoặc một câu nói việc này của ai khi trang thuộc phong trào của họ.
- Người của phong trào khác, người không còn vai trò: trang không tồn tại. Chưa đăng nhập: được đưa tới trang đăng nhập.
- Vai trò được đọc lại ở mỗi yêu cầu; vai trò chờ người thứ hai xác nhận chưa cho quyền gì.
- Yêu cầu bị từ chối không thay đổi gì và được ghi vào nhật ký.
"""
APPS = {
    "": "Hệ thống",
    "accounts": "Tài khoản",
    "campaigns": "Phong trào, đơn vị, người dùng",
    "awards": "Kế hoạch, khen thưởng",
    "scoring": "Chấm điểm, kết quả",
    "dossiers": "Hồ sơ, Hội đồng",
}
ANYBODY = "mọi người, kể cả chưa đăng nhập"
SHORT = {
    "standing_officer": "cơ quan thường trực",
    "appraiser": "thẩm định",
    "unit_officer": "cán bộ đơn vị",
    "unit_head": "thủ trưởng đơn vị",
    "council_member": "ủy viên Hội đồng",
    "council_secretary": "thư ký Hội đồng",
    "authority_clerk": "văn thư",
    "auditor": "giám sát",
    "system_admin": "quản trị",
    "without_role": "người chưa có vai trò",
}


def patterns(resolver=None, space: str = "", before: str = "") -> dict[str, str]:
    """name -> the address as it stands in the browser, with its arguments in angle brackets."""
    found: dict[str, str] = {}
    for one in (resolver or get_resolver()).url_patterns:
        path = before + str(one.pattern)
        if isinstance(one, URLResolver):
            found |= patterns(one, ":".join(filter(None, (space, one.namespace))), path)
        elif isinstance(one, URLPattern):
            name = one.name or str(one.pattern)
            found[f"{space}:{name}" if space else name] = path
    return found


def who(roles: frozenset[str] | None) -> str:
    """Roles in words."""
    from tests.rights.table import EVERY_ROLE, EVERYBODY

    if roles is None:
        return "–"
    if roles >= set(EVERYBODY):
        return "mọi người có tài khoản"
    if roles >= set(EVERY_ROLE):
        return "mọi vai trò"
    if roles >= {"unit_officer", "unit_head"}:
        rest = [SHORT[role] for role in EVERYBODY if role in roles - {"unit_officer", "unit_head"}]
        return ", ".join([*rest, "đơn vị (cán bộ, thủ trưởng)"])
    return ", ".join(SHORT[role] for role in EVERYBODY if role in roles) or "không ai"


def line(page, path: str) -> str:
    """One row of the table."""
    beside = page.other_get | page.other_post
    get, post = who(page.get), who(page.post)
    if page.public:
        get, post = ANYBODY if page.get else get, ANYBODY if page.post else post
    other = who(beside) if beside and page.has_target and not page.public else "–"
    address = "/" + re.sub(r"<(?:\w+:)?(\w+)>", r"‹\1›", path)
    return f"| {page.what} | `{address}` | {get} | {post} | {other} |"


def rendered() -> str:
    """The whole page."""
    from tests.rights.table import pages

    paths, parts = patterns(), [HEAD]
    apps = dict.fromkeys(page.name.rpartition(":")[0] for page in pages())
    for app in apps:
        parts += [f"## {APPS.get(app, app)}\n", "| Trang, việc | Địa chỉ | Xem | Gửi, ghi | Từ đơn vị khác |"]
        parts.append("|---|---|---|---|---|")
        own = [page for page in pages() if page.name.rpartition(":")[0] == app]
        parts += [line(page, paths.get(page.name, "?")) for page in own]
        parts.append("")
    return "\n".join(parts)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    django.setup()
    DOCUMENT.write_text(rendered(), encoding="utf-8")
