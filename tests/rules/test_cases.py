"""Each case file starts from a nomination that is fully eligible, breaks one thing, and expects that reason."""

import tomllib
from pathlib import Path

import pytest

from scoring.enums import Outcome
from scoring.rules import Attested, ConditionSpec, Facts, judge

CASES = Path(__file__).parent / "cases"
PACKS = Path(__file__).parents[2] / "awards" / "packs"


def read(path):
    return tomllib.loads(path.read_text(encoding="utf-8"))


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
    data = {**book["facts"], **case.get("change", {})}
    notes = {**book["facts"].get("attestations", {}), **case.get("change", {}).get("attestations", {})}
    data["attestations"] = {k: Attested(**v) for k, v in notes.items() if k not in case.get("forget", [])}
    for name in ("papers_required", "papers_present"):
        if name in data:
            data[name] = tuple(data[name])
    return Facts(**{k: v for k, v in data.items() if k not in case.get("remove", [])})


def all_cases():
    for path in sorted(CASES.glob("*.toml")):
        book = read(path)
        for case in book["cases"]:
            yield pytest.param(book, case, id=f"{path.stem}: {case['name']}")


@pytest.mark.parametrize("path", sorted(CASES.glob("*.toml")), ids=lambda path: path.stem)
def test_the_starting_case_meets_every_condition(path):
    book = read(path)
    judgement = judge(conditions_of(book), facts_of(book, {}), book["judged_on"])
    assert [found.reason for found in judgement.findings if found.outcome != Outcome.MET] == []
    assert judgement.outcome == Outcome.MET
    assert judgement.eligible_apart_from_rank is True


@pytest.mark.parametrize(("book", "case"), list(all_cases()))
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


def test_there_are_enough_cases_and_every_rule_of_the_plan_is_broken_at_least_once():
    cases = [param.values for param in all_cases()]
    assert len(cases) >= 12
    broken = {case["rule"] for _, case in cases if case["outcome"] != "met"}
    asked = {condition.rule for book, _ in cases for condition in conditions_of(book)}
    assert broken == asked
