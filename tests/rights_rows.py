"""A campaign with one row of everything that hangs on it, each bearing a word that nobody else may read."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from accounts.models import User
from accounts.text import fold
from awards.models import (
    Award,
    AwardQuota,
    AwardRecord,
    Condition,
    Decision,
    DecisionFile,
    FieldResult,
    Nomination,
    PastAward,
    Suspension,
)
from campaigns.domain.write_unit import write_unit
from campaigns.enums import FigureKind, Inherited
from campaigns.models import (
    Campaign,
    CriteriaSet,
    OwnPlan,
    ReportReceived,
    Takeover,
    TargetProgress,
    Unit,
    UnitFigure,
)
from dossiers.demo.base import moment
from scoring.models import Contestant, ContestImport, IndexImport, ScoreSheet, TieChoice
from tests.yearly_makers import add_duty, add_target


@dataclass
class Filled:
    """A campaign, its people, the word, and the keys of its rows."""

    campaign: Campaign
    officer: User
    unit: Unit
    word: str
    # What stands in the rows that are the unit's own.
    unit_word: str
    keys: dict[str, Any] = field(default_factory=dict)


def fill(campaign: Campaign, *, officer: User, unit: Unit, word: str, unit_word: str = "") -> Filled:
    """One row of everything; the texts of the campaign's rows hold the word, those of the unit's own the other."""
    found = Filled(campaign, officer, unit, word, unit_word or word)
    found.keys |= {"slug": campaign.slug, "unit": unit.pk, "year": campaign.year}
    yearly(found)
    plan_rows(found)
    nominations(found)
    imports(found)
    return found


def yearly(of: Filled) -> None:
    """A target with a number, a report, an own plan, figures."""
    signed = {"at": moment(2024, 1, 2), "by": of.officer}
    paper = {
        "number": f"12/{of.unit_word}",
        "issued_on": date(2023, 12, 1),
        "summary": of.unit_word,
        **signed,
    }
    target = add_target(of.campaign, f"mat-{of.campaign.pk}", phase=None, text=f"Chỉ tiêu {of.word}")
    TargetProgress.objects.create(target=target, year=2023, value=Decimal(41), document=of.word, **signed)
    duty = add_duty(of.campaign, recipient=f"Phòng {of.word}")
    report = ReportReceived.objects.create(
        duty=duty, unit=of.unit, year=2023, arrived_on=date(2023, 12, 2), **paper
    )
    plan = OwnPlan.objects.create(campaign=of.campaign, unit=of.unit, year=2023, **paper)
    for kind in FigureKind.values:
        UnitFigure.objects.create(
            campaign=of.campaign, unit=of.unit, year=2023, kind=kind, value=7, document=of.unit_word, **signed
        )
    takeover = Takeover.objects.create(
        campaign=of.campaign, predecessor=of.unit, what=Inherited.YEARS, document=of.word, **signed
    )
    of.keys |= {"target": target.pk, "duty": duty.pk, "report": report.pk, "own_plan": plan.pk}
    aside = Takeover.objects.create(
        campaign=of.campaign, predecessor=of.campaign.issuer, successor=of.unit, what=Inherited.SHEET,
        document=of.word, moved={"aside": {}}, **signed,
    )  # fmt: skip
    sheet = ScoreSheet.every.create(
        campaign=of.campaign, unit=of.unit, year=2022, criteria_set=CriteriaSet.objects.first(),
        updated_at=signed["at"], set_aside=aside,
    )  # fmt: skip
    ended = write_unit(
        code=f"het-{of.campaign.pk}", name=f"Đơn vị hết {of.campaign.pk}", kind="khac", parent=of.campaign.issuer,
        valid_to=date(2023, 6, 1),
    )  # fmt: skip
    of.keys["ended"] = ended.pk
    of.keys |= {"takeover": takeover.pk, "aside": aside.pk, "sheet_aside": sheet.pk}


def plan_rows(of: Filled) -> None:
    """An award of heads with a quota, a condition of the plan and one of the unit's head."""
    award = Award.objects.create(
        campaign=of.campaign, code=f"rieng-{of.campaign.pk}", kind="giay_khen", name=f"Giấy khen {of.word}",
        decided_by=of.word, own_power=True, clause="x", position=90,
    )  # fmt: skip
    quota = AwardQuota.objects.create(award=award, mode="none", clause="x")
    values = {"award": award, "rule": "attested", "clause": "x"}
    condition = Condition.objects.create(
        position=1, params={"code": "a"}, text=f"Tiêu chuẩn {of.word}", **values
    )
    own = Condition.objects.create(
        position=500, params={"code": "rieng-1"}, text=f"Riêng {of.unit_word}", unit=of.unit, **values
    )
    of.keys |= {"award": award.code, "award_pk": award.pk, "quota": quota.pk, "condition": condition.pk}
    of.keys |= {"own": own.pk, "group": of.campaign.groups.first().code}
    of.keys |= {"group_pk": of.campaign.groups.first().pk, "round": of.campaign.rounds.first().code}
    of.keys |= {"round_pk": of.campaign.rounds.first().pk}


def nominations(of: Filled) -> None:
    """One of a unit with what may be recorded on it, one of the standing body's own, one of a head's."""
    award = Award.objects.filter(campaign=of.campaign, own_power=False).first()
    quota = award.quotas.filter(outside=False).first()
    signed = {"at": moment(2024, 1, 2), "by": of.officer}
    one = nominated(
        of, award, f"Bà {of.unit_word}", group=of.campaign.groups.filter(members__unit=of.unit).first()
    )
    direct = nominated(of, award, f"Ông {of.word}", origin="outside", origin_place=of.word)
    head = nominated(of, Award.objects.get(pk=of.keys["award_pk"]), f"Cô {of.unit_word}", state="awarded")
    record = AwardRecord.objects.create(
        campaign=of.campaign, round=head.round, nomination=head, quota_id=of.keys["quota"], place=1,
        marked_at=moment(2024, 1, 2), marked_by=of.officer, decision_number=of.unit_word,
        decided_on=date(2024, 1, 2),
    )  # fmt: skip
    Suspension.objects.create(
        nomination=one,
        kind=Suspension.Kind.values[0],
        since=date(2024, 1, 1),
        document=of.unit_word,
        **signed,
    )
    FieldResult.objects.create(
        nomination=one, year=one.round.first_year, percent=Decimal(90), document=of.unit_word, **signed
    )
    past = old_award(of)
    choice = TieChoice.objects.create(quota=quota, round=one.round, nomination=one, ground=of.word, **signed)
    of.keys |= {"nomination": one.pk, "direct": direct.pk, "head": head.pk, "choice": choice.pk}
    scan = DecisionFile.objects.create(
        decision=past.decision, file=default_storage.save("quyet-dinh.pdf", ContentFile(b"%PDF-1.4")),
        original_name=f"{of.unit_word}.pdf", content_type="application/pdf", size=8, sha256="3" * 64,
        added_at=moment(2024, 1, 2), added_by=of.officer,
    )  # fmt: skip
    of.keys |= {"asked_quota": quota.pk, "past": past.pk, "scan": scan.pk, "given": record.pk}


def old_award(of: Filled) -> PastAward:
    """An old award of the one that the unit put forward."""
    keeper, signed = of.campaign.issuer, {"created_at": moment(2024, 1, 2), "created_by": of.officer}
    paper = Decision.objects.create(keeper=keeper, number=of.unit_word, key=of.unit_word)
    return PastAward.objects.create(
        keeper=keeper, decision=paper, kind="giay_khen", award_name=of.unit_word, subject="ca_nhan", unit=of.unit,
        name=f"Bà {of.unit_word}", first_year=2023, last_year=2023, same_key=of.unit_word,
        fold_key=fold(f"Bà {of.unit_word}"),
        search_key="", sort_key="a", **signed,
    )  # fmt: skip


def nominated(of: Filled, award: Award, name: str, **values: Any) -> Nomination:
    """A nomination of a person, past its checking."""
    return Nomination.objects.create(
        **{
            "campaign": of.campaign, "round": of.campaign.rounds.first(), "unit": of.unit, "award": award,
            "subject": "ca_nhan", "name": name, "honorific": "ba", "position_title": "Công chức",
            "state": "accepted", "created_by": of.officer, "created_at": moment(2024, 1, 2),
            "search_key": "", "sort_key": name, **values,
        }
    )  # fmt: skip


def imports(of: Filled) -> None:
    """An import of results and one of a contest with a person."""
    shared = {
        "campaign": of.campaign, "file": "x.xlsx", "filename": f"{of.word}.xlsx", "sha256": "0" * 64,
        "size": 1, "uploaded_at": moment(2024, 1, 2), "uploaded_by": of.officer, "state": "preview",
    }  # fmt: skip
    index = IndexImport.objects.create(year=of.campaign.year, **shared)
    contest = ContestImport.objects.create(**shared)
    person = Contestant.objects.create(
        contest_import=contest,
        account="a1",
        full_name=f"Thí sinh {of.word}",
        row=5,
        sort_key="a",
        search_key="a",
    )
    of.keys |= {"index": index.pk, "contest": contest.pk, "contestant": person.pk}
