"""What people do in the browser in any campaign; each step ends with what the person then sees."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Site


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
    row = scope.locator(".editor-row", has_text=label).nth(nth)
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
    if page.locator(f"select[name={name}]").count():
        field.select_option(value)
    elif page.locator(f"input[type=radio][name={name}]").count():
        page.locator(f"input[type=radio][name={name}][value='{value}']").check()
    else:
        field.fill(value)


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


def import_results(room: Room, year: int, book: Path, *, count: int) -> None:
    """The official results of a year, through columns, preview and confirmation."""
    room.go("ket-qua/nhap/")
    room.page.fill("[name=year]", str(year))
    room.page.set_input_files("[name=file]", str(book))
    room.page.click("button:has-text('Tải lên và xem trước')")
    room.page.locator("[name=scale][value=percent]").check()
    room.page.click("button:has-text('Xem trước')")
    room.page.click(f"button:has-text('Ghi nhận {count} kết quả và xếp hạng')")
    expect(room.page.get_by_role("link", name="Xem bảng xếp hạng")).to_be_visible()


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


def attest(room: Room, who: str, document: str, *, dot: str = "") -> None:
    """The qualitative criteria of a nominee hold, on a document."""
    room.go("de-xuat/", dot=dot)
    row = room.page.locator("table.proposal tr", has_text=who).first
    row.get_by_role("link", name="Xác nhận tiêu chuẩn").click()
    for choice in room.page.locator("input[type=radio][value=dat]").all():
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


def award_all(room: Room, *, dot: str = "") -> int:
    """Marks everyone who is proposed, place after place."""
    room.go("khen-thuong/", dot=dot)
    count = 0
    while room.page.get_by_role("button", name="Chọn khen").count():
        room.page.get_by_role("button", name="Chọn khen").first.click()
        room.page.wait_for_load_state()
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


def write_progress(room: Room, target: str, year: int, value: str, document: str) -> None:
    """What was reached of a target in a year, with its source."""
    room.go("chi-tieu/")
    row = room.page.locator("tr", has_text=target).first
    row.get_by_role("link", name="Ghi kết quả").click()
    for name, typed in {"year": str(year), "value": value, "document": document}.items():
        fill(room.page, name, typed)
    room.press("Ghi kết quả")
    room.sees(value)


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
