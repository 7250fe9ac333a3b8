"""Numbers of the plan beside what was given: overlapping quotas count each other's places."""

from datetime import date

import pytest

from accounts.errors import DomainError
from awards.domain.change_plan import Paper
from awards.domain.claim_place import claim_place
from awards.domain.edit_plan import add_row, edit_row
from awards.domain.plan_dates import last_valid_day
from awards.models import Award, AwardQuota
from dossiers.demo.base import moment
from tests.shape_makers import put, reshaped, without_council

AT = moment(2023, 12, 20)
PAPER = Paper("Điều chỉnh chỉ tiêu", "Kế hoạch 1500/KH-UBND")


@pytest.fixture
def given(tan_chau):
    """Two collectives and a person awarded by single numbers, below a joint ceiling of five."""
    without_council(tan_chau)
    reshaped(
        tan_chau,
        {"subject": "tap_the", "maximum": 3},
        {"subject": "ca_nhan", "maximum": 3},
        {"maximum": 5},
    )
    award = Award.objects.get(campaign=tan_chau.campaign)
    for name, code, subject in (
        ("A", "30376", "tap_the"),
        ("B", "30400", "tap_the"),
        ("C", "30400", "ca_nhan"),
    ):
        quota = award.quotas.get(subject=subject)
        one = put(tan_chau, name, code, subject)
        claim_place(nomination=one, quota=quota, by=tan_chau.officer, at=AT)
    return {"campaign": tan_chau.campaign, "by": tan_chau.officer, "at": AT, "paper": PAPER}


def test_a_joint_number_is_not_lowered_under_places_given_by_single_ones(given):
    joint = AwardQuota.objects.get(subject="")
    with pytest.raises(
        DomainError, match="Đã chọn khen 3 trường hợp .* không hạ xuống 2 .* ít nhất 1"
    ) as refused:
        edit_row(part="quotas", pk=joint.pk, values={"maximum": 2}, **given)
    assert refused.value.field == "maximum"
    edit_row(part="quotas", pk=joint.pk, values={"maximum": 3}, **given)
    with pytest.raises(DomainError, match="Đã chọn khen 3"):
        edit_row(part="quotas", pk=joint.pk, values={"maximum": 1, "mode": "exact"}, **given)


def test_a_new_number_over_what_was_given_is_refused(given):
    award = Award.objects.get(campaign=given["campaign"])
    group = given["campaign"].groups.get(code="phuong-xa")
    values = {"mode": "ceiling", "maximum": 1, "group": group, "subject": "tap_the", "clause": "x"}
    with pytest.raises(DomainError, match="Đã chọn khen 2 trường hợp .* không đặt 1 được"):
        add_row(part="quotas", award=award, values=values, **given)
    add_row(part="quotas", award=award, values={**values, "maximum": 2}, **given)
    assert award.quotas.count() == 4


def test_words_of_a_full_number_may_still_be_changed(given):
    quota = AwardQuota.objects.get(subject="tap_the")
    edit_row(part="quotas", pk=quota.pk, values={"maximum": 2, "clause": "mục mới"}, **given)
    edit_row(part="quotas", pk=quota.pk, values={"clause": "mục khác"}, **given)
    with pytest.raises(DomainError, match="Đã chọn khen 2 trường hợp .* không đổi đợt, nhóm"):
        edit_row(part="quotas", pk=quota.pk, values={"outside": True}, **given)


def test_the_first_day_of_all_has_no_day_before_it():
    assert last_valid_day("before_day", date(1, 1, 1)) == date(1, 1, 1)
    assert last_valid_day("before_day", date(2023, 12, 10)) == date(2023, 12, 9)
    assert last_valid_day("on_day", date(2023, 12, 10)) == date(2023, 12, 10)
