"""Two people at one plan in the same moment: one wins, the other reads why, and what must hold holds."""

import uuid
from copy import deepcopy

import pytest
from django.test import Client
from django.urls import reverse

from accounts.domain.audit import broken_links
from accounts.errors import DomainError
from accounts.models import AuditEvent
from awards.domain.change_plan import Paper
from awards.domain.claim_place import claim_place
from awards.domain.edit_plan import edit_row, edit_single, remove_row
from awards.domain.export_plan import plan_content
from awards.domain.launch_campaign import launch_campaign
from awards.domain.load_plan import load_plan
from awards.domain.nominate import nominate
from awards.domain.set_up_campaign import set_up_campaign
from awards.models import Award, AwardQuota, AwardRecord, Nomination
from awards.packs_schema import read_pack
from campaigns.domain.move_round import end_round
from campaigns.domain.record_progress import record_progress
from campaigns.models import Campaign, CampaignVersion, Registration, Round, Target
from dossiers.demo import base
from dossiers.demo.base import moment
from dossiers.domain.judge_nominations import judge_nominations, replay_verdict
from scoring.models import Verdict
from tests.award_makers import more_award
from tests.factories import World
from tests.plan_pages import words
from tests.proposal_makers import JUDGED, complete, ranked
from tests.shape_makers import COMMUNES, put, reshaped, round_of, without_council
from tests.thread_makers import one_in_the_other

pytestmark = pytest.mark.django_db(transaction=True)
AT = moment(2023, 12, 20)
PAPER = Paper("Điều chỉnh chỉ tiêu", "Kế hoạch 1500/KH-UBND")
SLUG = "tan-chau-2023"


@pytest.fixture
def launched(transactional_db) -> World:
    return World(base.seed_launched())


@pytest.fixture
def draft(transactional_db) -> World:
    return World(base.seed_plan())


def said(answers) -> list[str]:
    """The sentences of those who were refused; any other error is a fault."""
    for one in answers:
        if isinstance(one, Exception) and not isinstance(one, DomainError):
            raise one
    return [one.message for one in answers if isinstance(one, DomainError)]


def who(world, at=AT) -> dict:
    return {"by": world.officer, "at": at}


def browsers(world, number: int, at) -> list[Client]:
    """That many windows of the officer; an error is answered with a page, as in service."""
    found = [world.browser(world.officer, at) for _ in range(number)]
    for one in found:
        one.raise_request_exception = False
    return found


def posted(browser: Client, address: str, back: str, **data):
    """What a person reads after pressing a button."""
    values = {"key": str(uuid.uuid4()), **data}
    return browser.post(address, values, HTTP_REFERER=f"http://testserver{back}", follow=True)


def test_two_rounds_opened_at_once(launched):
    end_round(round=launched.campaign.rounds.get(), **who(launched))
    rows = [round_of(launched, "so_ket", 2022, year) for year in (2023, 2024)]
    back = reverse("campaigns:rounds", args=[SLUG])
    windows = browsers(launched, len(rows), AT)
    acts = [
        lambda window=window, row=row: posted(
            window, reverse("campaigns:move_round", args=[SLUG, row.code, "mo"]), back
        )
        for window, row in zip(windows, rows, strict=True)
    ]
    pages = one_in_the_other(*acts)
    assert [page.status_code for page in pages] == [200] * 2
    assert sum("Đã mở «" in words(page) for page in pages) == 1
    assert sum("» đang mở. Hãy kết thúc đợt đó" in words(page) for page in pages) == 1
    assert Round.objects.filter(state="open").count() == 1 and broken_links() == []


def test_two_launch_at_once(draft):
    windows = browsers(draft, 2, moment(2023, 7, 28, 14))
    address = reverse("awards:launch", args=[SLUG])
    pages = one_in_the_other(*(lambda one=one: posted(one, address, address) for one in windows))
    assert [page.status_code for page in pages] == [200] * 2
    assert sum("Đã phát động «" in words(page) for page in pages) == 1
    assert sum("đã phát động rồi" in words(page) for page in pages) == 1
    assert CampaignVersion.objects.count() == 1 and Round.objects.filter(state="open").count() == 1
    assert AuditEvent.objects.filter(kind="campaign.launched").count() == 1


@pytest.fixture
def places(launched):
    """Two communes put forward for two places, nobody voting."""
    without_council(launched)
    reshaped(launched, {"subject": "tap_the", "maximum": 2, "order": "person"})
    rows = [put(launched, code, code) for code in COMMUNES[:2]]
    return launched, rows, AwardQuota.objects.get()


def lowered(world, quota, maximum=1):
    values, by = {"maximum": maximum}, who(world)
    return lambda: edit_row(
        campaign=world.campaign, part="quotas", pk=quota.pk, values=values, paper=PAPER, **by
    )


def claimed(world, one, quota):
    by = who(world)
    return lambda: claim_place(nomination=one, quota=quota, **by)


@pytest.mark.parametrize("claim_first", [True, False])
def test_a_number_lowered_while_a_place_is_given(places, claim_first):
    world, (one, other), quota = places
    claimed(world, one, quota)()
    acts = [claimed(world, other, quota), lowered(world, quota)]
    answers = one_in_the_other(*(acts if claim_first else acts[::-1]))
    quota.refresh_from_db()
    assert len(said(answers)) == 1 and AwardRecord.objects.count() == quota.maximum
    assert "không hạ xuống 1" in said(answers)[0] or "đủ 1/1" in said(answers)[0]
    assert CampaignVersion.objects.count() == (1 if quota.maximum == 2 else 2) and broken_links() == []


@pytest.mark.parametrize("claim_first", [True, False])
def test_a_quota_taken_out_while_its_place_is_given(places, claim_first):
    world, (one, _), quota = places
    by = who(world)

    def out():
        return remove_row(campaign=world.campaign, part="quotas", pk=quota.pk, paper=PAPER, **by)

    acts = [claimed(world, one, quota), out]
    answers = one_in_the_other(*(acts if claim_first else acts[::-1]))
    assert len(said(answers)) == 1
    assert "đang có 1 kết quả khen thưởng" in said(answers)[0] or "không còn" in said(answers)[0]
    assert AwardRecord.objects.count() == AwardQuota.objects.filter(pk=quota.pk).count()


@pytest.mark.parametrize("claim_first", [True, False])
def test_a_round_ended_while_a_place_is_given(places, claim_first):
    world, (one, _), quota = places
    by = who(world)
    acts = [claimed(world, one, quota), lambda: end_round(round=Round.objects.get(), **by)]
    answers = one_in_the_other(*(acts if claim_first else acts[::-1]))
    given = AwardRecord.objects.exists()
    assert said(answers) == [] if given else "đã kết thúc" in said(answers)[0]
    numbers = dict(AuditEvent.objects.values_list("kind", "number"))
    assert not given or numbers["nomination.awarded"] < numbers["round.closed"]


def other_pack() -> dict:
    pack = deepcopy(read_pack("tan_chau_2023"))
    pack["awards"][0]["quotas"][0]["maximum"] = 9
    return pack


@pytest.mark.parametrize("load_first", [True, False])
def test_a_pack_loaded_onto_a_draft_that_somebody_edits(draft, load_first):
    by, campaign = who(draft, moment(2023, 7, 28)), draft.campaign
    pack = other_pack()
    quota = AwardQuota.objects.order_by("position").last()

    def edit():
        return edit_row(campaign=campaign, part="quotas", pk=quota.pk, values={"maximum": 7}, **by)

    def load():
        return load_plan(pack=pack)

    answers = one_in_the_other(*([load, edit] if load_first else [edit, load]))
    assert said(answers) == []
    numbers = list(AwardQuota.objects.order_by("position").values_list("maximum", flat=True))
    loaded = [row["maximum"] for row in pack["awards"][0]["quotas"]]
    # Whoever came last wrote over the other, as a whole: a mix of half a pack can't be.
    assert numbers in (loaded, [*loaded[:-1], 7])
    assert answers[0 if load_first else 1].changes


@pytest.mark.parametrize("load_first", [True, False])
def test_a_pack_loaded_while_the_draft_is_launched(draft, load_first):
    by, pack = who(draft, moment(2023, 7, 28, 14)), other_pack()
    acts = [lambda: load_plan(pack=pack), lambda: launch_campaign(campaign=draft.campaign, **by)]
    answers = one_in_the_other(*(acts if load_first else acts[::-1]))
    sentences = said(answers)
    assert all("đã phát động, không thể ghi đè từ gói" in one for one in sentences)
    content = CampaignVersion.objects.get().content
    assert content == plan_content(Campaign.objects.get())
    first = content["awards"][0]["quotas"][0]["maximum"]
    assert (first == 9) == (not sentences)


def test_two_set_up_a_plan_at_one_address(draft):
    by = who(draft, moment(2023, 7, 28))
    packs = [{**other_pack(), "slug": "phong-trao-moi", "title": title} for title in ("Một", "Hai")]
    acts = [lambda pack=pack: set_up_campaign(pack=pack, source="gói", **by) for pack in packs]
    answers = one_in_the_other(*acts)
    assert len(said(answers)) == 1 and "được dùng" in said(answers)[0]
    winner = next(one for one in answers if not isinstance(one, Exception))
    assert Campaign.objects.get(slug="phong-trao-moi").title == winner.campaign.title
    assert AuditEvent.objects.filter(kind="plan.loaded").count() == 1


@pytest.mark.parametrize("judge_first", [True, False])
def test_verdicts_are_of_one_version(launched, judge_first):
    ranked(launched)
    complete(launched, COMMUNES[0])
    by, campaign = who(launched, JUDGED), launched.campaign
    round = campaign.rounds.select_related("campaign").get()

    def amend():
        values = {"period_end": moment(2024, 6, 30).date()}
        return edit_single(
            campaign=campaign, table="period", values=values, clause="mục I", paper=PAPER, **by
        )

    def judge():
        return judge_nominations(campaign=campaign, round=round, **by)

    assert round.campaign.period_end.year == 2023
    answers = one_in_the_other(*([judge, amend] if judge_first else [amend, judge]))
    assert said(answers) == []
    verdict = Verdict.objects.select_related("campaign_version").get()
    assert verdict.facts["campaign_end"] == verdict.campaign_version.content["period"]["end"].split("T")[0]
    assert replay_verdict(verdict).as_data() == verdict.findings


@pytest.mark.parametrize("nominate_first", [True, False])
def test_an_award_taken_out_while_somebody_is_put_forward_for_it(launched, nominate_first):
    award = more_award(launched, "bang-khen", {"maximum": 5})
    unit = launched.unit(COMMUNES[0])
    windows = browsers(launched, 1, AT)
    address = reverse("awards:plan_remove", args=[SLUG, "awards", award.pk])
    person = launched.person_of(unit)
    Registration.objects.create(campaign=launched.campaign, unit=unit, registered_at=AT, registered_by=person)

    def put_forward():
        return nominate(
            campaign=launched.campaign, unit=unit, award=award, subject="tap_the", by=person, at=AT
        )

    def out():
        return posted(windows[0], address, address, reason="Vì", document="Kế hoạch", version="1")

    answers = one_in_the_other(*([put_forward, out] if nominate_first else [out, put_forward]))
    page = next(one for one in answers if hasattr(one, "status_code"))
    assert page.status_code < 500
    there = Award.objects.filter(pk=award.pk).exists()
    assert there == Nomination.objects.filter(award_id=award.pk).exists()


@pytest.mark.parametrize("record_first", [True, False])
def test_a_target_taken_out_while_its_year_is_entered(launched, record_first):
    values = {"code": "ty-le", "text": "Tỷ lệ", "comparison": "ge", "measure": "%", "clause": "mục II"}
    target = Target.objects.create(campaign=launched.campaign, position=99, value=90, year=2023, **values)
    by = who(launched)
    acts = [
        lambda: record_progress(target=target, year=2023, value="91", document="BC", **by),
        lambda: remove_row(campaign=launched.campaign, part="targets", pk=target.pk, paper=PAPER, **by),
    ]
    answers = one_in_the_other(*(acts if record_first else acts[::-1]))
    assert len(said(answers)) == 1
