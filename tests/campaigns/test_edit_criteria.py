"""Bộ tiêu chí: written in the browser's verbs; what is scored or launched is not taken away."""

from dataclasses import replace
from decimal import Decimal as D

import pytest

from accounts.errors import DomainError, NotAllowed
from accounts.models import AuditEvent
from campaigns.criteria import set_picture
from campaigns.criteria_typed import TypedCriterion
from campaigns.domain.edit_criteria import (
    Scored,
    add_criterion,
    edit_criterion,
    move_criterion,
    remove_criterion,
)
from campaigns.domain.edit_criteria_set import create_criteria_set, edit_criteria_set, remove_criteria_set
from campaigns.models import CriteriaSet, Criterion, Membership, Unit
from tests.yearly_makers import IN_2024


def nobody(criterion: Criterion) -> Scored:
    """Nothing has been scored."""
    return Scored()


def eight(criterion: Criterion) -> Scored:
    """Eight lines, the best with 9,5."""
    return Scored(8, D("9.5"))


@pytest.fixture
def world(tan_chau):
    return tan_chau


@pytest.fixture
def new(world) -> CriteriaSet:
    return create_criteria_set(
        code="Moi-2024", title="Bộ  mới", stated_maximum="100", basis="QĐ 1", by=world.officer, at=IN_2024
    )


def add(world, criteria_set, code, group=None, maximum="10", **changes) -> Criterion:
    """The officer adds a row: a group when it stands in none."""
    by = changes.pop("by", world.officer)
    kind = "points" if group else "group"
    typed = TypedCriterion(
        **{"name": f"Tiêu chí {code}", "kind": kind, "code": code, "maximum": maximum, **changes}
    )
    return add_criterion(criteria_set=criteria_set, parent=group, typed=typed, by=by, at=IN_2024)


def test_a_set_from_scratch_keeps_its_order_and_its_codes(world, new):
    one = add(world, new, "1", maximum="20")
    two = add(world, new, "2")
    add(world, new, "2.1", two)
    add(world, new, "1.9", one)
    add(world, new, "1.10", one, maximum="7,5", how="a\nb", evidence_hint="QĐ")
    add(world, new, "3")
    picture = set_picture(new)
    assert [(root.row.code, [child.row.code for child in root.children]) for root in picture.roots] == [
        ("1", ["1.9", "1.10"]),
        ("2", ["2.1"]),
        ("3", []),
    ]
    assert list(new.criteria.values_list("position", flat=True)) == [1, 2, 3, 4, 5, 6]
    assert (picture.total, picture.difference, picture.roots[0].difference) == (
        D("27.5"),
        D("-72.5"),
        D("-2.5"),
    )
    assert (new.code, new.title, new.search_key) == ("moi-2024", "Bộ mới", "bo moi moi 2024 qd 1")
    assert AuditEvent.objects.filter(kind="criteria.added").count() == 6


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"code": "có dấu"}, "code"),
        ({"code": "moi"}, "code"),
        ({"code": "-a"}, "code"),
        ({"code": "minh-hoa-cds-2023"}, "code"),
        ({"title": " "}, "title"),
        ({"title": "x" * 251}, "title"),
        ({"stated_maximum": "nhiều"}, "stated_maximum"),
        ({"stated_maximum": "-1"}, "stated_maximum"),
    ],
)
def test_a_bad_set_is_refused_at_its_field(world, changes, field):
    before = CriteriaSet.objects.count()
    values = {"code": "bo-moi", "title": "Bộ mới", "stated_maximum": "100", **changes}
    with pytest.raises(DomainError) as caught:
        create_criteria_set(**values, by=world.officer, at=IN_2024)
    assert caught.value.field == field and CriteriaSet.objects.count() == before


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"code": ""}, "code"),
        ({"code": "x" * 21}, "code"),
        ({"code": "1"}, "code"),
        ({"name": " "}, "name"),
        ({"maximum": "-1"}, "maximum"),
        ({"maximum": "1,234"}, "maximum"),
        ({"maximum": ""}, "maximum"),
    ],
)
def test_a_bad_row_is_refused_at_its_field(world, new, changes, field):
    group = add(world, new, "1")
    with pytest.raises(DomainError) as caught:
        add(world, new, **{"code": "1.1", "group": group, **changes})
    assert caught.value.field == field and new.criteria.count() == 1


def test_a_group_of_another_set_takes_nothing(world, new):
    other = Criterion.objects.filter(parent=None).first()
    with pytest.raises(DomainError, match="không thuộc bộ này"):
        add(world, new, "1.1", other)


def test_a_scored_criterion_is_not_lowered_and_not_removed(world, new):
    row = add(world, new, "1.1", add(world, new, "1"))
    values = {"criterion": row, "by": world.officer, "at": IN_2024}
    typed = TypedCriterion("1.1", "Tên mới")
    with pytest.raises(DomainError, match=r"đã có 8 điểm tự chấm \(cao nhất 9,5 điểm\)") as caught:
        edit_criterion(**values, typed=replace(typed, maximum="9,9"), scores_of=eight)
    assert caught.value.field == "maximum"
    with pytest.raises(DomainError, match="đã có 8 điểm tự chấm nên không xóa được"):
        remove_criterion(criterion=row, scores_of=eight, by=world.officer, at=IN_2024)
    row.refresh_from_db()
    assert (row.maximum, row.name) == (10, "Tiêu chí 1.1")
    edit_criterion(**values, typed=replace(typed, maximum="10"), scores_of=eight)
    edit_criterion(**values, typed=replace(typed, maximum="12"), scores_of=eight)
    edit_criterion(**values, typed=replace(typed, maximum="5"), scores_of=nobody)
    row.refresh_from_db()
    assert (row.maximum, row.name) == (5, "Tên mới")
    event = AuditEvent.objects.filter(kind="criteria.edited").order_by("number").first()
    assert event.changes == {"name": ["Tiêu chí 1.1", "Tên mới"]}


def test_an_unscored_row_is_removed_with_its_group(world, new):
    group = add(world, new, "1")
    add(world, new, "1.1", group)
    remove_criterion(criterion=group, scores_of=nobody, by=world.officer, at=IN_2024)
    assert not new.criteria.exists()
    with pytest.raises(DomainError, match="đã được xóa"):
        remove_criterion(criterion=group, scores_of=nobody, by=world.officer, at=IN_2024)


def test_a_set_of_a_launched_campaign_loses_nothing(world):
    used = world.campaign.criteria_set
    row = used.criteria.exclude(parent=None).first()
    with pytest.raises(DomainError, match="đã phát động"):
        remove_criterion(criterion=row, scores_of=nobody, by=world.officer, at=IN_2024)
    with pytest.raises(DomainError, match="đang được dùng ở 1 phong trào"):
        remove_criteria_set(criteria_set=used, by=world.officer, at=IN_2024)
    assert Criterion.objects.filter(pk=row.pk).exists()


def test_a_draft_may_still_lose_a_criterion(tan_chau_draft):
    used = tan_chau_draft.campaign.criteria_set
    row = used.criteria.exclude(parent=None).first()
    remove_criterion(criterion=row, scores_of=nobody, by=tan_chau_draft.officer, at=IN_2024)
    assert not Criterion.objects.filter(pk=row.pk).exists()


def test_a_set_that_nobody_uses_is_edited_and_removed(world, new):
    add(world, new, "1")
    edit_criteria_set(criteria_set=new, title="Bộ khác", stated_maximum="50,5", by=world.officer, at=IN_2024)
    new.refresh_from_db()
    assert (new.title, new.stated_maximum, new.search_key) == ("Bộ khác", D("50.5"), "bo khac moi 2024")
    remove_criteria_set(criteria_set=new, by=world.officer, at=IN_2024)
    assert not CriteriaSet.objects.filter(code="moi-2024").exists()


def test_others_may_not_write(world, new):
    clerk = world.person_of(world.unit("30397"))
    with pytest.raises(NotAllowed):
        create_criteria_set(code="cua-xa", title="Bộ", stated_maximum="1", by=clerk, at=IN_2024)
    with pytest.raises(NotAllowed):
        add(world, new, "1", by=clerk)
    stranger = Unit.objects.create(code="la", name="Sở khác", kind="so_nganh")
    Membership.objects.filter(user=world.officer).update(unit=stranger)
    with pytest.raises(NotAllowed, match="đang được dùng ở"):
        add(world, world.campaign.criteria_set, "99")
    assert not new.criteria.exists()


def test_a_deep_tree_keeps_its_order_when_rows_are_added_and_moved(world, new):
    one = add(world, new, "1", maximum="20")
    inner = add(world, new, "1.1", one, kind="group", maximum="")
    add(world, new, "1.2", one)
    add(world, new, "1.1.1", inner)
    add(world, new, "1.1.2", inner)
    codes = lambda: list(new.criteria.values_list("code", flat=True))  # noqa: E731
    assert codes() == ["1", "1.1", "1.1.1", "1.1.2", "1.2"]
    by = {"by": world.officer, "at": IN_2024}
    assert move_criterion(criterion=inner, up=False, **by)
    assert codes() == ["1", "1.2", "1.1", "1.1.1", "1.1.2"]
    assert not move_criterion(criterion=inner, up=False, **by)
    assert move_criterion(criterion=new.criteria.get(code="1.1.2"), up=True, **by)
    assert codes() == ["1", "1.2", "1.1", "1.1.2", "1.1.1"]
    remove_criterion(criterion=one, scores_of=nobody, **by)
    assert codes() == []


def test_a_rule_is_stored_with_its_parameters_and_a_group_has_none(world, new):
    group = add(world, new, "1", maximum="")
    row = add(world, new, "1.1", group, rule="steps", params={"a": "số cuộc họp", "rows": "4 = 10\n3 = 7,5"})
    assert (group.maximum, row.rule_params) == (
        None,
        {"a": "số cuộc họp", "rows": [["4", "10"], ["3", "7.5"]]},
    )
    gate = add(world, new, "1.2", group, kind="gate", maximum="", rule="yes_no", may_not_apply=True)
    assert (gate.rule, gate.maximum, gate.may_not_apply) == ("manual", None, True)
    with pytest.raises(DomainError, match="mức tối đa 10") as caught:
        add(world, new, "1.3", group, rule="steps", params={"a": "số cuộc họp", "rows": "4 = 11"})
    assert caught.value.field == "rows"


@pytest.mark.parametrize(
    "changes",
    [{"kind": "bonus"}, {"rule": "yes_no"}, {"rule": "count", "params": {"a": "sáng kiến", "each": "1"}}],
)
def test_kind_and_rule_of_a_scored_criterion_stay(world, new, changes):
    row = add(world, new, "1.1", add(world, new, "1"))
    typed = TypedCriterion(**{"code": "1.1", "name": "x", "maximum": "10", **changes})
    values = {"criterion": row, "typed": typed, "by": world.officer, "at": IN_2024}
    with pytest.raises(DomainError, match="không đổi loại, quy tắc chấm"):
        edit_criterion(**values, scores_of=eight)
    edit_criterion(**values, scores_of=nobody)


def test_a_scored_criterion_may_still_come_not_to_apply_but_not_the_other_way(world, new):
    row = add(world, new, "1.1", add(world, new, "1"))
    values = {"criterion": row, "scores_of": eight, "by": world.officer, "at": IN_2024}
    edit_criterion(typed=TypedCriterion("1.1", "x", "10", may_not_apply=True), **values)
    with pytest.raises(DomainError, match="quyền chọn «Không áp dụng»") as caught:
        edit_criterion(typed=TypedCriterion("1.1", "x", "10"), **values)
    assert caught.value.field == "may_not_apply"


def test_a_criterion_outside_every_group_is_refused(world, new):
    with pytest.raises(DomainError, match="phải nằm trong một nhóm"):
        add(world, new, "1", kind="points")


def test_how_the_total_is_counted_stays_once_launched(world, new):
    values = {"title": "Bộ", "stated_maximum": "100", "rescale": "none", "by": world.officer, "at": IN_2024}
    edit_criteria_set(criteria_set=new, **values)
    with pytest.raises(DomainError, match="đã phát động nên không đổi cách tính") as caught:
        edit_criteria_set(criteria_set=world.campaign.criteria_set, **values)
    assert caught.value.field == "rescale"
