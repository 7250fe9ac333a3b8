"""A unit's dossier, made through the verbs that people use, up to the point that a test needs."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from accounts.models import User
from awards.domain.record_unit_meeting import Minutes, Sitting, Votes
from awards.enums import CouncilRole, Honorific
from awards.models import Nomination
from campaigns.criteria import answered_criteria
from campaigns.domain.register_unit import register_unit
from campaigns.enums import SubjectKind
from campaigns.models import Unit
from dossiers.demo.base import moment
from dossiers.domain.edit_report import edit_report
from dossiers.domain.open_dossier import add_nominee, edit_letter, open_dossier, record_meeting
from dossiers.domain.render_document import render_document
from dossiers.domain.request_papers import request_papers
from dossiers.models import Dossier, RenderJob
from dossiers.rendering.pdf import render_pdf
from scoring.models import ScoreSheet, SheetItem
from tests.factories import World

REGISTERED = moment(2023, 8, 2)
OPENED = moment(2023, 11, 27)
WRITTEN = moment(2023, 12, 1, 9)
IN_TIME = moment(2023, 12, 4, 10)
LAST_MOMENT = datetime.fromisoformat("2023-12-09T16:59:59+00:00")
TOO_LATE = datetime.fromisoformat("2023-12-09T17:00:00+00:00")


@dataclass
class Desk:
    """One unit's person with the dossier on the table."""

    world: World
    unit: Unit
    person: User
    dossier: Dossier

    @property
    def nominations(self) -> list[Nomination]:
        return list(Nomination.objects.filter(dossier_item__dossier=self.dossier).order_by("-subject", "id"))

    def add_person(self, name: str = "Trần Minh Khoa", at: datetime = OPENED, **values) -> Nomination:
        values = {
            "honorific": Honorific.ONG,
            "position_title": "Công chức Văn hóa - Xã hội",
            "summary": "Tham mưu 12 văn bản về chuyển đổi số.",
            **values,
        }
        return add_nominee(
            dossier=self.dossier, by=self.person, at=at, subject=SubjectKind.CA_NHAN, name=name, **values
        )

    def fill(self) -> None:
        """Letter, minutes and reports: everything but the papers."""
        edit_letter(
            dossier=self.dossier,
            by=self.person,
            at=WRITTEN,
            signer_name="Nguyễn Văn Hòa",
            overall_summary="Tốt.",
        )
        for row in self.nominations:
            report(self, row, results=f"Thành tích của {row.name}.")
        record_meeting(dossier=self.dossier, minutes=minutes(self), by=self.person, at=WRITTEN)
        self.dossier.refresh_from_db()

    def render(self, at: datetime = WRITTEN) -> list[RenderJob]:
        """Asks for the papers and renders them here."""
        asked = request_papers(dossier=self.dossier, by=self.person, at=at, enqueue=lambda pk: None)
        for job in asked.jobs:
            render_document(job_id=job.pk, at=at, render=render_pdf)
        return list(asked.jobs)


def register(world: World, code: str) -> tuple[Unit, User]:
    """The unit registers."""
    unit = world.unit(code)
    person = world.person_of(unit)
    register_unit(campaign=world.campaign, unit=unit, by=person, at=REGISTERED)
    return unit, person


def send_sheet(world: World, unit: Unit, person: User) -> ScoreSheet:
    """A self-scored sheet with one point on each criterion, sent."""
    criteria = answered_criteria(world.campaign.criteria_set_id)
    sheet = ScoreSheet.objects.create(
        campaign=world.campaign,
        unit=unit,
        year=2023,
        criteria_set=world.campaign.criteria_set,
        state="sent",
        self_total=criteria.count(),
        sent_at=moment(2023, 11, 10),
        sent_by=person,
        updated_at=moment(2023, 11, 10),
    )
    for criterion in criteria:
        SheetItem.objects.create(
            sheet=sheet,
            criterion=criterion,
            answered=True,
            self_points=Decimal(1),
            updated_at=moment(2023, 11, 10),
            updated_by=person,
        )
    return sheet


def opened(world: World, code: str = "30397") -> Desk:
    """Registered, scored, with an open dossier that holds the collective."""
    unit, person = register(world, code)
    send_sheet(world, unit, person)
    dossier = open_dossier(campaign=world.campaign, unit=unit, by=person, at=OPENED)
    return Desk(world, unit, person, dossier)


def filled(world: World, code: str = "30397") -> Desk:
    """One collective and one person, with minutes and reports, no papers yet."""
    desk = opened(world, code)
    desk.add_person()
    desk.fill()
    return desk


def ready(world: World, code: str = "30397") -> Desk:
    """Complete, with real papers: may be sent."""
    desk = filled(world, code)
    desk.render()
    return desk


def minutes(desk: Desk, **changes) -> Minutes:
    """Five members, four there, all of whom agree on everyone."""
    sittings = (
        Sitting("Nguyễn Văn Hòa", "Chủ tịch UBND xã", CouncilRole.CHAIR),
        Sitting("Phạm Thị Thu Hương", "Phó Chủ tịch UBND xã", CouncilRole.VICE_CHAIR),
        Sitting("Huỳnh Quốc Bảo", "Chủ tịch UBMTTQVN xã"),
        Sitting("Võ Thị Kim Loan", "Chủ tịch Hội LHPN xã", present=False, reason="đi công tác"),
        Sitting("Lý Thị Mỹ Duyên", "Công chức Văn phòng", CouncilRole.SECRETARY),
    )
    values = {
        "council_name": "Hội đồng Thi đua - Khen thưởng xã Châu Phong",
        "held_on": date(2023, 11, 28),
        "starts_at": time(14, 0),
        "ends_at": time(15, 30),
        "place": "Phòng họp UBND xã",
        "sittings": sittings,
        "votes": tuple(Votes(row, 4, 0) for row in desk.nominations),
        "note": "Hội đồng thảo luận, đối chiếu từng trường hợp.",
    }
    return Minutes(**{**values, **changes})


def report(desk: Desk, nomination: Nomination, *, version: int = 0, at: datetime = WRITTEN, **values):
    """Writes fields of a report."""
    return edit_report(
        dossier=desk.dossier, nomination=nomination, version=version, by=desk.person, at=at, **values
    )
