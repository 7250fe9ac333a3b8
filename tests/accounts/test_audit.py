from datetime import UTC, datetime

import pytest
from django.db import transaction

from accounts.domain.audit import broken_links, record_event
from accounts.models import AuditEvent, AuditHead, User

AT = datetime(2023, 8, 2, 1, 30, tzinfo=UTC)


@pytest.fixture
def person(db):
    """Someone who does things."""
    return User.objects.create(username="an", full_name="Nguyễn Văn An")


def note(person, sentence="Làm một việc.", **values):
    """One event in a transaction of its own."""
    with transaction.atomic():
        return record_event(by=person, at=AT, kind="test.done", target=person, sentence=sentence, **values)


def test_events_are_numbered_chained_and_keep_the_name_of_that_day(person):
    events = [note(person, f"Việc {n}", changes={"n": n}) for n in range(3)]
    assert [event.number for event in events] == [1, 2, 3]
    assert events[1].previous_hash == events[0].hash and events[0].previous_hash == ""
    person.full_name = "Tên khác"
    person.save()
    assert AuditEvent.objects.get(number=1).actor_label == "Nguyễn Văn An"
    assert broken_links() == []


def test_nobody_at_the_desk_is_the_system(person):
    with transaction.atomic():
        event = record_event(by=None, at=AT, kind="test.done", target=person, sentence="Tự động.")
    assert event.actor_label == "Hệ thống" and broken_links() == []


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_it_is_refused():
    someone = User.objects.create(username="an", full_name="An")
    with pytest.raises(RuntimeError):
        record_event(by=someone, at=AT, kind="test.done", target=someone, sentence="x")
    assert not AuditEvent.objects.exists()


def test_what_is_rolled_back_leaves_no_event_and_no_gap(person):
    note(person)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record_event(by=person, at=AT, kind="test.done", target=person, sentence="x")
        raise ZeroDivisionError
    assert note(person).number == 2 and broken_links() == []


@pytest.mark.parametrize(
    "change",
    [
        {"sentence": "Việc khác."},
        {"actor_label": "Người khác"},
        {"changes": {"n": 2}},
        {"unit_ref": "7"},
        {"at": AT.replace(year=2024)},
    ],
)
def test_a_changed_event_is_found(person, change):
    for _ in range(3):
        note(person)
    AuditEvent.objects.filter(number=2).update(**change)
    assert broken_links() == [2]


def test_a_removed_event_is_found(person):
    for _ in range(3):
        note(person)
    AuditEvent.objects.filter(number=2).delete()
    assert broken_links()


def test_a_cut_off_end_is_found(person):
    for _ in range(3):
        note(person)
    AuditEvent.objects.filter(number=3).delete()
    assert broken_links() == [AuditHead.objects.get().last_number]
