"""Rows that are put back are those that the seed wrote."""

import pytest
from django.db import transaction

from accounts.clock import now
from campaigns.models import Unit
from dossiers.demo import base
from tests import kept_rows
from tests.kept_rows import all_tables, seeded_once


def written() -> dict[str, list[str]]:
    """Every row but the demo's clock, whose offset is counted from the real time."""
    return {
        table.name: sorted(map(str, table.written.values()))
        for table in all_tables()
        if table.name != "accounts_democlock"
    }


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [base.seed_launched, base.seed_plan], ids=lambda seed: seed.__name__)
def test_the_second_world_is_the_first(seed, monkeypatch):
    monkeypatch.setattr(kept_rows, "_kept", {})
    found, clocks = [], []
    for _ in range(3):
        with transaction.atomic():
            seeded_once(seed)
            found.append(written())
            clocks.append(now())
            transaction.set_rollback(True)
    assert found[0] == found[1] == found[2] and len(found[0]["campaigns_unit"]) > 20
    assert abs((clocks[2] - clocks[0]).total_seconds()) < 120


@pytest.mark.django_db
def test_a_world_with_rows_is_seeded_by_the_verbs():
    with transaction.atomic():
        seeded_once(base.seed_launched)
        transaction.set_rollback(True)
    first = Unit.objects.create(code="truoc", name="Đơn vị có trước", kind="phong_ban")
    campaign = seeded_once(base.seed_launched)
    assert Unit.objects.filter(pk=first.pk, code="truoc").exists()
    assert campaign.groups.count() and Unit.objects.filter(code="30376").exists()
