"""Nobody reads a running tally or how somebody voted: not one page, workbook or ZIP changes with the choices."""

from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import unified_diff

import pytest
from django.db import connection, transaction

from accounts.clock import set_demo_clock
from awards.domain.close_meeting import close_meeting
from awards.enums import MeetingState
from awards.models import AgendaItem, Ballot, Meeting, MeetingResult
from tests import council_makers
from tests.factories import World
from tests.rights.asking import address
from tests.rights.table import EVERY_ROLE, WITHOUT_ROLE
from tests.rights.test_leaks_elsewhere import SHOWN, looked_at
from tests.rights.world import NOW, Ground

# What a vote and the count write: a page that reads none of it can't show it.
TOUCHED = ("awards_ballot", "awards_votermark", "awards_meeting", "accounts_auditevent", "accounts_audithead")
EXCEL = "?xuat=excel"
Seen = dict[tuple[str, str], tuple[int, str, dict[str, str]]]


@contextmanager
def noted_reads() -> Iterator[set[str]]:
    """Which of the tables that a vote writes to are read meanwhile."""
    found: set[str] = set()

    def look(execute, sql, params, many, context):
        found.update(table for table in TOUCHED if f'"{table}' in sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield found


def seen_by(role: str, place: str, ground: Ground, browsers, only: Seen | None = None) -> Seen:
    """What the person reads on every page they may open and in its workbook, where it can come from a vote."""
    found: Seen = {}
    client = browsers[role, place]
    for page in SHOWN:
        if not page.may("GET", role, place) or page.key.startswith("accounts:"):
            continue
        url = address(page, ground.mine)
        for one in (url, url + EXCEL):
            if only is not None and (page.key, one) not in only:
                continue
            # Pages that tell the time tell the same one.
            set_demo_clock(at=NOW)
            with noted_reads() as read:
                answer = looked_at(client, one)
            if read:
                # A workbook holds the time of its making, packed: only its length can differ.
                answer[2].pop("Content-Length", None)
                found[page.key, one] = answer
            if "xuat=excel" not in answer[1]:
                break
    return found


def cast(ground: Ground, against: dict[int, tuple[int, ...]]) -> Meeting:
    """Three more members vote; `against`: the number of a member -> what they do not agree to."""
    meeting = Meeting.objects.get(pk=ground.mine.keys["meeting"])
    world = World(ground.mine.campaign)
    for number in (3, 4, 5):
        council_makers.vote(meeting, world.member(number), against=against.get(number, ()))
    return meeting


def agenda(ground: Ground) -> tuple[int, ...]:
    """Every nomination on the ballot."""
    rows = AgendaItem.objects.filter(meeting=ground.mine.keys["meeting"])
    return tuple(rows.order_by("position").values_list("nomination", flat=True))


def secrets_of(meeting: Meeting) -> set[str]:
    """What lies in the database of an open vote, in every way a page could print it."""
    raw = [bytes(one) for one in Ballot.objects.filter(meeting=meeting).values_list("sealed", flat=True)]
    raw.append(bytes(meeting.locked_private_key))
    return {text for one in raw for text in (one.hex(), b64encode(one).decode(), repr(one)[2:-1])}


def differing(first: Seen, second: Seen) -> list[str]:
    """The pages that are not the same both times, each with what differs."""
    assert first.keys() == second.keys()
    return [
        "\n".join([str(key), *lines(first[key], second[key])]) for key in first if first[key] != second[key]
    ]


def lines(one: tuple, other: tuple) -> list[str]:
    """What differs between two answers."""
    pair = [f"{status}\n{headers}\n{text}".split("\n") for status, text, headers in (one, other)]
    return list(unified_diff(*pair, n=0, lineterm=""))


@pytest.mark.django_db
@pytest.mark.parametrize("role", [*EVERY_ROLE, WITHOUT_ROLE])
def test_an_open_vote_tells_no_tally_and_no_choice(role, matrix_ground, matrix_browsers):
    everything, seen = agenda(matrix_ground), []
    for against in ({}, dict.fromkeys((3, 4, 5), everything)):
        with transaction.atomic():
            meeting = cast(matrix_ground, against)
            assert meeting.ballots.count() == 5 * len(everything)
            once = seen[0] if seen else None
            seen.append(seen_by(role, "own", matrix_ground, matrix_browsers, once))
            texts = "\n".join(text for _, text, _ in seen[-1].values())
            assert not [secret for secret in secrets_of(meeting) if secret in texts]
            transaction.set_rollback(True)
    assert not differing(seen[0], seen[1])
    # Whoever works for the campaign opens pages that stand on the vote: the comparison is about something.
    assert seen[0] or role == WITHOUT_ROLE


@pytest.mark.django_db
@pytest.mark.parametrize("role", EVERY_ROLE)
def test_a_counted_vote_does_not_tell_who_voted_how(role, matrix_ground, matrix_browsers):
    first, seen = agenda(matrix_ground)[:1], []
    for member in (3, 5):
        with transaction.atomic():
            meeting = cast(matrix_ground, {member: first})
            close_meeting(meeting=meeting, by=matrix_ground.mine.officer, at=NOW)
            result = MeetingResult.objects.get(meeting=meeting, nomination=first[0])
            assert (result.agree, result.disagree) == (3, 2)
            assert not Ballot.objects.filter(meeting=meeting).exists()
            meeting.refresh_from_db()
            assert meeting.state == MeetingState.CLOSED and meeting.locked_private_key is None
            once = seen[0] if seen else None
            seen.append(seen_by(role, "own", matrix_ground, matrix_browsers, once))
            transaction.set_rollback(True)
    assert not differing(seen[0], seen[1])


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["unit_officer", "unit_head", "authority_clerk"])
def test_another_units_count_is_not_told_after_the_vote(role, matrix_ground, matrix_browsers):
    everything, seen = agenda(matrix_ground), []
    for against in ({}, dict.fromkeys((3, 4, 5), everything)):
        with transaction.atomic():
            meeting = cast(matrix_ground, against)
            close_meeting(meeting=meeting, by=matrix_ground.mine.officer, at=NOW)
            once = seen[0] if seen else None
            seen.append(seen_by(role, "other_unit", matrix_ground, matrix_browsers, once))
            transaction.set_rollback(True)
    assert not differing(seen[0], seen[1])
