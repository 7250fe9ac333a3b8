"""A new plan from a pack, an earlier campaign or nothing: pure, and what is left behind is said."""

from datetime import date

import pytest

from awards.domain.check_plan import NOT_STATED
from awards.domain.export_plan import export_plan
from awards.domain.load_plan import load_plan
from awards.domain.new_plan import TAKEABLE, Wishes, counts_of, moved_day, new_plan, shifted
from awards.packs_schema import check_pack, pack_names, read_pack
from awards.packs_sense import check_sense

WISHES = {
    "slug": "moi-2024",
    "title": "Phong trào mới năm 2024",
    "short_title": "Phong trào mới",
    "issuer": "tan-chau",
    "standing_unit": "tan-chau-vhtt",
    "authority": "Chủ tịch",
    "level": "huyen",
    "measured_by": "index",
    "nominated_by": "units",
    "take": frozenset(TAKEABLE),
}


@pytest.mark.parametrize("name", pack_names())
@pytest.mark.parametrize("shift", [0, 1, 5])
def test_any_pack_moved_by_years_is_a_pack_again(name, shift):
    pack, _ = new_plan(read_pack(name), Wishes(**WISHES, shift=shift))
    check_pack(pack, name)
    check_sense(pack, name)
    source = read_pack(name)
    assert pack["period"]["start"].year == source["period"]["start"].year + shift == pack["year"]
    left = {"groups", "awards", "rounds", "conditions"} & {
        key for key, _, count in counts_of(source) if count
    }
    assert all({key: n for key, _, n in counts_of(pack)}[key] for key in left)


def test_dates_years_codes_and_their_references_move_together():
    pack = shifted(
        {
            "rounds": [{"code": "nam-2023", "kind": "nam", "name": "Xét năm 2023", "first_year": 2023,
                        "last_year": 2023, "clause": "mục 1"}],
            "deadlines": [{"code": "dossier", "round": "nam-2023", "stated": "trước ngày 10/12/2023",
                           "day": date(2023, 12, 10)}],
            "awards": [{"conditions": [{"rule": "own_plan", "params": {"last_day": "2023-09-30", "n": 2023},
                                        "text": "theo QĐ 02 năm 2023"}]}],
            "basis": [{"text": "Quyết định ngày 03/01/2023"}],
            "targets": [{"code": "so-2025", "year": 2025}],
            "unconfirmed": ["rounds.nam-2023.kind"],
        },
        2,
    )  # fmt: skip
    assert pack["rounds"][0]["code"] == pack["deadlines"][0]["round"] == "nam-2025"
    assert pack["rounds"][0]["name"] == "Xét năm 2025" and pack["rounds"][0]["last_year"] == 2025
    assert pack["deadlines"][0]["stated"] == "trước ngày 10/12/2025"
    condition = pack["awards"][0]["conditions"][0]
    assert condition["params"] == {"last_day": "2025-09-30", "n": 2023} and "2023" in condition["text"]
    assert pack["basis"][0]["text"].endswith("2023") and pack["targets"][0] == {
        "code": "so-2027",
        "year": 2027,
    }
    assert pack["unconfirmed"] == ["rounds.nam-2025.kind"]


def test_the_29th_of_february_becomes_the_28th():
    assert moved_day(date(2024, 2, 29), 1) == date(2025, 2, 28)


def test_units_of_another_office_are_left_behind_and_counted():
    source = read_pack("tan_chau_2023")
    source["groups"][0]["unit_codes"] = ["tan-chau-vhtt", "la-1", "la-2"]
    pack, notes = new_plan(source, Wishes(**WISHES, units=frozenset({"tan-chau-vhtt"})))
    assert pack["groups"][0]["unit_codes"] == ["tan-chau-vhtt"]
    assert pack["groups"][0]["kinds"] == source["groups"][0]["kinds"]
    assert any("bỏ 2 đơn vị ghi đích danh" in note for note in notes)


def test_what_names_a_group_that_was_not_taken_is_left_behind():
    take = frozenset(TAKEABLE) - {"groups"}
    pack, notes = new_plan(read_pack("tan_chau_2023"), Wishes(**{**WISHES, "take": take}))
    assert "groups" not in pack and "quotas" not in pack["awards"][0]
    assert any("bỏ 4 dòng" in note for note in notes)
    check_sense(pack, "x")


def test_only_what_is_ticked_is_taken():
    take = frozenset({"basis", "awards", "papers"})
    pack, _ = new_plan(read_pack("tan_chau_2023"), Wishes(**{**WISHES, "take": take}))
    assert "theme" not in pack and "rounds" not in pack and pack["basis"]
    assert set(pack["awards"][0]) & {"quotas", "conditions", "papers"} == {"papers"}


def test_from_nothing_the_clauses_are_still_to_be_written():
    wishes = Wishes(**WISHES, start=date(2024, 1, 1), end=date(2024, 12, 31))
    pack, notes = new_plan({}, wishes)
    check_pack(pack, "x")
    assert pack["period"]["clause"] == NOT_STATED and notes == [] and pack["year"] == 2024


def test_a_campaign_copied_and_loaded_holds_the_same(tan_chau_draft):
    source = export_plan(tan_chau_draft.campaign)
    pack, _ = new_plan(source, Wishes(**WISHES, criteria_set=source["criteria_set"], self_score=True))
    copy = load_plan(pack=pack).campaign
    again = export_plan(copy)
    same = ("groups", "rounds", "awards", "deadlines", "route", "duties", "basis", "theme")
    assert {key: again.get(key) for key in same} == {key: source.get(key) for key in same}
    assert (copy.state, copy.slug, copy.year) == ("draft", "moi-2024", 2023)
