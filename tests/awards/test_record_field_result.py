"""The approved result of a person's field, year by year."""

from decimal import Decimal

import pytest

from accounts.errors import DomainError, NotAllowed
from accounts.models import AuditEvent
from awards.domain.record_field_result import record_field_result
from awards.models import FieldResult
from dossiers.domain.propose import propose
from scoring.ranking import Status
from tests.proposal_makers import JUDGED
from tests.shape_makers import BODIES, put, reshaped, round_of


@pytest.fixture
def person(tan_chau):
    later = round_of(tan_chau, "tong_ket", 2022, 2023)
    reshaped(
        tan_chau,
        {"subject": "ca_nhan", "maximum": 2, "order": "person"},
        conditions=({"rule": "field_threshold", "params": {"min_percent": "90", "years": 2}},),
    )
    return put(tan_chau, "A", BODIES[0], "ca_nhan", round=later)


def record(world, one, year=2022, percent="92.5", **values):
    values = {"document": "Quyết định 7", "by": world.officer, **values}
    return record_field_result(nomination=one, year=year, percent=Decimal(percent), at=JUDGED, **values)


def test_two_years_make_the_threshold(tan_chau, person):
    def status():
        return (
            propose(campaign=tan_chau.campaign, at=JUDGED, round=person.round).tables[0].rows[0].line.status
        )

    assert status() == Status.PENDING
    record(tan_chau, person)
    assert status() == Status.PENDING
    record(tan_chau, person, 2023, "89.99")
    assert status() == Status.INELIGIBLE
    record(tan_chau, person, 2023, "90")
    assert status() == Status.PROPOSED
    assert FieldResult.objects.count() == 2
    last = AuditEvent.objects.filter(kind="field_result.recorded").order_by("-number").first()
    assert last.changes["percent"] == ["89.99", "90"]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"year": 2021}, "không xét kết quả năm 2021"),
        ({"percent": "100.01"}, "từ 0 đến 100"),
        ({"percent": "-1"}, "từ 0 đến 100"),
        ({"percent": "NaN"}, "từ 0 đến 100"),
        ({"percent": "90.123"}, "hai chữ số"),
        ({"document": ""}, "văn bản công nhận"),
    ],
)
def test_what_is_wrong_is_said(tan_chau, person, values, said):
    with pytest.raises(DomainError, match=said):
        record(tan_chau, person, **values)
    assert not FieldResult.objects.exists()


def test_only_people_and_only_the_standing_body(tan_chau, person):
    with pytest.raises(NotAllowed):
        record(tan_chau, person, by=tan_chau.person_of(person.unit))
    unit = put(tan_chau, "B", BODIES[1], round=person.round)
    with pytest.raises(DomainError, match="không phải cá nhân"):
        record(tan_chau, unit)
    person.state = "not_awarded"
    person.save()
    with pytest.raises(DomainError, match="không sửa số liệu"):
        record(tan_chau, person)
