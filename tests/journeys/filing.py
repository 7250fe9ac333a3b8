"""What a unit does for its dossier in the browser, in any campaign."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.looking import all_of, count_of
from tests.journeys.steps import Room, fill
from tests.journeys.worlds import Person

SECTIONS = {
    "general": "Đơn vị có 24 cán bộ, công chức, viên chức.",
    "duties": "Quản lý nhà nước theo phân công.",
    "results": "Hoàn thành 20/20 nhiệm vụ chuyển đổi số đúng hạn; 100% văn bản được ký số.",
    "measures": "Phân công từng công chức phụ trách một nhóm nhiệm vụ.",
    "effects": "Rút ngắn thời gian giải quyết hồ sơ từ 5 ngày xuống 3 ngày.",
    "lessons": "Người đứng đầu trực tiếp chỉ đạo.",
    "birth_date": "12/05/1988",
    "staff_count": "24",
}


def open_dossier(room: Room, award: str) -> None:
    """The unit opens its dossier for an award; the page says who decides and how many there may be."""
    room.go("ho-so/")
    card = room.page.locator("section.card-p", has=room.page.get_by_role("heading", name=award, exact=True))
    card.get_by_role("button", name=re.compile("Lập hồ sơ")).click()
    room.page.wait_for_url(re.compile(r"/ho-so/\d+/$"))


def add_person(room: Room, person: Person) -> None:
    """One of the unit's own people, or somebody who lives here."""
    home = room.page.url
    room.page.get_by_role("link", name="Thêm cá nhân").first.click()
    fill(room.page, "name", person.name)
    fill(room.page, "honorific", person.honorific)
    if person.home:
        fill(room.page, "origin_place", person.home)
    else:
        fill(room.page, "position_title", person.office)
    fill(room.page, "summary", "Tham mưu 12 văn bản chuyển đổi số; hướng dẫn 1.250 lượt người dân.")
    room.press("Lưu")
    room.page.wait_for_url(home)
    room.sees(person.name)


def hold_council(room: Room, day: str) -> None:
    """The minutes of the unit's own council: three members, all agree."""
    page = room.page
    page.locator("a[href$='/hop/']").first.click()
    page.fill("[name=held_on]", day)
    page.fill("[name=starts_at]", "14:00")
    page.fill("[name=ends_at]", "15:30")
    page.fill("[name=place]", "Phòng họp cơ quan")
    people = [
        ("Phan Văn Hậu", "Giám đốc", "chair"),
        ("Lý Thị Mai", "Phó Giám đốc", "member"),
        ("Cao Hoàng Long", "Chánh Văn phòng", "secretary"),
    ]
    while count_of(page.locator("[name=member_name]")) < len(people):
        page.click("button[name=add]")
    for number, (name, office, role) in enumerate(people):
        page.locator("[name=member_name]").nth(number).fill(name)
        page.locator("[name=member_office]").nth(number).fill(office)
        page.locator("[name=member_role]").nth(number).select_option(role)
    for agree in all_of(page.locator("[data-agree]")):
        agree.fill("3")
    for disagree in all_of(page.locator("[name^=disagree-]")):
        disagree.fill("0")
    room.press("Ghi kết quả họp")
    room.sees("3/3")


def write_reports(page: Page) -> None:
    """The guided fields of every report of the dossier."""
    home = page.url
    links = page.locator("a[href*='/bao-cao/']")
    for target in sorted({link.get_attribute("href") for link in all_of(links)}):
        page.goto(home.split("/ho-so/")[0] + target)
        for name, text in SECTIONS.items():
            if count_of(page.locator(f"[name={name}]")):
                page.fill(f"[name={name}]", text)
        page.click("button:has-text('Lưu và quay lại hồ sơ')")
    page.goto(home)


def hand_in(page: Page, name: str, file: Path) -> None:
    """A paper that exists already is handed in as a PDF."""
    row = page.locator(".paper-list li", has_text=name)
    row.locator("input[type=file]").set_input_files(str(file))
    row.get_by_role("button", name="Nộp tệp").click()
    expect(page.locator(".paper-list li", has_text=name)).to_contain_text("Đã nộp, 1 trang")


def make_papers(page: Page, *, ready: int) -> None:
    """Asks for the papers and watches the worker make them; `ready` counts those handed in, too."""
    page.fill("[name=signer_name]", "Phan Văn Hậu")
    page.locator("[name=signer_name]").press("Tab")
    expect(page.locator("#luu-to-trinh")).to_contain_text("Đã lưu")
    page.reload()
    page.get_by_role("button", name=re.compile(r"^Tạo (lại )?giấy tờ")).click()
    expect(page.locator(".paper-list .chip.good")).to_have_count(ready, timeout=90_000)


def send(room: Room, text: str) -> str:
    """Confirms with numbers; gives the number of the receipt."""
    room.page.get_by_role("link", name=re.compile("Gửi hồ sơ|Gửi lại")).first.click()
    expect(room.page.locator("h1")).to_contain_text(text)
    room.page.get_by_role("button", name=re.compile("^Gửi")).click()
    room.page.wait_for_url("**/bien-nhan/**")
    found = re.search(r"[A-Z]+\d{4}-\d{4}", room.main.inner_text())
    assert found
    return found.group()


def send_too_late(room: Room, dossier: int, *, last_moment, too_late, texts: list[str], clock) -> None:
    """The button was pressed after the last day: a sentence, and nothing was sent."""
    clock(last_moment)
    room.page.goto(f"{room.address}/ho-so/{dossier}/nop/")
    button = room.page.get_by_role("button", name=re.compile("^Gửi"))
    expect(button).to_be_visible()
    clock(too_late)
    button.click()
    for text in texts:
        expect(room.page.get_by_role("alert").first).to_contain_text(text)
