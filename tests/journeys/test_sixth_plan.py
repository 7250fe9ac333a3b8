"""A sixth plan, invented: province-wide, three levels of award, four groups, a joint quota, two rounds.

It is set up in the browser from nothing, taken away and loaded again, launched, used, amended and decided.
"""

import re
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from accounts.errors import DomainError
from awards.domain.export_plan import export_plan
from awards.models import AwardRecord, Ballot, Meeting, Nomination, VoterMark
from campaigns.criteria import answered_criteria
from campaigns.models import Campaign
from dossiers.demo.base import moment
from dossiers.domain.award_nomination import award_nomination
from dossiers.invariants import breaches
from dossiers.models import Dossier
from scoring.domain.sheets import open_sheet, save_item, send_sheet
from scoring.sheets import Typed
from tests.journeys import deciding, filing, officer, setup_steps, sixth_plan, steps, worlds
from tests.journeys.conftest import Site
from tests.journeys.sixth_awards import DOANH_NGHIEP, HUYEN, PREMIER, PROVINCE, SLUG, SO, SU_NGHIEP
from tests.journeys.steps import Room

FINANCE, HEALTH, TRADE, AN_PHUOC, BINH_TRI, DATA_CENTRE, WATER = (
    "lg-stc", "lg-syt", "lg-sct", "lg-ap", "lg-bt", "lg-cntt", "lg-nuoc",
)  # fmt: skip
SENDING = (FINANCE, HEALTH, TRADE, AN_PHUOC, BINH_TRI, DATA_CENTRE, WATER)
RESULTS_2024 = {
    FINANCE: "94",
    DATA_CENTRE: "93",
    HEALTH: "93.8",
    TRADE: "93.5",
    AN_PHUOC: "91",
    WATER: "89",
    BINH_TRI: "84.9",
    "lg-snv": "80",
    "lg-ksbt": "78",
    "lg-cay": "70",
}
PERSON = "Lê Minh Châu"
FIRST_ROUND = "so-ket-2024"
# Four places: Sở Công Thương is better than the Trung tâm, but the third of a group that has two places.
WINNERS = ["Lê Minh Châu", "Sở Tài chính", "Sở Y tế", "Trung tâm Công nghệ thông tin"]
BEHIND = (TRADE, AN_PHUOC)
# Bằng khen cấp tỉnh: 3 times the base salary for a collective, 1.5 for a person; 1.800.000, then 2.340.000 đồng.
BUDGETS = {
    "20/01/2025": ("7.020.000", "21.060.000", "3.510.000", "24.570.000"),
    "20/06/2024": ("5.400.000", "16.200.000", "2.700.000", "18.900.000"),
}
PLANNED = ("15/01/2024", "20/01/2025", "5.400.000", "7.020.000")
AT_OWN_POWER = "Phòng Quản lý ngân sách"


def test_a_plan_from_nothing_to_its_first_awards(site: Site, tmp_path):
    place = worlds.settle(
        sixth_plan.write_units(tmp_path), standing="lg-stttt", issuer="lam-giang", at=moment(2024, 1, 15)
    )
    desk = Room.of(site, worlds.OFFICER, SLUG)
    sixth_plan.set_up(desk.page, site.address)
    check_the_plan(desk.page)
    taken_away_and_loaded_again(desk, tmp_path)
    campaign = launch(site, desk)
    finance = Room.of(site, f"dv-{FINANCE}", SLUG)
    the_year(site, place, campaign, desk, finance, tmp_path)
    send_dossiers(site, place, campaign, finance)
    amend(site, desk)
    vote(site, place, campaign, desk)
    decide(site, place, campaign, desk)
    a_head_commends(site, campaign, finance)

    assert not any(breaches().values())
    assert site.errors == []


def check_the_plan(page: Page) -> None:
    """What the check says of the finished plan: nothing stops it, the law's years are missing for the Premier."""
    assert setup_steps.stops(page) == []
    said = " ".join(setup_steps.check_lines(page))
    assert f"Thời gian phong trào (2 năm tròn) chưa đủ để đề nghị «{PREMIER}» cho tập thể" in said
    assert "chồng lên chỉ tiêu" in said
    assert "rơi vào thứ Bảy 10/01/2026" not in said
    quotas = setup_steps.rows(page, "Chỉ tiêu khen thưởng", PROVINCE)
    assert quotas == [
        "Tập thể, cá nhân tính chung, sơ kết",
        *(
            f"Tập thể, cá nhân tính chung, nhóm {name}, sơ kết"
            for name in (SO, HUYEN, SU_NGHIEP, DOANH_NGHIEP)
        ),
        "Tập thể, tổng kết",
        "Cá nhân, tổng kết",
    ]


def taken_away_and_loaded_again(desk: Room, folder: Path) -> None:
    """The plan as a file, loaded under another address, is the same plan."""
    path = setup_steps.download_plan(desk.page, desk.address, SLUG, folder)
    text = path.read_text(encoding="utf-8")
    copy = folder / "lam-giang-ban-sao.toml"
    copy.write_text(text.replace(f'slug = "{SLUG}"', 'slug = "lam-giang-ban-sao"', 1), encoding="utf-8")
    desk.page.goto(f"{desk.address}/phong-trao/nap-goi/")
    desk.page.set_input_files("[name=file]", str(copy))
    desk.press("Tải lên và xem trước")
    desk.sees("4 nhóm, khối, cụm", "3 hình thức khen thưởng")
    desk.press("Ghi vào hệ thống")
    desk.sees("Đã nạp gói.")
    packs = [export_plan(Campaign.objects.get(slug=slug)) for slug in (SLUG, "lam-giang-ban-sao")]
    assert {**packs[0], "slug": ""} == {**packs[1], "slug": ""}
    assert len(packs[0]["awards"]) == 3 and len(packs[0]["groups"]) == 4 and len(packs[0]["rounds"]) == 2


def launch(site: Site, desk: Room) -> Campaign:
    """The council by name, then the launch: version 1, eleven units in four groups."""
    name = "Hội đồng Thi đua - Khen thưởng tỉnh Lam Giang"
    setup_steps.set_up_council(desk.page, site.address, SLUG, name, sixth_plan.COUNCIL)
    setup_steps.launch(desk.page, site.address, SLUG)
    campaign = Campaign.objects.get(slug=SLUG)
    assert (campaign.version, campaign.members.count(), campaign.level) == (1, 11, "tinh")
    return campaign


def the_year(
    site: Site, place: worlds.Place, campaign: Campaign, desk: Room, finance: Room, folder: Path
) -> None:
    """One unit registers and scores itself in the browser, the others by the same verbs; then the results."""
    site.at(moment(2024, 2, 1, 9))
    finance.go("dang-ky/")
    finance.press("Đăng ký thi đua")
    finance.sees("01/02/2024")
    others = [code for code in SENDING if code != FINANCE]
    worlds.register(place, campaign, others, moment(2024, 2, 2))
    site.at(moment(2025, 1, 3, 9))
    score_in_the_browser(finance)
    for code in others:
        score_by_verbs(place, campaign, code, moment(2025, 1, 3, 10))
    book = worlds.result_book(place, folder / "ket-qua-2024.xlsx", RESULTS_2024)
    steps.import_results(desk, site.window("thu-truong"), 2024, book, count=len(RESULTS_2024))
    worlds.tasks(place, campaign, 2024, dict.fromkeys(SENDING, (12, 12)), moment(2025, 1, 4))


def score_in_the_browser(room: Room) -> None:
    """Three criteria out of the set that was made in the browser: 90 of 100 points."""
    room.go("tu-cham/")
    room.press("Bắt đầu chấm điểm")
    fields = room.page.locator("td.score input[name^=points-]")
    expect(fields).to_have_count(3)
    for number, points in enumerate(("36", "18", "36")):
        fields.nth(number).fill(points)
        fields.nth(number).press("Tab")
    room.sees("3/3 tiêu chí")
    room.page.get_by_role("link", name=re.compile("Gửi")).first.click()
    room.page.get_by_role("button", name=re.compile("Gửi 3 tiêu chí")).click()
    room.sees("Đã gửi")


def score_by_verbs(place: worlds.Place, campaign: Campaign, code: str, at: datetime) -> None:
    """The same for a unit that is not on stage."""
    by = place.person(code)
    sheet = open_sheet(campaign=campaign, unit=place.units[code], by=by, at=at)
    for one in answered_criteria(campaign.criteria_set_id):
        points = f"{one.maximum * Decimal('0.9'):.0f}"
        save_item(sheet=sheet, criterion=one, typed=Typed(points, ""), version=0, by=by, at=at)
    send_sheet(sheet=sheet, by=by, at=at)


def send_dossiers(site: Site, place: worlds.Place, campaign: Campaign, finance: Room) -> None:
    """Sở Tài chính in the browser, papers by the worker; the others by the same verbs; all are taken in."""
    site.at(moment(2025, 1, 8, 8))
    filing.open_dossier(finance, PROVINCE)
    filing.hold_council(finance, "07/01/2025")
    filing.write_reports(finance.page)
    filing.make_papers(finance.page, ready=4)
    filing.send(finance, "1 tập thể, 4 tài liệu")
    for code in SENDING:
        if code != FINANCE:
            people = [worlds.Person(PERSON)] if code == DATA_CENTRE else None
            worlds.send(place, campaign, code, "bang-khen-tinh", moment(2025, 1, 8, 9), people)
    for dossier in Dossier.objects.filter(campaign=campaign, state="sent"):
        worlds.take_in(place, dossier, moment(2025, 1, 9))


def amend(site: Site, desk: Room) -> None:
    """The standing body gets more time by a document: version 2; the draft's first version stays."""
    site.at(moment(2025, 1, 10, 9))
    setup_steps.open_editor(desk.page, site.address, SLUG)
    setup_steps.open_row(desk.page, "Trình tự xét", "Tổng hợp, xét chọn")
    setup_steps.fill(
        desk.page, {"Thời hạn (nguyên văn)": "trước ngày 20/01/2025", "Ngày cuối cùng": "19/01/2025"}
    )
    setup_steps.amend(desk.page, "Gia hạn tổng hợp hồ sơ", "Công văn 12/UBND-NC ngày 09/01/2025")
    setup_steps.save(desk.page, said="Đã ghi bản 2.")
    words = ["Gia hạn tổng hợp hồ sơ", "Công văn 12/UBND-NC ngày 09/01/2025", "19/01/2025"]
    setup_steps.see_version(desk.page, site.address, SLUG, number=2, words=words)


def vote(site: Site, place: worlds.Place, campaign: Campaign, desk: Room) -> None:
    """An initiative is confirmed; then sealed ballots, two of five on phones; no count before the end."""
    site.at(moment(2025, 1, 14, 8))
    deciding.attest(desk, PERSON, "Quyết định 05/QĐ-SNV công nhận sáng kiến", dot=FIRST_ROUND)
    deciding.judge(desk, dot=FIRST_ROUND)
    address = officer.open_meeting(desk.page, site.address, day="14/01/2025", place="Phòng họp UBND tỉnh")
    for number in (1, 2):
        deciding.vote_on_a_phone(site, f"uy-vien-{number}", address)
        desk.page.goto(address)
        expect(desk.main).not_to_contain_text(re.compile(r"\d+/\d+ đồng ý"))
    meeting = Meeting.objects.get(council__campaign=campaign, council__level="deciding")
    worlds.vote(meeting, [f"uy-vien-{number}" for number in (3, 4, 5)], moment(2025, 1, 14, 9))
    assert Ballot.objects.filter(meeting=meeting).count() == 5 * meeting.agenda.count()
    desk.page.reload()
    desk.press("Kết thúc và kiểm phiếu")
    desk.sees("Đã kết thúc")
    assert VoterMark.objects.filter(meeting=meeting).count() == 5 and not Ballot.objects.exists()


def decide(site: Site, place: worlds.Place, campaign: Campaign, desk: Room) -> None:
    """Four places together, two of them for a group: who stands behind gets none; money by two decision days."""
    site.at(moment(2025, 1, 20, 9))
    assert deciding.award_all(desk, dot=FIRST_ROUND) == 4
    desk.sees("4/4")
    assert worlds.winners(campaign, FIRST_ROUND, "bang-khen-tinh") == WINNERS
    for code in BEHIND:
        late = Nomination.objects.get(campaign=campaign, unit__code=code, subject="tap_the")
        with pytest.raises(DomainError, match="đứng sau vạch chỉ tiêu|Đã chọn đủ"):
            award_nomination(nomination=late, by=place.officer, at=moment(2025, 1, 20, 10))
    for day, words in BUDGETS.items():
        desk.page.goto(f"{site.address}/phong-trao/{SLUG}/khen-thuong/?dot={FIRST_ROUND}&ngay={day}")
        desk.sees(*words)
    desk.page.goto(f"{site.address}/phong-trao/{SLUG}/du-toan/?dot={FIRST_ROUND}&quyet_dinh=20/01/2025")
    desk.sees(*PLANNED)


def a_head_commends(site: Site, campaign: Campaign, finance: Room) -> None:
    """What a head decides by own power stands on the unit's own page, with the decision's number and day."""
    site.at(moment(2025, 1, 22, 9))
    number, day = "15/QĐ-STC", "21/01/2025"
    deciding.record_own_award(finance, AT_OWN_POWER, number, day, subject="tap_the", dot=FIRST_ROUND)
    row = AwardRecord.objects.get(nomination__name=AT_OWN_POWER)
    assert (row.decision_number, row.quota.award.code) == (number, "giay-khen")
