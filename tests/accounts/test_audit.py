import copy
import random
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.domain.audit import broken_in, broken_links, event_hash, keep_day, record_event
from accounts.models import AuditDay, AuditEvent, AuditHead, User
from accounts.origin import Origin, working_from

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
        {"actor_role": "Người giám sát"},
        {"address": "10.0.0.9"},
        {"search_key": "khac"},
        {"at": AT.replace(year=2024)},
    ],
)
def test_a_changed_event_is_found(person, unguarded, change):
    for _ in range(3):
        note(person)
    AuditEvent.objects.filter(number=2).update(**change)
    assert broken_links() == [2]


def test_a_removed_event_is_found(person, unguarded):
    for _ in range(3):
        note(person)
    AuditEvent.objects.filter(number=2).delete()
    assert broken_links()


def test_a_cut_off_end_is_found(person, unguarded):
    for _ in range(3):
        note(person)
    AuditEvent.objects.filter(number=3).delete()
    assert broken_links() == [AuditHead.objects.get().last_number]


@pytest.mark.parametrize("model", [AuditEvent, AuditDay, AuditHead])
def test_the_database_refuses_to_remove_what_was_written(person, model):
    note(person)
    keep_day(day=date(2023, 8, 2))
    with pytest.raises(DatabaseError, match="chỉ được ghi thêm"), transaction.atomic():
        model.objects.all().delete()
    assert model.objects.count() == 1


@pytest.mark.parametrize("model, field", [(AuditEvent, "sentence"), (AuditDay, "hash")])
def test_the_database_refuses_to_change_what_was_written(person, model, field):
    note(person)
    keep_day(day=date(2023, 8, 2))
    with pytest.raises(DatabaseError, match="chỉ được ghi thêm"), transaction.atomic():
        model.objects.update(**{field: "khác"})
    past_django = connection.cursor()
    with pytest.raises(DatabaseError, match="chỉ được ghi thêm"), transaction.atomic():
        past_django.execute(f"DELETE FROM {model._meta.db_table}")
    assert broken_links() == []


def test_role_and_address_are_those_of_the_request_and_asked_only_when_noted(person):
    asked = []

    def role():
        asked.append(1)
        return "Cán bộ đơn vị, UBND xã Châu Phong"

    with working_from(Origin(address="203.0.113.7", role=role)):
        assert asked == []
        event = note(person)
    assert (event.actor_role, event.address) == ("Cán bộ đơn vị, UBND xã Châu Phong", "203.0.113.7")
    assert (note(person).address, len(asked)) == ("", 1)


def test_a_chain_written_anew_does_not_match_the_days_that_were_kept(person, unguarded):
    for n in range(4):
        note(person, f"Việc {n}")
    keep_day(day=date(2023, 8, 2))
    rewrite(AuditEvent.objects.order_by("number"), 2, "Việc khác")
    assert broken_links() == [4]
    held = dict(AuditDay.objects.values_list("number", "hash"))
    AuditDay.objects.all().delete()
    assert broken_links() == []
    assert broken_links(kept=held) == [4]


def test_a_day_is_kept_once_as_it_was(person):
    note(person)
    first = keep_day(day=date(2023, 8, 2))
    note(person)
    assert keep_day(day=date(2023, 8, 2)).number == first.number == 1
    assert keep_day(day=date(2023, 8, 3)).number == 2


def test_a_day_before_the_first_event_is_no_breach(person):
    assert keep_day(day=date(2023, 8, 1)).number == 0
    note(person)
    assert broken_links() == []


def rewrite(rows, number: int, sentence: str) -> None:
    """What an owner of the database would do: another sentence, and every hash after it made anew."""
    previous = ""
    for event in rows:
        if event.number == number:
            event.sentence = sentence
        event.previous_hash = previous
        event.hash = previous = event_hash(event)
        AuditEvent.objects.filter(pk=event.pk).update(
            sentence=event.sentence, previous_hash=event.previous_hash, hash=event.hash
        )
    AuditHead.objects.update(last_hash=previous)


def chain(length: int) -> list[AuditEvent]:
    """A chain as it would be stored, without a database."""
    events: list[AuditEvent] = []
    for number in range(1, length + 1):
        event = AuditEvent(
            number=number,
            at=AT + timedelta(minutes=number),
            actor_id=number % 7,
            actor_label=f"Người {number % 7}",
            actor_role="Cán bộ đơn vị",
            address=f"10.0.0.{number % 250}",
            kind="test.done",
            object_type="campaigns.unit",
            object_id=str(number % 11),
            campaign_ref="tan-chau",
            unit_ref=str(number % 5),
            sentence=f"Việc số {number}: 70 -> 80.",
            changes={"old": number, "new": number + 1},
            search_key=f"viec so {number}",
            previous_hash=events[-1].hash if events else "",
        )
        event.hash = event_hash(event)
        events.append(event)
    return events


FIELDS = [
    "actor_label",
    "actor_role",
    "address",
    "kind",
    "object_type",
    "object_id",
    "campaign_ref",
    "unit_ref",
]
FIELDS += ["sentence", "search_key", "previous_hash", "hash"]


def tamper(events: list[AuditEvent], dice: random.Random) -> str:
    """One random tamper in place; gives what was done."""
    place = dice.randrange(len(events))
    act = dice.choice(
        ["field", "time", "actor", "changes", "drop", "swap", "double", "hash anew", "cut", "insert"]
    )
    event = events[place]
    if act == "field":
        name = dice.choice(FIELDS)
        setattr(event, name, f"{getattr(event, name)}{dice.choice('0aê ')}")
    elif act == "time":
        event.at += timedelta(microseconds=dice.randint(1, 10**9))
    elif act == "actor":
        event.actor_id += dice.randint(1, 9)
    elif act == "changes":
        event.changes = {**event.changes, "new": dice.randint(1000, 9999)}
    elif act == "drop":
        del events[place]
    elif act == "swap":
        other = (place + 1) % len(events)
        events[place], events[other] = events[other], events[place]
    elif act == "double":
        events.insert(place, copy.copy(event))
    elif act == "hash anew":
        event.sentence += " Thêm."
        event.hash = event_hash(event)
    elif act == "cut":
        del events[place:]
    else:
        fresh = copy.copy(event)
        fresh.sentence = "Việc chen vào."
        fresh.hash = event_hash(fresh)
        events.insert(place + 1, fresh)
    return act


def test_a_thousand_of_a_thousand_random_tampers_are_found():
    dice = random.Random(20231210)
    sound = chain(60)
    end = (60, sound[-1].hash)
    assert broken_in(sound, end=end, kept={30: sound[29].hash}) == []
    done = set()
    for _ in range(1000):
        events = [copy.copy(event) for event in sound]
        act = tamper(events, dice)
        done.add(act)
        assert broken_in(events, end=end, kept={}), act
    assert len(done) == 10
