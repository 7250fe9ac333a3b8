"""What a unit does in the browser."""

import re
from pathlib import Path

from playwright.sync_api import Page, Request, Response, expect

from tests.journeys.looking import all_of, count_of

CAMPAIGN = "/phong-trao/tan-chau-2023"
SECTIONS = {
    "general": "Trụ sở tại phường Long Thạnh; 24 cán bộ, công chức.",
    "duties": "Quản lý nhà nước trên địa bàn phường.",
    "results": "Điểm DTI 96,40, đứng đầu nhóm phường, xã; 100% văn bản được ký số.",
    "measures": "Phân công từng công chức hướng dẫn người dân nộp hồ sơ trực tuyến.",
    "effects": "Rút ngắn thời gian giải quyết hồ sơ từ 5 ngày xuống 3 ngày.",
    "lessons": "Người đứng đầu trực tiếp chỉ đạo.",
}


def register(page: Page, address: str) -> None:
    """Registers and sees the day."""
    page.goto(f"{address}{CAMPAIGN}/dang-ky/")
    page.click("button:has-text('Đăng ký thi đua')")
    expect(page.locator("main")).to_contain_text("31/07/2023")


def score(page: Page, address: str, folder: Path) -> None:
    """Scores every criterion; a score above the maximum is refused beside the field and nothing is lost."""
    page.goto(f"{address}{CAMPAIGN}/tu-cham/")
    page.get_by_role("button", name="Bắt đầu chấm điểm").click()
    fields = page.locator("td.score input[name^=points-]")
    first = fields.first
    first.fill("99")
    first.press("Tab")
    row = page.locator("tr[id^=tc-]").first
    expect(row).to_contain_text(re.compile("tối đa", re.I))
    assert first.input_value() == "99"
    most = watch_saves(page)
    for number in range(count_of(fields)):
        field = fields.nth(number)
        field.fill("2,5")
        field.press("Tab")
    expect(page.locator(".num").first).to_contain_text("50")
    expect(page.locator("main")).to_contain_text("20/20 tiêu chí")
    assert max(most) == 1, "two rows were saved at once: the older total may come last and stay"
    add_evidence(page, folder)
    page.goto(f"{address}{CAMPAIGN}/tu-cham/")
    page.get_by_role("link", name=re.compile("Gửi")).first.click()
    page.get_by_role("button", name=re.compile("Gửi 20 tiêu chí")).click()
    expect(page.locator("main")).to_contain_text("Đã gửi")


def watch_saves(page: Page) -> list[int]:
    """How many rows were being saved at each moment that a save began."""
    under_way: set[Request] = set()
    counts: list[int] = []

    def begins(request: Request) -> None:
        if request.method == "POST" and "/tu-cham/" in request.url:
            under_way.add(request)
            counts.append(len(under_way))

    # The answer is known before the page may send the next row; that the request has finished, only later.
    def ends(response: Response) -> None:
        under_way.discard(response.request)

    page.on("request", begins)
    page.on("response", ends)
    return counts


def add_evidence(page: Page, folder: Path) -> None:
    """A document with its file."""
    file = folder / "thong-bao-12.pdf"
    file.write_bytes(b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")
    page.get_by_role("link", name="Thêm tài liệu").first.click()
    page.fill("[name=subject]", "Thông báo kết luận họp Ban Chỉ đạo quý I")
    page.fill("[name=number]", "12/TB-UBND")
    page.fill("[name=issued_on]", "15/02/2023")
    page.set_input_files("[name=file]", str(file))
    page.click("button:has-text('Thêm tài liệu')")
    expect(page.locator("main")).to_contain_text("thong-bao-12.pdf")


def nominate(page: Page, address: str) -> None:
    """Opens the dossier: the unit itself and one person."""
    page.goto(f"{address}{CAMPAIGN}/ho-so/")
    page.click("button:has-text('Lập hồ sơ')")
    page.get_by_role("link", name="Thêm cá nhân").click()
    page.fill("[name=name]", "Nguyễn Thị Kim Ngân")
    page.locator("[name=honorific]").first.wait_for()
    if count_of(page.locator("select[name=honorific]")):
        page.select_option("[name=honorific]", "ba")
    else:
        page.locator("[name=honorific][value=ba]").check()
    page.fill("[name=position_title]", "Công chức Văn hóa - Xã hội")
    page.fill("[name=summary]", "Tham mưu 12 văn bản chuyển đổi số; hướng dẫn 1.250 lượt người dân.")
    page.click("main button:has-text('Lưu')")
    expect(page.locator("main")).to_contain_text("Nguyễn Thị Kim Ngân")


def hold_council(page: Page) -> None:
    """Types in the minutes of the unit's own council: five members, all agree."""
    page.locator("a[href$='/hop/']").first.click()
    page.fill("[name=held_on]", "27/11/2023")
    page.fill("[name=starts_at]", "14:00")
    page.fill("[name=ends_at]", "15:30")
    page.fill("[name=place]", "Phòng họp UBND phường")
    people = [
        ("Phan Văn Hậu", "Chủ tịch UBND phường", "chair"),
        ("Lý Thị Mai", "Phó Chủ tịch UBND phường", "vice_chair"),
        ("Trương Minh Tâm", "Chủ tịch UBMTTQ phường", "member"),
        ("Hồ Thị Diễm", "Bí thư Đoàn phường", "member"),
        ("Cao Hoàng Long", "Công chức Văn phòng - Thống kê", "secretary"),
    ]
    while count_of(page.locator("[name=member_name]")) < len(people):
        page.click("button[name=add]")
    for number, (name, office, role) in enumerate(people):
        page.locator("[name=member_name]").nth(number).fill(name)
        page.locator("[name=member_office]").nth(number).fill(office)
        page.locator("[name=member_role]").nth(number).select_option(role)
    for agree in all_of(page.locator("[data-agree]")):
        agree.fill("5")
    for disagree in all_of(page.locator("[name^=disagree-]")):
        disagree.fill("0")
    page.click("button:has-text('Ghi kết quả họp')")
    expect(page.locator("main")).to_contain_text("5/5")


def write_reports(page: Page) -> None:
    """Fills the guided fields of the collective and of the person."""
    home = page.url
    links = page.locator("a[href*='/bao-cao/']")
    for target in sorted({link.get_attribute("href") for link in all_of(links)}):
        page.goto(home.split("/ho-so/")[0] + target)
        for name, text in SECTIONS.items():
            if count_of(page.locator(f"textarea[name={name}]")):
                page.fill(f"[name={name}]", text)
        for name, text in {"birth_date": "12/05/1988", "staff_count": "24"}.items():
            if count_of(page.locator(f"[name={name}]")):
                page.fill(f"[name={name}]", text)
        page.click("button:has-text('Lưu và quay lại hồ sơ')")
    page.goto(home)


def make_papers(page: Page, *, papers: int) -> None:
    """Asks for the papers and watches the worker make them."""
    page.fill("[name=signer_name]", "Phan Văn Hậu")
    page.locator("[name=signer_name]").press("Tab")
    expect(page.locator("#luu-to-trinh")).to_contain_text("Đã lưu")
    page.reload()
    page.click("button:has-text('Tạo giấy tờ')")
    expect(page.locator(".paper-list .chip.good")).to_have_count(papers, timeout=90_000)


def send(page: Page, *, text: str) -> str:
    """Confirms with numbers, gets the receipt; gives the receipt's number."""
    page.get_by_role("link", name=re.compile("Gửi hồ sơ|Gửi lại")).first.click()
    expect(page.locator("h1")).to_contain_text(text)
    page.get_by_role("button", name=re.compile("^Gửi")).click()
    page.wait_for_url("**/bien-nhan/**")
    found = re.search(r"TC2023-\d{4}", page.locator("main").inner_text())
    assert found
    return found.group()
