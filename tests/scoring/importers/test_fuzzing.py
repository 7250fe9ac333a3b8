"""The thrower of broken files finds what it is for, and some hundred seeds are clean."""

import json
import random
import subprocess
import sys

from accounts.errors import DomainError
from scoring.importers import fuzzing
from scoring.importers.fuzzing import Report, mutated, one
from tests.conftest import ROOT

ALONE = """
import json, django
django.setup()
from dataclasses import asdict
from scoring.importers.fuzzing import fuzz
print(json.dumps(asdict(fuzz(minutes=1, seed=20_000, runs=60))))
"""


def test_some_files_of_each_outcome_and_no_failure():
    # In a process of its own: what the tests around it hold would be counted as memory of the files.
    said = subprocess.run([sys.executable, "-c", ALONE], cwd=ROOT, capture_output=True, text=True, check=True)
    report = Report(**json.loads(said.stdout.splitlines()[-1]))
    assert report.runs == 60 and report.failures == []
    assert report.refused and report.problems
    assert report.refused + report.problems + report.clean == 60
    assert 0 < report.slowest < fuzzing.MOST_SECONDS and 0 < report.peak_mb < fuzzing.MOST_MEGABYTES


def test_a_seed_gives_the_same_rows_again():
    assert fuzzing.table(random.Random(7)) == fuzzing.table(random.Random(7))
    assert mutated(random.Random(3))[0] == mutated(random.Random(3))[0]


def test_uncaught_errors_empty_refusals_and_slow_files_are_failures(monkeypatch):
    for raised, words in (
        (ValueError("vỡ"), "seed 1: ValueError: vỡ"),
        (DomainError(" "), "không có câu nào"),
    ):

        def fail(*_, error=raised):
            raise error

        monkeypatch.setattr(fuzzing, "taken", fail)
        report = Report()
        one(1, report)
        assert words in report.failures[0]
    monkeypatch.setattr(fuzzing, "taken", lambda *_: "clean")
    monkeypatch.setattr(fuzzing, "MOST_SECONDS", -1)
    report = Report()
    one(1, report)
    assert "mất" in report.failures[0]
