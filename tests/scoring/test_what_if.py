"""Terms and results go in, moves with their reasons come out."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from scoring.what_if import (
    Ground,
    Move,
    QuotaTrial,
    Terms,
    TrialCondition,
    TrialQuota,
    TrialUnit,
    changed_terms,
)
from scoring.what_if_run import try_terms

COMMUNES, OFFICES = 1, 2
GROUPS = {COMMUNES: "UBND các xã", OFFICES: "Các phòng, ban"}


def unit(key: int, value: str | None, *, group: int = COMMUNES, before: str | None = None, **years: str):
    """Đơn vị 1 … with a percent as its result of 2022; y2021="91" adds another year."""
    percents = {int(name[1:]): Decimal(text) for name, text in years.items()}
    percents |= {2022: Decimal(value)} if value is not None else {}
    return TrialUnit(
        key,
        f"Đơn vị {key}",
        group,
        None if value is None else Decimal(value),
        percents,
        None if before is None else Decimal(before),
    )


def ground(*units: TrialUnit, window=(2022,), measured=(2022,)) -> Ground:
    groups = {key: name for key, name in GROUPS.items() if any(one.group == key for one in units)}
    return Ground(2022, window, measured, groups, units, date(2023, 7, 1))


def quota(maximum: int | None = 3, **fields) -> TrialQuota:
    values = {"key": 1, "award": 1, "award_name": "Giấy khen", "group": COMMUNES, "subject": "tap_the"}
    mode = "none" if maximum is None else "exact"
    return TrialQuota(**{**values, "mode": mode, "maximum": maximum, **fields})


def threshold(percent: str = "90", **params) -> TrialCondition:
    return TrialCondition(1, 1, "index_threshold", {"min_percent": percent, **params})


def top(n: int = 3, rule: str = "within_top", **fields) -> TrialCondition:
    return TrialCondition(2, 1, rule, {"n": n}, **fields)


def terms(*conditions: TrialCondition, quotas=None, tie_rule: str = "ask") -> Terms:
    return Terms(tuple(quotas or (quota(),)), conditions, tie_rule)


def tried(on: Ground, before: Terms, after: Terms) -> QuotaTrial:
    return try_terms(on, before, after)[0]


def keys(trial: QuotaTrial, move: Move) -> list[int]:
    return [row.unit.key for row in trial.of(move)]


def sentences(trial: QuotaTrial) -> dict[int, str]:
    return {row.unit.key: row.sentence for row in trial.rows}


FIVE = (unit(1, "95"), unit(2, "92"), unit(3, "88"), unit(4, "86"), unit(5, "70"))


def test_a_threshold_of_85_instead_of_90_lets_two_more_in():
    before, after = terms(threshold("90"), quotas=[quota(5)]), terms(threshold("85"), quotas=[quota(5)])
    found = tried(ground(*FIVE), before, after)
    assert (keys(found, Move.ENTERED), keys(found, Move.STAYED), keys(found, Move.LEFT)) == (
        [3, 4],
        [1, 2],
        [],
    )
    assert keys(found, Move.OUT) == [5] and found.free == 1
    said = sentences(found)
    assert said[3].startswith("Kết quả chỉ số của đơn vị năm 2022 là 88%, đạt từ 85% trở lên.")
    assert said[5] == "Kết quả chỉ số của đơn vị năm 2022 là 70%, dưới mức 85%."


def test_a_higher_threshold_shuts_out_and_the_next_in_line_moves_up():
    units = (unit(1, "95"), unit(2, "92"), unit(3, "88"), unit(4, "86"))
    shut = replace(units[0], percents={2022: Decimal("80")})
    before = terms(threshold("75"), top(2), quotas=[quota(2)])
    found = tried(ground(shut, *units[1:]), before, terms(threshold("85"), top(2), quotas=[quota(2)]))
    assert (keys(found, Move.LEFT), keys(found, Move.ENTERED), keys(found, Move.STAYED)) == ([1], [3], [2])
    assert "(1 đơn vị xếp trên không được xét, nên được xét ở vị trí 2)" in sentences(found)[3]


def test_two_places_instead_of_three_with_a_tie_at_the_second():
    units = (unit(1, "95"), unit(2, "92"), unit(3, "92"), unit(4, "80"))
    found = tried(ground(*units), terms(), terms(quotas=[quota(2)]))
    assert keys(found, Move.STAYED) == [1] and keys(found, Move.WAITING) == [2, 3]
    assert keys(found, Move.LEFT) == keys(found, Move.ENTERED) == [] and found.free == 1
    assert sentences(found)[2] == (
        "Xếp thứ 2, đồng hạng ở vạch 2 chỉ tiêu tập thể: người có thẩm quyền chọn."
    )
    assert sentences(found)[4] == "Xếp thứ 4, ngoài 2 chỉ tiêu tập thể; kế tiếp thứ 2."


def test_one_place_less_drops_the_last():
    found = tried(ground(*FIVE), terms(), terms(quotas=[quota(2)]))
    assert keys(found, Move.LEFT) == [3] and keys(found, Move.STAYED) == [1, 2]
    assert sentences(found)[3] == "Xếp thứ 3, ngoài 2 chỉ tiêu tập thể; kế tiếp thứ 1."
    assert sentences(found)[1] == "Xếp thứ 1, trong 2 chỉ tiêu tập thể."


def test_the_year_before_parts_a_tie():
    units = (unit(1, "95"), unit(2, "92", before="80"), unit(3, "92", before="85"), unit(4, "80"))
    before = terms(quotas=[quota(2)])
    found = tried(ground(*units), before, replace(before, tie_rule="previous_year"))
    assert (keys(found, Move.ENTERED), keys(found, Move.DROPPED), keys(found, Move.STAYED)) == ([3], [2], [1])
    assert sentences(found)[3].endswith("Bằng kết quả năm 2022, kết quả năm 2021 quyết định thứ tự.")
    assert "Bằng kết quả" not in sentences(found)[1] + sentences(found)[4]


def test_a_tie_that_the_year_before_does_not_part_still_waits():
    units = (unit(1, "95"), unit(2, "92", before="80"), unit(3, "92", before="80"))
    before = terms(quotas=[quota(2)])
    found = tried(ground(*units), before, replace(before, tie_rule="previous_year"))
    assert keys(found, Move.WAITING) == [2, 3] and not keys(found, Move.ENTERED)


def test_without_a_number_everyone_who_meets_the_threshold_comes_in():
    after = terms(threshold("85"), quotas=[quota(None)])
    found = tried(ground(*FIVE), terms(threshold("85"), quotas=[quota(2)]), after)
    assert keys(found, Move.ENTERED) == [3, 4] and found.free is None
    chosen = terms(threshold("85"), quotas=[quota(None, order="person")])
    found = tried(ground(*FIVE, unit(6, None)), chosen, chosen)
    assert keys(found, Move.STAYED) == [1, 2, 3, 4] and keys(found, Move.OUT) == [5, 6]
    assert sentences(found)[6] == "Không có kết quả năm 2022 trong nguồn."


def test_a_person_chooses_among_those_who_meet_the_threshold():
    chosen = terms(threshold("85"), quotas=[quota(2, order="person")])
    found = tried(ground(*FIVE), chosen, chosen)
    assert keys(found, Move.WAITING) == [1, 2, 3, 4]
    assert "có nhiều hơn số lượng: người có thẩm quyền chọn" in sentences(found)[2].replace("\n", " ")


def test_a_tie_at_the_condition_waits_though_there_are_places():
    units = (unit(1, "95"), unit(2, "92"), unit(3, "92"))
    after = terms(top(2), quotas=[quota(5)])
    found = tried(ground(*units), terms(top(3), quotas=[quota(5)]), after)
    assert keys(found, Move.WAITING) == [2, 3] and keys(found, Move.STAYED) == [1]
    assert "cần người có thẩm quyền chọn" in sentences(found)[3] and found.free == 4


def test_more_places_than_the_condition_lets_in_stay_free():
    found = tried(ground(*FIVE), terms(top(3)), terms(top(3), quotas=[quota(5)]))
    assert not keys(found, Move.ENTERED) and found.free == 2
    assert sentences(found)[4] == "Đơn vị xếp thứ 4 nhóm UBND các xã, ngoài 03 thứ hạng cao nhất."


def test_a_group_without_results_proposes_nobody():
    units = (unit(1, None), unit(2, None), unit(3, "90", group=OFFICES))
    on = ground(*units)
    found = tried(on, terms(top(3)), terms(top(3)))
    assert keys(found, Move.OUT) == [1, 2] and found.free == 3
    assert on.silent_groups == ("UBND các xã",)


def test_groups_share_a_number_by_rank_and_not_by_score():
    units = (*FIVE, unit(11, "60", group=OFFICES), unit(12, "50", group=OFFICES))
    both = terms(quotas=[quota(3, group=None)])
    found = tried(ground(*units), both, both)
    assert keys(found, Move.STAYED) == [1, 11] and keys(found, Move.WAITING) == [2, 12]


def test_percent_orders_all_groups_together_over_the_measured_years():
    units = (
        unit(1, "95", y2021="60"),
        unit(2, "90", y2021="90", group=OFFICES),
        unit(3, "99"),
    )
    on = ground(*units, window=(2021, 2022), measured=(2021, 2022))
    both = terms(quotas=[quota(1, group=None, order="percent")])
    found = tried(on, both, both)
    assert keys(found, Move.STAYED) == [2]
    assert sentences(found)[3] == "Thiếu kết quả của một năm được xét nên không xếp thứ tự được."


def test_a_joint_number_is_shared_by_collectives_and_people():
    both = terms(quotas=[quota(4, subject="")])
    found = tried(ground(*FIVE), both, both)
    stayed = [(row.subject, row.unit.key) for row in found.of(Move.STAYED)]
    assert sorted(stayed) == [("ca_nhan", 1), ("ca_nhan", 2), ("tap_the", 1), ("tap_the", 2)]


def test_a_condition_of_people_does_not_touch_collectives():
    people = top(1, "unit_within_top", subject="ca_nhan")
    quotas = [quota(3), quota(3, key=2, subject="ca_nhan")]
    found = try_terms(ground(*FIVE), terms(quotas=quotas), terms(people, quotas=quotas))
    assert keys(found[0], Move.LEFT) == [] and keys(found[1], Move.LEFT) == [2, 3]
    assert sentences(found[1])[2].startswith("Đơn vị công tác (Đơn vị 2) xếp thứ 2")


def test_a_supposed_line_of_the_top_is_tried():
    band = TrialCondition(3, 1, "top_band", last_rank=None)
    before = terms(band)
    found = tried(ground(*FIVE), before, terms(replace(band, last_rank=2)))
    assert keys(found, Move.LEFT) == [3] and "ngoài tốp đầu (đến thứ 2" in sentences(found)[3]


def test_a_threshold_over_more_years_than_are_known_is_not_decided():
    two = terms(threshold("90", years=2), quotas=[quota(5)])
    on = ground(*FIVE, window=(2020, 2021, 2022), measured=(2022,))
    found = tried(on, two, two)
    assert all("chưa kết luận được" in said for said in sentences(found).values())
    found = tried(on, two, terms(threshold("90", years=1), quotas=[quota(5)]))
    assert keys(found, Move.LEFT) == [3, 4, 5] and keys(found, Move.STAYED) == [1, 2]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"outside": True}, "ngoài địa bàn"),
        ({"subject": "ho_gia_dinh"}, "hộ gia đình không có kết quả"),
        ({"order": "contest"}, "kết quả cuộc thi"),
        ({"order": "person"}, "người có thẩm quyền chọn"),
        ({"maximum": None}, "không giới hạn số lượng"),
    ],
)
def test_what_results_cannot_tell_is_said(fields, words):
    both = terms(quotas=[quota(**fields)])
    found = tried(ground(*FIVE), both, both)
    assert words in found.skipped and found.rows == ()


def test_the_same_terms_move_nobody():
    same = terms(threshold("85"), top(3), quotas=[quota(), quota(2, key=2, group=None)])
    units = [unit(n, str(60 + n % 37), group=1 + n % 2) for n in range(1, 60)]
    for trial in try_terms(ground(*units), same, same):
        assert {row.move for row in trial.rows} <= {Move.STAYED, Move.OUT, Move.WAITING}


def test_changed_terms_change_only_what_is_named():
    plan = terms(threshold("90"), top(3), quotas=[quota(3), quota(4, key=2)])
    found = changed_terms(
        plan,
        numbers={2: ("none", None)},
        params={1: {"min_percent": "85"}},
        lines={},
        tie_rule="previous_year",
    )
    assert [(one.mode, one.maximum) for one in found.quotas] == [("exact", 3), ("none", None)]
    assert [one.params for one in found.conditions] == [{"min_percent": "85"}, {"n": 3}]
    assert found.tie_rule == "previous_year" and plan.tie_rule == "ask"
