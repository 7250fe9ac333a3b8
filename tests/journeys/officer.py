"""What the standing officer does in the browser."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.looking import all_of, count_of
from tests.journeys.steps import second_person_confirms

CAMPAIGN = "/phong-trao/tan-chau-2023"


def launch(page: Page, address: str) -> None:
    """Reads the plan with its clauses, then launches it."""
    expect(page.locator("main")).to_contain_text("Phát động phong trào")
    page.goto(f"{address}{CAMPAIGN}/ke-hoach/")
    plan = page.locator("main")
    for text in ("1326/KH-UBND", "mục III.2.a", "mục IV.2", "trước ngày 10/12/2023", "09/12/2023"):
        expect(plan).to_contain_text(text)
    expect(plan).to_contain_text("9.720.000")
    page.get_by_role("link", name="Phát động", exact=True).first.click()
    page.get_by_role("button", name="Phát động", exact=True).click()
    page.wait_for_load_state()
    page.goto(f"{address}{CAMPAIGN}/ke-hoach/")
    expect(page.locator("main")).to_contain_text("bản 1")


def see_silent_units(page: Page, address: str, *, silent: int, names: list[str]) -> None:
    """The page of registrations names who has not registered."""
    page.goto(f"{address}{CAMPAIGN}/dang-ky/")
    expect(page.locator("td").get_by_text("Chưa đăng ký", exact=True)).to_have_count(silent)
    for name in names:
        expect(page.locator("main")).to_contain_text(name)


def import_results(page: Page, head: Page, address: str, folder: Path, workbook: bytes) -> None:
    """A wrong file is refused in a sentence; the right one goes through columns, names and the head's yes."""
    wrong = folder / "ket-qua.xlsx"
    wrong.write_bytes(b"<html>not a workbook</html>")
    page.goto(f"{address}{CAMPAIGN}/ket-qua/nhap/")
    page.fill("[name=year]", "2023")
    page.set_input_files("[name=file]", str(wrong))
    page.click("button:has-text('Tải lên và xem trước')")
    expect(page.locator(".notice.error").first).to_contain_text("ket-qua.xlsx")
    right = folder / "ket-qua-dti-2023.xlsx"
    right.write_bytes(workbook)
    page.fill("[name=year]", "2023")
    page.set_input_files("[name=file]", str(right))
    page.click("button:has-text('Tải lên và xem trước')")
    page.locator("[name=scale][value=percent]").check()
    page.click("button:has-text('Xem trước')")
    expect(page.locator(".name-choice")).to_contain_text("Có phải «Ủy ban nhân dân xã Vĩnh Xương»?")
    page.locator(".name-choice select").select_option(index=1)
    page.click("button:has-text('Ghi lựa chọn')")
    second_person_confirms(page, head, count=27)
    page.get_by_role("link", name="Xem bảng xếp hạng").click()
    table = page.locator("main")
    expect(table).to_contain_text("UBND phường Long Thạnh")
    expect(table).to_contain_text("96,40")


def open_source_of(page: Page, address: str, unit: str) -> None:
    """A number that decides can be opened down to its cell."""
    page.goto(f"{address}{CAMPAIGN}/ket-qua/")
    page.locator("tr", has_text=unit).get_by_role("link", name=re.compile(r"^\d\d,\d\d")).first.click()
    expect(page.locator("main")).to_contain_text("ket-qua-dti-2023.xlsx")
    expect(page.locator("main")).to_contain_text(re.compile(r"ô [A-Z]+\d+"))


def open_dossier_of(page: Page, address: str, unit: str) -> None:
    """From the list of received dossiers to one of them."""
    page.goto(f"{address}/ho-so/?tim={unit}")
    page.get_by_role("link", name=unit).first.click()


def give_back(page: Page, address: str, unit: str, reason: str) -> None:
    """Returns the dossier with a reason."""
    open_dossier_of(page, address, unit)
    page.fill("[name=reason]", reason)
    page.click("button:has-text('Trả lại hồ sơ')")
    expect(page.locator("main")).to_contain_text("Đã trả lại")


def take_in(page: Page, address: str, unit: str) -> None:
    """Accepts the dossier."""
    open_dossier_of(page, address, unit)
    page.click("button:has-text('Tiếp nhận hồ sơ')")
    expect(page.locator("main")).to_contain_text("Đã tiếp nhận")


def confirm_criteria(page: Page, address: str, person: str) -> None:
    """Says that the qualitative criteria hold, on which document."""
    page.goto(f"{address}{CAMPAIGN}/de-xuat/")
    page.locator("tr", has_text=person).get_by_role("link", name="Xác nhận tiêu chuẩn").click()
    for choice in all_of(page.locator("input[type=radio][value=dat]")):
        choice.check()
    page.fill("[name=document]", "Báo cáo thành tích kèm Tờ trình của UBND phường Long Thạnh")
    page.click("button:has-text('Ghi xác nhận')")
    expect(page.locator("main")).to_contain_text("Đã ghi xác nhận")


def choose_tie(page: Page, address: str, unit: str, ground: str) -> None:
    """A tie at the line waits for a named person and a ground."""
    page.goto(f"{address}{CAMPAIGN}/de-xuat/")
    form = page.locator(".tie-form").first
    expect(form).to_contain_text("Đồng hạng ở vạch")
    form.locator("label", has_text=unit).locator("input").check()
    form.locator("textarea").fill(ground)
    form.get_by_role("button", name="Ghi lựa chọn và căn cứ").click()
    expect(page.locator("main")).to_contain_text(ground)


def open_meeting(
    page: Page, address: str, *, day: str = "14/12/2023", place: str = "Phòng họp UBND thị xã"
) -> str:
    """Prepares the council's meeting, opens the vote and gives the meeting's address."""
    page.goto(f"{address}/hoi-dong/")
    page.get_by_role("link", name="Chuẩn bị phiên họp").first.click()
    page.fill("[name=held_on]", day)
    page.fill("[name=place]", place)
    page.click("button:has-text('Lưu phiên họp')")
    page.click("button:has-text('Mở bỏ phiếu')")
    expect(page.locator("main")).to_contain_text("Đã bỏ phiếu")
    return page.url


def award_all(page: Page, address: str) -> None:
    """Marks everyone who is proposed, place after place."""
    page.goto(f"{address}{CAMPAIGN}/khen-thuong/")
    while count_of(page.get_by_role("button", name="Chọn khen")):
        page.get_by_role("button", name="Chọn khen").first.click()
        page.wait_for_load_state()
