from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from accounts import clock
from accounts.models import DemoClock


@pytest.fixture
def real_installation():
    """Settings of an installation that is no demo."""
    demo, settings.DEMO = settings.DEMO, False
    yield
    settings.DEMO = demo


def test_without_an_offset_it_is_the_real_time(db):
    assert abs(clock.now() - timezone.now()) < timedelta(seconds=5)


def test_the_demo_runs_on_from_the_set_moment(db):
    at = datetime(2023, 12, 4, 1, tzinfo=UTC)
    clock.set_demo_clock(at=at)
    assert timedelta(0) <= clock.now() - at + timedelta(seconds=1) < timedelta(seconds=6)
    assert clock.now().tzinfo is not None
    clock.set_demo_clock(at=at + timedelta(days=1))
    assert DemoClock.objects.count() == 1


def test_a_real_installation_ignores_the_offset_and_refuses_to_move(db, real_installation):
    DemoClock.objects.create(pk=1, offset_seconds=-86400 * 365)
    assert abs(clock.now() - timezone.now()) < timedelta(seconds=5)
    with pytest.raises(RuntimeError):
        clock.set_demo_clock(at=timezone.now())
