"""Đồng Tháp 2021 - 2025: blocks and clusters, two rounds, papers that units bring; a person chooses, nothing ranks.

On stage are the standing officer and UBND thành phố Cao Lãnh; the other units do the same through the same verbs.
"""

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import expect

from accounts.errors import DomainError
from accounts.models import User
from awards.models import AwardQuota, Nomination
from campaigns.enums import SubjectKind
from campaigns.models import Campaign, ReportDuty
from dossiers.demo.base import moment
from dossiers.domain.award_nomination import award_nomination
from dossiers.domain.choose_tie import choose_tie
from dossiers.invariants import breaches
from dossiers.models import Dossier
from tests.journeys import deciding, filing, steps, worlds
from tests.journeys.conftest import Site
from tests.journeys.looking import count_of
from tests.journeys.steps import Room
from tests.journeys.worlds import Place
from tests.paper_makers import signed_pdf

SLUG = "dong-thap-2021-2025"
TITLE = "Phong trào thi đua “Đồng Tháp đẩy mạnh chương trình chuyển đổi số” giai đoạn 2021 - 2025"
MIDWAY, CLOSING = "so-ket", "tong-ket"
BANG_KHEN = "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh"
STATE = "Khen thưởng cấp Nhà nước"
CAO_LANH = "866"
# Eleven for ten places; the last one is not chosen.
CHOSEN = [
    CAO_LANH,
    "867",
    "868",
    "869",
    "870",
    "dong-thap-stp",
    "dong-thap-stc",
    "dong-thap-syt",
    "dong-thap-mttq",
    "dong-thap-vp",
]
NOT_CHOSEN = "871"
HOUSEHOLD = worlds.Person(
    "Hộ ông Trần Văn Tám", home="ấp 2, xã Tân Quy Đông", subject=SubjectKind.HO_GIA_DINH
)
WINNERS = [
    HOUSEHOLD.name,
    "Nguyễn Thị Hạnh",
    "Sở Tài chính",
    "Sở Tư pháp",
    "Sở Y tế",
    "Võ Văn Sáu",
    "Văn phòng UBND tỉnh",
    "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Đồng Tháp",
    "Ủy ban nhân dân huyện Hồng Ngự",
    "Ủy ban nhân dân huyện Tân Hồng",
    "Ủy ban nhân dân thành phố Cao Lãnh",
    "Ủy ban nhân dân thành phố Hồng Ngự",
    "Ủy ban nhân dân thành phố Sa Đéc",
]


def test_from_set_up_to_both_rounds(site: Site, tmp_path):
    place = worlds.settle(
        "units_dong_thap.csv", standing="dong-thap-stttt", issuer="dong-thap", at=moment(2022, 6, 7)
    )
    desk = Room.of(site, worlds.OFFICER, SLUG)
    campaign = set_up(desk)
    town = Room.of(site, f"dv-{CAO_LANH}", SLUG)
    report(site, place, campaign, desk, town)
    send_dossiers(site, place, campaign, town, tmp_path)
    choose(site, place, campaign, desk)
    decide(site, place, campaign, desk)
    close(site, place, campaign, desk)

    assert not any(breaches().values())
    assert site.errors == []


def set_up(desk: Room) -> Campaign:
    """From the pack to version 1: two groups that nobody ranks, a ceiling for each round and subject."""
    steps.set_up(desk, "dong_thap_2021_2025", title=TITLE)
    quotas = desk.page.locator("#khen-bang-khen-tinh .editor-section", has_text="Chỉ tiêu khen thưởng")
    for number in ("10", "20", "30"):
        expect(quotas).to_contain_text(number)
    steps.launch(
        desk,
        warnings=["Nhóm, khối, cụm: kế hoạch không nêu, cơ quan đặt."],
        groups=[
            "nhóm «Các Khối thi đua Tỉnh» tham gia.",
            "12 đơn vị nhóm «Các Cụm thi đua Tỉnh» tham gia.",
        ],
    )
    campaign = Campaign.objects.get(slug=SLUG)
    asked = AwardQuota.objects.filter(award__campaign=campaign, award__code="bang-khen-tinh")
    found = {(row.round_kind, row.subject): row.maximum for row in asked}
    assert found == {
        ("so_ket", "tap_the"): 10,
        ("so_ket", "ca_nhan"): 20,
        ("tong_ket", "tap_the"): 20,
        ("tong_ket", "ca_nhan"): 30,
    }
    return campaign


def report(site: Site, place: Place, campaign: Campaign, desk: Room, town: Room) -> None:
    """Reports are due on 10/12 of each year: one in time, one two days late, the rest still missing."""
    site.at(moment(2022, 12, 9, 9))
    steps.write_report(town, 2022, "310/BC-UBND", "08/12/2022", said="Đúng hạn")
    site.at(moment(2022, 12, 12, 9))
    duty = ReportDuty.objects.get(campaign=campaign)
    worlds.report(place, duty, "867", 2022, date(2022, 12, 12), moment(2022, 12, 12, 10))
    desk.go("bao-cao-dinh-ky/?nam=2022&q=sa dec")
    desk.sees("Chậm 2 ngày")
    desk.go("bao-cao-dinh-ky/?nam=2022&q=tan hong")
    desk.sees("Chưa gửi, quá hạn 2 ngày")


def send_dossiers(site: Site, place: Place, campaign: Campaign, town: Room, folder: Path) -> None:
    """Cao Lãnh in the browser: two people, trích ngang made here, two papers that it brings signed."""
    site.at(moment(2023, 12, 11, 8))
    filing.open_dossier(town, BANG_KHEN)
    filing.add_person(town, worlds.Person("Nguyễn Thị Hạnh"))
    filing.add_person(town, worlds.Person("Võ Văn Sáu", honorific="ong", home="ấp 1, xã Tân Thuận Đông"))
    filing.hold_council(town, "08/12/2023")
    filing.write_reports(town.page)
    signed = folder / "ban-ky.pdf"
    signed.write_bytes(signed_pdf())
    filing.hand_in(town.page, "Kế hoạch phát động", signed)
    filing.hand_in(town.page, "Báo cáo (sơ kết hoặc tổng kết)", signed)
    filing.make_papers(town.page, ready=10)
    expect(town.page.locator(".paper-list")).to_contain_text("Tóm tắt trích ngang")
    number = filing.send(town, "1 tập thể, 2 cá nhân, 10 tài liệu")
    assert number == "DT2023-0001"
    for code in [*CHOSEN[1:], NOT_CHOSEN]:
        people = [HOUSEHOLD] if code == NOT_CHOSEN else []
        worlds.send(place, campaign, code, "bang-khen-tinh", moment(2023, 12, 11, 10), people)
    for dossier in Dossier.objects.filter(campaign=campaign, state="sent"):
        worlds.take_in(place, dossier, moment(2023, 12, 12, 8))


def choose(site: Site, place: Place, campaign: Campaign, desk: Room) -> None:
    """Eleven meet all conditions and nothing puts them in order: a person names each with the ground."""
    site.at(moment(2023, 12, 13, 8))
    town = place.units[CAO_LANH]
    deciding.attest(desk, str(town), "Tờ trình 512/TTr-UBND kèm báo cáo thành tích", dot=MIDWAY)
    worlds.attest(
        place, Nomination.objects.filter(campaign=campaign, state="accepted"), moment(2023, 12, 13, 9)
    )
    desk.go("de-xuat/", dot=MIDWAY)
    expect(desk.page.locator(".tie-form")).to_contain_text("còn 10 chỉ tiêu cho 11 trường hợp")
    ground = "Dẫn đầu Cụm thi đua theo Biên bản họp ngày 12/12/2023."
    deciding.choose(desk, str(town), ground, dot=MIDWAY)
    quota = AwardQuota.objects.get(award__campaign=campaign, round_kind="so_ket", subject="tap_the")
    for code in CHOSEN[1:]:
        one = Nomination.objects.get(
            campaign=campaign, round__code=MIDWAY, subject="tap_the", unit__code=code
        )
        choose_tie(quota=quota, nomination=one, ground=ground, by=place.officer, at=moment(2023, 12, 13, 10))


def decide(site: Site, place: Place, campaign: Campaign, desk: Room) -> None:
    """Ten of at most ten collectives; two people and a household of at most twenty; the eleventh stays behind."""
    site.at(moment(2023, 12, 20, 9))
    assert deciding.award_all(desk, dot=MIDWAY, most=3) == 3
    assert worlds.award_rest(place, campaign, MIDWAY, moment(2023, 12, 20, 9, 30)) == 10
    desk.go("khen-thuong/", dot=MIDWAY)
    expect(desk.page.get_by_role("button", name="Chọn khen")).to_have_count(0)
    desk.sees("10/10", "3/20")
    assert worlds.winners(campaign, MIDWAY, "bang-khen-tinh") == sorted(WINNERS)
    late = Nomination.objects.get(campaign=campaign, unit__code=NOT_CHOSEN, subject="tap_the")
    with pytest.raises(DomainError, match="đứng sau vạch chỉ tiêu"):
        award_nomination(nomination=late, by=place.officer, at=moment(2023, 12, 20, 10))


def close(site: Site, place: Place, campaign: Campaign, desk: Room) -> None:
    """2025: who was commended midway may be commended again; but not twice in one round for the same."""
    site.at(moment(2025, 12, 1, 8))
    steps.turn(desk, "Khen thưởng sơ kết giai đoạn 2022 - 2023", "Khen thưởng tổng kết giai đoạn 2022 - 2025")
    at = moment(2025, 12, 11, 9)
    for code, award in (
        (CAO_LANH, "bang-khen-tinh"),
        (CAO_LANH, "khen-thuong-nha-nuoc"),
        (NOT_CHOSEN, "bang-khen-tinh"),
    ):
        worlds.take_in(place, worlds.send(place, campaign, code, award, at), moment(2025, 12, 12, 8))
    site.at(moment(2025, 12, 22, 9))
    rows = Nomination.objects.filter(campaign=campaign, round__code=CLOSING)
    worlds.attest(place, rows, moment(2025, 12, 15, 8))
    desk.go("khen-thuong/", dot=CLOSING)
    both = desk.page.locator("section.card-p", has_text="20 Bằng khen")
    while count_of(both.get_by_role("button", name="Chọn khen")):
        both.get_by_role("button", name="Chọn khen").first.click()
        desk.page.wait_for_load_state()
    names = ["Ủy ban nhân dân huyện Tam Nông", "Ủy ban nhân dân thành phố Cao Lãnh"]
    assert worlds.winners(campaign, CLOSING, "bang-khen-tinh") == names
    deciding.why(
        desk,
        place.units[CAO_LANH].pk,
        "Đã được khen: Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh "
        "(đợt «Khen thưởng tổng kết giai đoạn 2022 - 2025», năm 2025, cùng đợt xét).",
        dot=CLOSING,
    )
    twice = rows.get(award__code="khen-thuong-nha-nuoc")
    with pytest.raises(DomainError, match="Đã được khen"):
        award_nomination(
            nomination=twice, by=User.objects.get(username=worlds.OFFICER), at=moment(2025, 12, 22, 10)
        )
