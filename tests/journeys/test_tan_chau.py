"""The main job, end to end: an officer, a unit and council members carry the campaign in their browsers.

The other units do the same through the same verbs, as the demo data does.
"""

import io
import re
import tomllib
import zipfile

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from awards.enums import CouncilRole
from campaigns.models import Campaign
from campaigns.queries import members_of
from dossiers.demo import base, nominated, reviewed, scored
from dossiers.demo.results import result_workbook
from dossiers.invariants import breaches
from dossiers.models import Dossier
from tests.journeys import deciding, officer, setup_steps, unit
from tests.journeys.conftest import Site
from tests.journeys.looking import count_of
from tests.paper_makers import blank_page

LONG_THANH = "30376"
OWN_UNITS = {
    "uy-vien-2": "Phòng Nội vụ",
    "uy-vien-3": "Văn phòng HĐND và UBND thị xã",
    "uy-vien-5": "Phòng Nội vụ",
}
MEMBERS = [
    (name, office, str(CouncilRole(role).label), name, OWN_UNITS.get(username, ""))
    for username, name, office, role in base.COUNCIL
]


def test_from_launch_to_the_budget(site: Site, tmp_path):
    base.seed_ground()
    site.at(base.moment(2023, 7, 28))
    desk = site.window("can-bo")
    campaign = set_up(site, desk)

    ward = measure(site, campaign, desk, tmp_path)
    send_dossiers(site, campaign, ward, tmp_path)
    a_late_one_is_refused(site, campaign)
    review(site, campaign, desk, ward)
    decide(site, desk)

    assert not any(breaches().values())
    assert site.errors == []


def set_up(site: Site, desk: Page) -> Campaign:
    """The campaign out of its pack, the criteria set chosen, the council by its members; checked and launched."""
    with (base.DATA / "criteria.toml").open("rb") as file:
        criteria = tomllib.load(file)["title"]
    slug = setup_steps.new_plan(
        desk,
        site.address,
        "Phong trào thi đua Chuyển đổi số thị xã Tân Châu năm 2023",
        {
            "Địa chỉ": "tan-chau-2023",
            "Số, ký hiệu kế hoạch": "1326/KH-UBND",
            "Ngày kế hoạch": "28/07/2023",
            "Bộ tiêu chí tự chấm": criteria,
        },
    )
    assert slug == "tan-chau-2023"
    assert setup_steps.stops(desk) == []
    warned = " ".join(setup_steps.check_lines(desk))
    assert "rơi vào thứ Bảy 09/12/2023" in warned
    setup_steps.set_up_council(
        desk, site.address, slug, "Hội đồng Thi đua - Khen thưởng thị xã Tân Châu", MEMBERS
    )
    desk.goto(f"{site.address}/")
    officer.launch(desk, site.address)
    return Campaign.objects.get(slug=slug)


def measure(site: Site, campaign: Campaign, desk: Page, folder) -> Page:
    """Registration, self score, official result."""
    site.at(base.moment(2023, 7, 31, 9))
    ward = site.window("long-thanh")
    unit.register(ward, site.address)
    officer.see_silent_units(desk, site.address, silent=26, names=["UBND xã Châu Phong"])
    units = [row.unit for row in members_of(campaign)]
    scored.register_units(campaign, units)
    officer.see_silent_units(desk, site.address, silent=1, names=["Thanh tra thị xã"])

    site.at(base.moment(2023, 11, 10, 9))
    unit.score(ward, site.address, folder)
    for one in units:
        if one.code not in {LONG_THANH, scored.NOT_REGISTERED}:
            scored.score_sheet(campaign, one, base.moment(2023, 11, 10, 10))

    site.at(base.moment(2023, 11, 20, 9))
    book = result_workbook({one.code: one for one in units}, year=2023)
    officer.import_results(desk, site.window("truong-phong"), site.address, folder, book)
    officer.open_source_of(desk, site.address, "UBND phường Long Thạnh")
    return ward


def send_dossiers(site: Site, campaign: Campaign, ward: Page, folder) -> None:
    """Nominations, minutes, reports, papers by the worker, one receipt however often one clicks."""
    site.at(base.moment(2023, 11, 28, 8))
    unit.nominate(ward, site.address)
    unit.hold_council(ward)
    unit.write_reports(ward)
    unit.make_papers(ward, papers=5)
    check_papers(ward, folder)
    site.at(base.moment(2023, 12, 4, 8))
    number = unit.send(ward, text="1 tập thể, 1 cá nhân, 5 tài liệu")
    ward.go_back()
    again = ward.get_by_role("button", name=re.compile("^Gửi"))
    if count_of(again):
        again.click()
        ward.wait_for_url("**/bien-nhan/**")
        expect(ward.locator("main")).to_contain_text(number)
    assert Dossier.objects.get(unit__code=LONG_THANH).times_sent == 1
    units = {one.unit.code: one.unit for one in members_of(campaign)}
    for place, code in enumerate(nominated.SENT):
        if code != LONG_THANH:
            nominated.send_one(campaign, units[code], place, render=blank_page)


def check_papers(ward: Page, folder) -> None:
    """The zip holds five PDFs whose text comes from the data."""
    with ward.expect_download() as waiting:
        ward.get_by_role("link", name=re.compile("Tải trọn bộ")).click()
    whole = folder / "tron-bo.zip"
    waiting.value.save_as(whole)
    texts = {}
    with zipfile.ZipFile(whole) as archive:
        for name in archive.namelist():
            pages = PdfReader(io.BytesIO(archive.read(name))).pages
            texts[name] = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert len(texts) == 5
    letter = next(text for name, text in texts.items() if "to-trinh" in name)
    for words in (
        "UBND THỊ XÃ TÂN CHÂU",
        "ỦY BAN NHÂN DÂN PHƯỜNG LONG THẠNH",
        "TỜ TRÌNH",
        "Kế hoạch số 1326/KH-UBND ngày 28 tháng 7 năm 2023",
        "01 tập thể",
        "01 cá nhân",
        "Nguyễn Thị Kim Ngân",
        "Phan Văn Hậu",
    ):
        assert words in letter, words
    minutes = next(text for name, text in texts.items() if "bien-ban" in name)
    assert "5/5" in minutes or "100%" in minutes
    sheet = next(text for name, text in texts.items() if "bang-diem" in name)
    assert "12/TB-UBND" in sheet


def a_late_one_is_refused(site: Site, campaign: Campaign) -> None:
    """One second after the last valid day: a sentence, and the dossier stays a draft."""
    one = next(row.unit for row in members_of(campaign) if row.unit.code == nominated.CHAU_PHONG)
    at = base.moment(2023, 12, 5, 9)
    dossier = nominated.write_one(campaign, one, at, people=1)
    nominated.render_all(dossier, scored.person_of(one), at, render=blank_page)
    site.at(base.moment(2023, 12, 9, 23, 50))
    page = site.window("chau-phong")
    page.goto(f"{site.address}/ho-so/{dossier.pk}/nop/")
    button = page.get_by_role("button", name=re.compile("^Gửi"))
    expect(button).to_be_visible()
    site.at(base.moment(2023, 12, 10, 0, 1))
    button.click()
    expect(page.get_by_role("alert").first).to_contain_text("09/12/2023")
    dossier.refresh_from_db()
    assert (dossier.state, dossier.times_sent) == ("draft", 0)


def review(site: Site, campaign: Campaign, desk: Page, ward: Page) -> None:
    """Returned with a reason, sent again, accepted; criteria confirmed; the tie chosen by a person."""
    site.at(base.moment(2023, 12, 5, 9))
    reason = "Biên bản họp thiếu họ tên thư ký, đề nghị bổ sung."
    officer.give_back(desk, site.address, "UBND phường Long Thạnh", reason)
    ward.goto(f"{site.address}/ho-so/")
    ward.goto(f"{site.address}/phong-trao/tan-chau-2023/ho-so/")
    expect(ward.locator("main")).to_contain_text(reason)
    unit.send(ward, text="1 tập thể, 1 cá nhân, 5 tài liệu")
    officer.take_in(desk, site.address, "UBND phường Long Thạnh")
    site.at(base.moment(2023, 12, 12, 9))
    clerk = base.User.objects.get(username="can-bo")
    reviewed.take_in(campaign, clerk)
    officer.confirm_criteria(desk, site.address, "Nguyễn Thị Kim Ngân")
    reviewed.confirm_criteria(campaign, clerk)
    ground = "Tỷ lệ nữ của đơn vị đạt trên 70%, theo ý kiến của Chủ tịch Hội đồng."
    officer.choose_tie(desk, site.address, "UBND phường Long Phú", ground)
    reviewed.choose_ties(campaign, clerk)


def decide(site: Site, desk: Page) -> None:
    """The council votes on phones; nobody sees a result before the end; then places and money."""
    site.at(base.moment(2023, 12, 14, 8))
    meeting = officer.open_meeting(desk, site.address)
    for number in range(1, 6):
        deciding.vote_on_a_phone(site, f"uy-vien-{number}", meeting)
        desk.goto(meeting)
        expect(desk.locator("main")).not_to_contain_text(re.compile(r"\d+/\d+ đồng ý"))
    desk.click("button:has-text('Kết thúc và kiểm phiếu')")
    expect(desk.locator("main")).to_contain_text("Đã kết thúc")
    site.at(base.moment(2023, 12, 20, 9))
    officer.award_all(desk, site.address)
    page = desk.locator("main")
    for text in ("1.080.000", "6.480.000", "540.000", "3.240.000", "9.720.000"):
        expect(page).to_contain_text(text)
    expect(page).to_contain_text("Chín triệu bảy trăm hai mươi nghìn đồng")
