"""A campaign that is decided by a contest: nobody scores himself, the standing body chooses from the results."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from awards.models import AwardRecord, Nomination
from campaigns.models import Campaign
from dossiers.demo.base import moment
from dossiers.invariants import breaches
from tests.journeys import setup_steps as steps
from tests.journeys import worlds
from tests.journeys.conftest import Site
from tests.journeys.looking import all_of, count_of, texts_of
from tests.scoring.contest_makers import contest_file, line

PACK = "Phong trào thi đua tìm hiểu về chuyển đổi số tỉnh Lạng Sơn năm 2023"
HOME = "Huyện Bắc Sơn"
LONG_DONG, VU_SON, HUNG_VU = "UBND xã Long Đống", "UBND xã Vũ Sơn", "UBND xã Hưng Vũ"
STRANGER, UNRECOGNISED = "Lương Quốc Bình", "Vi Thị Mai"
WINNERS = ["Dương Thị Hạnh", "Hoàng Văn Thắng", "Nông Văn Dũng", "Triệu Thị Lan"]
REPORT = "Báo cáo 58/BC-VHTT ngày 08/8/2023"


def person(account: str, name: str, unit: str, *tries: tuple[int, str], **more) -> list[tuple]:
    """The rows of a contestant: one for each attempt."""
    values = {"place": HOME, **more}
    return [line(account, name, unit, score, time, at, **values) for at, (score, time) in enumerate(tries, 1)]


def contest_rows() -> tuple[tuple, ...]:
    """Forty people: eight who matter below, thirty others with fewer points, two who only registered."""
    rows = [
        *person("bs001", "Hoàng Văn Thắng", "Xã Long Đống", (16, "10:00"), (20, "08:30"), (19, "07:05")),
        *person("bs002", "Dương Thị Hạnh", "Phòng Nội vụ", (20, "09:15"), (18, "06:00"), sex="Nữ"),
        *person("bs003", "Nông Văn Dũng", "ubnd xã vũ sơn", (19, "09:00")),
        *person("bs004", "Triệu Thị Lan", "Thôn Nội Hòa, xã Bắc Quỳnh", (19, "12:00"), (17, "11:00"),
                sex="Nữ", post="", group="Người dân"),
        *person("bs005", STRANGER, "Trung tâm Y tế huyện", (20, "08:00"), place="Huyện Bình Gia"),
        *person("bs006", UNRECOGNISED, "UBND thị trấn Bắc Sơn", (20, "07:00"), sex="Nữ", recognised="Không"),
        *person("bs007", "Đàm Minh Khánh", "Hội Nông dân huyện", (18, "08:45"), recognised="Không"),
        *person("bs008", "Hà Bích Ngọc", "UBND xã Hưng Vủ", (18, "10:10"), sex="Nữ"),
    ]  # fmt: skip
    for number in range(9, 39):
        unit = (LONG_DONG, VU_SON, HUNG_VU, "Phòng Nội vụ", "Trung tâm Y tế huyện")[number % 5]
        tries = [(9 + (number + one) % 8, f"1{one}:{number:02d}") for one in range(1 + number % 3)]
        rows += person(f"bs{number:03d}", f"Người dự thi số {number}", unit, *tries)
    for number in (39, 40):
        rows.append(line(f"bs{number:03d}", f"Người dự thi số {number}", LONG_DONG, place=HOME))
    return tuple(rows)


def test_a_contest_from_set_up_to_the_list(site: Site, tmp_path):
    place = worlds.settle(
        "units_bac_son.csv", standing="bac-son-vhtt", issuer="bac-son", at=moment(2023, 7, 3)
    )
    desk = site.window(worlds.OFFICER)
    seen: set[str] = set()
    desk.on("framenavigated", lambda frame: seen.add(frame.url))

    slug = set_up(site, desk)
    campaign = Campaign.objects.get(slug=slug)
    site.at(moment(2023, 8, 7, 9))
    import_results(desk, f"{site.address}/phong-trao/{slug}", tmp_path)
    see_results(desk, f"{site.address}/phong-trao/{slug}")
    put_forward(desk, f"{site.address}/phong-trao/{slug}")
    confirm_criteria(desk, f"{site.address}/phong-trao/{slug}")
    see_proposals(desk, f"{site.address}/phong-trao/{slug}")
    site.at(moment(2023, 8, 15, 9))
    award(desk, f"{site.address}/phong-trao/{slug}", campaign)

    nobody_scores_himself(site, desk, place, slug, seen)
    assert not any(breaches().values())
    assert site.errors == []


def set_up(site: Site, desk: Page) -> str:
    """The pack, then what the plan leaves open: the counted attempt; the check says so until it is set."""
    slug = steps.new_plan(desk, site.address, PACK, {"Địa chỉ": "bac-son-2023"})
    assert slug == "bac-son-2023" and steps.stops(desk) == []
    open_question = "Phong trào xét theo cuộc thi nhưng chưa nêu lượt thi nào được tính."
    assert open_question in steps.check_lines(desk)
    best = "Lượt thi có điểm cao nhất (bằng điểm thì ít thời gian hơn)"
    steps.edit_single(desk, "Cách xét", {"Lượt thi được tính": best})
    assert open_question not in steps.check_lines(desk)
    for key in ("Tối đa", "Tự chấm"):
        expect(
            steps.section(desk, "Chỉ tiêu khen thưởng", "Giấy khen của Chủ tịch Ủy ban nhân dân huyện")
        ).not_to_contain_text(key)
    steps.launch(desk, site.address, slug)
    return slug


def import_results(desk: Page, home: str, folder: Path) -> None:
    """The organisers' workbook: maximum chosen by a person, a misspelt unit asked about, then written."""
    book = folder / "ket-qua-cuoc-thi.xlsx"
    book.write_bytes(contest_file(contest_rows()))
    desk.goto(f"{home}/cuoc-thi/")
    desk.get_by_role("link", name="Nhập kết quả").first.click()
    desk.set_input_files("[name=file]", str(book))
    desk.click("button:has-text('Tải lên và xem trước')")
    desk.fill("[name=maximum]", "20")
    desk.click("button:has-text('Xem trước')")
    question = desk.locator(".name-choice")
    expect(question).to_have_count(1)
    expect(question).to_contain_text("UBND xã Hưng Vủ")
    expect(question).to_contain_text("Có phải «Ủy ban nhân dân xã Hưng Vũ»?")
    question.locator("select").select_option(index=1)
    desk.click("button:has-text('Ghi lựa chọn')")
    expect(desk.locator("main")).to_contain_text("Huyện Bình Gia")
    desk.get_by_role("button", name="Ghi nhận kết quả của 38 người dự thi").click()
    expect(desk.locator("main")).to_contain_text("Đã ghi nhận 40 người đăng ký, 38 người dự thi")


def see_results(desk: Page, home: str) -> None:
    """The best attempt counts, down to its cell; who only registered is listed without a rank."""
    desk.goto(f"{home}/cuoc-thi/")
    top = [" ".join(text.split()) for text in texts_of(desk.locator("td.stack-title a"))[:5]]
    assert top == [UNRECOGNISED, STRANGER, "Hoàng Văn Thắng", "Dương Thị Hạnh", "Nông Văn Dũng"]
    row = desk.locator("tr", has_text="Hoàng Văn Thắng")
    expect(row).to_contain_text(LONG_DONG)
    expect(row).to_contain_text("08:30")
    expect(row).to_contain_text(re.compile(r"2\s*/\s*3"))
    row.get_by_role("link", name="20", exact=True).click()
    counted = desk.locator("tr.picked")
    expect(counted).to_contain_text("Được tính")
    expect(counted).to_contain_text("H4")
    expect(desk.locator("main")).to_contain_text("ket-qua-cuoc-thi.xlsx")
    desk.goto(f"{home}/cuoc-thi/?muc=don-vi")
    expect(desk.locator("tr", has_text=LONG_DONG).first).to_contain_text("Hoàng Văn Thắng")


def put_forward(desk: Page, home: str) -> None:
    """Six people and a resident of the results, one collective; Ông, Bà and posts are looked at once more."""
    desk.goto(f"{home}/cuoc-thi/")
    for name in (*WINNERS, "Hà Bích Ngọc", STRANGER, UNRECOGNISED):
        desk.get_by_label(f"Chọn {name}", exact=True).check()
    desk.get_by_role("button", name="Đề nghị khen thưởng những người đã chọn").click()
    expect(desk.locator("main")).to_contain_text("1 người là người dân")
    expect(desk.locator("tr", has_text=STRANGER)).to_contain_text("Tài khoản không thuộc địa bàn")
    expect(desk.locator("tr", has_text=UNRECOGNISED)).to_contain_text("Không được công nhận")
    desk.get_by_role("button", name="Đề nghị 7 cá nhân").click()
    expect(desk.locator("main")).to_contain_text("cho 7 trường hợp")
    desk.goto(f"{home}/cuoc-thi/?muc=don-vi")
    desk.get_by_label(f"Chọn {LONG_DONG}", exact=True).check()
    desk.get_by_role("button", name=re.compile("^Đề nghị")).click()
    desk.get_by_role("button", name="Đề nghị 1 tập thể").click()
    expect(desk.locator("main")).to_contain_text("cho 1 trường hợp")
    assert Nomination.objects.count() == 8
    lan = Nomination.objects.get(name="Triệu Thị Lan")
    assert (lan.origin, lan.origin_place) == ("resident", "Thôn Nội Hòa, xã Bắc Quỳnh")


def confirm_criteria(desk: Page, home: str) -> None:
    """A person says who meets the qualitative criteria, by which document; one has no initiative of her own."""
    for name in (LONG_DONG, *WINNERS, STRANGER, UNRECOGNISED, "Hà Bích Ngọc"):
        desk.goto(f"{home}/de-xuat/")
        line_of(desk, name).get_by_role("link", name="Xác nhận tiêu chuẩn").click()
        for choice in all_of(desk.locator("input[type=radio][value=dat]")):
            choice.check()
        if name == "Hà Bích Ngọc":
            lacking = desk.locator("fieldset", has_text="Có giải pháp, sáng kiến")
            lacking.locator("input[value=khong]").check()
        desk.fill("[name=document]", REPORT)
        desk.click("button:has-text('Ghi xác nhận')")
        expect(desk.locator("main")).to_contain_text("Đã ghi xác nhận tiêu chuẩn")


def line_of(desk: Page, name: str):
    """The line of a nominee in the lists."""
    return desk.locator("main table tbody tr", has_text=name).first


def see_proposals(desk: Page, home: str) -> None:
    """Without a quota everybody who meets all is proposed; the others are refused in a sentence."""
    desk.goto(f"{home}/de-xuat/")
    for name in (LONG_DONG, *WINNERS):
        expect(line_of(desk, name)).to_contain_text("Đủ điều kiện")
    said = {
        STRANGER: "Tài khoản dự thi đăng ký thuộc nơi khác, không thuộc địa phương, đơn vị phát động phong trào.",
        UNRECOGNISED: "Kết quả dự thi không được Ban Tổ chức cuộc thi công nhận.",
        "Hà Bích Ngọc": f"Đặng Thu Trang xác nhận không đạt ngày 07/08/2023 theo {REPORT}.",
    }
    for name, sentence in said.items():
        desk.goto(f"{home}/de-xuat/")
        expect(line_of(desk, name)).not_to_contain_text("Đủ điều kiện")
        unit = Nomination.objects.get(name=name).unit_id
        desk.goto(f"{home}/de-xuat/vi-sao/{unit}/")
        expect(desk.locator("main")).to_contain_text(sentence)


def award(desk: Page, home: str, campaign: Campaign) -> None:
    """The list and the money of the decision's day: Giấy khen của Chủ tịch UBND huyện under the law of 08/2023."""
    desk.goto(f"{home}/khen-thuong/")
    while count_of(desk.get_by_role("button", name="Chọn khen")):
        desk.get_by_role("button", name="Chọn khen").first.click()
        desk.wait_for_load_state()
    given = AwardRecord.objects.filter(campaign=campaign).values_list("nomination__name", flat=True)
    assert sorted(given) == [*WINNERS, "Ủy ban nhân dân xã Long Đống"]
    page = desk.locator("main")
    for text in ("1.080.000", "540.000", "2.160.000", "3.240.000", "Ba triệu hai trăm bốn mươi nghìn đồng"):
        expect(page).to_contain_text(text)


def nobody_scores_himself(site: Site, desk: Page, place: worlds.Place, slug: str, seen: set[str]) -> None:
    """No page of the flow, the unit's own included, leads to a self-score or counts one as a step."""
    pages = {address for address in seen if f"/phong-trao/{slug}/" in address}
    assert len(pages) > 15
    home = f"{site.address}/phong-trao/{slug}/"
    unit = site.window("dv-06328")
    for window, addresses in ((desk, {*pages, home, f"{home}cac-buoc/"}), (unit, {site.address, home})):
        for address in addresses:
            html = window.request.get(address).text()
            links = re.findall(r"<a\b[^>]*>.*?</a>", html, re.DOTALL)
            assert not [one for one in links if re.search("tu-cham|tự chấm", one, re.IGNORECASE)], address
    steps_page = desk.request.get(f"{home}cac-buoc/").text()
    assert "tự chấm" not in steps_page.lower()
    assert desk.request.get(f"{home}tu-cham/").status == unit.request.get(f"{home}tu-cham/").status == 404
