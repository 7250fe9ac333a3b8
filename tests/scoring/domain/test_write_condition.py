"""A condition is written only when its rule takes the parameters; one that people attested keeps its rule."""

import pytest

from accounts.errors import DomainError, NotAllowed
from awards.domain.change_plan import Paper
from awards.domain.edit_plan import remove_row
from awards.models import Award, Condition
from campaigns.models import CampaignVersion
from dossiers.demo.base import moment
from scoring.domain.write_condition import add_condition, edit_condition
from scoring.models import Attestation
from tests.council_makers import accepted

AT = moment(2023, 8, 1)
PAPER = Paper("Bổ sung tiêu chuẩn", "1400/KH-UBND")


def who(world) -> dict:
    """The standing officer, and the document that a launched plan asks for."""
    return {"campaign": world.campaign, "by": world.officer, "at": AT, "paper": PAPER}


def wanted(**changes) -> dict:
    """A condition on the index, as the form sends it."""
    return {
        "rule": "index_threshold", "params": {"min_percent": "90", "years": 2}, "subject": "tap_the", "origin": "",
        "round_kind": "", "group": None, "text": "DTI từ 90% trong 02 năm", "clause": "mục III.2.2.a", **changes,
    }  # fmt: skip


def test_a_condition_is_added_last_and_makes_a_version(tan_chau):
    award = Award.objects.get(campaign=tan_chau.campaign)
    done = add_condition(award=award, values=wanted(), **who(tan_chau))
    row = Condition.objects.get(rule="index_threshold")
    assert row.position == 10 and row.params == {"min_percent": "90", "years": 2}
    assert "thêm «DTI từ 90% trong 02 năm»" in done.changes[0]
    assert (
        CampaignVersion.objects.get(number=2).content["awards"][0]["conditions"][-1]["params"] == row.params
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"rule": "best_of_all"}, "Không có quy tắc xét «best_of_all»"),
        ({"params": {}}, "«Kết quả chỉ số đạt ngưỡng trong n năm» thiếu tham số «Ngưỡng (% điểm tối đa)»"),
        ({"params": {"min_percent": "101"}}, "100"),
        ({"params": {"min_percent": "90", "hours": 3}}, "không có tham số «hours»"),
        ({"rule": "within_top", "params": {"n": 3}, "subject": "ca_nhan"}, "không dùng cho đối tượng"),
        ({"round_kind": "tong_ket"}, "không có đợt loại này"),
        ({"clause": ""}, "điều khoản» đang để trống"),
    ],
)
def test_what_the_rule_or_the_plan_does_not_take_is_refused(tan_chau, changes, said):
    award = Award.objects.get(campaign=tan_chau.campaign)
    with pytest.raises(DomainError) as refused:
        add_condition(award=award, values=wanted(**changes), **who(tan_chau))
    assert said in refused.value.message
    assert Condition.objects.count() == 9 and CampaignVersion.objects.count() == 1


def test_an_attested_condition_keeps_its_rule_and_stays(tan_chau):
    row = Condition.objects.filter(rule="attested").first()
    nomination = accepted(tan_chau, "30397", "ca_nhan", "Trần Thị B")
    Attestation.objects.create(
        condition=row,
        nomination=nomination,
        wording=row.text,
        holds=True,
        document="Báo cáo",
        at=AT,
        by=tan_chau.officer,
    )
    with pytest.raises(DomainError, match="đã có 1 xác nhận"):
        edit_condition(pk=row.pk, values=wanted(subject="tap_the"), **who(tan_chau))
    with pytest.raises(DomainError, match="đã có 1 xác nhận tiêu chuẩn"):
        remove_row(part="conditions", pk=row.pk, **who(tan_chau))
    values = {name: getattr(row, name) for name in ("rule", "params", "subject", "group", "clause")}
    edit_condition(pk=row.pk, values={**values, "text": "Tham gia rất tích cực"}, **who(tan_chau))
    row.refresh_from_db()
    assert row.text == "Tham gia rất tích cực"


def test_only_the_standing_body(tan_chau):
    award = Award.objects.get(campaign=tan_chau.campaign)
    with pytest.raises(NotAllowed):
        add_condition(award=award, values=wanted(), **{**who(tan_chau), "by": tan_chau.member(1)})
