"""What the editor shows at first sight: its index, closed parts, and forms that say what follows from a choice."""

from datetime import date

import pytest

from awards.models import Award, AwardQuota
from awards.plan_parts import AWARD_PARTS, PARTS
from dossiers.demo.base import moment
from tests.plan_pages import posted, words

EDIT = "/phong-trao/tan-chau-2023/ke-hoach/sua/"


@pytest.fixture
def officer(tan_chau_draft):
    """The officer's browser before the launch."""
    return tan_chau_draft.browser(tan_chau_draft.officer, at=moment(2023, 7, 28, 9))


def test_the_index_counts_each_part_and_only_what_stops_the_launch_is_open(officer, tan_chau_draft):
    page = words(officer.get(EDIT))
    closed = page.count("<details>")
    assert "Mở tất cả" in page and page.count("<details open>") == 2  # the single tables, the few warnings
    for key, count in (("criteria", 4), ("groups", 2), ("targets", 0)):
        assert f'<a href="#{key}">' in page and f'id="{key}"' in page
        assert f'<span class="count">{count}</span>' in page.split(f'<a href="#{key}">')[1].split("</li>")[0]
    assert "rơi vào thứ Bảy" in page.split('id="deadlines"')[1].split("</section>")[0]
    assert words(officer.get(f"{EDIT}?mo=tat-ca")).count("<details open>") == 2 + closed
    AwardQuota.objects.all().delete()
    Award.objects.get().conditions.all().delete()
    assert words(officer.get(EDIT)).count("<details open>") > 2


def test_the_last_day_of_a_deadline_is_said_beside_it_and_follows_the_day(officer, tan_chau_draft):
    deadline = tan_chau_draft.campaign.deadlines.get()
    at = f"{EDIT}deadlines/{deadline.pk}/"
    page = words(officer.get(at))
    assert "nhận đến hết <b>Thứ Bảy, 09/12/2023</b>" in page
    data = posted(officer.get(at))
    assert data.get("last_valid_day", "") == ""
    asked = {"stated_day": "20/12/2023", "meaning": "on_day"}
    assert "Thứ Tư, 20/12/2023" in words(officer.get(f"{EDIT}thoi-han/ngay-cuoi/", asked))
    assert "để biết ngày cuối cùng" in words(
        officer.get(f"{EDIT}thoi-han/ngay-cuoi/", {"stated_day": "31/2/23"})
    )
    officer.post(at, {**data, **asked, "stated": "đến hết ngày 20/12/2023"})
    deadline.refresh_from_db()
    assert deadline.last_valid_day == date(2023, 12, 20)


def test_an_empty_choice_says_what_it_means(officer, tan_chau_draft):
    for part in (*PARTS.values(), *AWARD_PARTS.values()):
        if part.key == "conditions":
            continue
        owner = "khen/giay-khen/" if part.of_award else ""
        page = words(officer.get(f"{EDIT}{owner}{part.key}/them/"))
        assert "---------" not in page and "(để trống)" not in page, part.key
    assert "Tất cả các nhóm, tính chung" in words(officer.get(f"{EDIT}khen/giay-khen/quotas/them/"))
