import itertools

import pytest

from accounts.errors import DomainError
from accounts.models import AuditEvent
from awards.domain.move_nomination import move_nomination
from awards.enums import NominationState
from awards.models import Nomination
from awards.states import STEPS
from tests.dossier_makers import IN_TIME, opened


def test_only_the_steps_of_the_table_are_taken(tan_chau):
    desk = opened(tan_chau)
    for before, after in itertools.product(NominationState, NominationState):
        check_one(desk, desk.nominations[0], before, after)
    taken = [kind for steps in STEPS.values() for kind in steps.values()]
    assert AuditEvent.objects.filter(kind__in=taken).count() == len(taken) == 7


def check_one(desk, row, before, after):
    """Takes the step when the table has it; else it is refused and nothing is written."""
    Nomination.objects.filter(pk=row.pk).update(state=before)
    if after in STEPS.get(before, {}):
        assert move_nomination(nomination=row, to=after, by=desk.person, at=IN_TIME).state == after
        return
    with pytest.raises(DomainError, match="không chuyển"):
        move_nomination(nomination=row, to=after, by=desk.person, at=IN_TIME)
    row.refresh_from_db()
    assert row.state == before
