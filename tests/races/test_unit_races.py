"""Two people change the same units, or a sheet under the question whose it is: one after the other, never both."""

from datetime import date

import pytest

from accounts.domain.audit import broken_links
from accounts.errors import DomainError
from accounts.models import User
from campaigns.domain.change_unit import change_unit
from campaigns.domain.edit_unit import correct_unit
from campaigns.domain.register_unit import register_unit
from campaigns.domain.succeed_units import succeed_units
from campaigns.domain.undo_unit_change import undo_unit_change
from campaigns.domain.write_unit import write_unit
from campaigns.enums import ChangeKind, Inherited, UnitKind
from campaigns.models import Takeover, Unit, UnitChange, UnitSuccession
from dossiers.demo.base import moment, seed_launched
from dossiers.domain.decide_takeovers import Answer, decide_takeovers
from scoring.domain.sheets import open_sheet, save_item, send_sheet
from scoring.models import ScoreSheet
from scoring.sheets import Typed
from tests.factories import World
from tests.succession_makers import basis, province_above
from tests.thread_makers import one_in_the_other

pytestmark = pytest.mark.django_db(transaction=True)
ORDERS = pytest.mark.parametrize("turned", [False, True], ids=["first", "last"])
EARLY, AT = moment(2023, 8, 2), moment(2023, 10, 5)
DAY, S = date(2023, 10, 1), Inherited.SHEET


@pytest.fixture
def land(transactional_db) -> World:
    """Three communes of one town under a province."""
    world = World(seed_launched())
    province_above(world.campaign.issuer)
    world.admin = User.objects.get(username="quan-tri-tinh")
    world.an, world.long, world.phu = (world.unit(code) for code in ("30391", "30376", "30394"))
    return world


def both(turned: bool, one, other) -> list[str]:
    """One in the other, in either order; the sentences of the refused. Any other error is a fault."""
    answers = one_in_the_other(*((other, one) if turned else (one, other)))
    for found in answers:
        if isinstance(found, Exception) and not isinstance(found, DomainError):
            raise found
    assert broken_links() == []
    return [found.message for found in answers if isinstance(found, DomainError)]


def paper(land) -> dict:
    return {"basis": basis(DAY, issued_on=date(2023, 9, 20)), "by": land.admin, "at": AT}


def merge(land, *before, into):
    return succeed_units(
        kind=ChangeKind.MERGE, predecessors=before, successors=[into], children_to=into.code, **paper(land)
    )


def correct(land, unit, **values):
    old = {name: getattr(unit, name) for name in ("code", "name", "short_name", "kind", "parent", "valid_to")}
    return correct_unit(unit=unit, values={**old, **values}, despite=False, by=land.admin, at=AT)


@ORDERS
def test_a_correction_does_not_take_a_new_name_back(land, turned):
    sentences = both(
        turned,
        lambda: correct(land, land.an, head_title="Quyền Chủ tịch"),
        lambda: change_unit(unit=land.an, name="UBND xã Long An Mới", **paper(land)),
    )
    assert Unit.objects.get(pk=land.an.pk).name == "UBND xã Long An Mới"
    assert not sentences or "vừa được người khác sửa hoặc ghi biến động" in sentences[0]


@ORDERS
def test_a_correction_does_not_let_an_ended_unit_go_on(land, turned):
    both(
        turned,
        lambda: correct(land, land.an, head_title="Quyền Chủ tịch"),
        lambda: merge(land, land.an, into=land.phu),
    )
    assert Unit.objects.get(pk=land.an.pk).valid_to == date(2023, 9, 30)


@ORDERS
def test_a_unit_goes_to_one_successor(land, turned):
    sentences = both(
        turned, lambda: merge(land, land.an, into=land.phu), lambda: merge(land, land.an, into=land.long)
    )
    assert len(sentences) == 1 and "đã chấm dứt hoạt động" in sentences[0]
    assert UnitSuccession.objects.count() == UnitChange.objects.count() == 1


@ORDERS
def test_two_units_do_not_come_to_each_other(land, turned):
    sentences = both(
        turned, lambda: merge(land, land.an, into=land.phu), lambda: merge(land, land.phu, into=land.an)
    )
    assert len(sentences) == 1 and Unit.objects.filter(valid_to__isnull=False).count() == 1


@ORDERS
def test_a_unit_below_moves_while_its_superior_ends(land, turned):
    village = write_unit(code="ap-1", name="Ấp 1", kind=UnitKind.BAN_THON, parent=land.an)
    both(
        turned,
        lambda: merge(land, land.an, into=land.phu),
        lambda: change_unit(unit=village, parent=land.long, **paper(land)),
    )
    village.refresh_from_db()
    assert village.parent in (land.phu, land.long) and village.parent.valid_to is None


@ORDERS
def test_nobody_comes_under_a_superior_that_ends(land, turned):
    village = write_unit(code="ap-1", name="Ấp 1", kind=UnitKind.BAN_THON, parent=land.long)
    sentences = both(
        turned,
        lambda: merge(land, land.an, into=land.phu),
        lambda: change_unit(unit=village, parent=land.an, **paper(land)),
    )
    village.refresh_from_db()
    # Whoever comes first: it stays where it was and reads why, or it moves along to the successor.
    assert (village.parent, len(sentences)) in ((land.long, 1), (land.phu, 0))
    assert village.parent.valid_to is None


@pytest.fixture
def sheets(land):
    """xã Long An and phường Long Phú have scored one line each; then the first comes to the second."""
    for number, unit in enumerate((land.an, land.phu), start=1):
        by = {"by": land.person_of(unit), "at": EARLY}
        register_unit(campaign=land.campaign, unit=unit, **by)
        sheet = open_sheet(campaign=land.campaign, unit=unit, **by)
        criterion = sheet.criteria_set.criteria.filter(parent__isnull=False).first()
        save_item(sheet=sheet, criterion=criterion, typed=Typed(str(number)), version=0, **by)
    land.change = merge(land, land.an, into=land.phu).change
    return land


def take(land, *, instead: bool):
    return decide_takeovers(
        campaign=land.campaign, answers=[Answer(land.an.pk, S, land.phu.pk, instead)], document="TB 10",
        by=land.officer, at=AT,
    )  # fmt: skip


@ORDERS
def test_a_sheet_is_sent_or_set_aside(sheets, turned):
    own = ScoreSheet.objects.get(unit=sheets.phu)
    sentences = both(
        turned,
        lambda: take(sheets, instead=True),
        lambda: send_sheet(sheet=own, by=sheets.person_of(sheets.phu), at=AT),
    )
    assert len(sentences) == 1 and ("đã gửi" in sentences[0] or "vừa được chuyển hoặc cất" in sentences[0])
    assert Takeover.objects.exists() == (ScoreSheet.objects.get(unit=sheets.phu).pk != own.pk)


@ORDERS
def test_a_sheet_that_is_handed_on_is_not_sent_by_the_old_unit(sheets, turned):
    ScoreSheet.objects.filter(unit=sheets.phu).delete()
    old = ScoreSheet.objects.get(unit=sheets.an)
    sentences = both(
        turned,
        lambda: take(sheets, instead=False),
        lambda: send_sheet(sheet=old, by=sheets.person_of(sheets.an), at=EARLY),
    )
    old.refresh_from_db()
    assert old.unit == sheets.phu and bool(sentences) == (old.state == "draft")


@ORDERS
def test_an_answer_does_not_rest_on_a_merger_that_is_taken_back(sheets, turned):
    sentences = both(
        turned,
        lambda: take(sheets, instead=True),
        lambda: undo_unit_change(change=sheets.change, reason="Nhầm", by=sheets.admin, at=AT),
    )
    assert len(sentences) == 1
    assert Takeover.objects.exists() == (Unit.objects.get(pk=sheets.an.pk).valid_to is not None)
