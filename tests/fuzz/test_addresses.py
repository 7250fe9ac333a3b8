"""Odd parameters in the address of every list and calculation: a page or a sentence, never an error."""

from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from awards.domain.export_plan import plan_content
from awards.models import Award, AwardQuota, Condition
from campaigns.models import Campaign
from tests.award_makers import own_power_award
from tests.fuzz.values import odd_texts, odd_values, queries, quick
from tests.proposal_makers import JUDGED, attested, complete, ranked
from tests.shape_makers import measured, put, round_of
from tests.yearly_makers import add_target

SLUG = "tan-chau-2023"
NAMES = (
    "trang", "q", "tim", "xep", "nhom", "loai", "nam", "dot", "tinh-trang", "trang-thai", "xuat", "muc", "hinh-thuc",
    "phong-trao", "don-vi", "don_vi", "ngay", "nhan", "mo", "quy-tac", "danh-muc", "nguon", "chieu", "xet-lai", "to",
    "key", "doi-tuong", "han", "thang",
)  # fmt: skip
LISTS = (
    "campaigns:list", "campaigns:units", "campaigns:criteria", "dossiers:home", "dossiers:list", "dossiers:nominations",
    "dossiers:council", "awards:law",
)  # fmt: skip
OF_CAMPAIGN = (
    "campaigns:register", "campaigns:rounds", "campaigns:targets", "campaigns:reports", "campaigns:own_plans",
    "campaigns:figures", "campaigns:figures_import", "awards:plan", "awards:plan_edit", "awards:budget", "awards:own",
    "awards:versions", "awards:setup", "scoring:sheet", "scoring:ranking", "scoring:imports", "scoring:contest",
    "scoring:contest_imports", "scoring:what_if", "dossiers:proposals", "dossiers:direct_list", "dossiers:own_awards",
    "dossiers:awarding", "dossiers:campaign", "dossiers:council_setup", "dossiers:my_dossier", "dossiers:steps",
)  # fmt: skip


def address(name: str) -> str:
    return reverse(name, args=[SLUG] if name in OF_CAMPAIGN and name != "awards:setup" else [])


@pytest.fixture
def world(tan_chau):
    """Something of everything that lists show."""
    ranked(tan_chau)
    for code in ("30376", "30400"):
        attested(tan_chau, complete(tan_chau, code, "ca_nhan", f"Nguyễn {code}"))
    round_of(tan_chau, "tong_ket", 2022, 2023)
    own = own_power_award(tan_chau)
    put(tan_chau, "Trần Thị B", "30412", "ca_nhan", award=own)
    add_target(tan_chau.campaign)
    return tan_chau


def ask(browser, where, query) -> int:
    answer = browser.get(where, query)
    assert answer.status_code in (200, 302, 400, 404, 409, 422), (where, query)
    if answer.status_code == 200 and hasattr(answer, "streaming_content"):
        b"".join(answer.streaming_content)
    return answer.status_code


@pytest.mark.parametrize("who", ["officer", "unit"])
def test_odd_parameters_of_every_list(world, who):
    person = world.officer if who == "officer" else world.person_of(world.unit("30376"))
    browser = world.browser(person, JUDGED)
    places, found = sorted(map(address, (*LISTS, *OF_CAMPAIGN))), []

    @settings(quick, max_examples=200)
    @given(st.sampled_from(places), queries(NAMES))
    def run(where, query):
        found.append(ask(browser, where, query))

    run()
    assert found.count(200) > len(found) / 3


@pytest.mark.parametrize("name", ["awards:law", "awards:budget", "campaigns:figures", "campaigns:targets"])
def test_odd_days_and_years(world, name):
    browser = world.browser(world.officer, JUDGED)

    @settings(quick, max_examples=80)
    @given(odd_values, odd_values, odd_texts)
    def run(one, other, third):
        names = {"awards:law": ("ngay", "nhan", "q"), "awards:budget": ("ke_hoach", "quyet_dinh", "dot")}
        ask(
            browser,
            address(name),
            dict(zip(names.get(name, ("nam", "trang", "q")), (one, other, third), strict=True)),
        )

    run()


@pytest.fixture
def tried(tan_chau_draft):
    """A draft beside last year's results."""
    measured(tan_chau_draft, 2022, {"30376": "96.4", "30400": "93.75", "30412": "93.75"})
    return tan_chau_draft


def trial_names(world) -> list[str]:
    award = Award.objects.get(campaign=world.campaign)
    names = ["dot", "nguon", "dong_hang", "xuat"]
    for pk in AwardQuota.objects.filter(award=award).values_list("pk", flat=True):
        names += [f"so-{pk}", f"cach-{pk}"]
    for row in Condition.objects.filter(award=award):
        names += [f"dk-{row.pk}-{name}" for name in ("top", "percent", "years", "of", "score", *row.params)]
        names.append(f"top-{row.pk}")
    return names


def test_odd_trials(tried):
    browser = tried.browser(tried.officer, JUDGED)
    where, before = address("scoring:what_if"), plan_content(tried.campaign)

    @settings(quick, max_examples=150)
    @given(queries(trial_names(tried)))
    def run(query):
        ask(browser, where, query)

    run()
    assert plan_content(Campaign.objects.get()) == before


def test_odd_trials_taken_over(tried):
    """What is written into the draft is a plan that can be; what is refused left nothing."""
    browser = tried.browser(tried.officer, JUDGED)
    where, names = reverse("scoring:what_if_apply", args=[SLUG]), trial_names(tried)
    seen = browser.get(address("scoring:what_if")).context["seen"]
    before, done = plan_content(Campaign.objects.get()), []

    @settings(quick, max_examples=100)
    @given(
        st.dictionaries(
            st.sampled_from(names), odd_texts | st.sampled_from(("1", "5", "62,5", "ceiling")), max_size=2
        ),
        st.sampled_from([seen, seen, "", "x"]),
    )
    def run(query, mark):
        with transaction.atomic():
            answer = browser.post(where, {"phuong_an": urlencode(query), "seen": mark})
            assert answer.status_code in (302, 400), query
            changed = plan_content(Campaign.objects.get()) != before
            assert not changed or (mark == seen and answer["Location"].endswith("/ke-hoach/"))
            done.append(changed)
            transaction.set_rollback(True)

    run()
    assert any(done) and not all(done)
