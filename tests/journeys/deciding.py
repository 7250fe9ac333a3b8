"""What the standing officer and heads of units do in the browser until somebody holds an award."""

import re

from playwright.sync_api import Locator, expect

from tests.journeys.conftest import PASSWORD, Site
from tests.journeys.looking import all_of, count_of, texts_of
from tests.journeys.steps import Room, fill


def attest(room: Room, who: str, document: str, *, dot: str = "") -> None:
    """The qualitative criteria of a nominee hold, on a document."""
    room.go("de-xuat/", dot=dot)
    row = room.page.locator("table.proposal tr", has_text=who).first
    row.get_by_role("link", name="Xác nhận tiêu chuẩn").click()
    for choice in all_of(room.page.locator("input[type=radio][value=dat]")):
        choice.check()
    room.page.fill("[name=document]", document)
    room.press("Ghi xác nhận")
    room.sees("Đã ghi xác nhận")


def why(room: Room, unit: int, *texts: str, dot: str = "") -> None:
    """The page of one unit's verdicts says these sentences."""
    room.go(f"de-xuat/vi-sao/{unit}/", dot=dot)
    room.sees(*texts)


def case(room: Room, name: str) -> Locator:
    """The card of a nominee on that page."""
    return room.page.locator("section[id^=de-nghi-]", has=room.page.get_by_role("heading", name=name))


def suspend(room: Room, unit: int, name: str, *, since: str, document: str, dot: str = "") -> None:
    """A nomination waits while something is looked into."""
    room.go(f"de-xuat/vi-sao/{unit}/", dot=dot)
    card = case(room, name)
    card.get_by_text("Tạm dừng xét", exact=True).first.click()
    card.locator("[name=since]").fill(since)
    card.locator("[name=document]:visible").fill(document)
    card.get_by_role("button", name="Tạm dừng xét").click()
    expect(case(room, name)).to_contain_text("Đang tạm dừng xét")


def resume(room: Room, unit: int, name: str, *, document: str, dot: str = "") -> None:
    """The matter is concluded: the nomination goes on."""
    room.go(f"de-xuat/vi-sao/{unit}/", dot=dot)
    card = case(room, name)
    card.get_by_text("Xét tiếp", exact=True).first.click()
    card.locator("[name=document]:visible").fill(document)
    card.get_by_role("button", name="Xét tiếp").click()
    expect(case(room, name)).not_to_contain_text("Đang tạm dừng xét")


def write_field(room: Room, unit: int, name: str, year: int, percent: str, *, dot: str = "") -> None:
    """The approved result of the field that a person is charged with."""
    room.go(f"de-xuat/vi-sao/{unit}/", dot=dot)
    card = case(room, name)
    card.get_by_text("Ghi kết quả lĩnh vực được giao phụ trách").click()
    card.locator("[name=year]").select_option(str(year))
    card.locator("[name=percent]").fill(percent)
    card.locator("[name=document]:visible").fill(f"Quyết định phê duyệt kết quả năm {year}")
    card.get_by_role("button", name="Ghi kết quả").click()
    expect(case(room, name)).to_contain_text(re.compile(rf"năm {year} đạt {percent}(,00)?%"))


def line_of(room: Room, who: str) -> Locator:
    """The line of somebody in the proposed lists."""
    return room.page.locator("table.proposal tr", has_text=who).first


def judge(room: Room, *, dot: str = "") -> None:
    """The verdicts of today are kept."""
    room.go("de-xuat/", dot=dot)
    room.press("Lưu kết luận xét điều kiện")
    expect(room.main).to_contain_text(re.compile(r"Đã lưu \d+ kết luận mới"))


def choose(room: Room, who: str, ground: str, *, dot: str = "") -> None:
    """A named person chooses one of those who stand alike, with the ground."""
    room.go("de-xuat/", dot=dot)
    form = room.page.locator(".tie-form").first
    form.locator("label", has_text=who).locator("input").check()
    form.locator("textarea").fill(ground)
    form.get_by_role("button", name="Ghi lựa chọn và căn cứ").click()
    room.sees("Đã ghi chọn", ground)


def vote_on_a_phone(site: Site, username: str, meeting: str) -> None:
    """A member of the council agrees to everybody who is open to them, signed with the password."""
    phone = site.window(username, width=390, height=844)
    phone.goto(meeting)
    for choice in all_of(phone.locator("input[value=dong-y]")):
        choice.check(force=True)
    phone.fill("[name=password]", PASSWORD)
    phone.click("button:has-text('Bỏ phiếu')")
    expect(phone.locator("main")).to_contain_text("đã bỏ phiếu lúc")


def award_all(room: Room, *, dot: str = "", most: int = 99) -> int:
    """Marks everyone who is proposed, place after place, or the first of them."""
    room.go("khen-thuong/", dot=dot)
    count = 0
    while count < most and count_of(room.page.get_by_role("button", name="Chọn khen")):
        room.page.get_by_role("button", name="Chọn khen").first.click()
        room.page.wait_for_load_state()
        refused = texts_of(room.page.locator(".notice.error"))
        assert not refused, refused
        count += 1
    return count


def record_own_award(
    room: Room, name: str, number: str, day: str, *, subject: str, honorific: str = "", dot: str = ""
) -> None:
    """A head has commended somebody below the unit; the decision is kept."""
    room.go("khen-cua-don-vi/", dot=dot)
    room.page.get_by_role("link", name="Ghi khen thưởng").click()
    values = {"subject": subject, "name": name, "decision_number": number, "decided_on": day}
    if honorific:
        values |= {"honorific": honorific, "position_title": "Chuyên viên"}
    for field, value in values.items():
        fill(room.page, field, value)
    room.press("Ghi")
    row = room.page.locator("tr", has_text=name)
    expect(row).to_contain_text(number)
    expect(row).to_contain_text(day)


def put_forward(room: Room, award: str, origin: str, subject: str, name: str, place: str) -> None:
    """The standing body itself puts somebody forward, without a unit's dossier."""
    room.go("danh-sach/them/")
    room.page.select_option("[name=award]", label=award)
    for field, value in {"origin": origin, "subject": subject, "name": name, "origin_place": place}.items():
        fill(room.page, field, value)
    room.press("Đề nghị")
    room.sees(name, place)


def draw_top_line(room: Room, last_rank: str, ground: str, *, dot: str = "") -> None:
    """A named person says to which rank «tốp đầu» reaches."""
    room.go("ket-qua/", dot=dot)
    room.page.get_by_text("Xác định tốp đầu", exact=True).first.click()
    room.page.fill("[name=last_rank]", last_rank)
    room.page.locator("[name=ground]:visible").fill(ground)
    room.press("Ghi tốp đầu")
    room.sees(f"Tốp đầu: đến hạng {last_rank}", ground)
