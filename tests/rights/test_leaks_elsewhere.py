"""What leaks beside the words of a page: counts, order, the way a refusal looks, files, mail."""

import ast
import re
from decimal import Decimal
from difflib import unified_diff

import pytest
from django.db import transaction
from django.test import Client

from awards.models import Award
from campaigns.enums import Role
from campaigns.models import Unit
from scoring.models import SheetItem
from tests.conftest import ROOT
from tests.rights.asking import address, text_of
from tests.rights.table import Page, pages
from tests.rights.world import Ground, dossier_of, history, sheet_of
from tests.rights_rows import Filled

APPS = ("accounts", "campaigns", "awards", "scoring", "dossiers", "config")
# What differs between two answers to one question: the form's token, its key, the nonce, the demo's running clock.
CHANGING = re.compile(
    r"[A-Za-z0-9]{64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|nonce[-=][^ '>]*|đặt là</span> [^<]*"
)
SHOWN = [page for page in pages() if page.get and not page.public and not page.theirs]
NEW_WORD = "Bí mật Zeta 9022"


def looked_at(client: Client, url: str) -> tuple[int, str, dict[str, str]]:
    """Status, what can be read, and the headers of a page, without what changes each time."""
    kept = client.cookies.copy()
    with transaction.atomic():
        response = client.get(url)
        readable = response.status_code in (200, 404)
        text = CHANGING.sub("*", text_of(response)) if readable else ""
        headers = {name: CHANGING.sub("*", value) for name, value in response.headers.items()}
        transaction.set_rollback(True)
    client.cookies = kept
    return response.status_code, text, headers


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["unit_officer", "standing_officer", "council_member", "auditor"])
def test_what_is_somebody_elses_looks_like_what_does_not_exist(role, matrix_ground, matrix_browsers):
    client, compared = matrix_browsers[role, "own"], 0
    for page in SHOWN:
        if not page.has_target or role in page.through:
            continue
        foreign = looked_at(client, address(page, matrix_ground.theirs))
        if foreign[0] != 404:
            continue
        missing = looked_at(client, address(page, matrix_ground.theirs, missing=True))
        assert foreign == missing, page.key
        compared += 1
    assert compared > 50


def grow(ground: Ground) -> None:
    """Another unit of the campaign goes on with its drafts, and the other province with everything."""
    other = Unit.objects.get(code="30403")
    mine = Filled(ground.mine.campaign, ground.mine.officer, other, NEW_WORD, NEW_WORD)
    award = Award.objects.filter(campaign=mine.campaign, own_power=False).order_by("pk").first()
    sheet_of(mine.campaign, other, mine.officer, NEW_WORD, "draft")
    dossier_of(mine, other, award, NEW_WORD, mine.officer, "draft")
    theirs = ground.theirs
    spare = Unit.objects.filter(group_places__campaign=theirs.campaign).exclude(pk=theirs.unit.pk).first()
    foreign = Filled(theirs.campaign, theirs.officer, spare, NEW_WORD, NEW_WORD)
    award = Award.objects.filter(campaign=foreign.campaign, own_power=False).order_by("pk").first()
    sheet_of(foreign.campaign, spare, foreign.officer, NEW_WORD, "sent")
    dossier_of(foreign, spare, award, NEW_WORD, foreign.officer, "sent")
    history(foreign, spare, NEW_WORD)


@pytest.mark.django_db
def test_no_number_on_a_units_pages_moves_with_the_work_of_others(matrix_ground, matrix_browsers):
    client = matrix_browsers[Role.UNIT_OFFICER.value, "own"]
    # The pages of one's own account hold secrets made anew each time, and nothing of anybody's work.
    own = [
        page
        for page in SHOWN
        if page.may("GET", Role.UNIT_OFFICER, "own") and not page.key.startswith("accounts:")
    ]
    before = [looked_at(client, url) for page in own for url in asked_in_two_ways(page, matrix_ground)]
    with transaction.atomic():
        grow(matrix_ground)
        after = [looked_at(client, url) for page in own for url in asked_in_two_ways(page, matrix_ground)]
        transaction.set_rollback(True)
    names = [url for page in own for url in asked_in_two_ways(page, matrix_ground)]
    assert len(names) > 60
    moved = [
        "\n".join([name, *unified_diff(one[1].split("\n"), other[1].split("\n"), n=0, lineterm="")])
        for name, one, other in zip(names, before, after, strict=True)
        if one[:2] != other[:2]
    ]
    assert not moved, "\n".join(moved)


def asked_in_two_ways(page: Page, ground: Ground) -> list[str]:
    """The page itself, and searched for what the others wrote."""
    url = address(page, ground.mine)
    return [url, f"{url}?q=Zeta+9022&tim=Zeta+9022"]


@pytest.mark.django_db
def test_the_order_does_not_tell_the_points_of_drafts(matrix_ground, matrix_browsers):
    client = matrix_browsers[Role.STANDING_OFFICER.value, "own"]
    campaign = matrix_ground.mine.campaign
    orders = []
    for low, high in (("30400", "30403"), ("30403", "30400")):
        with transaction.atomic():
            for code, points in ((low, "0.5"), (high, "9.5")):
                unit = Unit.objects.get(code=code)
                if not SheetItem.objects.filter(sheet__unit=unit, sheet__campaign=campaign).exists():
                    sheet_of(campaign, unit, matrix_ground.mine.officer, NEW_WORD, "draft")
                SheetItem.objects.filter(sheet__unit=unit).update(self_points=Decimal(points))
            text = looked_at(client, f"/phong-trao/{campaign.slug}/tu-cham/?xep=diem")[1]
            orders.append(sorted((text.index(f"xã {place}"), place) for place in ("Long An", "Lê Chánh")))
            transaction.set_rollback(True)
    assert [place for _, place in orders[0]] == [place for _, place in orders[1]]


@pytest.mark.django_db
def test_an_order_that_is_not_offered_changes_nothing(matrix_ground, matrix_browsers):
    client = matrix_browsers[Role.STANDING_OFFICER.value, "own"]
    at = f"/phong-trao/{matrix_ground.mine.campaign.slug}/tu-cham/"
    plain = looked_at(client, at)
    for order in ("unit__memberships__user__password", "-sheet__total", "note"):
        assert looked_at(client, f"{at}?xep={order}")[0] == plain[0] == 200
        rows = re.findall(
            r'href="(/phong-trao/[^"]*tu-cham/\d+/)"', looked_at(client, f"{at}?xep={order}")[1]
        )
        assert rows == re.findall(r'href="(/phong-trao/[^"]*tu-cham/\d+/)"', plain[1])


def test_nothing_is_mailed():
    # No name, score or link leaves by mail; whoever adds mail says here what may stand in it.
    for app in APPS:
        for file in (ROOT / app).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                if isinstance(node, ast.ImportFrom):
                    names = [f"{node.module}.{alias.name}" for alias in node.names]
                wrong = [name for name in names if name.startswith(("django.core.mail", "smtplib"))]
                assert not wrong, f"{file.name}: {wrong}"
