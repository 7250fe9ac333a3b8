"""Kết quả của chỉ tiêu: who may write it, what is refused, what the audit trail keeps."""

from decimal import Decimal as D

import pytest

from accounts.errors import DomainError, NotAllowed
from accounts.models import AuditEvent
from campaigns.domain.record_progress import record_progress, remove_progress
from campaigns.models import TargetProgress
from tests.yearly_makers import IN_2024, add_target, lengthen


def record(world, target, **changes):
    """The officer records 38,5 for 2023."""
    values = {
        "year": 2023,
        "value": "38,5",
        "document": "Báo cáo 12/BC-UBND  ngày 10/12/2023",
        "by": world.officer,
    }
    return record_progress(target=target, at=IN_2024, **{**values, **changes})


@pytest.fixture
def target(tan_chau):
    lengthen(tan_chau.campaign)
    return add_target(tan_chau.campaign)


def test_a_correction_replaces_the_number_and_the_trail_keeps_the_old_one(tan_chau, target):
    record(tan_chau, target)
    row = record(tan_chau, target, value="41", document="Báo cáo 15/BC-UBND")
    assert TargetProgress.objects.get() == row and (row.value, row.document) == (
        D("41"),
        "Báo cáo 15/BC-UBND",
    )
    first, second = AuditEvent.objects.filter(object_type="campaigns.target").order_by("number")
    assert first.changes["value"] == [None, "38.5"]
    assert second.kind == "target.progress_corrected" and second.changes["value"] == ["38.50", "41"]
    assert "trước đó 38,5% hộ gia đình" in second.sentence


def test_the_same_again_writes_nothing(tan_chau, target):
    record(tan_chau, target)
    before = AuditEvent.objects.count()
    record(tan_chau, target, value=D("38.50"), document="Báo cáo 12/BC-UBND ngày 10/12/2023")
    assert AuditEvent.objects.count() == before


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"value": "chưa rõ"}, "value", "không phải là số"),
        ({"value": ""}, "value", "chưa nhập số"),
        ({"value": "100,01"}, "value", "lớn hơn mức tối đa 100"),
        ({"value": "38,555"}, "value", "nhiều nhất 2 chữ số"),
        ({"value": "-1"}, "value", "số âm"),
        ({"document": " \u200b "}, "document", "nguồn số liệu"),
        ({"document": "x" * 251}, "document", "dài quá 250"),
        ({"year": 2022}, "year", "ngoài thời gian phong trào"),
        ({"year": 2031}, "year", "ngoài thời gian phong trào"),
        ({"year": 2025}, "year", "chưa đến"),
    ],
)
def test_what_is_wrong_names_its_field_and_nothing_is_written(tan_chau, target, changes, field, said):
    with pytest.raises(DomainError) as caught:
        record(tan_chau, target, **changes)
    assert caught.value.field == field and said in caught.value.message
    assert not TargetProgress.objects.exists()


def test_growth_may_be_negative_and_above_one_hundred(tan_chau, target):
    growth = add_target(tan_chau.campaign, "nang-suat", text="Năng suất tăng", measure="%/năm")
    assert record(tan_chau, growth, value="-2,5").value == D("-2.5")
    assert record(tan_chau, growth, value="120").value == D("120")


def test_a_unit_records_nothing(tan_chau, target):
    with pytest.raises(NotAllowed):
        record(tan_chau, target, by=tan_chau.person_of(tan_chau.unit("30397")))
    assert not TargetProgress.objects.exists()


def test_a_draft_takes_nothing(tan_chau_draft):
    target = add_target(lengthen(tan_chau_draft.campaign))
    with pytest.raises(DomainError, match="chưa phát động"):
        record(tan_chau_draft, target)


def test_a_number_taken_back_stays_in_the_trail(tan_chau, target):
    record(tan_chau, target)
    remove_progress(target=target, year=2023, by=tan_chau.officer, at=IN_2024)
    assert not TargetProgress.objects.exists()
    assert AuditEvent.objects.get(kind="target.progress_removed").changes["value"] == ["38.50", None]
    with pytest.raises(DomainError, match="chưa có kết quả nào"):
        remove_progress(target=target, year=2023, by=tan_chau.officer, at=IN_2024)
