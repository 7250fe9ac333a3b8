"""Leading zeros, endings, counts and the cleaning of text: the small rules of Nghị định 30/2020."""

import json
from dataclasses import FrozenInstanceError, replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from accounts.errors import DomainError
from dossiers.papers.bang_diem import ScoreGroup, ScoreRow
from dossiers.papers.base import (
    Letterhead,
    based_on,
    clean_text,
    count_words,
    ended,
    moment_words,
    paragraphs,
    percent_words,
    period_words,
)
from dossiers.papers.codec import iter_texts
from dossiers.papers.registry import PAPERS, paper_class, paper_from_dict
from tests.papers import samples


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (date(2020, 1, 5), ("05", "01", "2020")),
        (date(2019, 6, 29), ("29", "6", "2019")),
        (date(2023, 2, 10), ("10", "02", "2023")),
        (date(2023, 12, 9), ("09", "12", "2023")),
    ],
)
def test_days_and_months_get_the_decree_s_zeros(day, shown):
    head = Letterhead(issuer="UBND xã", dated=day, month=7, year=1999)
    assert (head.day_text, head.month_text, head.year_text) == shown


def test_an_open_day_keeps_the_known_month():
    head = Letterhead(issuer="UBND xã", month=2, year=2023)
    assert (head.day_text, head.month_text, head.year_text) == ("", "02", "2023")


@pytest.mark.parametrize(("number", "shown"), [(None, ""), (5, "05"), (12, "12"), (1326, "1326")])
def test_number_has_two_digits_at_least(number, shown):
    assert Letterhead(issuer="UBND xã", number=number).number_text == shown


@pytest.mark.parametrize(
    ("subjects", "words"),
    [
        (("tap_the", "ca_nhan", "ca_nhan"), "01 tập thể và 02 cá nhân"),
        (("ca_nhan",) * 12, "12 cá nhân"),
        (("ho_gia_dinh", "tap_the", "ca_nhan"), "01 tập thể, 01 cá nhân và 01 hộ gia đình"),
        ((), ""),
    ],
)
def test_counts_in_two_digits(subjects, words):
    assert count_words(subjects) == words


def test_lines_end_with_semicolons_and_the_last_with_a_full_stop():
    assert ended(("Như trên;", "Phòng VH&TT", " ", "Lưu: VT.")) == ("Như trên;", "Phòng VH&TT;", "Lưu: VT.")


def test_bases_open_with_can_cu_once():
    assert based_on(("Luật Thi đua, khen thưởng", "Căn cứ Kế hoạch số 1326/KH-UBND;")) == (
        "Căn cứ Luật Thi đua, khen thưởng;",
        "Căn cứ Kế hoạch số 1326/KH-UBND.",
    )


def test_periods_moments_and_shares():
    assert period_words(date(2023, 1, 1), date(2023, 12, 31)) == (
        "từ ngày 01 tháng 01 năm 2023 đến ngày 31 tháng 12 năm 2023"
    )
    assert period_words(None, date(2023, 12, 31)) == ""
    assert (
        moment_words(datetime(2023, 11, 28, 2, 5, tzinfo=UTC)) == "09 giờ 05 phút, ngày 28 tháng 11 năm 2023"
    )
    assert [percent_words(n, 7) for n in (7, 6, 4, 0)] == ["100%", "85,71%", "57,14%", "0%"]
    assert percent_words(1, 800) == "0,13%"


def test_cleaning_keeps_words_and_drops_what_cannot_be_seen():
    decomposed = "Hòa"
    assert clean_text(f"{decomposed}\x00\x07\u202e\u200b\ufeff\ud800 b\tc\r\nd\u2028e") == "Hòa b c\nd\ne"
    assert clean_text("plain text") == "plain text"
    assert clean_text("a\tb") == "a b"
    assert paragraphs(" a \n\n b") == ("a", "b")


@pytest.mark.parametrize("name", samples.SAMPLES)
def test_context_goes_to_json_and_back(name):
    paper = samples.SAMPLES[name]()
    stored = json.loads(json.dumps(paper.to_dict(), ensure_ascii=False))
    assert paper_from_dict(stored) == paper
    assert stored["kind"] == paper.kind in PAPERS


def test_contexts_are_frozen():
    with pytest.raises(FrozenInstanceError):
        samples.to_trinh().subject = "khác"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data.pop("letterhead"),
        lambda data: data.update(stranger=1),
        lambda data: data.update(groups=[{"name": "A", "rows": [{"name": "x", "maximum": "NaN"}]}]),
        lambda data: data.update(groups=[{"name": "A", "rows": [{"name": "x", "maximum": 1.5}]}]),
        lambda data: data.update(subject=5),
        lambda data: data.update(groups={}),
        lambda data: data["letterhead"].update(dated="31/12/2023"),
    ],
)
def test_a_broken_stored_context_is_refused_in_words(spoil):
    data = samples.bang_diem().to_dict()
    spoil(data)
    with pytest.raises(DomainError, match="không đọc được"):
        paper_from_dict(data)


def test_unknown_kind_is_named():
    with pytest.raises(DomainError, match="«thu_moi»"):
        paper_class("thu_moi")


def test_subtotals_and_totals_are_sums_of_the_rows():
    paper = samples.bang_diem()
    assert [(group.maximum_text, group.score_text) for group in paper.groups] == [
        ("15", "14,5"),
        ("17,5", "16,25"),
        ("40", "18"),
    ]
    assert (paper.maximum_text, paper.score_text, paper.unscored) == ("72,5", "48,75", 1)
    empty = ScoreGroup(name="A", rows=(ScoreRow(name="x", maximum=Decimal(5)),))
    assert (empty.score_text, replace(paper, groups=(empty,)).score_text) == ("", "")


def test_more_votes_than_members_are_refused():
    vote = replace(samples.bien_ban().votes[0], agreed=7, refused=1)
    with pytest.raises(DomainError, match="nhiều hơn số thành viên"):
        samples.bien_ban(votes=(vote,))


def test_places_of_texts_are_said_in_vietnamese():
    places = {where for where, _ in iter_texts(samples.to_trinh())}
    assert "danh sách đề nghị, dòng 3, tóm tắt thành tích" in places
    assert not [where for where in places if "_" in where]
