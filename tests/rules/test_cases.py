"""Each case file starts from a nomination that is fully eligible, breaks one thing, and expects that reason."""

import json
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from scoring.enums import Outcome
from scoring.rules import RULES, ConditionSpec, facts_as_data, facts_from_data, judge, replay

CASES = Path(__file__).parent / "cases"
PACKS = Path(__file__).parents[2] / "awards" / "packs"


def read(path):
    return tomllib.loads(path.read_text(encoding="utf-8"))


BOOKS = {path.stem: read(path) for path in sorted(CASES.glob("*.toml"))}


def conditions_of(book):
    rows = book.get("conditions")
    if rows is None:
        rows = [
            row for award in read(PACKS / f"{book['pack']}.toml")["awards"] for row in award["conditions"]
        ]
    wanted = {"", book.get("subject", "")}
    return [
        ConditionSpec(row["rule"], row.get("params", {}), row["clause"], row["text"])
        for row in rows
        if row.get("subject", "") in wanted
    ]


def facts_of(book, case):
    """The book's facts with those of the case; attestations are changed one by one."""
    change = case.get("change", {})
    notes = {**book["facts"].get("attestations", {}), **change.get("attestations", {})}
    data = {"subject": book.get("subject", ""), **book["facts"], **change}
    data["attestations"] = {code: said for code, said in notes.items() if code not in case.get("forget", [])}
    return facts_from_data({name: one for name, one in data.items() if name not in case.get("remove", [])})


ALL = [
    pytest.param(book, case, id=f"{stem}: {case['name']}")
    for stem, book in BOOKS.items()
    for case in book["cases"]
]


@pytest.mark.parametrize("book", BOOKS.values(), ids=BOOKS)
def test_the_starting_case_meets_every_condition(book):
    judgement = judge(conditions_of(book), facts_of(book, {}), book["judged_on"])
    assert [found.reason for found in judgement.findings if found.outcome != Outcome.MET] == []
    assert judgement.outcome == Outcome.MET
    assert judgement.eligible_apart_from_rank is True


@pytest.mark.parametrize(("book", "case"), ALL)
def test_one_thing_broken_gives_exactly_that_reason(book, case):
    conditions = conditions_of(book)
    judgement = judge(conditions, facts_of(book, case), case.get("judged_on", book["judged_on"]))
    assert len(judgement.findings) == len(conditions)
    found = [
        one
        for one in judgement.findings
        if (one.rule, one.clause) == (case["rule"], case["clause"])
        and one.params.get("code") == case.get("code")
    ]
    assert [(one.outcome, one.reason) for one in found] == [(case["outcome"], case["reason"])]
    others = [one.clause for one in judgement.findings if one not in found and one.outcome != Outcome.MET]
    assert others == case.get("also", [])
    assert judgement.outcome == case["outcome"]


@pytest.mark.parametrize(("book", "case"), ALL)
def test_what_was_stored_is_judged_the_same_again(book, case):
    facts = facts_of(book, case)
    first = judge(conditions_of(book), facts, case.get("judged_on", book["judged_on"]))
    findings, known = json.loads(json.dumps([first.as_data(), facts_as_data(facts)]))
    assert facts_from_data(known) == facts
    assert replay(findings, known, first.judged_on) == first


def test_every_fact_and_key_of_a_book_is_used():
    """A misspelt name would leave a case testing nothing."""
    known = set(facts_from_data({}).__dataclass_fields__)
    keys = {
        "name",
        "change",
        "remove",
        "forget",
        "rule",
        "code",
        "clause",
        "outcome",
        "reason",
        "also",
        "judged_on",
    }
    for book in BOOKS.values():
        for case in book["cases"]:
            assert set(case) <= keys
            assert {*book["facts"], *case.get("change", {})} <= known
            assert set(case.get("remove", [])) <= set(book["facts"])


def test_each_plan_has_ten_cases_and_each_of_its_rules_is_broken():
    plans = {book.get("plan", book.get("pack")) for book in BOOKS.values()} - {None}
    assert len(plans) == 5
    counted = Counter(book.get("plan", book.get("pack")) for book in BOOKS.values() for _ in book["cases"])
    assert all(counted[plan] >= 10 for plan in plans)
    for plan in plans:
        books = [book for book in BOOKS.values() if plan in (book.get("plan"), book.get("pack"))]
        asked = {condition.rule for book in books for condition in conditions_of(book)}
        broken = {case["rule"] for book in books for case in book["cases"] if case["outcome"] != "met"}
        assert broken == asked, plan


def test_every_rule_is_broken_in_some_book():
    broken = {case["rule"] for book in BOOKS.values() for case in book["cases"] if case["outcome"] != "met"}
    assert broken == set(RULES)
