"""Every form sent as every role writes what is that role's (writers.toml); fields nobody asked for change nothing."""

import re
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models, transaction
from django.urls import reverse

from awards.models import Nomination
from campaigns.models import Criterion
from scoring.models import ScoreSheet
from tests.rights.answers import Sent, answered, forms_answered, writes_nothing
from tests.rights.asking import ALWAYS, CHANGES, cookies_kept, noted_writes
from tests.rights.table import EVERY_ROLE, Page, matrix_groups, pages, people
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
    "verified_points",
    "official_points",
    "official_score",
    "points",
    "score",
    "rank",
)
KEYS = (
    "user",
    "user_id",
    "by",
    "by_id",
    "confirmed_by",
    "given_by",
    "created_by",
    "sent_by",
    "accepted_by",
    "marked_by",
)
MOMENTS = ("at", "sent_at", "confirmed_at", "accepted_at", "closed_at", "launched_at")
LONG_AGO = "2001-01-01 00:00"
RANDOM = re.compile(
    r"Binary\(.{0,80}? \.\.\. \(\d+ byteschars\)\)|b'(\\.|[^'\\])*'|b\"(\\.|[^\"\\])*\"|<memory at 0x\w+>|"
    r"datetime\.datetime\([^()]*\)|[0-9a-f]{32,}|[0-9a-f-]{36}|\d{4}-\d\d-\d\d[T ][\d:.+]+|(md5|argon2)\$\S+"
)


@contextmanager
def made_ready(page: Page, ground: Ground, browsers) -> Iterator[Sent]:
    """The form with its valid answer; the world and the browsers are as before afterwards."""
    with cookies_kept(*browsers.values()), transaction.atomic():
        yield answered(page, ground, browsers)
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.parametrize("page", FORMS, ids=lambda page: page.key)
def test_a_role_writes_only_what_is_its_own(page, matrix_ground, matrix_browsers):
    with made_ready(page, matrix_ground, matrix_browsers) as sent:
        for role in EVERY_ROLE:
            client = matrix_browsers[role, "own"]
            with cookies_kept(client), transaction.atomic(), noted_writes() as wrote:
                sent.post(client=client)
                transaction.set_rollback(True)
            touched = {*wrote, *(one.split()[1] for one in wrote)}
            wrong = {what for what in touched if what in WRITERS and role not in WRITERS[what]}
            assert not wrong, f"{role} wrote to {sorted(wrong)} at {page.key}"


def test_the_answers_are_to_forms_that_there_are():
    known = {page.key for page in FORMS}
    assert set(writes_nothing()) <= known and set(forms_answered()) <= known


@pytest.mark.django_db
@pytest.mark.parametrize("page", FORMS, ids=lambda page: page.key)
def test_fields_that_the_form_does_not_have_change_nothing(page, matrix_ground, matrix_browsers):
    with made_ready(page, matrix_ground, matrix_browsers) as sent:
        plain, again = (written(sent) for _ in range(2))
        reason = writes_nothing().get(page.key)
        assert bool(plain) != bool(reason), (
            f"{page.key} wrote {len(plain)} times: give it a valid answer in answers.toml, or a reason there "
            f"why it can't write (it has: {reason!r})."
        )
        wrote = written(sent, strange_fields(sent, plain, matrix_ground))
    assert [len(one) for one in wrote] == [len(one) for one in plain] == [len(one) for one in again]
    # A sequence of PostgreSQL goes on: what differs between two plain requests is the key of a new row.
    for one, first, second in zip(wrote, plain, again, strict=True):
        kept = [word if word == other else "?" for word, other in zip(first, second, strict=True)]
        assert ["?" if mask == "?" else word for word, mask in zip(one, kept, strict=True)] == kept


def strange_fields(sent: Sent, plain: list[list[str]], ground: Ground) -> dict[str, Any]:
    """The usual strange fields, and every column of every table that the form writes to, but what the form asks for."""
    theirs = ground.theirs
    found: dict[str, Any] = dict.fromkeys(EXTRA, "999") | dict.fromkeys(KEYS, theirs.officer.pk)
    found |= dict.fromkeys(MOMENTS, LONG_AGO)
    found |= {"unit": theirs.unit.pk, "unit_id": theirs.unit.pk, "unit_code": theirs.unit.code}
    found |= {"campaign": theirs.campaign.pk, "campaign_id": theirs.campaign.pk, "slug": theirs.campaign.slug}
    tables = {"".join(words).split('"')[1] for words in plain}
    for model in apps.get_models():
        if model._meta.db_table in tables:
            for one in model._meta.concrete_fields:
                found |= dict.fromkeys({one.name, one.attname} - set(found), forged(one, ground))
    return {name: value for name, value in found.items() if name not in sent.offered}


def forged(one: models.Field, ground: Ground) -> Any:
    """A value of the field's kind that no form of the tests gives."""
    if one.related_model is not None:
        last = one.related_model._default_manager.order_by("pk").last()
        return last.pk if last else 1
    if isinstance(one, models.DateTimeField):
        return LONG_AGO
    if isinstance(one, models.DateField):
        return "01/01/2001"
    if isinstance(one, models.BooleanField):
        return "on"
    if one.choices:
        return list(dict(one.flatchoices))[-1]
    return "99" if isinstance(one, models.IntegerField | models.DecimalField) else "giả mạo"


def written(sent: Sent, extra: dict[str, Any] | None = None) -> list[list[str]]:
    """What a form wrote, statement by statement in words, without times and random keys."""
    found: list[list[str]] = []

    def look(execute, sql, params, many, context):
        if sql.split(None, 1)[0] in CHANGES and not any(f'"{table}"' in sql for table in ALWAYS):
            found.append(re.findall(r"\w+|\W+", f"{sql} {RANDOM.sub('?', str(params))}"))
        return execute(sql, params, many, context)

    with cookies_kept(sent.client), transaction.atomic(), connection.execute_wrapper(look):
        sent.post(extra)
        transaction.set_rollback(True)
    return found


@pytest.mark.django_db
def test_a_self_score_changes_the_own_line_of_the_own_sheet_only(matrix_ground, matrix_browsers):
    mine = matrix_ground.mine
    sheet = ScoreSheet.objects.get(campaign=mine.campaign, unit=mine.unit)
    ScoreSheet.objects.filter(pk=sheet.pk).update(state="draft", sent_at=None, sent_by=None, self_total=None)
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
