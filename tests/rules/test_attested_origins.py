"""A qualitative condition that a plan sets only for some: residents, outsiders, people of the units."""

from datetime import date

import pytest

from accounts.errors import DomainError
from scoring.enums import Outcome
from scoring.rules import Attested, ConditionSpec, Facts, describe_params, judge

ON = date(2025, 12, 5)
OUTSIDERS = {"code": "dong_gop", "origins": ["outside"]}


def found(params, **facts):
    (finding,) = judge([ConditionSpec("attested", params)], Facts(**facts), ON).findings
    return finding


@pytest.mark.parametrize(
    ("origin", "outcome"),
    [
        ("outside", Outcome.NEEDS_PERSON),
        ("unit", Outcome.MET),
        ("resident", Outcome.MET),
        ("", Outcome.NO_DATA),
    ],
)
def test_it_is_only_asked_of_those_named(origin, outcome):
    assert found(OUTSIDERS, origin=origin).outcome == outcome


def test_the_person_decides_on_those_named():
    said = {"dong_gop": Attested(holds=False, by="Bà Quàng Thị Thu", on=date(2025, 11, 28))}
    assert found(OUTSIDERS, origin="outside", attestations=said).outcome == Outcome.NOT_MET
    assert found(OUTSIDERS, origin="unit", attestations=said).outcome == Outcome.MET


def test_it_is_said_in_words_and_read_strictly():
    words = "mã «dong_gop», chỉ xét với «Ngoài địa bàn, ngoài đơn vị»"
    assert describe_params("attested", OUTSIDERS) == words
    with pytest.raises(DomainError, match="mã lạ «neighbour»"):
        describe_params("attested", {"code": "dong_gop", "origins": ["neighbour"]})
