"""The people and units of a plan before anybody has set it up, and short ways for those who are not on stage."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

from django.core.management import call_command
from openpyxl import Workbook

from accounts.clock import set_demo_clock
from accounts.models import User
from awards.council_queries import ballot_of
from awards.domain.cast_ballot import cast_ballot
from awards.domain.record_field_result import record_field_result
from awards.domain.record_unit_meeting import Minutes, Sitting, Votes
from awards.enums import CouncilRole, Honorific, NominationState
from awards.models import Award, AwardRecord, CouncilMember, Meeting, Nomination
from campaigns.domain.move_round import end_round, start_round
from campaigns.domain.record_figures import TypedTasks, record_figures
from campaigns.domain.record_own_plan import record_own_plan
from campaigns.domain.record_report import record_report
from campaigns.domain.register_unit import register_unit
from campaigns.enums import Role, RoundState, SubjectKind
from campaigns.importers.units import import_units
from campaigns.models import Campaign, Membership, ReportDuty, Round, Unit
from dossiers.demo.base import DATA, write_person
from dossiers.demo.reviewed import head_or
from dossiers.domain.accept_dossier import accept_dossier
from dossiers.domain.attest_conditions import attest_conditions, conditions_to_attest
from dossiers.domain.award_nomination import award_nomination
from dossiers.domain.edit_report import edit_report
from dossiers.domain.hand_in_paper import hand_in_paper
from dossiers.domain.open_dossier import add_nominee, edit_letter, open_dossier, record_meeting
from dossiers.domain.propose import propose
from dossiers.domain.render_document import render_document
from dossiers.domain.request_papers import request_papers
from dossiers.domain.send_dossier import send_dossier
from dossiers.four_eyes import head_accepts, head_attests
from dossiers.models import Dossier
from dossiers.queries import required_papers
from scoring.models import Attestation
from tests.paper_makers import blank_page, signed_pdf

OFFICER = "can-bo"


@dataclass(frozen=True)
class Place:
    """The units of a plan by code; every one has an account «dv-<code>», the standing body «can-bo»."""

    units: dict[str, Unit]

    @property
    def officer(self) -> User:
        return User.objects.get(username=OFFICER)

    def person(self, code: str) -> User:
        return User.objects.get(username=f"dv-{code}")


def settle(file: str, *, standing: str, issuer: str, at: datetime) -> Place:
    """Units from a file, an account for each, the officer, and five people who may sit on the council."""
    report = import_units(file=DATA / file)
    assert not report.problems, report.problems
    with (DATA / file).open(encoding="utf-8", newline="") as rows:
        codes = [row["code"] for row in csv.DictReader(rows)]
    units = Unit.objects.in_bulk(codes, field_name="code")
    write_person(OFFICER, "Đặng Thu Trang", units[standing], Role.STANDING_OFFICER, "Chuyên viên")
    write_person("thu-truong", "Lâm Chí Thành", units[standing], Role.UNIT_HEAD, "Thủ trưởng")
    for code, unit in units.items():
        write_person(f"dv-{code}", f"Cán bộ {unit}", unit, Role.UNIT_OFFICER, "Công chức phụ trách")
    for number, name in enumerate(("Trần An", "Lê Bình", "Võ Châu", "Phạm Dung", "Hồ Giang"), start=1):
        write_person(f"uy-vien-{number}", name, units[issuer], Role.COUNCIL_MEMBER, "Ủy viên Hội đồng")
    # A campaign may be older than the demo's people.
    Membership.objects.update(valid_from=date(2020, 1, 1))
    set_demo_clock(at=at)
    return Place(units)


def register(place: Place, campaign: Campaign, codes: list[str], at: datetime) -> None:
    """The units take part."""
    for code in codes:
        register_unit(campaign=campaign, unit=place.units[code], by=place.person(code), at=at)


def result_book(place: Place, path: Path, scores: dict[str, str]) -> Path:
    """A workbook of official results in percent, as a standing body receives it."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Kết quả"
    sheet.append(["Kết quả đánh giá mức độ chuyển đổi số"])
    sheet.append(["TT", "Mã đơn vị", "Tên đơn vị", "Tổng điểm (%)"])
    for number, (code, score) in enumerate(scores.items(), start=1):
        sheet.append([number, code, place.units[code].name, float(Decimal(score))])
    book.save(path)
    return path


def results(place: Place, campaign: Campaign, year: int, scores: dict[str, str], folder: Path) -> None:
    """The year's results, imported and ranked by the operator's command."""
    path = result_book(place, folder / f"ket-qua-{year}.xlsx", scores)
    second = {"confirmed_by": "thu-truong"}
    call_command("import_index", str(path), campaign=campaign.slug, year=year, scale="percent", **second)


@dataclass(frozen=True)
class Person:
    """A person or household whom a unit puts forward; `home` for whoever is not of the unit."""

    name: str
    office: str = "Chuyên viên"
    honorific: str = Honorific.BA
    home: str = ""
    subject: str = SubjectKind.CA_NHAN


def send(
    place: Place, campaign: Campaign, code: str, award: str, at: datetime, people: list[Person] | None = None
) -> Dossier:
    """A unit's complete dossier for an award: nominees, minutes, reports, papers, sent."""
    dossier = prepare(place, campaign, code, award, at, people)
    return send_dossier(dossier=dossier, by=place.person(code), at=at)


def prepare(
    place: Place, campaign: Campaign, code: str, award: str, at: datetime, people: list[Person] | None = None
) -> Dossier:
    """The same, with everything but the sending."""
    unit, by = place.units[code], place.person(code)
    row = Award.objects.get(campaign=campaign, code=award)
    dossier = open_dossier(campaign=campaign, unit=unit, award=row, by=by, at=at)
    for one in people or []:
        add_nominee(
            dossier=dossier,
            by=by,
            at=at,
            subject=one.subject,
            name=one.name,
            honorific=one.honorific if one.subject == SubjectKind.CA_NHAN else "",
            position_title="" if one.home else one.office,
            origin_place=one.home,
            summary="Tham mưu tốt về chuyển đổi số.",
        )
    fill(dossier, by, at)
    for paper in required_papers(dossier):
        if paper.is_file:
            hand_in_paper(
                dossier=dossier, kind=paper.kind, name=f"{paper.kind}.pdf", data=signed_pdf(), by=by, at=at
            )
    asked = request_papers(dossier=dossier, by=by, at=at, enqueue=lambda pk: None)
    for job in asked.jobs:
        render_document(job_id=job.pk, at=at, render=blank_page)
    dossier.refresh_from_db()
    return dossier


def fill(dossier: Dossier, by: User, at: datetime) -> None:
    """Letter, reports and the minutes of the unit's own council, where everybody agrees."""
    rows = list(Nomination.objects.filter(dossier_item__dossier=dossier).order_by("pk"))
    edit_letter(
        dossier=dossier, by=by, at=at, signer_name="Nguyễn Văn Hòa", overall_summary="Hoàn thành tốt."
    )
    for one in rows:
        edit_report(
            dossier=dossier, nomination=one, version=0, by=by, at=at, results=f"Thành tích của {one.name}."
        )
    day = at.astimezone().date()
    record_meeting(dossier=dossier, minutes=minutes(rows, day), by=by, at=at)
    dossier.refresh_from_db()


def minutes(rows: list[Nomination], day: date) -> Minutes:
    """Three members, all there, all agree."""
    return Minutes(
        council_name="Hội đồng Thi đua - Khen thưởng",
        held_on=day,
        starts_at=time(8),
        ends_at=time(9),
        place="Phòng họp",
        sittings=(
            Sitting("Nguyễn Văn Hòa", "Thủ trưởng", CouncilRole.CHAIR),
            Sitting("Phạm Thị Hương", "Phó Thủ trưởng", CouncilRole.MEMBER),
            Sitting("Lý Thị Duyên", "Văn thư", CouncilRole.SECRETARY),
        ),
        votes=tuple(Votes(row, 3, 0) for row in rows),
        note="Hội đồng thảo luận, thống nhất.",
    )


def take_in(place: Place, dossier: Dossier, at: datetime) -> None:
    """The standing body takes the dossier in, its head where it is its own."""
    accept_dossier(dossier=dossier, by=head_or(place.officer, head_accepts(dossier, at)), at=at)


def turn(place: Place, campaign: Campaign, code: str, at: datetime) -> Round:
    """The open round ends and the named one begins."""
    for row in Round.objects.filter(campaign=campaign, state=RoundState.OPEN):
        end_round(round=row, by=place.officer, at=at)
    return start_round(round=Round.objects.get(campaign=campaign, code=code), by=place.officer, at=at)


def tasks(
    place: Place, campaign: Campaign, year: int, counts: dict[str, tuple[int, int]], at: datetime
) -> None:
    """Tasks assigned and done on time in a year, unit by unit."""
    record_figures(
        campaign=campaign,
        year=year,
        lines=[TypedTasks(place.units[code], total, done) for code, (total, done) in counts.items()],
        document=f"Báo cáo kết quả chuyển đổi số năm {year}",
        by=place.officer,
        at=at,
    )


def own_plan(place: Place, campaign: Campaign, code: str, year: int, day: date, at: datetime) -> None:
    """The unit issues its own plan of a year."""
    record_own_plan(
        campaign=campaign,
        unit=place.units[code],
        year=year,
        number=f"{year % 100}/KH-{place.units[code].symbol}",
        issued_on=day,
        by=place.person(code),
        at=at,
    )


def report(place: Place, duty: ReportDuty, code: str, year: int, day: date, at: datetime) -> None:
    """The unit's periodical report comes in on the day of `at`."""
    record_report(
        duty=duty,
        unit=place.units[code],
        year=year,
        number=f"{year % 100}/BC-{place.units[code].symbol}",
        issued_on=day,
        by=place.person(code),
        at=at,
    )


def fields(place: Place, person: Nomination, percents: dict[int, str], at: datetime) -> None:
    """The approved results of the field that a person is charged with."""
    for year, percent in percents.items():
        record_field_result(
            nomination=person,
            year=year,
            percent=Decimal(percent),
            document=f"Quyết định phê duyệt kết quả năm {year}",
            by=place.officer,
            at=at,
        )


def attest(place: Place, rows: Iterable[Nomination], at: datetime) -> None:
    """All qualitative criteria hold, on the unit's own report; who was confirmed already is left alone."""
    done = set(Attestation.objects.values_list("nomination", flat=True))
    for one in rows:
        asked = conditions_to_attest(one)
        if asked and one.pk not in done:
            attest_conditions(
                nomination=one,
                answers={row.pk: True for row in asked},
                document=f"Báo cáo thành tích kèm Tờ trình của {one.unit}",
                by=head_or(place.officer, head_attests(one, at)),
                at=at,
            )


def award_rest(place: Place, campaign: Campaign, round_code: str, at: datetime) -> int:
    """Everyone who is still proposed in a round is marked; gives their number."""
    count, round = 0, Round.objects.get(campaign=campaign, code=round_code)
    for table in propose(campaign=campaign, at=at, round=round).tables:
        for row in table.proposed:
            if row.nomination and row.nomination.state == NominationState.ACCEPTED:
                award_nomination(nomination=row.nomination, by=place.officer, at=at)
                count += 1
    return count


def vote(meeting: Meeting, usernames: list[str], at: datetime) -> None:
    """Members who agree to everybody who is open to them."""
    for username in usernames:
        seat = CouncilMember.objects.get(council=meeting.council, user__username=username)
        choices = {item.nomination_id: True for item in ballot_of(meeting, seat, at).open_items}
        cast_ballot(meeting=meeting, choices=choices, by=seat.user, at=at)


def winners(campaign: Campaign, round_code: str, award: str) -> list[str]:
    """The names of those who hold a place, in alphabetical order of the units and people."""
    rows = AwardRecord.objects.filter(campaign=campaign, round__code=round_code, quota__award__code=award)
    return sorted(rows.values_list("nomination__name", flat=True))
