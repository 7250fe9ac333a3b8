"""Vĩnh Long 2023 - 2025: a threshold over years, awards of heads every year, one closing award under a ceiling.

On stage are the standing officer and Sở Tài chính; the other units do the same through the same verbs.
"""

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import expect

from accounts.errors import DomainError
from awards.domain.export_plan import export_plan, plain
from awards.models import Nomination
from awards.packs_schema import read_pack
from campaigns.models import Campaign, Round
from dossiers.demo.base import moment
from dossiers.domain.award_nomination import award_nomination
from dossiers.domain.judge_nominations import latest_verdicts
from dossiers.invariants import breaches
from dossiers.models import Dossier
from scoring.models import Verdict
from tests.journeys import deciding, filing, steps, worlds
from tests.journeys.conftest import Site
from tests.journeys.steps import Room
from tests.journeys.worlds import Place

SLUG = "vinh-long-2023-2025"
TITLE = (
    "Phong trào thi đua về chuyển đổi số trong hoạt động của các cơ quan, đơn vị, tổ chức, doanh nghiệp "
    "giai đoạn 2023 - 2025"
)
CLOSING = "tong-ket"
FINANCE = "vinh-long-stc"
# Percent of the highest score in 2023, 2024 and 2025; None: nobody measured the unit.
SCORES = {
    FINANCE: ("95", "96", "97"),
    "vinh-long-sct": ("94", "95", "96"),
    "vinh-long-sgddt": ("93", "94", "95"),
    "vinh-long-syt": ("92", "93", "94"),
    "vinh-long-stp": ("92", "92.5", "93"),
    "855": ("91.5", "92", "92.5"),
    "857": ("91", "91.5", "92"),
    "859": ("91", "91", "91"),
    "vinh-long-svhttdl": ("90", "90.5", "91"),
    "vinh-long-skhcn": ("88", "91", "92"),
    "861": ("85", "90", "90"),
    "vinh-long-snnptnt": ("89.5", "88", "95"),
    "860": ("95", "85", None),
}
ONE_YEAR = (
    "Kết quả chỉ số của đơn vị có 1 năm đạt từ 90% trở lên (2025: 95%), 2 năm dưới mức (2023: 89,5%; 2024: 88%); "
    "không đủ 02 năm theo yêu cầu."
)
TWO_YEARS = (
    "có 2 năm đạt từ 90% trở lên (2024: 91%; 2025: 92%), 1 năm dưới mức (2023: 88%); đủ ít nhất 02 năm"
)
NO_DATA = "1 năm chưa có số liệu (2025); cần ít nhất 02 năm nên chưa kết luận được."
HEADS_AWARD = "Giấy khen của Thủ trưởng cơ quan, đơn vị, địa phương"
BANG_KHEN = "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh"
PEOPLE = {
    "vinh-long-sct": [worlds.Person("Trần Văn Lộc", honorific="ong")],
    "vinh-long-syt": [worlds.Person("Lê Thị Mai")],
}
ONE_FIELD = "1 năm đạt từ 90% trở lên (2023: 91%), 2 năm dưới mức (2024: 85%; 2025: 89%); không đủ 02 năm"
NO_FIELD = "2 năm chưa có số liệu (2024; 2025); cần ít nhất 02 năm nên chưa kết luận được."
WINNERS = [
    "Sở Công Thương",
    "Sở Giáo dục và Đào tạo",
    "Sở Khoa học và Công nghệ",
    "Sở Tài chính",
    "Sở Tư pháp",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Sở Y tế",
    "Ủy ban nhân dân huyện Long Hồ",
    "Ủy ban nhân dân huyện Vũng Liêm",
    "Ủy ban nhân dân thành phố Vĩnh Long",
]


def test_from_set_up_to_the_closing_award(site: Site, tmp_path):
    place = worlds.settle(
        "units_vinh_long.csv", standing="vinh-long-stttt", issuer="vinh-long", at=moment(2023, 4, 20)
    )
    desk = Room.of(site, worlds.OFFICER, SLUG)
    campaign = set_up(desk)
    finance = Room.of(site, f"dv-{FINANCE}", SLUG)
    first_year(site, place, campaign, desk, finance, tmp_path)
    later_years(site, place, campaign, desk, finance, tmp_path)
    send_dossiers(site, place, campaign, finance)
    a_late_one_is_refused(site, place, campaign)
    judge(site, place, campaign, desk)
    amend(site, desk, campaign)
    decide(site, place, desk, campaign)

    assert not any(breaches().values())
    assert site.errors == []


def set_up(desk: Room) -> Campaign:
    """From the pack to version 1; a threshold is changed and changed back in the editor."""
    steps.set_up(desk, "vinh_long_2023_2025", title=TITLE)
    condition, scope = "Kết quả chỉ số đạt ngưỡng", "khen-bang-khen-tinh"
    for percent in ("85", "90"):
        steps.edit_line(desk, scope, condition, {"p_min_percent": percent})
        row = desk.page.locator(f"#{scope} .editor-row", has_text=condition).first
        expect(row).to_contain_text(f"từ {percent}% trở lên, ít nhất 02 năm")
    assert plain(export_plan(Campaign.objects.get(slug=SLUG))) == plain(read_pack("vinh_long_2023_2025"))
    steps.launch(
        desk,
        warnings=[
            "Nhóm, khối, cụm: kế hoạch không nêu, cơ quan đặt.",
            "không có đơn vị nào thuộc loại «UBND xã»",
        ],
        groups=["17 đơn vị nhóm «Các sở, ban, ngành tỉnh» tham gia."],
    )
    return Campaign.objects.get(slug=SLUG)


def results(place: Place, year: int) -> dict[str, str]:
    """Every measured unit with its percent; who is in none of the lists has 75,5."""
    index = year - 2023
    others = {code: "75.5" for code in place.units if code not in SCORES and code != "vinh-long"}
    return {code: row[index] for code, row in SCORES.items() if row[index]} | others


def first_year(site: Site, place: Place, campaign: Campaign, desk: Room, finance: Room, folder: Path) -> None:
    """2023 on stage: a head's own condition, an own plan, results, figures, an award of the head."""
    site.at(moment(2023, 5, 11))
    steps.add_own_condition(
        finance,
        HEADS_AWARD,
        "Có ít nhất một sáng kiến được công nhận.",
        "Quyết định 45/QĐ-STC ngày 10/5/2023",
    )
    steps.write_own_plan(finance, 2023, "21/KH-STC", "10/05/2023", said="Đã có")
    for code in SCORES:
        if code != FINANCE:
            worlds.own_plan(place, campaign, code, 2023, date(2023, 5, 10), moment(2023, 5, 11))
    site.at(moment(2024, 1, 15))
    book = worlds.result_book(place, folder / "ket-qua-2023.xlsx", results(place, 2023))
    steps.import_results(desk, site.window("thu-truong"), 2023, book, count=35)
    names = {str(place.units[code]): (20, 20) for code in SCORES}
    steps.write_figures(desk, 2023, names, "Báo cáo 12/BC-STTTT ngày 10/01/2024")
    deciding.record_own_award(
        finance, "Phòng Quản lý ngân sách", "08/QĐ-STC", "12/01/2024", subject="tap_the", dot="nam-2023"
    )
    row = finance.page.locator("tr", has_text="Phòng Quản lý ngân sách")
    expect(row).to_contain_text("Quyết định 45/QĐ-STC ngày 10/5/2023")
    expect(row).to_contain_text("Nhiệm vụ hoàn thành đúng hạn: năm 2023 đạt 20/20 (100%).")
    steps.turn(desk, "Khen thưởng hằng năm, năm 2023", "Khen thưởng hằng năm, năm 2024")


def later_years(
    site: Site, place: Place, campaign: Campaign, desk: Room, finance: Room, folder: Path
) -> None:
    """2024 and 2025 go by; then the closing round is opened."""
    for year in (2024, 2025):
        for code in SCORES:
            worlds.own_plan(place, campaign, code, year, date(year, 5, 10), moment(year, 5, 11))
        site.at(moment(year + 1, 1, 3))
        worlds.results(place, campaign, year, results(place, year), folder)
        worlds.tasks(place, campaign, year, dict.fromkeys(SCORES, (20, 20)), moment(year + 1, 1, 3, 10))
    worlds.turn(place, campaign, "nam-2025", moment(2025, 1, 20))
    steps.turn(desk, "Khen thưởng hằng năm, năm 2025", "Khen thưởng tổng kết giai đoạn 2023 - 2025")


def send_dossiers(site: Site, place: Place, campaign: Campaign, finance: Room) -> None:
    """Sở Tài chính in the browser, papers by the worker; the others by the same verbs; all are taken in."""
    site.at(moment(2026, 1, 6, 8))
    filing.open_dossier(finance, BANG_KHEN)
    filing.add_person(finance, worlds.Person("Nguyễn Thị Hạnh"))
    filing.hold_council(finance, "05/01/2026")
    filing.write_reports(finance.page)
    filing.make_papers(finance.page, ready=4)
    number = filing.send(finance, "1 tập thể, 1 cá nhân, 4 tài liệu")
    assert number == "VL2025-0001"
    for code in SCORES:
        if code != FINANCE:
            worlds.send(place, campaign, code, "bang-khen-tinh", moment(2026, 1, 6, 9), PEOPLE.get(code))
    for dossier in Dossier.objects.filter(campaign=campaign, state="sent"):
        worlds.take_in(place, dossier, moment(2026, 1, 7, 8))


def a_late_one_is_refused(site: Site, place: Place, campaign: Campaign) -> None:
    """«Chậm nhất trước ngày 10/01/2026»: the 9th is the last day."""
    code = "862"
    dossier = worlds.prepare(place, campaign, code, "bang-khen-tinh", moment(2026, 1, 8))
    filing.send_too_late(
        Room.of(site, f"dv-{code}", SLUG),
        dossier.pk,
        last_moment=moment(2026, 1, 9, 23, 50),
        too_late=moment(2026, 1, 10, 0, 1),
        texts=["chậm nhất trước ngày 10/01/2026", "09/01/2026"],
        clock=site.at,
    )
    dossier.refresh_from_db()
    assert (dossier.state, dossier.times_sent) == ("draft", 0)


def judge(site: Site, place: Place, campaign: Campaign, desk: Room) -> None:
    """Criteria, assigned fields, a suspension, and the sentences of who passes, fails and waits."""
    site.at(moment(2026, 1, 13, 8))
    finance = place.units[FINANCE]
    deciding.attest(desk, finance.name, "Báo cáo thành tích kèm Tờ trình 02/TTr-STC", dot=CLOSING)
    rows = Nomination.objects.filter(campaign=campaign, state="accepted")
    worlds.attest(place, rows, moment(2026, 1, 13, 9))
    for year, percent in ((2023, "95"), (2024, "92"), (2025, "88")):
        deciding.write_field(desk, finance.pk, "Nguyễn Thị Hạnh", year, percent, dot=CLOSING)
    at = moment(2026, 1, 13, 10)
    worlds.fields(place, rows.get(name="Trần Văn Lộc"), {2023: "91", 2024: "85", 2025: "89"}, at)
    worlds.fields(place, rows.get(name="Lê Thị Mai"), {2023: "92"}, at)
    deciding.why(desk, place.units["vinh-long-snnptnt"].pk, ONE_YEAR, dot=CLOSING)
    deciding.why(desk, place.units["vinh-long-skhcn"].pk, TWO_YEARS, dot=CLOSING)
    deciding.why(desk, place.units["860"].pk, NO_DATA, dot=CLOSING)
    deciding.why(desk, place.units["vinh-long-sct"].pk, ONE_FIELD, dot=CLOSING)
    deciding.why(desk, place.units["vinh-long-syt"].pk, NO_FIELD, dot=CLOSING)
    school = place.units["vinh-long-sgddt"]
    deciding.suspend(
        desk, school.pk, school.name, since="12/01/2026", document="Công văn 15/TTr-NV2", dot=CLOSING
    )
    desk.go("de-xuat/", dot=CLOSING)
    expect(deciding.line_of(desk, school.name)).to_contain_text("Tạm dừng")
    deciding.judge(desk, dot=CLOSING)
    deciding.resume(desk, school.pk, school.name, document="Kết luận 03/KL-TTr", dot=CLOSING)


def amend(site: Site, desk: Room, campaign: Campaign) -> None:
    """A change after the launch is version 2 with reason and document; the older verdict keeps version 1."""
    site.at(moment(2026, 1, 14, 8))
    old = latest_verdicts(Round.objects.get(campaign=campaign, code=CLOSING))
    steps.edit_line(
        desk,
        "deadlines",
        "trước ngày 20/01/2026",
        {"stated": "trước ngày 27/01/2026", "stated_day": "27/01/2026", "last_valid_day": "26/01/2026"},
        paper=("Gia hạn trình hồ sơ", "Công văn 88/UBND-NC ngày 13/01/2026"),
    )
    desk.go("ke-hoach/cac-ban/")
    desk.sees("Bản 2", "Gia hạn trình hồ sơ", "Công văn 88/UBND-NC ngày 13/01/2026", "27/01/2026", "Bản 1")
    deciding.judge(desk, dot=CLOSING)
    new = latest_verdicts(Round.objects.get(campaign=campaign, code=CLOSING))
    assert {row.campaign_version.number for row in old.values()} == {1}
    assert {row.campaign_version.number for row in new.values()} == {2}
    assert all(Verdict.objects.get(pk=row.pk).campaign_version.number == 1 for row in old.values())


def decide(site: Site, place: Place, desk: Room, campaign: Campaign) -> None:
    """Ten of at most ten collectives and one of at most fifteen people; the eleventh has no button."""
    site.at(moment(2026, 1, 22, 9))
    assert deciding.award_all(desk, dot=CLOSING, most=3) == 3
    assert worlds.award_rest(place, campaign, CLOSING, moment(2026, 1, 22, 9, 30)) == 8
    desk.go("khen-thuong/", dot=CLOSING)
    expect(desk.page.get_by_role("button", name="Chọn khen")).to_have_count(0)
    desk.sees("10/10", "1/15")
    assert worlds.winners(campaign, CLOSING, "bang-khen-tinh") == sorted([*WINNERS, "Nguyễn Thị Hạnh"])
    late = Nomination.objects.get(campaign=campaign, unit__code="861", state="accepted")
    with pytest.raises(DomainError, match="đứng sau vạch chỉ tiêu"):
        award_nomination(nomination=late, by=place.officer, at=moment(2026, 1, 22, 10))
