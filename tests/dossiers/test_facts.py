"""Facts come from rows, one thing broken at a time."""

from datetime import date

import pytest

from awards.models import MeetingResult
from campaigns.models import Deadline, Registration
from dossiers.demo.base import moment
from dossiers.domain.collect_facts import collect_facts, collect_picture
from dossiers.models import Document, Dossier
from tests.proposal_makers import JUDGED, attested, complete, ranked


@pytest.fixture
def one(tan_chau):
    ranked(tan_chau)
    return complete(tan_chau, "30376")


def facts(nomination):
    return collect_facts(nomination=nomination, at=JUDGED)


def test_everything_is_read(one):
    found = facts(one)
    assert found.registered is True and found.registered_on == date(2023, 8, 10)
    assert found.registration_last_day is None
    assert found.dossier_sent_at == moment(2023, 12, 4) and found.dossier_last_day == date(2023, 12, 9)
    assert len(found.papers_required) == 4 and found.papers_present == found.papers_required
    assert (found.council_met_on, found.council_total, found.council_present, found.council_agree) == (
        date(2023, 11, 28),
        7,
        7,
        7,
    )
    assert found.group_name == "UBND các phường, xã"


def test_no_registration_is_known_as_such(one):
    Registration.objects.all().delete()
    assert facts(one).registered is False


@pytest.mark.parametrize("state", ["draft", "returned"])
def test_a_dossier_that_is_not_at_the_desk_was_not_sent(one, state):
    values = {"accepted_at": None, "accepted_by": None, "state": state, "returned_reason": "Thiếu"}
    if state == "draft":
        values |= {"sent_at": None, "sent_by": None}
    Dossier.objects.update(**values)
    assert facts(one).dossier_sent_at is None and facts(one).papers_present is None


def test_a_dossier_sent_again_counts_from_its_first_arrival(one):
    Dossier.objects.update(sent_at=moment(2023, 12, 15))
    assert facts(one).dossier_sent_at == moment(2023, 12, 4)


def test_a_report_of_another_nominee_does_not_count(tan_chau, one):
    other = complete(tan_chau, "30376", "ca_nhan", "Trần Thị Lan")
    Document.objects.get(nomination=one).versions.all().delete()
    assert "Báo cáo thành tích của tập thể, cá nhân" not in facts(one).papers_present
    assert "Báo cáo thành tích của tập thể, cá nhân" in facts(other).papers_present


def test_a_paper_without_a_made_version_does_not_count(one):
    Document.objects.get(kind="to_trinh").versions.all().delete()
    assert len(facts(one).papers_present) == 3


def test_votes_of_another_meeting_do_not_count(one):
    MeetingResult.objects.all().delete()
    assert facts(one).council_met_on is None


def test_a_deadline_of_the_plan_for_registering_is_used(tan_chau, one):
    Deadline.objects.create(
        campaign=tan_chau.campaign,
        code="registration",
        stated="31/08/2023",
        stated_day=date(2023, 8, 31),
        meaning="on_day",
        last_valid_day=date(2023, 8, 31),
        clause="x",
    )
    assert facts(one).registration_last_day == date(2023, 8, 31)


def test_attestations_come_by_their_code(tan_chau, one):
    person = complete(tan_chau, "30376", "ca_nhan", "Trần Thị Lan")
    attested(tan_chau, person)
    found = facts(person).attestations
    assert set(found) == {"tham_gia", "dong_gop", "tham_muu"}
    assert found["tham_gia"].by == "Đặng Thu Trang" and found["tham_gia"].document == "Báo cáo thành tích"
    assert facts(one).attestations == {}


def test_the_picture_costs_the_same_for_one_and_for_many(tan_chau, one, django_assert_num_queries):
    round = tan_chau.campaign.rounds.get()
    with django_assert_num_queries(33):
        collect_picture(round=round, at=JUDGED)
    for code in ("30394", "30412", "30400"):
        complete(tan_chau, code)
    with django_assert_num_queries(33):
        collect_picture(round=round, at=JUDGED)
