"""Ta Ma 2023 - 2030: targets, yearly rounds under one joint number, a top band that a person draws, outsiders on top.

On stage are the standing officer and the commune's finance desk; the others do the same through the same verbs.
"""

import tomllib
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import expect

from accounts.errors import DomainError
from awards.domain.claim_place import claim_place
from awards.models import AwardQuota, Nomination
from campaigns.domain.write_criteria import write_criteria_set
from campaigns.models import Campaign, OwnPlan, ReportDuty
from dossiers.demo.base import DATA, moment
from dossiers.domain.award_nomination import award_nomination
from dossiers.domain.choose_tie import choose_tie
from dossiers.domain.judge_nominations import judge_nominations
from dossiers.invariants import breaches
from dossiers.models import Dossier
from scoring.domain.draw_top_line import draw_top_line
from scoring.models import Ranking
from tests.journeys import deciding, filing, steps, worlds
from tests.journeys.conftest import Site
from tests.journeys.steps import Room
from tests.journeys.worlds import Place

SLUG = "ta-ma-2023-2030"
TITLE = "Phong trào thi đua “Chuyển đổi số giai đoạn 2023 - 2030” trên địa bàn xã Ta Ma"
CRITERIA = "Bộ tiêu chí chuyển đổi số 2023 (minh họa)"
YEARLY, MIDWAY = "nam-2023", "so-ket-1"
BANG_KHEN = "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh"
OFFICE, FINANCE, JUSTICE, LAND = "ta-ma-vp", "ta-ma-tckt", "ta-ma-tpht", "ta-ma-dcnn"
VILLAGE = "ta-ma-ban-1"
# The villages are in no ranking.
SCORES = {OFFICE: "97", FINANCE: "94", JUSTICE: "91", LAND: "88", "ta-ma-mttq": "85", "ta-ma-hnd": "80"}
OUTSIDER, ANOTHER = "Viễn thông Tuần Giáo", "Viettel Tuần Giáo"
OFFICIAL = worlds.Person("Lò Văn Pâng", honorific="ong")
RESIDENT = worlds.Person("Quàng Thị Hoa", home="bản số 1")
WINNERS_2023 = [
    "Bản số 1 (minh họa)",
    "Công chức Tài chính - Kế toán",
    "Công chức Tư pháp - Hộ tịch",
    "Lò Văn Pâng",
    OUTSIDER,
    "Văn phòng HĐND - UBND xã",
]
WINNERS_MIDWAY = [
    "Bản số 1 (minh họa)",
    "Công chức Tài chính - Kế toán",
    "Lò Văn Pâng",
    "Quàng Thị Hoa",
    ANOTHER,
]


def test_from_set_up_to_the_first_phase(site: Site, tmp_path):
    place = worlds.settle("units_ta_ma.csv", standing="ta-ma-vh", issuer="ta-ma", at=moment(2023, 6, 20))
    with (DATA / "criteria.toml").open("rb") as file:
        write_criteria_set(data=tomllib.load(file), is_demo=True)
    desk = Room.of(site, worlds.OFFICER, SLUG)
    campaign = set_up(desk)
    finance = Room.of(site, f"dv-{FINANCE}", SLUG)
    work_through_2023(site, place, campaign, desk, finance, tmp_path)
    send_dossiers(site, place, campaign, desk, finance)
    draw_the_top(site, place, campaign, desk)
    decide_2023(site, place, campaign, desk)
    go_on_until_2025(site, place, campaign, desk, tmp_path)
    decide_midway(site, place, campaign, desk)

    assert not any(breaches().values())
    assert site.errors == []


def set_up(desk: Room) -> Campaign:
    """From the pack to version 1; the plans above it and the joint number are there."""
    steps.set_up(desk, "ta_ma_2023_2030", title=TITLE, criteria=CRITERIA)
    for text in ("2158/KH-UBND", "152/KH-UBND"):
        expect(desk.page.locator("#upper_plans")).to_contain_text(text)
    steps.launch(
        desk,
        warnings=["rơi vào thứ Bảy 30/09/2023", "sau ngày 30/06/2025 không còn người có thẩm quyền"],
        groups=["6 đơn vị nhóm «Các bản» tham gia."],
    )
    campaign = Campaign.objects.get(slug=SLUG)
    joint = AwardQuota.objects.get(
        award__campaign=campaign, award__code="bang-khen-tinh", round_kind="nam", outside=False
    )
    assert (joint.maximum, joint.subject, joint.mode) == (5, "", "ceiling")
    return campaign


def work_through_2023(
    site: Site, place: Place, campaign: Campaign, desk: Room, finance: Room, folder: Path
) -> None:
    """Own plans by the third quarter (one late), reports before 05/11, results, tasks, progress of a target."""
    site.at(moment(2023, 9, 28, 9))
    steps.write_own_plan(finance, 2023, "05/KH-TCKT", "27/09/2023", said="Đúng hạn")
    site.at(moment(2023, 10, 5, 9))
    worlds.own_plan(place, campaign, LAND, 2023, date(2023, 10, 3), moment(2023, 10, 5, 9))
    desk.go("ke-hoach-don-vi/?nam=2023&tinh-trang=cham")
    desk.sees("Công chức Địa chính - Nông nghiệp", "Chậm 3 ngày")
    expect(desk.main).not_to_contain_text("Công chức Tài chính - Kế toán")
    assert OwnPlan.objects.filter(campaign=campaign).count() == 2
    site.at(moment(2023, 11, 3, 9))
    steps.write_report(finance, 2023, "12/BC-TCKT", "03/11/2023", said="Đúng hạn")
    send_reports(place, campaign, 2023, but=FINANCE)
    site.at(moment(2023, 12, 5, 9))
    book = worlds.result_book(place, folder / "ket-qua-2023.xlsx", SCORES)
    steps.import_results(desk, site.window("thu-truong"), 2023, book, count=6)
    names = {str(place.units[code]): (10, 10) for code in (*SCORES, VILLAGE)}
    steps.write_figures(desk, 2023, names, "Báo cáo 40/BC-UBND ngày 04/12/2023")
    steps.write_progress(desk, "phủ hộ gia đình", 2023, "35,5", "Báo cáo 41/BC-UBND ngày 04/12/2023")
    desk.sees("35,5")


def send_reports(place: Place, campaign: Campaign, year: int, *, but: str = "") -> None:
    """Reports of the ranked units come in on the third of November."""
    duty = ReportDuty.objects.get(campaign=campaign, reporter="unit")
    for code in SCORES:
        if code != but:
            worlds.report(place, duty, code, year, date(year, 11, 2), moment(year, 11, 3))


def send_dossiers(site: Site, place: Place, campaign: Campaign, desk: Room, finance: Room) -> None:
    """Four agencies, a village without any ranking, an official and a resident; the office adds an outsider."""
    site.at(moment(2023, 12, 11, 8))
    filing.open_dossier(finance, BANG_KHEN)
    filing.add_person(finance, OFFICIAL)
    filing.send(finance, "1 tập thể, 1 cá nhân")
    for code in (OFFICE, JUSTICE, LAND):
        worlds.send(place, campaign, code, "bang-khen-tinh", moment(2023, 12, 11, 9))
    worlds.send(place, campaign, VILLAGE, "bang-khen-tinh", moment(2023, 12, 11, 9), [RESIDENT])
    for dossier in Dossier.objects.filter(campaign=campaign, state="sent"):
        worlds.take_in(place, dossier, moment(2023, 12, 12, 8))
    site.at(moment(2023, 12, 12, 9))
    deciding.put_forward(desk, BANG_KHEN, "outside", "tap_the", OUTSIDER, "thị trấn Tuần Giáo")


def draw_the_top(site: Site, place: Place, campaign: Campaign, desk: Room) -> None:
    """The plan gives no number for «tốp đầu»: the verdict waits until a named person draws the line."""
    site.at(moment(2023, 12, 13, 8))
    worlds.attest(
        place, Nomination.objects.filter(campaign=campaign, state="accepted"), moment(2023, 12, 13, 7)
    )
    land = place.units[LAND]
    waits = "cần người có thẩm quyền xác định tốp đầu đến thứ hạng nào."
    deciding.why(desk, land.pk, "Đơn vị xếp thứ 4", waits, dot=YEARLY)
    deciding.draw_top_line(desk, "3", "Biên bản họp 05/BB-HĐTĐKT ngày 12/12/2023", dot=YEARLY)
    deciding.why(
        desk,
        land.pk,
        "ngoài tốp đầu (đến thứ 3, Đặng Thu Trang xác định ngày 13/12/2023, căn cứ Biên bản họp 05/BB-HĐTĐKT",
        dot=YEARLY,
    )
    deciding.why(desk, place.units[OFFICE].pk, "Đơn vị xếp thứ 1", "thuộc tốp đầu (đến thứ 3", dot=YEARLY)
    deciding.why(desk, place.units[VILLAGE].pk, "đạt 10/10 (100%)", dot=YEARLY)
    expect(desk.main).not_to_contain_text("tốp đầu")


def decide_2023(site: Site, place: Place, campaign: Campaign, desk: Room) -> None:
    """Six for five places, collectives and people together: five are chosen; the sixth is refused with numbers."""
    desk.go("de-xuat/", dot=YEARLY)
    expect(desk.page.locator(".tie-form")).to_contain_text("còn 5 chỉ tiêu cho 6 trường hợp")
    ground = "Dẫn đầu phong trào theo Biên bản họp 05/BB-HĐTĐKT."
    deciding.choose(desk, OFFICIAL.name, ground, dot=YEARLY)
    quota = AwardQuota.objects.get(
        award__campaign=campaign, award__code="bang-khen-tinh", round_kind="nam", outside=False
    )
    for code in (OFFICE, FINANCE, JUSTICE, VILLAGE):
        one = Nomination.objects.get(campaign=campaign, unit__code=code, subject="tap_the", origin="unit")
        choose_tie(quota=quota, nomination=one, ground=ground, by=place.officer, at=moment(2023, 12, 13, 9))
    site.at(moment(2023, 12, 20, 9))
    assert deciding.award_all(desk, dot=YEARLY) == 6
    desk.sees("5/5")
    assert worlds.winners(campaign, YEARLY, "bang-khen-tinh") == sorted(WINNERS_2023)
    sixth = Nomination.objects.get(campaign=campaign, name=RESIDENT.name)
    with pytest.raises(DomainError, match="đứng sau vạch chỉ tiêu"):
        award_nomination(nomination=sixth, by=place.officer, at=moment(2023, 12, 20, 10))
    with pytest.raises(DomainError, match="Đã chọn đủ 5/5 tập thể và cá nhân"):
        claim_place(nomination=sixth, quota=quota, by=place.officer, at=moment(2023, 12, 20, 10))


def go_on_until_2025(site: Site, place: Place, campaign: Campaign, desk: Room, folder: Path) -> None:
    """Results and tasks of 2024 and 2025; then the round that looks back on the first phase."""
    for year in (2024, 2025):
        send_reports(place, campaign, year)
        site.at(moment(year, 12, 5))
        worlds.results(place, campaign, year, SCORES, folder)
        counts = dict.fromkeys([*SCORES, VILLAGE], (10, 10))
        worlds.tasks(place, campaign, year, counts, moment(year, 12, 5, 9))
    site.at(moment(2025, 12, 6, 8))
    steps.turn(desk, "Khen thưởng hằng năm, năm 2023", "Khen thưởng sơ kết giai đoạn I (2023 - 2025)")
    draw_top_line(
        ranking=Ranking.objects.get(campaign=campaign, year=2025, is_current=True),
        group=campaign.groups.get(code="co-quan"),
        last_rank=3,
        ground="Biên bản họp 21/BB-HĐTĐKT",
        by=place.officer,
        at=moment(2025, 12, 6, 9),
    )


def decide_midway(site: Site, place: Place, campaign: Campaign, desk: Room) -> None:
    """Whoever is of the commune may be commended again; the outsider of 2023 is barred, another one is not."""
    site.at(moment(2025, 12, 11, 8))
    for name in (OUTSIDER, ANOTHER):
        deciding.put_forward(desk, BANG_KHEN, "outside", "tap_the", name, "thị trấn Tuần Giáo")
    for code, person in ((FINANCE, OFFICIAL), (VILLAGE, RESIDENT)):
        dossier = worlds.send(place, campaign, code, "bang-khen-tinh", moment(2025, 12, 11, 9), [person])
        worlds.take_in(place, dossier, moment(2025, 12, 12, 8))
    rows = Nomination.objects.filter(campaign=campaign, round__code=MIDWAY)
    worlds.attest(place, rows, moment(2025, 12, 13, 8))
    site.at(moment(2025, 12, 22, 9))
    barred = rows.get(name=OUTSIDER)
    deciding.why(
        desk,
        barred.unit_id,
        "Đã được khen: Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh (đợt «Khen thưởng hằng năm, năm 2023», năm 2023).",
        "Chưa ghi nhận lần khen nào ở đợt",
        dot=MIDWAY,
    )
    assert deciding.award_all(desk, dot=MIDWAY) == 5
    desk.sees("2/5")
    assert worlds.winners(campaign, MIDWAY, "bang-khen-tinh") == sorted(WINNERS_MIDWAY)
    with pytest.raises(DomainError, match="Đã được khen"):
        award_nomination(nomination=barred, by=place.officer, at=moment(2025, 12, 22, 10))
    assert judge_nominations(campaign=campaign, by=place.officer, at=moment(2025, 12, 22, 11)) is not None
