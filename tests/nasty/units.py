"""Whose row it is: codes, other names, old names, namesakes, spellings, one unit twice, nobody at all."""

import unicodedata

from tests.nasty.makers import AN, GOOD, ONE, PHONG, at, book
from tests.nasty.world import Case

CODED = ["TT", "Mã đơn vị", "Đơn vị", "Tổng điểm"]
ASK = "Chọn đơn vị đúng hoặc bỏ qua hàng này"


def named(name: str, printed: str, code: str) -> Case:
    """A printed name that means the unit."""
    return Case(name, lambda: book([1, printed, 90, 1]), values={code: "90"})


def unknown(name: str, printed: str, what: str) -> Case:
    """A printed name that is asked about."""
    return Case(name, lambda: book(GOOD, [2, printed, 80, 2]), problems=(at(3, what),))


CASES = [
    named("trailing and double spaces", "  Xã   Tân  An ", "30388"),
    named("a non-breaking space", "Xã\u00a0Tân\u00a0An", "30388"),
    named("a zero-width space and a byte-order mark", "\ufeffXã Tân\u200b An", "30388"),
    named("a line break in the cell", "Xã Tân\nAn", "30388"),
    named("NFD text", unicodedata.normalize("NFD", "Xã Vĩnh Hòa"), "30382"),
    named("hoà for hòa", "Xã Vĩnh Hoà", "30382"),
    named("capitals", "XÃ TÂN AN", "30388"),
    named("with UBND", "UBND xã Tân An", "30388"),
    named("in full with Ủy ban nhân dân", "Ủy ban nhân dân xã Tân An", "30388"),
    named("without its kind", "Tân An", "30388"),
    named("abbreviated kind", "P. Long Thạnh", "30376"),
    named("an accepted other name", "Phòng VHTT", "vhtt"),
    named("the old name of a renamed unit", "Thị trấn Tân Châu", "30400"),
    unknown(
        "a name that moved on to another unit",
        "Phường 2",
        "không tìm thấy đơn vị «Phường 2»; có phải «Phường 1, Văn phòng UBND thị xã (mã 29551)» hoặc "
        f"«Phường 2, Văn phòng UBND thị xã (mã 29552)»? {ASK}",
    ),
    unknown(
        "units of the same name",
        "Xã Tân Thành",
        "không tìm thấy đơn vị «Xã Tân Thành»; có phải «Xã Tân Thành, Huyện Hai (mã 30002)» hoặc "
        f"«Xã Tân Thành, Huyện Một (mã 30001)»? {ASK}",
    ),
    Case(
        "units of the same name told apart by code",
        lambda: book([1, "30001", "Xã Tân Thành", 90], [2, "30002", "Xã Tân Thành", 80], head=CODED),
        values={"30001": "90", "30002": "80"},
    ),
    unknown("a typing error", "Xã Tân Ân", f"không tìm thấy đơn vị «Xã Tân Ân»; có phải «Xã Tân An»? {ASK}"),
    unknown(
        "a stranger",
        "Công ty Điện lực",
        "không tìm thấy đơn vị «Công ty Điện lực»; chọn đơn vị đúng hoặc bỏ qua hàng này",
    ),
    unknown(
        "another kind of the same name",
        "Thị trấn Tân An",
        f"không tìm thấy đơn vị «Thị trấn Tân An»; có phải «Xã Tân An»? {ASK}",
    ),
    Case(
        "a unit twice",
        lambda: book(GOOD, [2, "UBND xã Tân An", 80, 2]),
        problems=(at(3, "đơn vị «Xã Tân An» đã có ở hàng 2; mỗi đơn vị chỉ được một hàng"),),
    ),
    Case(
        "a score without a name",
        lambda: book(GOOD, [2, None, 80, 2]),
        problems=(at(3, "có điểm nhưng không có tên đơn vị; điền tên hoặc xóa hàng này"),),
    ),
    Case(
        "a name merged over two rows",
        lambda: book([1, AN, 90, 1], [None, None, 80, 2], merged=["B2:B3"]),
        problems=(
            at(
                3,
                "có điểm nhưng không có tên đơn vị; điền tên hoặc xóa hàng này "
                "(ô này nằm trong vùng gộp B2:B3: bỏ gộp rồi điền từng hàng)",
            ),
        ),
    ),
    Case(
        "code and name of two units",
        lambda: book([1, "30388", PHONG, 90], head=CODED),
        problems=(
            at(2, "mã «30388» là của «Xã Tân An» nhưng tên ghi là «Xã Châu Phong»; sửa mã hoặc tên cho khớp"),
        ),
    ),
    Case(
        "codes as numbers and names unknown",
        lambda: book([1, 30388, "Tân An (mới)", 90], head=CODED),
        values=ONE,
    ),
    Case("an unknown code beside a good name", lambda: book([1, "99999", AN, 90], head=CODED), values=ONE),
    Case("#N/A among the codes", lambda: book([1, "#N/A", AN, 90], head=CODED), values=ONE),
    Case(
        "a unit named like a total",
        lambda: book(GOOD, [2, "Tổng công ty Điện", 80, 2]),
        problems=(at(3, "không tìm thấy đơn vị «Tổng công ty Điện»; chọn đơn vị đúng hoặc bỏ qua hàng này"),),
    ),
]
