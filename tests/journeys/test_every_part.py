"""In the editor of a draft the officer changes, moves and takes out a row of every part; adding is the sixth plan's."""

from typing import Any

from playwright.sync_api import Locator, Page, expect

from awards.domain.edit_plan import add_row
from awards.models import Award
from awards.plan_parts import AWARD_PARTS, PARTS, Part
from campaigns.models import Campaign
from dossiers.demo.base import moment, seed_plan
from tests.journeys import same_shape, setup_steps
from tests.journeys.conftest import Site
from tests.journeys.looking import texts_of
from tests.journeys.worlds import OFFICER

AWARD = "Giấy khen của Chủ tịch Ủy ban nhân dân thị xã"
CLAUSE = "mục X.9 (sửa tay)"
AWARDS = "Hình thức khen thưởng"
# What this plan does not have, two rows each, by the labels of the form.
MISSING = {
    "Kế hoạch cấp trên": (
        ("Cấp", "Cơ quan ban hành", "Số, ký hiệu", "Điều khoản"),
        ("Cấp tỉnh", "UBND tỉnh An Giang", "01/KH-UBND", "phần mở đầu"),
        ("Bộ, ban, ngành trung ương", "Bộ Thông tin và Truyền thông", "02/KH-BTTTT", "phần mở đầu"),
    ),
    "Giai đoạn": (
        ("Tên giai đoạn", "Từ ngày", "Đến ngày", "Điều khoản"),
        ("Giai đoạn 1", "01/08/2023", "30/09/2023", "mục I.3"),
        ("Giai đoạn 2", "01/10/2023", "31/12/2023", "mục I.3"),
    ),
    "Chế độ báo cáo": (
        ("Ai báo cáo", "Nơi nhận", "Nội dung", "Thời hạn (nguyên văn)", "Tháng", "Ngày", "Cách hiểu", "Điều khoản"),
        ("Từng đơn vị", "Phòng VHTT", "Báo cáo quý III", "ngày 30/9", "9", "30", setup_steps.ON_DAY, "mục V.3"),
        ("Từng đơn vị", "Phòng VHTT", "Báo cáo năm", "ngày 05/12", "12", "5", setup_steps.ON_DAY, "mục V.3"),
    ),
    "Chỉ tiêu số": (
        ("Nội dung chỉ tiêu", "So sánh", "Giá trị", "Đơn vị tính", "Năm phải đạt", "Điều khoản"),
        ("Hồ sơ trực tuyến toàn trình", "từ … trở lên", "62,5", "%", "2023", "mục I.4"),
        ("Cơ sở dữ liệu dùng chung", "từ … trở lên", "12", "cơ sở dữ liệu", "2023", "mục I.4"),
    ),
    "Nơi nhận": (("Nội dung", "Điều khoản"), ("UBND tỉnh", "nơi nhận"), ("Các phòng, ban", "nơi nhận")),
}  # fmt: skip
# The only row of its part, or others hang on every row: one more, which nothing hangs on.
SPARE = {
    "rounds": {"code": "dot-thua", "name": "Đợt thừa", "kind": "tong_ket"},
    "groups": {"code": "nhom-thua", "name": "Nhóm thừa", "kinds": [], "unit_codes": []},
    "duties": {"text": "Việc thừa"},
    "awards": {"code": "hinh-thuc-thua", "name": "Hình thức thừa"},
}


def test_every_part_is_changed_moved_and_taken_out_by_hand(site: Site):
    campaign = seed_plan()
    site.at(moment(2023, 7, 28))
    fill_up(campaign)
    page = site.window(OFFICER)
    setup_steps.open_editor(page, site.address, campaign.slug)
    for part in PARTS.values():
        by_hand(page, part)
    for part in AWARD_PARTS.values():
        by_hand(page, part, AWARD)
    assert site.errors == []


def fill_up(campaign: Campaign) -> None:
    """Every part gets two rows, of which nothing hangs on the last."""
    for name, (columns, *lines) in MISSING.items():
        same_shape.add_more(campaign.slug, name, columns, *lines)
    for key, changes in SPARE.items():
        part = PARTS[key]
        last = part.model.objects.filter(campaign=campaign, **part.fixed).last()
        values: dict[str, Any] = {part.column(one): getattr(last, part.column(one)) for one in part.fields}
        at = moment(2023, 7, 28, 9)
        add_row(campaign=campaign, part=key, values={**values, **changes}, by=same_shape.officer(), at=at)
    assert Award.objects.filter(campaign=campaign).first().name == AWARD


def by_hand(page: Page, part: Part, award: str = "") -> None:
    """The first row gets another clause and goes one place down; the row that stood last goes."""
    first, *rest = texts(page, part, award)
    last = [first, *rest][-1]
    setup_steps.edit_row(page, part.name, first, {"Điều khoản": CLAUSE}, award=award)
    expect(heads(page, part, award).first.locator("xpath=..")).to_contain_text(CLAUSE)
    # The days of a plan stand in the order of its rounds.
    if part.key != "deadlines":
        setup_steps.move_row(page, part.name, first, up=False, award=award)
        first, *rest = rest[0], first, *rest[1:]
        expect(heads(page, part, award)).to_have_text([first, *rest])
    setup_steps.remove_row(page, part.name, last, award=award)
    expect(heads(page, part, award)).to_have_text([one for one in (first, *rest) if one != last])


def heads(page: Page, part: Part, award: str) -> Locator:
    """The headlines of a part's rows."""
    if part.name == AWARDS:
        return page.locator(".editor-award-head .editor-label")
    return setup_steps.section(page, part.name, award).locator(".editor-row .editor-label")


def texts(page: Page, part: Part, award: str) -> list[str]:
    """The same as words."""
    return [" ".join(text.split()) for text in texts_of(heads(page, part, award))]
