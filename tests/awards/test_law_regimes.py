"""Which law, decree and forms hold for a case."""

from datetime import date

import pytest

from accounts.errors import DomainError
from awards.lawbook import NoLaw, base_salary, form_regime, regime_for


@pytest.mark.parametrize(
    ("on", "code", "chuyen_de", "confirmed"),
    [
        (date(2023, 12, 31), "nd91", "07", True),
        (date(2024, 1, 1), "nd98", "08", False),
        (date(2025, 6, 30), "nd98", "08", False),
        (date(2025, 7, 1), "nd152", "08", False),
    ],
)
def test_the_forms_follow_the_decree_of_the_day(on, code, chuyen_de, confirmed):
    regime = form_regime(on)
    assert regime.code == code
    assert regime.forms["bao_cao_chuyen_de"].number == chuyen_de
    assert regime.forms["bao_cao_chuyen_de"].confirmed is confirmed


# decided, received, law, decree, day of the coefficients, rules that acted, rules left to a person
REGIMES = [
    (date(2023, 12, 31), None, "luat2003", "nd91", date(2023, 12, 31), [], []),
    (date(2024, 1, 1), None, "luat2022", "nd98", date(2024, 1, 1), [], []),
    (date(2025, 6, 30), date(2025, 6, 1), "luat2022", "nd98", date(2025, 6, 30), [], []),
    (date(2025, 7, 1), None, "luat2022", "nd152", date(2025, 7, 1), [], ["nd152_60_2", "nd152_60_5"]),
    (
        date(2025, 8, 1),
        date(2025, 6, 30),
        "luat2022",
        "nd98",
        date(2025, 6, 30),
        ["nd152_60_3"],
        ["nd152_60_2", "nd152_60_5"],
    ),
    (
        date(2025, 8, 1),
        date(2025, 7, 1),
        "luat2022",
        "nd152",
        date(2025, 8, 1),
        [],
        ["nd152_60_2", "nd152_60_5"],
    ),
    (date(2026, 9, 30), None, "luat2022", "nd152", date(2026, 9, 30), [], ["nd152_60_5"]),
    (date(2026, 10, 1), None, "luat2026", "nd152", date(2026, 10, 1), [], ["nd152_60_5"]),
    (
        date(2026, 11, 21),
        date(2026, 9, 30),
        "luat2022",
        "nd152",
        date(2026, 11, 21),
        ["luat2026"],
        ["nd152_60_5"],
    ),
    (date(2026, 11, 21), date(2026, 10, 1), "luat2026", "nd152", date(2026, 11, 21), [], ["nd152_60_5"]),
    (
        date(2026, 11, 21),
        date(2025, 6, 30),
        "luat2022",
        "nd98",
        date(2025, 6, 30),
        ["nd152_60_3", "luat2026"],
        ["nd152_60_5"],
    ),
]


@pytest.mark.parametrize(("on", "received", "law", "decree", "coefficients", "acted", "left"), REGIMES)
def test_the_regime_follows_the_decision_and_the_reception(
    on, received, law, decree, coefficients, acted, left
):
    regime = regime_for(on, received)
    assert (regime.law.code, regime.decree.code, regime.money_day) == (law, decree, coefficients)
    assert [rule.code for rule in regime.acting] == acted
    assert [rule.code for rule in regime.to_judge] == left
    assert regime.base_salary == base_salary(on)
    assert regime.forms is regime.decree.forms or regime.forms == form_regime(on, received).forms


def test_a_record_says_whether_all_its_sources_were_read():
    assert regime_for(date(2026, 9, 30)).confirmed
    assert not regime_for(date(2026, 10, 1)).confirmed
    assert not regime_for(date(2026, 10, 1), date(2026, 9, 1)).confirmed  # the rule itself is second-hand
    kept = regime_for(date(2025, 8, 1), date(2025, 6, 1))
    assert "Nghị định 152/2025/NĐ-CP, Điều 60.3" in kept.references
    assert "Nghị định 73/2024/NĐ-CP" in kept.references


def test_the_open_questions_about_the_texts_are_told():
    assert [row.code for row in regime_for(date(2025, 6, 30)).cautions] == []
    assert [row.code for row in regime_for(date(2026, 9, 30)).cautions] == ["nd152_het_hieu_luc"]
    assert {row.code for row in regime_for(date(2026, 11, 21)).cautions} == {
        "luat2026",
        "nd152_het_hieu_luc",
    }


def test_a_dossier_is_not_decided_before_it_comes():
    with pytest.raises(DomainError, match="02/08/2025.*01/08/2025"):
        regime_for(date(2025, 8, 1), date(2025, 8, 2))


def test_after_the_decree_ended_there_is_no_regime_and_no_money():
    assert regime_for(date(2027, 2, 28)).decree.code == "nd152"
    with pytest.raises(NoLaw, match="01/03/2027"):
        regime_for(date(2027, 3, 1))
