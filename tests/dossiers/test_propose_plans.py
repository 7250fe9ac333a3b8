"""Every round of every plan: one nominee for each quota comes into its list, judged then and now by its clauses."""

import pytest

from accounts.models import User
from awards.domain.place_units import units_for_group
from awards.models import Nomination
from awards.quotas import covers, quotas_of_round
from campaigns.models import UnitGroupMember
from dossiers.demo.base import moment
from dossiers.domain.proposal_words import chip_of, sentence_of
from dossiers.domain.propose import propose
from dossiers.domain.table_words import order_of, places_of, title_of
from tests.packs.plans import UNITS, loaded

DAYS = (moment(2023, 12, 12), moment(2026, 1, 5))


@pytest.fixture(params=sorted(UNITS))
def campaign(request, db):
    """The campaign of a plan with its units in their groups."""
    row = loaded(request.param)
    for group in row.groups.all():
        UnitGroupMember.objects.bulk_create(
            UnitGroupMember(campaign=row, group=group, unit=unit) for unit in units_for_group(row, group)
        )
    return row


def put(campaign, round, quota, by, number: int) -> Nomination:
    """Somebody for whom the quota is meant."""
    subject = quota.subject or "ca_nhan"
    members = UnitGroupMember.objects.filter(campaign=campaign)
    members = members.filter(group=quota.group) if quota.group else members
    member = members.order_by("pk")[number % members.count()]
    person = {"honorific": "ba", "position_title": "Công chức"} if subject == "ca_nhan" else {}
    where = {"origin": "outside", "origin_place": "Hà Nội"} if quota.outside else {"group": member.group}
    return Nomination.objects.create(
        campaign=campaign,
        round=round,
        unit=member.unit,
        award=quota.award,
        subject=subject,
        name=f"Trường hợp {number}",
        state="accepted",
        created_by=by,
        created_at=DAYS[0],
        search_key="",
        sort_key=str(number),
        **person,
        **where,
    )


def test_every_quota_of_every_round_has_its_list(campaign):
    by = User.objects.create(username="can-bo", full_name="Đặng Thu Trang")
    rounds = list(campaign.rounds.all())
    assert rounds
    for round in rounds:
        quotas = list(quotas_of_round(round))
        rows = [put(campaign, round, quota, by, n) for n, quota in enumerate(quotas)]
        for at in DAYS:
            proposal = propose(campaign=campaign, at=at, round=round)
            assert {table.quota.pk for table in proposal.tables} == {quota.pk for quota in quotas}
            for quota, one in zip(quotas, rows, strict=True):
                table, row = proposal.candidate(one.pk)
                assert covers(table.quota, one) and covers(quota, one)
                assert row.judgement.judged_on == at.date()
                assert all(found.clause and found.reason for found in row.judgement.findings)
                assert sentence_of(table, row) and chip_of(row).text and order_of(table, proposal.picture)
                assert str(quota.maximum or "không giới hạn") in places_of(quota) and title_of(quota)
