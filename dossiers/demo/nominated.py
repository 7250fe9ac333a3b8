"""Stage «nominated»: 19 dossiers sent with real papers; Châu Phong's is written and waits for its papers."""

from datetime import date, datetime, time, timedelta

from django.conf import settings

from accounts.clock import set_demo_clock
from accounts.models import User
from awards.domain.record_unit_meeting import Minutes, Sitting, Votes
from awards.enums import CouncilRole, Honorific
from awards.models import Nomination
from campaigns.enums import SubjectKind
from campaigns.models import Campaign, Unit
from dossiers.demo import base, scored
from dossiers.demo.people import Person, heads_of, nominees_of, report_texts
from dossiers.domain.edit_report import OldAward, edit_report
from dossiers.domain.open_dossier import add_nominee, edit_letter, edit_nominee, open_dossier, record_meeting
from dossiers.domain.render_document import Render, render_document
from dossiers.domain.request_papers import request_papers
from dossiers.domain.send_dossier import send_dossier
from dossiers.models import AchievementReport, Dossier
from dossiers.papers.build_parts import place_of
from dossiers.queries import EDITABLE

CLOCK = base.moment(2023, 12, 4, 8)
CHAU_PHONG = "30397"
# In the order of sending; the rest have scored themselves and sent nothing yet.
SENT = [
    "30376", "30400", "tan-chau-nv", "30412", "30394", "tan-chau-vhtt", "30388", "tan-chau-vp", "30382",
    "tan-chau-tckh", "30378", "tan-chau-tp", "30377", "tan-chau-gddt", "30391", "tan-chau-tnmt", "30387",
    "tan-chau-kt", "tan-chau-ldtbxh",
]  # fmt: skip


def seed_nominated(*, render: Render | None = None) -> Campaign:
    """Nominations, minutes, reports, papers (by `render`, else real PDFs) and sendings, through the people's verbs."""
    campaign = scored.seed_scored()
    units = {unit.code: unit for unit in Unit.objects.filter(group_places__campaign=campaign)}
    for place, code in enumerate(SENT):
        send_one(campaign, units[code], place, render=render)
    write_one(campaign, units[CHAU_PHONG], base.moment(2023, 11, 28, 16), people=2)
    if settings.DEMO:
        set_demo_clock(at=CLOCK)
    return campaign


def send_one(campaign: Campaign, unit: Unit, place: int, *, render: Render | None = None) -> None:
    """One unit's dossier from the first name to the receipt."""
    at = base.moment(2023, 11, 24 + place // 4, 8 + 2 * (place % 4)) + timedelta(minutes=7 * place % 60)
    dossier = write_one(campaign, unit, at, people=2 if place < 4 else 1)
    if dossier.state not in EDITABLE:
        return
    by = scored.person_of(unit)
    render_all(dossier, by, at + timedelta(hours=1), render=render)
    send_dossier(dossier=dossier, by=by, at=at + timedelta(hours=1, minutes=12, seconds=17 + place))


def write_one(campaign: Campaign, unit: Unit, at: datetime, *, people: int) -> Dossier:
    """Opens and fills the unit's dossier; one that was sent or is being worked on stays as it is."""
    by = scored.person_of(unit)
    dossier = open_dossier(campaign=campaign, unit=unit, by=by, at=at)
    if dossier.state not in EDITABLE or dossier.meeting_id:
        return dossier
    head = heads_of(unit)[0]
    edit_letter(
        dossier=dossier,
        by=by,
        at=at,
        signer_name=head.name,
        overall_summary=report_texts(unit, None)["results"],
    )
    own = Nomination.objects.get(dossier_item__dossier=dossier, subject=SubjectKind.TAP_THE)
    edit_nominee(dossier=dossier, nomination=own, by=by, at=at, summary=report_texts(unit, None)["summary"])
    for place, person in enumerate(nominees_of(unit, people), start=1):
        add_person(dossier, person, place, by=by, at=at)
    nominations = list(Nomination.objects.filter(dossier_item__dossier=dossier))
    for nomination in nominations:
        write_report(dossier, nomination, by=by, at=at)
    record_meeting(dossier=dossier, minutes=minutes_of(unit, nominations, at), by=by, at=at)
    dossier.refresh_from_db()
    return dossier


def add_person(dossier: Dossier, person: Person, place: int, *, by: User, at: datetime) -> None:
    """Puts one person forward, once."""
    if Nomination.objects.filter(dossier_item__dossier=dossier, name=person.name).exists():
        return
    add_nominee(
        dossier=dossier,
        by=by,
        at=at,
        subject=SubjectKind.CA_NHAN,
        name=person.name,
        honorific=person.honorific,
        position_title=person.office,
        summary=report_texts(dossier.unit, person)["summary"],
        priority=place,
    )


def write_report(dossier: Dossier, nomination: Nomination, *, by: User, at: datetime) -> None:
    """Fills the guided fields, once."""
    if AchievementReport.objects.filter(nomination=nomination).exists():
        return
    person = None
    if nomination.subject == SubjectKind.CA_NHAN:
        person = Person(nomination.honorific, nomination.name, nomination.position_title)
    texts = report_texts(dossier.unit, person)
    texts.pop("summary")
    awards = []
    if person is None or person.honorific == Honorific.BA:
        issuer = "Chủ tịch UBND thị xã Tân Châu"
        awards = [OldAward(2021, f"Giấy khen của {issuer}", f"3102/QĐ-UBND ngày 20/12/2021 của {issuer}")]
    edit_report(dossier=dossier, nomination=nomination, version=0, by=by, at=at, past_awards=awards, **texts)


def minutes_of(unit: Unit, nominations: list[Nomination], at: datetime) -> Minutes:
    """The council of the unit: five or seven members, now and then one away."""
    heads = heads_of(unit)
    roles = [CouncilRole.CHAIR, CouncilRole.VICE_CHAIR, *[CouncilRole.MEMBER] * (len(heads) - 3)]
    roles.append(CouncilRole.SECRETARY)
    away = 2 if unit.pk % 3 == 0 else None
    sittings = tuple(
        Sitting(
            head.name, head.office, role, present=place != away, reason="đi công tác" if place == away else ""
        )
        for place, (head, role) in enumerate(zip(heads, roles, strict=True))
    )
    present = sum(one.present for one in sittings)
    return Minutes(
        council_name=f"Hội đồng Thi đua - Khen thưởng {place_of(unit)}",
        held_on=min(date(2023, 11, 28), at.date() - timedelta(days=1)),
        starts_at=time(14, 0),
        ends_at=time(15, 30),
        place=f"Phòng họp {unit}",
        sittings=sittings,
        votes=tuple(Votes(row, present, 0) for row in nominations),
        note="Hội đồng nghe báo cáo tóm tắt thành tích của từng tập thể, cá nhân.\n"
        "Hội đồng thảo luận, đối chiếu từng trường hợp với tiêu chuẩn tại mục III và điều kiện tại mục IV.2 của "
        "kế hoạch; các thành viên thống nhất, không có ý kiến khác.",
    )


def render_all(dossier: Dossier, by: User, at: datetime, *, render: Render | None = None) -> None:
    """Renders the papers in this process, through the same verb as the worker."""
    from dossiers.rendering.pdf import render_pdf

    asked = request_papers(dossier=dossier, by=by, at=at, enqueue=lambda pk: None)
    for job in asked.jobs:
        render_document(job_id=job.pk, at=at, render=render or render_pdf)
