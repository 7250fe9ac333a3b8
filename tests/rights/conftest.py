"""The world of the rights matrix: written once for each file, every cell taken back."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client

from tests.rights.asking import signed_in
from tests.rights.world import Ground, build


@pytest.fixture(scope="module")
def matrix_ground(django_db_setup, django_db_blocker) -> Iterator[Ground]:
    """Two campaigns and a person of every role at every kind of place."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def matrix_browsers(matrix_ground) -> dict[tuple[str, str], Client]:
    """A browser for every person, one of a person without a role, and one that is signed out."""
    found = {key: signed_in(person) for key, person in matrix_ground.people.items()}
    return {**found, ("signed_out", "own"): signed_in(None)}
