"""The last stages of the demo: everything through the people's own verbs, and the plan's 9.720.000 đồng."""

from datetime import date

from awards.domain.award_budget import award_budget
from awards.models import AwardRecord, Ballot, Meeting, VoterMark
from dossiers.demo import seed
from dossiers.demo.nominated import SENT, seed_nominated
from dossiers.invariants import breaches
from dossiers.models import Document, RenderJob
from scoring.models import TieChoice, Verdict
from tests.paper_makers import each_kind_once


def test_twelve_awards_and_nothing_breaks(db):
    real: list[str] = []
    seed_nominated(render=each_kind_once(real))
    campaign = seed("decided")
    # Every kind of paper of the demo was laid out for real, and every paper is there.
    assert sorted(real) == sorted(set(Document.objects.values_list("kind", flat=True)))
    assert set(RenderJob.objects.values_list("state", flat=True)) == {"done"}
    assert RenderJob.objects.count() == Document.objects.count() >= 5 * len(SENT)
    given = AwardRecord.objects.values_list("quota__group__code", "quota__subject", "place")
    assert sorted(given) == [
        (group, subject, place)
        for group in ("phong-ban", "phuong-xa")
        for subject in ("ca_nhan", "tap_the")
        for place in (1, 2, 3)
    ]
    budget = award_budget(campaign=campaign, on=date(2023, 12, 20))
    assert [row.amount for row in budget.rows] == [6_480_000, 3_240_000]
    assert (budget.total, budget.words) == (9_720_000, "Chín triệu bảy trăm hai mươi nghìn đồng")
    # Long Sơn and Long Phú are level at the line, so a person has chosen.
    assert TieChoice.objects.filter(quota__subject="tap_the").count() == 1
    assert VoterMark.objects.count() == 4 and not Ballot.objects.exists()
    assert {code: found for code, found in breaches().items() if found} == {}
    before = (Verdict.objects.count(), Meeting.objects.count())
    seed("decided")
    assert (Verdict.objects.count(), Meeting.objects.count()) == before
    assert AwardRecord.objects.count() == 12
