"""Every form sent as every role writes what is that role's (writers.toml); fields nobody asked for change nothing."""

import re
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.urls import reverse

from awards.models import Nomination
from campaigns.models import Campaign, Criterion
from scoring.models import ScoreSheet
from tests.rights.asking import ALWAYS, CHANGES, address, ask, form_of
from tests.rights.table import EVERY_ROLE, matrix_groups, pages, people
from tests.rights.world import Ground

WRITERS = {
    table: people(roles, matrix_groups(), "writers.toml")
    for table, roles in tomllib.loads(
        (Path(__file__).parent / "writers.toml").read_text(encoding="utf-8")
    ).items()
}
FORMS = [page for page in pages() if page.post and not page.public and not page.theirs]
FORMS = [page for page in FORMS if not page.name.startswith("accounts:")]
# What no form asks for, or only those that show the field.
EXTRA = (
    "state",
    "awaits",
    "is_superuser",
    "is_staff",
    "is_active",
    "self_points",
    "appraised_points",
    "points",
)
KEYS = (
    "user",
    "user_id",
    "by",
    "confirmed_by",
    "given_by",
    "created_by",
    "sent_by",
    "accepted_by",
    "marked_by",
)
# Addresses without a page of their own whose form carries the name.
TAKES = {"dossiers:choose_tie": {"unit", "unit_id"}}
RANDOM = re.compile(
    r"datetime\.datetime\([^()]*\)|[0-9a-f]{32,}|[0-9a-f-]{36}|\d{4}-\d\d-\d\d[T ][\d:.+]+|(md5|argon2)\$\S+"
)


def body_of(page, ground: Ground, browsers) -> dict[str, Any]:
    """The page's form, as one who may would send it."""
    who = next(role for role in EVERY_ROLE if role in page.post)
    return {**form_of(browsers[who, "own"], address(page, ground.mine)), **page.body}


def as_if(page) -> None:
    if page.as_if:
        Campaign.objects.update(**page.as_if)


@pytest.mark.django_db
@pytest.mark.parametrize("page", FORMS, ids=lambda page: page.key)
def test_a_role_writes_only_what_is_its_own(page, matrix_ground, matrix_browsers):
    as_if(page)
    body, url = body_of(page, matrix_ground, matrix_browsers), address(page, matrix_ground.mine)
    for role in EVERY_ROLE:
        answer = ask(matrix_browsers[role, "own"], "POST", url, body)
        tables = {one.split()[1] for one in answer.wrote}
        wrong = {table for table in tables if table in WRITERS and role not in WRITERS[table]}
        assert not wrong, f"{role} wrote to {sorted(wrong)} at {page.key}"


@pytest.mark.django_db
@pytest.mark.parametrize("page", FORMS, ids=lambda page: page.key)
def test_fields_that_the_form_does_not_have_change_nothing(page, matrix_ground, matrix_browsers):
    as_if(page)
    body, url = body_of(page, matrix_ground, matrix_browsers), address(page, matrix_ground.mine)
    who = next(role for role in EVERY_ROLE if role in page.post)
    theirs = matrix_ground.theirs
    extra = dict.fromkeys(EXTRA, "999") | dict.fromkeys(KEYS, theirs.officer.pk)
    extra |= {"unit": theirs.unit.pk, "unit_id": theirs.unit.pk, "campaign": theirs.campaign.pk}
    extra = {
        name: value
        for name, value in extra.items()
        if name not in body and name not in TAKES.get(page.name, ())
    }
    plain, again = (written(matrix_browsers[who, "own"], url, body) for _ in range(2))
    wrote = written(matrix_browsers[who, "own"], url, {**body, **extra})
    assert [len(one) for one in wrote] == [len(one) for one in plain] == [len(one) for one in again]
    # A sequence of PostgreSQL goes on: what differs between two plain requests is the key of a new row.
    for one, first, second in zip(wrote, plain, again, strict=True):
        kept = [word if word == other else "?" for word, other in zip(first, second, strict=True)]
        assert ["?" if mask == "?" else word for word, mask in zip(one, kept, strict=True)] == kept


def written(client, url: str, body: dict[str, Any]) -> list[list[str]]:
    """What a form wrote, statement by statement in words, without times and random keys."""
    found: list[list[str]] = []

    def look(execute, sql, params, many, context):
        if sql.split(None, 1)[0] in CHANGES and not any(f'"{table}"' in sql for table in ALWAYS):
            found.append(re.findall(r"\w+|\W+", f"{sql} {RANDOM.sub('?', str(params))}"))
        return execute(sql, params, many, context)

    kept = client.cookies.copy()
    key = "11111111-1111-4111-8111-111111111111"
    with transaction.atomic(), connection.execute_wrapper(look):
        client.post(url, {"key": key, **body})
        transaction.set_rollback(True)
    client.cookies = kept
    return found


@pytest.mark.django_db
def test_a_self_score_changes_the_own_line_of_the_own_sheet_only(matrix_ground, matrix_browsers):
    mine = matrix_ground.mine
    sheet = ScoreSheet.objects.get(campaign=mine.campaign, unit=mine.unit)
    ScoreSheet.objects.filter(pk=sheet.pk).update(state="draft", sent_at=None, sent_by=None)
    Nomination.objects.filter(unit=mine.unit).update(state="draft")
    line = sheet.items.get()
    other = Criterion.objects.filter(criteria_set=sheet.criteria_set, parent__isnull=False).last()
    key, url = (
        mine.keys["criterion"],
        reverse("scoring:sheet_row", args=[mine.campaign.slug, mine.keys["criterion"]]),
    )
    extra = {
        f"points-{other.pk}": "3",
        f"version-{other.pk}": "0",
        "unit": matrix_ground.theirs.unit.pk,
        "state": "sent",
    }
    sent = {
        f"points-{key}": "0,5",
        f"note-{key}": "a",
        f"version-{key}": line.version,
        "self_points": "9",
        **extra,
    }
    matrix_browsers["unit_officer", "own"].post(url, sent, headers={"HX-Request": "true"})
    line.refresh_from_db()
    sheet.refresh_from_db()
    assert line.self_points == Decimal("0.5")
    assert sheet.items.count() == 1 and sheet.state == "draft" and sheet.unit == mine.unit
