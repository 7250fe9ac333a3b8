"""History first: 300 old awards come in from Excel, questions are answered, a unit sees its own, a list is undone."""

from pathlib import Path

from playwright.sync_api import Page, expect

from awards.models import PastAward
from campaigns.models import Unit
from dossiers.demo import base
from tests.history_makers import listed, person_row
from tests.journeys.conftest import Site

ROOM = "/khen-thuong-da-nhan/"


def test_300_old_awards_come_in_are_read_and_taken_back(site: Site, tmp_path):
    base.seed_launched()
    site.at(base.moment(2023, 8, 3))
    desk = site.window("can-bo")
    bring_in(desk, site.address, list_of_300(tmp_path))
    find_one(desk, site.address)
    a_unit_reads_its_own(site)
    type_one(desk, site.address)
    take_back(desk, site.address)
    assert site.errors == []


def list_of_300(folder: Path) -> Path:
    """298 clear rows, one unit that is misspelt, one from elsewhere."""
    units = list(Unit.objects.filter(kind__in=("ubnd_xa", "ubnd_phuong")).order_by("code"))
    rows = [person_row(n, f"Nguyễn Văn Số {n}", units[n % len(units)].name) for n in range(1, 299)]
    rows += [person_row(299, "Trần Thị Lan", "UBND phường Long Thạn")]
    rows += [person_row(300, "Lê Văn Xa", "Công ty ở nơi khác")]
    file = folder / "khen-2022.xlsx"
    file.write_bytes(listed(*rows))
    return file


def bring_in(page: Page, address: str, file: Path) -> None:
    """Looked at first: two names are asked about, then all 300 are written at once."""
    page.goto(f"{address}{ROOM}")
    page.get_by_role("link", name="Nhập từ Excel").first.click()
    page.set_input_files("[name=file]", file)
    page.get_by_role("button", name="Tải lên và xem trước").click()
    expect(page.locator("h1")).to_have_text("Xem trước: 300 hàng")
    expect(page.locator("main")).to_contain_text("2 câu hỏi")
    assert not PastAward.objects.exists()
    misspelt = page.locator(".name-choice", has_text="Long Thạn")
    misspelt.locator("select").select_option(label=label_of("30376"))
    page.get_by_label("Mọi tên chưa chọn ở trên").check()
    page.get_by_role("button", name="Ghi câu trả lời").click()
    page.get_by_role("button", name="Ghi 300 lần khen").click()
    expect(page.locator("h1")).to_have_text("Đã ghi 300 lần khen")
    assert PastAward.objects.get(name="Trần Thị Lan").unit.code == "30376"


def label_of(code: str) -> str:
    """The candidate as it is offered: name, the body above, the code."""
    unit = Unit.objects.select_related("parent").get(code=code)
    return f"{unit}, {unit.parent} (mã {unit.code})"


def find_one(page: Page, address: str) -> None:
    """Found without marks; the page names the file, the row and the cell."""
    page.goto(f"{address}{ROOM}?q=tran+thi+lan")
    page.get_by_role("link", name="Trần Thị Lan").click()
    expect(page.locator("main")).to_contain_text("khen-2022.xlsx, trang «Danh sách», hàng 302")
    expect(page.locator("main")).to_contain_text("tên E302")
    expect(page.locator("main")).to_contain_text("Trùng tên và đơn vị chưa chắc là một người")


def a_unit_reads_its_own(site: Site) -> None:
    """On a phone: its people's awards, nobody else's, nothing to write."""
    ward = site.window("long-thanh", width=390, height=844)
    ward.goto(f"{site.address}{ROOM}")
    expect(ward.locator("main")).to_contain_text("Trần Thị Lan")
    expect(ward.locator("main")).not_to_contain_text("Lê Văn Xa")
    expect(ward.get_by_role("link", name="Nhập từ Excel")).to_have_count(0)
    assert ward.evaluate("document.documentElement.scrollWidth") <= 390


def type_one(page: Page, address: str) -> None:
    """One more by hand; the same again is refused with its reason."""
    for said in ("Đã ghi Giấy khen của Bùi Thị Tư.", "không ghi hai lần"):
        page.goto(f"{address}{ROOM}them/")
        page.select_option("[name=subject]", "ca_nhan")
        typed = {"name": "Bùi Thị Tư", "unit_name": "UBND phường Long Thạnh", "award_name": "Giấy khen"}
        typed |= {"number": "9/QĐ-UBND", "signed_on": "05/01/2023"}
        for name, text in typed.items():
            page.fill(f"[name={name}]", text)
        page.get_by_role("button", name="Ghi", exact=True).click()
        expect(page.locator("main")).to_contain_text(said)


def take_back(page: Page, address: str) -> None:
    """The list is undone with a reason; what was typed stays."""
    page.goto(f"{address}{ROOM}nhap/")
    page.get_by_role("link", name="khen-2022.xlsx").click()
    page.fill("[name=reason]", "Nhầm năm")
    page.get_by_role("button", name="Hủy lần nhập").click()
    expect(page.locator("h1")).to_have_text("Lần nhập đã hủy")
    assert list(PastAward.objects.values_list("name", flat=True)) == ["Bùi Thị Tư"]
