"""What an accepted nomination waits for, by the routes of the five plans; rows without a database."""

import pytest

from awards.models import Council, Nomination
from awards.next_step import AFTER_STANDING, NextSteps, counted_of, next_steps
from awards.packs_schema import read_pack
from campaigns.models import Campaign, RouteStep, Unit
from tests.council_makers import accepted
from tests.council_makers import counted as counted_meeting
from tests.plan_pages import words


def steps_of(name: str, *, council: bool = False) -> NextSteps:
    """The steps of a pack."""
    pack = read_pack(name)
    body = Unit(name="Sở Nội vụ", short_name="Sở Nội vụ") if "appraising_unit" in pack else None
    route = [
        RouteStep(
            actor=row["actor"], actor_name=row.get("actor_name", ""), round_kind=row.get("round_kind", "")
        )
        for row in pack["route"]
        if row["actor"] in AFTER_STANDING
    ]
    campaign = Campaign(authority_title=pack["authority"]["title"], appraising_unit=body)
    return NextSteps(campaign, tuple(route), {1: "nam", 2: "tong_ket"}, council)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("tan_chau_2023", "Đã tiếp nhận, chờ Chủ tịch Ủy ban nhân dân thị xã Tân Châu quyết định"),
        ("bac_son_2023", "Đã tiếp nhận, chờ Sở Nội vụ thẩm định"),
        ("vinh_long_2023_2025", "Đã tiếp nhận, chờ Sở Nội vụ thẩm định"),
        ("dong_thap_2021_2025", "Đã tiếp nhận, chờ Sở Nội vụ thẩm định"),
        ("ta_ma_2023_2030", "Đã tiếp nhận, chờ Sở Nội vụ thẩm định"),
    ],
)
def test_the_route_says_who_comes_next(name, said):
    for number in (1, 2):
        assert steps_of(name).words(Nomination(state="accepted", round_id=number)) == said
    with_council = steps_of(name, council=True)
    assert with_council.words(Nomination(state="accepted", round_id=1)) == "Đã tiếp nhận, chờ Hội đồng xét"


def test_a_step_of_one_kind_of_round_counts_there_only():
    route = (RouteStep(actor="council", round_kind="tong_ket"), RouteStep(actor="upper", actor_name="Bộ"))
    steps = NextSteps(Campaign(authority_title="Chủ tịch"), route, {}, False)
    assert steps.waits_for("tong_ket") == "chờ Hội đồng xét" and steps.waits_for("nam") == "chờ Bộ xem xét"
    assert (
        NextSteps(Campaign(authority_title="Chủ tịch"), (), {}, False).waits_for("nam")
        == "chờ Chủ tịch quyết định"
    )
    assert steps.label("sent", "nam") == "Đã gửi"


def test_the_lists_say_it(tan_chau):
    accepted(tan_chau, "30397")
    browser = tan_chau.browser(tan_chau.officer)
    addresses = ("/ho-so/de-nghi/", "/phong-trao/tan-chau-2023/dot-xet/nam-2023/so-lieu/")
    with_council = [words(browser.get(address)) for address in addresses]
    assert all("Đã tiếp nhận, chờ Hội đồng xét" in page for page in with_council)
    Council.objects.filter(level="deciding").delete()
    for address in addresses:
        page = words(browser.get(address))
        assert (
            "chờ Chủ tịch Ủy ban nhân dân thị xã Tân Châu quyết định" in page and "chờ Hội đồng" not in page
        )


def test_after_the_count_it_says_that_the_council_has_voted(tan_chau):
    first = accepted(tan_chau, "30397")
    counted_meeting(tan_chau)
    later = accepted(tan_chau, "30388")
    steps, counted = next_steps(tan_chau.campaign), counted_of([first, later])
    assert steps.words(first, counted) == "Đã tiếp nhận, Hội đồng đã xét"
    assert steps.words(later, counted) == "Đã tiếp nhận, chờ Hội đồng xét"
    browser = tan_chau.browser(tan_chau.officer)
    page = words(browser.get("/ho-so/de-nghi/"))
    assert page.count("Hội đồng đã xét") == 1 and page.count("chờ Hội đồng xét") == 1
    numbers = words(browser.get("/phong-trao/tan-chau-2023/dot-xet/nam-2023/so-lieu/"))
    assert "chờ Hội đồng xét: <b>1</b>" in numbers and "Hội đồng đã xét: <b>1</b>" in numbers
