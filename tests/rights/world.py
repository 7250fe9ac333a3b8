"""Two campaigns of two places with a row of everything, and a person of every role at four kinds of places."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from accounts.clock import set_demo_clock
from accounts.models import AuditEvent, FactorReset, User
from accounts.text import fold, person_sort_key
from awards.enums import CouncilLevel
from awards.models import Award, Council, CouncilMember, HistoryImport, Nomination
from campaigns.access import COUNCIL_ROLES, UNIT_ROLES
from campaigns.domain.manage_people import invite_person
from campaigns.domain.write_criteria import write_criteria_set
from campaigns.enums import Role
from campaigns.models import (
    Band,
    Campaign,
    CriteriaSet,
    Criterion,
    Membership,
    Registration,
    Unit,
    UnitAlias,
    UnitGroupMember,
)
from dossiers.demo import base
from dossiers.demo.base import moment
from dossiers.demo.plans import OTHER_PLANS, seed_one
from dossiers.models import Document, DocumentVersion, Dossier, DossierItem
from scoring.models import Contestant, ContestImport, Evidence, IndexImport, ScoreSheet, SheetItem
from tests import council_makers
from tests.award_makers import more_award
from tests.excel_makers import workbook_bytes
from tests.factories import World
from tests.history_makers import listed, person_row
from tests.kept_rows import seeded_once
from tests.rights.table import EVERY_ROLE, WITHOUT_ROLE
from tests.rights_rows import Filled, fill, nominated, old_award
from tests.succession_makers import change_of

NOW = moment(2024, 1, 10)
SECRET = "Bí mật Zeta"
# Words that stand in the rows of one owner only.
WORD_X, WORD_A, WORD_B = f"{SECRET} 7319", f"{SECRET} 5527", f"{SECRET} 8846"
WORD_DRAFT, WORD_Y, WORD_Y_UNIT = f"{SECRET} 1293", f"{SECRET} 4471", f"{SECRET} 6605"
# The state of the nominations in a dossier of that state.
STATES = {"draft": "draft", "returned": "draft", "accepted": "accepted", "sent": "sent"}
PLACES = ("own", "other_unit", "other_campaign")


@dataclass
class Ground:
    """The world of the matrix: whom to ask as, and what stands in the addresses."""

    mine: Filled
    theirs: Filled
    people: dict[tuple[str, str], User] = field(default_factory=dict)


def build() -> Ground:
    """The campaign of Tân Châu with three units' rows, and one of another province."""
    world = World(seeded_once(base.seed_launched))
    other = seed_one(OTHER_PLANS[1])
    set_demo_clock(at=NOW)
    boss = User.objects.get(username=OTHER_PLANS[1].officer)
    member = UnitGroupMember.objects.filter(campaign=other).order_by("pk").first().unit
    mine = fill(
        world.campaign, officer=world.officer, unit=world.unit("30376"), word=WORD_X, unit_word=WORD_A
    )
    theirs = fill(other, officer=boss, unit=member, word=WORD_Y, unit_word=WORD_Y_UNIT)
    found = Ground(mine, theirs)
    other_unit, drafting = world.unit("30397"), world.unit("30400")
    for one in (mine, theirs):
        papers(one, one.unit, one.unit_word, "returned")
    mine.keys |= {"meeting": council_makers.half_voted(world).pk}
    papers(Filled(mine.campaign, mine.officer, other_unit, WORD_B, WORD_B), other_unit, WORD_B, "returned")
    papers(
        Filled(mine.campaign, mine.officer, drafting, WORD_DRAFT, WORD_DRAFT), drafting, WORD_DRAFT, "draft"
    )
    contests(mine, [(other_unit, WORD_B), (mine.unit, WORD_A)])
    contests(theirs, [(theirs.unit, WORD_Y_UNIT)])
    old_award(Filled(mine.campaign, mine.officer, other_unit, WORD_B, WORD_B))
    history(mine, mine.unit, WORD_A)
    history(theirs, theirs.unit, WORD_Y_UNIT)
    staff(found, mine, "own", mine.unit)
    staff(found, mine, "other_unit", other_unit)
    staff(found, theirs, "other_campaign", theirs.unit)
    found.people[WITHOUT_ROLE, "own"] = account(WITHOUT_ROLE, "own")
    offices(found)
    return found


def papers(of: Filled, unit: Unit, word: str, state: str) -> None:
    """A unit's registration, sheet with a document, and dossiers with papers."""
    by = (
        User.objects.filter(memberships__unit=unit, memberships__role=Role.UNIT_OFFICER).first() or of.officer
    )
    signed = {
        "contact_name": "" if state == "draft" else f"Người liên hệ {word}",
        "registered_by": by,
        "registered_at": moment(2023, 8, 2),
    }
    Registration.objects.create(campaign=of.campaign, unit=unit, **signed)
    of.keys |= sheet_of(of.campaign, unit, by, word, state)
    award = Award.objects.filter(campaign=of.campaign, own_power=False).order_by("pk").first()
    first = dossier_of(of, unit, award, word, by, state)
    of.keys |= {"dossier": first["dossier"], "nominee": first["nomination"], "document": first["document"]}
    if state != "draft":
        for kind in ("accepted", "sent"):
            more = Award.objects.filter(campaign=of.campaign, code=kind).first()
            more = more or more_award(World(of.campaign), kind)
            of.keys |= {kind: dossier_of(of, unit, more, word, by, kind)["dossier"]}


def sheet_of(campaign: Campaign, unit: Unit, by: User, word: str, state: str) -> dict[str, int]:
    """A sheet of the campaign's year with one line and one document."""
    if campaign.criteria_set_id is None:
        campaign.criteria_set = criteria_of_another(campaign)
    at = moment(2023, 11, 10)
    sent = {} if state == "draft" else {"state": "sent", "sent_at": at, "sent_by": by, "self_total": 1}
    sheet = ScoreSheet.objects.create(
        campaign=campaign,
        unit=unit,
        year=campaign.year,
        criteria_set=campaign.criteria_set,
        updated_at=at,
        **sent,
    )
    criterion = Criterion.objects.filter(criteria_set=campaign.criteria_set, parent__isnull=False).first()
    line = SheetItem.objects.create(
        sheet=sheet,
        criterion=criterion,
        answered=True,
        self_points=1,
        note=f"Diễn giải {word}",
        updated_at=at,
        updated_by=by,
    )
    name = default_storage.save(f"kiem-chung-{unit.pk}.pdf", ContentFile(f"%PDF-1.4 {word}".encode()))
    evidence = Evidence.objects.create(
        item=line, subject=f"Trích yếu {word}", number="1", file=name, original_name=f"{word}.pdf", size=1,
        sha256="0" * 64, content_type="application/pdf", added_at=at, added_by=by,
    )  # fmt: skip
    band, _ = Band.objects.get_or_create(criteria_set=campaign.criteria_set, name="Mức Tốt", lower=50)
    keys = {"evidence": evidence.pk, "criterion": criterion.pk, "band": band.pk}
    return keys | {"criteria": campaign.criteria_set.code}


def criteria_of_another(campaign: Campaign) -> CriteriaSet:
    """A small set for a campaign that has none."""
    group = {
        "code": "1",
        "name": "Nhóm",
        "maximum": "10",
        "criteria": [{"code": "1.1", "name": "a", "maximum": "10"}],
    }
    data = {"code": "khac", "title": f"Bộ {WORD_Y}", "stated_maximum": "10", "basis": "", "groups": [group]}
    found = write_criteria_set(data=data, is_demo=True)
    Campaign.objects.filter(pk=campaign.pk).update(criteria_set=found)
    return found


def dossier_of(of: Filled, unit: Unit, award: Award, word: str, by: User, state: str) -> dict[str, int]:
    """A dossier in that state with a nominee and a paper that has a file."""
    at = moment(2023, 12, 4)
    values: dict[str, Any] = {"created_at": at, "updated_at": at, "overall_summary": f"Tóm tắt {word}"}
    if state != "draft":
        values |= {"sent_at": at, "sent_by": by, "first_sent_at": at, "times_sent": 1}
        values |= {"receipt": {"arrived_at": at.isoformat(), "documents": [], "nominations": []}}
        values |= {"receipt_number": f"BN-{award.pk}-{unit.pk}"}
    if state == "returned":
        values["returned_reason"] = f"Bổ sung {word}"
    if state == "accepted":
        boss = User.objects.exclude(pk=by.pk).filter(username="quan-tri").first()
        values |= {"accepted_at": at, "accepted_by": boss}
    row = Dossier.objects.create(
        campaign=of.campaign, round=of.campaign.rounds.first(), award=award, unit=unit, state=state, **values
    )
    own = Filled(of.campaign, of.officer, unit, word, word)
    nomination = nominated(
        own, award, f"Ông {word} {award.code}", state=STATES[state], honorific="ong", sort_key=word
    )
    DossierItem.objects.create(dossier=row, nomination=nomination)
    paper = Document.objects.create(dossier=row, kind="ke_hoach", title=f"Kế hoạch {word}")
    name = default_storage.save(f"ke-hoach-{row.pk}.pdf", ContentFile(f"%PDF-1.4 {word}".encode()))
    DocumentVersion.objects.create(
        document=paper, number=1, template_version="1", context={}, context_sha256="0" * 64, file=name,
        sha256="0" * 64, size=1, pages=1, created_at=at,
    )  # fmt: skip
    return {"dossier": row.pk, "nomination": nomination.pk, "document": paper.pk}


def staff(ground: Ground, of: Filled, place: str, unit: Unit) -> None:
    """A person of every role: where the role works for the campaign, or all of them at another unit."""
    campaign = of.campaign
    seats: dict[str, Unit] = {
        Role.STANDING_OFFICER: campaign.standing_unit,
        Role.APPRAISER: campaign.standing_unit,
    }
    for role in EVERY_ROLE:
        at = unit if role in UNIT_ROLES or place == "other_unit" else seats.get(role, campaign.issuer)
        person = account(role, place)
        row = Membership.objects.create(user=person, unit=at, role=role, valid_from=date(2022, 1, 1))
        ground.people[role, place] = person
        if role == Role.UNIT_OFFICER:
            of.keys |= {"person": person.pk, "membership": row.pk} if place != "other_unit" else {}
        if role in COUNCIL_ROLES and place != "other_unit":
            council = Council.objects.filter(campaign=campaign, level=CouncilLevel.DECIDING).first()
            council = council or Council.objects.create(
                campaign=campaign, unit=campaign.issuer, level=CouncilLevel.DECIDING, name="Hội đồng khác"
            )
            CouncilMember.objects.create(
                council=council, user=person, full_name=person.full_name, position=50
            )
            of.keys |= {"council": council.pk}


def contests(of: Filled, people: list[tuple[Unit, str]]) -> None:
    """The files of what was imported, and a contest whose results hold, with a person of each unit."""
    name = default_storage.save(
        "ket-qua.xlsx", ContentFile(workbook_bytes({"Bảng": [["Đơn vị", "Điểm"], ["a", 1]]}))
    )
    IndexImport.objects.filter(pk=of.keys["index"]).update(file=name)
    ContestImport.objects.filter(pk=of.keys["contest"]).update(file=name)
    at = moment(2023, 12, 20)
    held = ContestImport.objects.create(
        campaign=of.campaign, file=name, filename="giu.xlsx", sha256="1" * 64, size=1, uploaded_at=at, maximum=100,
        uploaded_by=of.officer, state="confirmed", confirmed_at=at, confirmed_by=of.officer, counted_by="best",
    )  # fmt: skip
    for place, (unit, word) in enumerate(people, start=1):
        row = Contestant.objects.create(
            contest_import=held, account=f"tk-{word}", full_name=f"Thí sinh {word}", unit=unit, row=place + 4,
            attempt_count=1, counted_number=1, score=90, rank=place, sort_key=word, search_key=fold(word),
        )  # fmt: skip
        of.keys |= {"contestant": row.pk} if unit == of.unit else {}


def history(of: Filled, unit: Unit, word: str) -> None:
    """A list of old awards that is being looked at."""
    office, at = of.campaign.issuer, moment(2023, 8, 3)
    data = listed(person_row(1, f"Lê {word}", unit.name))
    name = default_storage.save("khen-cu.xlsx", ContentFile(data))
    of.keys["old_list"] = HistoryImport.objects.create(
        keeper=office, file=name, filename=f"{word}.xlsx", sha256="2" * 64, size=len(data), uploaded_at=at,
        uploaded_by=of.officer,
    ).pk  # fmt: skip


def account(role: str, place: str) -> User:
    """A person without a password: the tests sign them in."""
    name = f"{role}.{place}"
    return User.objects.create(
        username=name, full_name=name, sort_key=person_sort_key(name), search_key=fold(name), password="!"
    )


def offices(ground: Ground) -> None:
    """What stands beside the campaigns: a role that waits, an invitation, a criterion, an event."""
    for of in (ground.mine, ground.theirs):
        guest = account("guest", of.campaign.slug)
        row = Membership.objects.create(
            user=guest, unit=of.unit, role=Role.COUNCIL_MEMBER, valid_from=date(2024, 1, 1), awaits=True,
            given_by=of.officer,
        )  # fmt: skip
        of.keys |= {"issuer": of.campaign.issuer_id, "alias": alias_of(of.unit).pk}
        of.keys |= {"reset": lost_by_somebody_of(of)}
        of.keys |= {"change": change_of(of.unit, of.officer)}
        of.keys |= {
            "waiting": row.pk,
            "event": AuditEvent.objects.filter(campaign_ref=of.campaign.slug).first().number,
            "version": 1,
        }
    of = ground.mine
    admin = ground.people[Role.SYSTEM_ADMIN, "own"]
    invited = account("invited", "own")
    Membership.objects.create(user=invited, unit=of.unit, role=Role.UNIT_OFFICER, valid_from=date(2024, 1, 1))
    of.keys |= {"secret": invite_person(person=invited, by=admin, at=NOW)}
    ground.theirs.keys |= {"secret": of.keys["secret"]}
    theirs = ground.theirs
    council = Council.objects.get(pk=theirs.keys["council"])
    theirs.keys |= {"meeting": council.meetings.create(round=theirs.campaign.rounds.first(), held_on=NOW).pk}
    assert Nomination.objects.filter(campaign=theirs.campaign).exists()


def lost_by_somebody_of(of: Filled) -> int:
    """An officer of the unit who lost the second factor; a second person has to say yes."""
    loser = account("loser", of.campaign.slug)
    Membership.objects.create(user=loser, unit=of.unit, role=Role.UNIT_OFFICER, valid_from=date(2022, 1, 1))
    return FactorReset.objects.create(
        user=loser, asked_by=of.officer, asked_at=NOW, reason="Mất điện thoại"
    ).pk


def alias_of(unit: Unit) -> UnitAlias:
    """Another name of the unit."""
    return UnitAlias.objects.create(unit=unit, name=f"Tên khác {unit.pk}", name_key=f"ten khac {unit.pk}")
