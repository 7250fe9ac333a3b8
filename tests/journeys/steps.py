"""What people do in the browser in any campaign; each step ends with what the person then sees."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Site
from tests.journeys.looking import count_of


@dataclass(frozen=True)
class Room:
    """A person's window on one campaign."""

    page: Page
    address: str
    slug: str

    @classmethod
    def of(cls, site: Site, username: str, slug: str) -> "Room":
        return cls(site.window(username), site.address, slug)

    @property
    def main(self) -> Locator:
        return self.page.locator("main")

    def go(self, path: str = "", *, dot: str = "") -> Locator:
        """One of the campaign's pages, in a round when the code of one is given."""
        self.page.goto(f"{self.address}/phong-trao/{self.slug}/{path}" + (f"?dot={dot}" if dot else ""))
        return self.main

    def press(self, name: str) -> None:
        """The button, and the page that answers."""
        self.page.get_by_role("button", name=name, exact=True).first.click()
        self.page.wait_for_load_state()

    def sees(self, *texts: str) -> None:
        for text in texts:
            expect(self.main).to_contain_text(text)


def set_up(room: Room, pack: str, *, title: str, criteria: str = "") -> None:
    """The guided set-up: a ready pack is the source, everything is taken; the editor opens on the draft."""
    page = room.page
    page.goto(f"{room.address}/phong-trao/moi/")
    card = page.locator("section.source", has_text=title)
    expect(card).to_have_count(1)
    card.get_by_role("link", name=re.compile("Dùng làm nguồn")).click()
    page.wait_for_url(f"**/phong-trao/moi/goi/{pack}/")
    expect(page.locator("[name=title]")).to_have_value(title)
    page.fill("[name=slug]", room.slug)
    if criteria:
        page.select_option("[name=criteria_set]", label=criteria)
    room.press("Lập phong trào")
    page.wait_for_url(f"**/phong-trao/{room.slug}/ke-hoach/sua/")
    room.sees("Đã lập phong trào ở trạng thái đang chuẩn bị.", "Kiểm tra trước khi phát động")


def edit_line(
    room: Room,
    part: str,
    label: str,
    values: dict[str, str],
    *,
    paper: tuple[str, str] | None = None,
    nth: int = 0,
) -> None:
    """Opens a row of the plan by its words in the editor and writes fields; a launched plan asks for a paper."""
    room.go("ke-hoach/sua/")
    scope = room.page.locator(f"#{part}")
    row = opened(scope.locator(".editor-row", has_text=label).nth(nth))
    row.get_by_role("link", name=re.compile("^Sửa")).click()
    for name, value in values.items():
        fill(room.page, name, value)
    if paper:
        room.page.fill("[name=reason]", paper[0])
        room.page.fill("[name=document]", paper[1])
    room.page.click("button[name=save]")
    room.page.wait_for_url("**/ke-hoach/sua/**")


def fill(page: Page, name: str, value: str) -> None:
    """A field of a form, whatever kind it is."""
    field = page.locator(f"[name={name}]")
    if count_of(page.locator(f"select[name={name}]")):
        field.select_option(value)
    elif count_of(page.locator(f"input[type=radio][name={name}]")):
        page.locator(f"input[type=radio][name={name}][value='{value}']").check()
    else:
        field.fill(value)


def opened(part: Locator) -> Locator:
    """The part or row after the closed parts around it were opened, outermost first."""
    around = part.locator("xpath=ancestor::details[not(@open)] | descendant::details[not(@open)]")
    while count_of(around):
        around.first.locator("summary").first.click()
    return part


def launch(room: Room, *, warnings: Iterable[str], groups: Iterable[str]) -> None:
    """The pre-launch check with its sentences, then the launch: version 1."""
    room.go("ke-hoach/sua/")
    checks = room.page.locator("#kiem-tra")
    for text in warnings:
        expect(checks).to_contain_text(text)
    expect(checks.locator("li.stop")).to_have_count(0)
    room.page.get_by_role("link", name="Phát động", exact=True).first.click()
    room.sees(*groups)
    room.press("Phát động")
    room.go("ke-hoach/cac-ban/")
    room.sees("Bản 1", "Phát động", "đang áp dụng")


def add_own_condition(room: Room, award: str, text: str, document: str) -> None:
    """A head asks more of the own people for an award that the head decides."""
    room.go("tieu-chuan-rieng/")
    room.page.select_option("[name=award]", label=award)
    room.page.select_option("[name=subject]", "tap_the")
    room.page.fill("[name=text]", text)
    room.page.fill("[name=document]", document)
    room.press("Thêm tiêu chuẩn")
    expect(room.page.locator(".own-condition")).to_contain_text(text)
    room.sees(document)


def import_results(room: Room, second: Page, year: int, book: Path, *, count: int) -> None:
    """The official results of a year, through columns, preview, proposal and the second person's yes."""
    room.go("ket-qua/nhap/")
    room.page.fill("[name=year]", str(year))
    room.page.set_input_files("[name=file]", str(book))
    room.page.click("button:has-text('Tải lên và xem trước')")
    room.page.locator("[name=scale][value=percent]").check()
    room.page.click("button:has-text('Xem trước')")
    second_person_confirms(room.page, second, count=count)


def second_person_confirms(page: Page, second: Page, *, count: int) -> None:
    """The preparer proposes what the preview shows; in another window the second person says yes."""
    page.click(f"button:has-text('Đề nghị xác nhận {count} kết quả')")
    expect(page.get_by_role("heading", name="Chờ người thứ hai xác nhận")).to_be_visible()
    second.goto(page.url)
    second.click(f"button:has-text('Xác nhận {count} kết quả và xếp hạng')")
    expect(second.locator("main")).to_contain_text(f"Đã xác nhận kết quả của {count} đơn vị")
    page.goto(page.url)
    expect(page.get_by_role("link", name="Xem bảng xếp hạng")).to_be_visible()


def write_figures(room: Room, year: int, counts: dict[str, tuple[int, int]], document: str) -> None:
    """Tasks assigned and done on time, typed into the grid; names of units as shown."""
    room.go(f"so-lieu/?nam={year}")
    for name, (total, done) in counts.items():
        room.page.get_by_label(f"{name}: số nhiệm vụ được giao", exact=True).fill(str(total))
        room.page.get_by_label(f"{name}: số hoàn thành đúng hạn", exact=True).fill(str(done))
    room.page.fill("[name=document]", document)
    room.press("Ghi trang này")
    room.sees(f"Đã ghi số liệu năm {year} của {len(counts)} đơn vị.")


def write_own_plan(room: Room, year: int, number: str, day: str, *, said: str) -> None:
    """A unit records the plan that it issued for a year."""
    room.go("ke-hoach-don-vi/")
    row = room.page.locator("tr", has_text=f"Năm {year}")
    row.get_by_role("link", name="Ghi kế hoạch").click()
    room.page.fill("[name=number]", number)
    room.page.fill("[name=issued_on]", day)
    room.press("Ghi kế hoạch")
    row = room.page.locator("tr", has_text=f"Năm {year}")
    expect(row).to_contain_text(number)
    expect(row).to_contain_text(said)


def write_report(room: Room, year: int, number: str, day: str, *, said: str) -> None:
    """A unit records its periodical report; it arrives today."""
    room.go("bao-cao-dinh-ky/")
    row = room.page.locator("tr").filter(has=room.page.get_by_role("cell", name=str(year), exact=True))
    row.get_by_role("link", name="Ghi nhận").click()
    room.page.fill("[name=number]", number)
    room.page.fill("[name=issued_on]", day)
    room.press("Ghi nhận báo cáo")
    row = room.page.locator("tr").filter(has=room.page.get_by_role("cell", name=str(year), exact=True))
    expect(row).to_contain_text(number)
    expect(row).to_contain_text(said)


def turn(room: Room, ended: str, opened: str) -> None:
    """The open round is ended, the next one opened."""
    room.go("dot-xet/")
    room.press("Kết thúc đợt")
    room.sees(f"Đã kết thúc «{ended}»")
    card = room.page.locator(
        "section.card-p", has=room.page.get_by_role("heading", name=re.compile(re.escape(opened)))
    )
    card.get_by_role("button", name=re.compile("Mở")).click()
    room.sees(f"Đã mở «{opened}»")


def write_progress(room: Room, target: str, year: int, value: str, document: str) -> None:
    """What was reached of a target in a year, with its source."""
    room.go("chi-tieu/")
    row = room.page.locator("tr", has_text=target).first
    row.get_by_role("link", name="Ghi kết quả").click()
    for name, typed in {"year": str(year), "value": value, "document": document}.items():
        fill(room.page, name, typed)
    room.press("Ghi kết quả")
    room.sees(value)
