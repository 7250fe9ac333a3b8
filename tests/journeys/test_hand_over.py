"""An officer moves to another unit: a colleague takes over and goes on with the half-filled sheet."""

import re

from playwright.sync_api import Page, expect

from campaigns.models import Membership
from dossiers.demo import base
from scoring.models import ScoreSheet
from tests.journeys import unit
from tests.journeys.conftest import Site

SHEET = f"{unit.CAMPAIGN}/tu-cham/"


def test_an_officer_moves_and_a_colleague_goes_on(site: Site):
    base.seed_launched()
    site.at(base.moment(2023, 7, 31))
    desk = site.window("quan-tri")
    before = site.window("long-phu")
    unit.register(before, site.address)
    site.at(base.moment(2023, 8, 10))
    begin_sheet(before, site.address)

    hand_over(desk, site.address)
    the_one_before_is_out(before, site.address)
    the_one_after_goes_on(site)
    she_works_in_the_new_place(desk, before, site.address)
    see_the_trail(desk, site.address)
    assert ScoreSheet.objects.count() == 1
    assert site.errors == []


def begin_sheet(page: Page, address: str) -> None:
    """Three criteria are scored, the rest is left."""
    page.goto(f"{address}{SHEET}")
    page.get_by_role("button", name="Bắt đầu chấm điểm").click()
    fields = page.locator("td.score input[name^=points-]")
    for number in range(3):
        fields.nth(number).fill("2,5")
        fields.nth(number).press("Tab")
    expect(page.locator("main")).to_contain_text("3/20 tiêu chí")


def hand_over(desk: Page, address: str) -> None:
    """The administrator finds her without accents, hands the role over; a name that nobody has is refused."""
    desk.goto(f"{address}/nguoi-dung/?q=can+bo+ubnd+phuong+long+phu")
    desk.get_by_role("link", name="Cán bộ UBND phường Long Phú").click()
    desk.get_by_role("link", name="Kết thúc, bàn giao").click()
    desk.fill("[name=to]", "khong-co-ai")
    desk.locator("form").filter(has=desk.locator("[name=to]")).locator("[name=first_day]").fill("10/08/2023")
    desk.get_by_role("button", name="Bàn giao", exact=True).click()
    expect(desk.locator("main [role=alert], main .invalid-feedback, main .problem").first).to_be_visible()
    assert desk.locator("[name=first_day]").input_value() == "10/08/2023"
    desk.fill("[name=to]", "long-chau")
    desk.get_by_role("button", name="Bàn giao", exact=True).click()
    expect(desk.locator("main")).to_contain_text("Đã bàn giao vai trò")
    expect(desk.locator("main")).to_contain_text("09/08/2023")


def the_one_before_is_out(page: Page, address: str) -> None:
    """The window that was open all the while: nothing of the unit is hers any more, at the next click."""
    page.goto(address)
    expect(page.locator(".who")).to_contain_text("Chưa được giao vai trò")
    refused = page.request.get(f"{address}{SHEET}")
    assert refused.status == 404
    assert "3/20" not in refused.text()


def the_one_after_goes_on(site: Site) -> None:
    """Two units in one account: she switches, sees which one she works for, and fills the fourth row on a phone."""
    page = site.window("long-chau", width=390, height=844)
    page.goto(site.address)
    page.locator(".who").click()
    page.get_by_role("button", name=re.compile("UBND phường Long Phú")).click()
    expect(page.locator(".who")).to_contain_text("UBND phường Long Phú")
    page.goto(f"{site.address}{SHEET}")
    expect(page.locator("main")).to_contain_text("3/20 tiêu chí")
    fourth = page.locator("td.score input[name^=points-]").nth(3)
    fourth.fill("2")
    fourth.press("Tab")
    expect(page.locator("main")).to_contain_text("4/20 tiêu chí")
    page.locator(".who").click()
    page.get_by_role("button", name=re.compile("UBND phường Long Châu")).click()
    page.goto(f"{site.address}{SHEET}")
    expect(page.locator("main")).not_to_contain_text("4/20")


def she_works_in_the_new_place(desk: Page, page: Page, address: str) -> None:
    """Her account stays hers; the new role opens the new unit and not the old one."""
    person = Membership.objects.get(user__username="long-phu").user
    desk.goto(f"{address}/nguoi-dung/{person.pk}/")
    desk.fill("[name=unit]", "phuong long son")
    desk.select_option("[name=role]", label="Cán bộ đơn vị")
    desk.get_by_role("button", name="Giao vai trò").click()
    expect(desk.locator("main")).to_contain_text("Đã giao vai trò")
    page.goto(address)
    expect(page.locator(".who")).to_contain_text("UBND phường Long Sơn")
    page.goto(f"{address}{SHEET}")
    expect(page.locator("main")).not_to_contain_text("4/20")


def see_the_trail(desk: Page, address: str) -> None:
    """Who gave what to whom can be read afterwards."""
    desk.goto(f"{address}/nhat-ky/?q=ban+giao")
    expect(desk.locator("main")).to_contain_text("bàn giao")
    expect(desk.locator("main")).to_contain_text("UBND phường Long Phú")
