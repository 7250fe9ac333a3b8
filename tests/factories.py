"""Rows that many tests start from: the Tân Châu campaign, made through the same verbs that people use."""

from dataclasses import dataclass
from datetime import datetime

import pytest
from django.test import Client

from accounts.clock import set_demo_clock
from accounts.models import User
from campaigns.models import Campaign, Unit
from dossiers.demo import base
from tests.kept_rows import seeded_once


@dataclass
class World:
    """The launched campaign and short ways to its people."""

    campaign: Campaign

    @property
    def officer(self) -> User:
        return User.objects.get(username="can-bo")

    def unit(self, code: str) -> Unit:
        return Unit.objects.get(code=code)

    def person_of(self, unit: Unit) -> User:
        return User.objects.get(username=base.username_of(unit))

    def member(self, number: int) -> User:
        return User.objects.get(username=f"uy-vien-{number}")

    def browser(self, user: User, at: datetime | None = None) -> Client:
        """A signed-in test client; the demo clock is moved when `at` is given."""
        if at:
            set_demo_clock(at=at)
        client = Client()
        client.force_login(user)
        return client


@pytest.fixture
def tan_chau(db) -> World:
    """28/07/2023, 14:00: the campaign has just been launched, nobody has registered."""
    return World(seeded_once(base.seed_launched))


@pytest.fixture
def tan_chau_draft(db) -> World:
    """Before the launch."""
    return World(seeded_once(base.seed_plan))
