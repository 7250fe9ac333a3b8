"""A commune comes to another in the middle of the campaign, then the standing body ends: recorded, asked, handed over.

On stage are the administrator of the province, the standing officer, and the clerk of the commune that ended.
"""

import re

from playwright.sync_api import Page, expect

from accounts.domain.audit import broken_links
from campaigns.domain.register_unit import register_unit
from campaigns.enums import Role
from campaigns.models import CampaignHandOver, Registration, Takeover, Unit, UnitChange
from dossiers.demo.base import moment, seed_launched, write_person
from dossiers.invariants import breaches
from scoring.domain.sheets import open_sheet, save_item
from scoring.models import ScoreSheet
from scoring.sheets import Typed
from tests.factories import World
from tests.journeys.conftest import Site
from tests.succession_makers import province_above

SLUG = "tan-chau-2023"
PAPER = {
    "day": "01/10/2023", "number": "12/NQ-HĐND", "issued_on": "20/09/2023", "issuer_name": "HĐND tỉnh An Giang",
}  # fmt: skip


def test_a_merger_in_the_middle_of_the_campaign(site: Site):
    world = World(seed_launched())
    top = province_above(world.campaign.issuer, "an-giang", "Ủy ban nhân dân tỉnh An Giang")
    write_person("qt-an-giang", "Trần Quản Trị", top, Role.SYSTEM_ADMIN, "Chuyên viên Sở Nội vụ")
    work_before(world)
    site.at(moment(2023, 10, 5))
    admin, officer = site.window("qt-an-giang"), site.window("can-bo")
    record_the_merger(site, admin, world)
    answer_who_takes_over(site, officer, world)
    go_on_with_the_sheet(site, world)
    end_the_standing_body(site, admin, world)
    hand_the_campaign_over(site, admin, officer)
    take_a_wrong_rename_back(site, admin, world)
    assert Registration.objects.count() == 1 and ScoreSheet.objects.count() == 1
    assert broken_links() == [] and not any(breaches().values()) and site.errors == []


def work_before(world: World) -> None:
    """xã Long An has registered and scored one line."""
    unit, at = world.unit("30391"), moment(2023, 8, 2)
    by = world.person_of(unit)
    register_unit(campaign=world.campaign, unit=unit, by=by, at=at)
    sheet = open_sheet(campaign=world.campaign, unit=unit, by=by, at=at)
    criterion = sheet.criteria_set.criteria.filter(parent__isnull=False).first()
    save_item(sheet=sheet, criterion=criterion, typed=Typed("2", ""), version=0, by=by, at=at)


def fill_paper(page: Page) -> None:
    for name, value in PAPER.items():
        page.fill(f"[name={name}]", value)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def record_the_merger(site: Site, page: Page, world: World) -> None:
    """Numbers before the yes; the clerk's way on is chosen."""
    old, new = world.unit("30391"), world.unit("30394")
    page.goto(f"{site.address}/don-vi/{old.pk}/")
    page.get_by_role("link", name="Ghi biến động").click()
    page.get_by_role("link", name="Sáp nhập, hợp nhất").click()
    page.fill("[name=successors]", "long phu")
    fill_paper(page)
    page.fill("[name=day]", "01/11/2023")
    press(page, "Xem trước")
    expect(page.locator("main")).to_contain_text("chưa đến ngày nên chưa ghi được")
    page.fill("[name=day]", PAPER["day"])
    press(page, "Xem trước")
    main = page.locator("main")
    expect(main).to_contain_text("Sáp nhập UBND xã Long An vào UBND phường Long Phú.")
    expect(main).to_contain_text("1 đơn vị chấm dứt hoạt động")
    assert not UnitChange.objects.exists()
    page.get_by_label(re.compile("Cán bộ UBND xã Long An")).select_option(label=f"Tiếp tục ở {new}")
    press(page, "Ghi biến động")
    expect(page.locator("#bien-dong")).to_contain_text("12/NQ-HĐND ngày 20/09/2023")


def answer_who_takes_over(site: Site, page: Page, world: World) -> None:
    """A task with its numbers; the answers; the task is gone."""
    page.goto(f"{site.address}/")
    expect(page.locator("main")).to_contain_text("Cần quyết định ai kế thừa UBND xã Long An")
    page.get_by_role("link", name="Xem và quyết định").click()
    expect(page.locator("main")).to_contain_text("năm 2023: đang chấm, 2 điểm, 0 tài liệu")
    for label in ("Chỗ trong nhóm thi đua", "Đăng ký thi đua", "Bảng điểm, tài liệu kiểm chứng"):
        page.get_by_label(f"{label} của UBND xã Long An").select_option(label="UBND phường Long Phú")
    press(page, "Ghi quyết định")
    expect(page.locator("main")).to_contain_text("văn bản làm căn cứ")
    page.fill("[name=document]", "Thông báo số 10/TB-UBND ngày 02/10/2023")
    press(page, "Ghi quyết định")
    expect(page.locator("main")).to_contain_text("Đã ghi 3 quyết định kế thừa.")
    page.goto(f"{site.address}/")
    expect(page.locator("main")).not_to_contain_text("Cần quyết định ai kế thừa")
    assert Takeover.objects.filter(successor=world.unit("30394")).count() == 3


def go_on_with_the_sheet(site: Site, world: World) -> None:
    """The clerk of the commune that ended works on at its successor, with the same points."""
    page = site.window("long-an")
    page.goto(f"{site.address}/phong-trao/{SLUG}/tu-cham/")
    expect(page.locator("main")).to_contain_text("1/20 tiêu chí")
    assert ScoreSheet.objects.get().unit == world.unit("30394")


def end_the_standing_body(site: Site, page: Page, world: World) -> None:
    """Phòng Văn hóa và Thông tin comes to the Văn phòng, its officer with it."""
    page.goto(f"{site.address}/don-vi/{world.unit('tan-chau-vhtt').pk}/bien-dong/?loai=sap-nhap")
    page.fill("[name=successors]", "tan-chau-vp")
    fill_paper(page)
    press(page, "Xem trước")
    expect(page.locator("main")).to_contain_text("cần bàn giao phong trào cho cơ quan khác")
    page.get_by_label(re.compile("Đặng Thu Trang")).select_option(index=1)
    press(page, "Ghi biến động")
    expect(page.locator("main")).to_contain_text("Đã ghi biến động.")


def hand_the_campaign_over(site: Site, admin: Page, officer: Page) -> None:
    """Until then the officer sees nothing of it; afterwards the work goes on."""
    officer.goto(f"{site.address}/phong-trao/{SLUG}/")
    expect(officer.locator("body")).to_contain_text("Không")
    site.errors[:] = [line for line in site.errors if "404" not in line]
    admin.goto(f"{site.address}/")
    admin.get_by_role("link", name="Bàn giao", exact=True).click()
    admin.fill("[name=to]", "tan-chau-vp")
    fill_paper(admin)
    press(admin, "Bàn giao")
    expect(admin.locator("main")).to_contain_text("Đã bàn giao")
    officer.goto(f"{site.address}/phong-trao/{SLUG}/")
    expect(officer.locator("main")).to_contain_text("Chuyển đổi số")
    assert CampaignHandOver.objects.get().before_name == "Phòng Văn hóa và Thông tin"


def take_a_wrong_rename_back(site: Site, page: Page, world: World) -> None:
    """A rename of the wrong unit, then the way back with its reason."""
    unit = world.unit("30385")
    page.goto(f"{site.address}/don-vi/{unit.pk}/bien-dong/")
    page.fill("[name=short_name]", "UBND xã Nhầm")
    fill_paper(page)
    press(page, "Xem trước")
    expect(page.locator("main")).to_contain_text("«UBND xã Vĩnh Hòa» -> «UBND xã Nhầm»")
    press(page, "Ghi biến động")
    expect(page.locator("#bien-dong")).to_contain_text("Đổi tên")
    page.get_by_text("Hủy vì ghi nhầm").click()
    page.fill("#bien-dong [name=reason]", "Ghi nhầm đơn vị")
    press(page, "Hủy biến động này")
    expect(page.locator("#bien-dong")).to_contain_text("Chưa ghi biến động nào")
    assert str(Unit.objects.get(pk=unit.pk)) == "UBND xã Vĩnh Hòa"
