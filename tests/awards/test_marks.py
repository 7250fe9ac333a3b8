"""Marks of what a plan does not state, said without a single code."""

import re

import pytest

from awards.marks import is_in, mark_changes, mark_in_words
from awards.packs_schema import read_pack
from tests.packs.plans import UNITS

CODE = re.compile(r"[a-z]+[-_][a-z0-9]|\[\d|[a-z]+\.[a-z]")


@pytest.mark.parametrize("name", sorted(UNITS))
def test_every_mark_of_every_plan_is_in_words(name):
    pack = read_pack(name)
    for key in pack.get("unconfirmed", []):
        said = mark_in_words(key, pack)
        assert not CODE.search(said) and said[0].isupper(), said
        assert is_in(key, pack)


@pytest.mark.parametrize(
    ("pack", "key", "said"),
    [
        ("bac_son_2023", "rounds.nam-2023.kind", "Đợt xét khen thưởng «{round}», loại đợt"),
        ("vinh_long_2023_2025", "period.start", "Thời gian phong trào, từ ngày"),
        ("dong_thap_2021_2025", "year", "Năm đầu của phong trào"),
        ("tan_chau_2023", "groups", "Nhóm"),
    ],
)
def test_a_row_is_called_by_its_name(pack, key, said):
    content = read_pack(pack)
    name = content["rounds"][0]["name"]
    assert mark_in_words(key, content).startswith(said.format(round=name))


def test_a_quota_is_called_by_whom_it_is_for():
    content = read_pack("tan_chau_2023")
    code = content["awards"][0]["code"]
    said = mark_in_words(f"awards.{code}.quotas[1].maximum", content)
    assert content["awards"][0]["name"] in said and "quotas" not in said and said.endswith("số lượng")


def test_what_is_gone_from_the_plan_is_not_in_it():
    content = read_pack("tan_chau_2023")
    assert not is_in("rounds.nam-1999.kind", content) and not is_in("scope.note", content)
    assert "nam" not in mark_in_words("groups", content)


def test_a_change_names_what_was_checked_and_what_not():
    before, after = {"unconfirmed": ["year", "groups"]}, {"unconfirmed": ["groups", "period.start"]}
    assert mark_changes(before, after) == [
        "Đã kiểm tra mục do cơ quan đặt: Năm đầu của phong trào.",
        "Chưa kiểm tra mục do cơ quan đặt: Thời gian phong trào, từ ngày.",
    ]
