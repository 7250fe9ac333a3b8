"""The officer marks the awarded ones after the count, within the quota, and reads the money."""

import io
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from accounts.errors import DomainError
from awards.domain.claim_place import decline_nomination
from awards.enums import NominationState
from awards.models import AwardRecord
from dossiers.domain.award_nomination import award_nomination
from dossiers.domain.choose_tie import choose_tie
from dossiers.domain.propose import propose
from dossiers.domain.put_to_vote import nominations_to_put
from scoring.models import Verdict
from tests.council_makers import MEETING_DAY, counted, quota_of
from tests.proposal_makers import JUDGED, SCORES, attested, complete, ranked

FIRST, SECOND, TIE_A, TIE_B, FIFTH, SIXTH = SCORES
AT = MEETING_DAY + timedelta(days=4)
SLUG = "tan-chau-2023"
PAGE = f"/phong-trao/{SLUG}/khen-thuong/"


@pytest.fixture
def six(tan_chau):
    ranked(tan_chau)
    return {code: complete(tan_chau, code) for code in SCORES}


@pytest.fixture
def voted(tan_chau, six):
    """The tie is chosen, three people are ready, the council has counted."""
    choose_tie(
        quota=quota_of(six[FIRST]), unit=tan_chau.unit(TIE_A), ground="x", by=tan_chau.officer, at=JUDGED
    )
    for code in (FIRST, SECOND, TIE_A):
        person = complete(tan_chau, code, "ca_nhan", f"Người {code}")
        attested(tan_chau, person)
        six[f"{code}-p"] = person
    counted(tan_chau)
    return six


def award(world, nomination):
    return award_nomination(nomination=nomination, by=world.officer, at=AT)


def act(browser, nomination, action, **values):
    address = reverse("dossiers:award_decide", args=[SLUG, nomination.pk, action])
    return browser.post(address, {"key": str(uuid.uuid4()), **values})


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_the_proposed_ones_get_their_places_and_a_verdict_of_the_day(tan_chau, voted):
    for code in (FIRST, SECOND, TIE_A):
        award(tan_chau, voted[code])
    assert sorted(AwardRecord.objects.values_list("place", flat=True)) == [1, 2, 3]
    verdict = Verdict.objects.filter(nomination=voted[FIRST]).first()
    assert (verdict.outcome, verdict.judged_at) == ("met", AT)


def test_the_fourth_and_the_ineligible_are_refused_with_the_reason(tan_chau, voted):
    with pytest.raises(DomainError, match=r"mục III.2.a.*không được chọn trong nhóm đồng hạng"):
        award(tan_chau, voted[TIE_B])
    with pytest.raises(DomainError, match="ngoài 03 thứ hạng cao nhất"):
        award(tan_chau, voted[FIFTH])
    for code in (FIRST, SECOND, TIE_A):
        award(tan_chau, voted[code])
    with pytest.raises(DomainError):
        award(tan_chau, voted[FIFTH])
    assert AwardRecord.objects.count() == 3


def test_a_paper_that_went_missing_since_stops_the_award(tan_chau, voted):
    voted[FIRST].documents.get().versions.all().delete()
    with pytest.raises(DomainError, match=r"mục IV.2\): Hồ sơ có 3/4"):
        award(tan_chau, voted[FIRST])
    assert not AwardRecord.objects.exists()


def test_nobody_of_an_unsettled_tie_is_awarded(tan_chau, six):
    counted(tan_chau)
    with pytest.raises(DomainError, match="đồng hạng ở vạch chỉ tiêu"):
        award(tan_chau, six[TIE_A])
    assert not AwardRecord.objects.exists()


def test_when_one_is_declined_the_next_moves_up(tan_chau, voted):
    decline_nomination(nomination=voted[SECOND], by=tan_chau.officer, at=AT, reason="Đang xác minh đơn thư")
    award(tan_chau, voted[FIRST])
    award(tan_chau, voted[TIE_A])
    assert award(tan_chau, voted[TIE_B]).place == 3


def test_marking_and_unmarking_on_the_page(tan_chau, voted):
    browser = tan_chau.browser(tan_chau.officer, AT)
    page = text(browser.get(PAGE))
    assert "Chọn khen" in page and "0/3 Giấy khen" in page
    for code in (FIRST, SECOND, TIE_A, f"{FIRST}-p", f"{SECOND}-p", f"{TIE_A}-p"):
        assert act(browser, voted[code], "chon").status_code == 302
    page = text(browser.get(f"{PAGE}?ngay=20/12/2023"))
    assert AwardRecord.objects.count() == 6 and page.count("3/3 Giấy khen") == 2
    # Three collectives and three people: half of the plan's estimate.
    assert "4.860.000" in page and "9.720.000 đồng" in page
    assert "Bốn triệu tám trăm sáu mươi nghìn đồng" in page
    assert "Nghị định 24/2023/NĐ-CP" in page and "1.800.000 × 0,3 × 2 = 1.080.000" in page
    act(browser, voted[FIRST], "bo-chon", reason="")
    assert AwardRecord.objects.count() == 6
    act(browser, voted[FIRST], "bo-chon", reason="Nhầm")
    assert AwardRecord.objects.count() == 5
    act(browser, voted[FIRST], "khong-khen", reason="<script>x</script>")
    voted[FIRST].refresh_from_db()
    assert voted[FIRST].state == NominationState.NOT_AWARDED
    assert "<script>x" not in text(browser.get(PAGE))
    act(browser, voted[FIRST], "xet-lai", reason="Xét lại")
    voted[FIRST].refresh_from_db()
    assert voted[FIRST].state == NominationState.ACCEPTED


def test_a_second_click_gives_one_place(tan_chau, voted):
    browser = tan_chau.browser(tan_chau.officer, AT)
    address = reverse("dossiers:award_decide", args=[SLUG, voted[FIRST].pk, "chon"])
    data = {"key": str(uuid.uuid4())}
    assert [browser.post(address, data).status_code for _ in range(2)] == [302, 302]
    assert AwardRecord.objects.count() == 1


def test_others_mark_nothing(tan_chau, voted):
    unit = tan_chau.browser(tan_chau.person_of(tan_chau.unit(FIRST)), AT)
    assert unit.get(PAGE).status_code == 404
    assert act(unit, voted[FIRST], "chon").status_code == 404
    member = tan_chau.browser(tan_chau.member(1), AT)
    page = text(member.get(PAGE))
    assert "Kinh phí khen thưởng" in page and "Chọn khen" not in page.replace("Chọn khen thưởng", "")
    act(member, voted[FIRST], "chon")
    assert act(tan_chau.browser(tan_chau.officer, AT), voted[FIRST], "xoa").status_code == 404
    assert not AwardRecord.objects.exists()


def test_before_the_count_the_page_sends_to_the_council(tan_chau, six):
    assert "Hội đồng chưa biểu quyết" in text(tan_chau.browser(tan_chau.officer, AT).get(PAGE))


def test_the_day_of_the_decision_decides_and_nonsense_is_answered(tan_chau, voted):
    award(tan_chau, voted[FIRST])
    browser = tan_chau.browser(tan_chau.officer, AT)
    assert "1.080.000" in text(browser.get(f"{PAGE}?ngay=20/12/2023"))
    later = text(browser.get(f"{PAGE}?ngay=05/01/2024"))
    assert "chưa xác nhận" in later and "Nghị định 98/2023/NĐ-CP" in later
    assert "900.000" in text(browser.get(f"{PAGE}?ngay=30/06/2023"))
    assert "chưa có quy định cho ngày 01/07/2025" in text(browser.get(f"{PAGE}?ngay=01/07/2025"))
    wrong = browser.get(f"{PAGE}?ngay=31/02/2023<b>")
    assert wrong.status_code == 200 and 'role="alert"' in text(wrong) and "2023<b>" not in text(wrong)


def test_the_awards_go_out_to_excel(tan_chau, voted):
    award(tan_chau, voted[FIRST])
    award(tan_chau, voted[f"{SECOND}-p"])
    data = tan_chau.browser(tan_chau.officer, AT).get(f"{PAGE}?xuat=excel&ngay=20/12/2023").content
    rows = list(load_workbook(io.BytesIO(data)).active.iter_rows(min_row=4, values_only=True))
    assert [(row[0], row[3], row[7]) for row in rows[:2]] == [
        (1, "UBND phường Long Thạnh", 1_080_000),
        (2, "UBND xã Phú Vĩnh", 540_000),
    ]
    assert any("1.620.000 đồng (Một triệu sáu trăm hai mươi nghìn đồng)" in str(row[0]) for row in rows)


def test_what_comes_before_the_council(tan_chau, six):
    put = nominations_to_put(campaign=tan_chau.campaign, at=JUDGED)
    assert [one.unit.code for one in put] == [FIRST, SECOND, TIE_B, TIE_A, FIFTH]
    assert len(propose(campaign=tan_chau.campaign, at=JUDGED).tables) == 4


def test_the_page_costs_the_same_for_one_and_for_more(tan_chau, voted, django_assert_num_queries):
    browser = tan_chau.browser(tan_chau.officer, AT)
    award(tan_chau, voted[FIRST])
    with django_assert_num_queries(48):
        browser.get(PAGE)
    award(tan_chau, voted[SECOND])
    award(tan_chau, voted[f"{FIRST}-p"])
    with django_assert_num_queries(48):
        browser.get(PAGE)
