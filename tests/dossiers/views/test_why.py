"""The page «Vì sao»: what the standing body records about a nominee there, and the verdict judged again."""

import uuid

import pytest
from django.urls import reverse

from awards.models import Award, Condition, FieldResult, Suspension
from dossiers.domain.judge_nominations import judge_nominations
from scoring.models import Attestation, TieChoice, TopLine, Verdict
from tests.proposal_makers import JUDGED
from tests.shape_makers import BODIES, COMMUNES, measured, put, reshaped, round_of, without_council

SLUG = "tan-chau-2023"


def text(response) -> str:
    return " ".join(response.content.decode().split())


def form(**values) -> dict:
    return {"key": str(uuid.uuid4()), **values}


@pytest.fixture
def later(tan_chau):
    """A second round with a person in it."""
    row = round_of(tan_chau, "tong_ket", 2022, 2023)
    reshaped(
        tan_chau,
        {"subject": "ca_nhan", "maximum": 1, "order": "person"},
        {"outside": True, "mode": "none"},
        conditions=({"rule": "field_threshold", "params": {"min_percent": "90", "years": 1}},),
    )
    return row


@pytest.fixture
def person(tan_chau, later):
    return put(tan_chau, "Trần Lan", BODIES[0], "ca_nhan", round=later)


def page_of(person) -> str:
    return f"{reverse('dossiers:why', args=[SLUG, person.unit_id])}?dot={person.round.code}"


def test_field_results_and_suspensions_are_recorded_there(tan_chau, person):
    browser = tan_chau.browser(tan_chau.officer, JUDGED)
    page = text(browser.get(page_of(person)))
    assert "Ghi kết quả lĩnh vực" in page and "Tạm dừng xét" in page and "Trần Lan" in page
    address = reverse("dossiers:field_result", args=[SLUG, person.pk])
    done = browser.post(address, form(year="2023", percent="92,5", document="QĐ 7"), follow=True)
    assert "năm 2023 đạt 92,5%" in text(done)
    bad = browser.post(
        address, form(year="2023", percent="x"), HTTP_REFERER=f"http://testserver{page_of(person)}"
    )
    assert bad.status_code == 302 and FieldResult.objects.count() == 1
    stop = reverse("dossiers:suspend", args=[SLUG, person.pk])
    browser.post(stop, form(kind="complaint", since="10/12/2023", document="CV <b>1</b>"))
    page = text(browser.get(page_of(person)))
    assert "Đang tạm dừng xét" in page and "CV &lt;b&gt;1" in page
    browser.post(stop, form(action="xet-tiep", document="KL 2"))
    assert Suspension.objects.get().lifted_document == "KL 2"
    assert "căn cứ KL 2" in text(browser.get(page_of(person)))


def test_nobody_else_records_anything(tan_chau, person):
    unit = tan_chau.browser(tan_chau.person_of(person.unit), JUDGED)
    page = text(unit.get(page_of(person)))
    assert "Trần Lan" in page and "Ghi kết quả lĩnh vực" not in page and "<form" not in page.split("<main")[1]
    for name in ("field_result", "suspend"):
        assert unit.post(reverse(f"dossiers:{name}", args=[SLUG, person.pk]), form()).status_code == 404
    member = tan_chau.browser(tan_chau.member(1), JUDGED)
    assert "Tạm dừng xét" not in text(member.get(page_of(person)))
    assert member.post(reverse("dossiers:suspend", args=[SLUG, person.pk]), form()).status_code == 404


def test_a_verdict_is_judged_again_from_what_it_stored(tan_chau, person):
    browser = tan_chau.browser(tan_chau.officer, JUDGED)
    assert "Chưa lưu kết luận nào" in text(browser.get(page_of(person)))
    browser.post(reverse("dossiers:judge", args=[SLUG]), form(dot=person.round.code))
    assert Verdict.objects.get().nomination == person
    page = text(browser.get(f"{page_of(person)}&xet-lai=1"))
    assert "1 kết quả giống hệt kết luận đã lưu" in page
    findings = [{**one, "reason": "Khác"} for one in Verdict.objects.get().findings]
    Verdict.objects.update(findings=findings)
    assert "cho kết quả khác" in text(browser.get(f"{page_of(person)}&xet-lai=1"))


def test_each_round_has_its_own_lists(tan_chau, person):
    browser = tan_chau.browser(tan_chau.officer, JUDGED)
    address = f"/phong-trao/{SLUG}/de-xuat/"
    first = tan_chau.campaign.rounds.first().code
    shown, open_one = text(browser.get(f"{address}?dot={person.round.code}")), text(browser.get(address))
    assert "Trần Lan" in shown and "Trần Lan" not in open_one
    assert f'href="?dot={first}"' in open_one and f'href="?dot={person.round.code}"' in open_one
    assert "do người có thẩm quyền chọn" in shown and "không giới hạn số lượng" in shown


def test_a_nomination_is_chosen_on_the_page_and_awarded_without_a_council(tan_chau, person):
    without_council(tan_chau)
    Condition.objects.all().delete()
    other = put(tan_chau, "Lê Tú", BODIES[1], "ca_nhan", round=person.round)
    browser = tan_chau.browser(tan_chau.officer, JUDGED)
    lists = f"/phong-trao/{SLUG}/de-xuat/?dot={person.round.code}"
    assert f'name="nomination" required value="{other.pk}"' in text(browser.get(lists))
    quota = person.award.quotas.get(subject="ca_nhan")
    address = reverse("dossiers:choose_tie", args=[SLUG, quota.pk])
    browser.post(address, form(nomination=other.pk, ground="Sáng kiến", dot=person.round.code))
    assert TieChoice.objects.get().nomination == other
    page = f"/phong-trao/{SLUG}/khen-thuong/?dot={person.round.code}"
    shown = text(browser.get(page))
    assert "không có bước Hội đồng" in shown and "Không qua Hội đồng biểu quyết" in shown
    mark = reverse("dossiers:award_decide", args=[SLUG, other.pk, "chon"])
    done = browser.post(mark, form(), follow=True)
    assert "Đã chọn khen thưởng Lê Tú" in text(done) and "1/1" in text(done)


def test_a_unit_confirms_what_its_own_head_asks(tan_chau, later):
    reshaped(
        tan_chau,
        {"mode": "none"},
        conditions=({"rule": "attested", "params": {"code": "rieng"}, "clause": "QĐ 1"},),
    )
    Award.objects.update(own_power=True)
    one = put(tan_chau, "Lan", BODIES[0], "ca_nhan", round=later)
    address = reverse("dossiers:attest", args=[SLUG, one.pk])
    assert tan_chau.browser(tan_chau.officer, JUDGED).get(address).status_code == 404
    unit = tan_chau.browser(tan_chau.person_of(one.unit), JUDGED)
    code = Condition.objects.get().pk
    done = unit.post(address, form(document="Biên bản", **{f"c{code}": "dat"}))
    assert done.status_code == 302 and done["Location"] == page_of(one)
    assert Attestation.objects.get().by == tan_chau.person_of(one.unit)


def test_the_page_says_who_confirmed_a_criterion_and_on_which_document(tan_chau, later):
    criterion = {"rule": "attested", "params": {"code": "nhiet_tinh"}, "clause": "mục III.1.2"}
    reshaped(tan_chau, {"mode": "none"}, conditions=(criterion,))
    one = put(tan_chau, "Lan", BODIES[0], "ca_nhan", round=later)
    browser = tan_chau.browser(tan_chau.officer, JUDGED)
    assert "người xác nhận" not in text(browser.get(page_of(one)))
    code = Condition.objects.get().pk
    address = reverse("dossiers:attest", args=[SLUG, one.pk])
    browser.post(address, form(document="Báo cáo <b>12</b>", **{f"c{code}": "khong"}))
    page = text(browser.get(page_of(one)))
    assert f"<b>Không đạt</b>, người xác nhận: {tan_chau.officer}" in page and "12/12/2023" in page
    assert "văn bản: Báo cáo &lt;b&gt;12&lt;/b&gt;" in page and "mục III.1.2" in page
    other = tan_chau.browser(tan_chau.person_of(tan_chau.unit(BODIES[1])), JUDGED)
    assert other.get(page_of(one)).status_code == 404


def test_the_top_band_is_drawn_on_the_ranking(tan_chau):
    reshaped(
        tan_chau,
        {"maximum": 5, "order": "rank"},
        conditions=({"rule": "top_band", "subject": "tap_the", "group": "phuong-xa"},),
    )
    measured(tan_chau, 2023, {COMMUNES[0]: "97", COMMUNES[1]: "90"})
    browser = tan_chau.browser(tan_chau.officer, JUDGED)
    page = f"/phong-trao/{SLUG}/ket-qua/"
    assert text(browser.get(page)).count("Chưa xác định tốp đầu") == 1
    address = reverse("scoring:top_line", args=[SLUG, "phuong-xa"])
    browser.post(address, form(last_rank="9", ground="x"), HTTP_REFERER=f"http://testserver{page}")
    assert not TopLine.objects.exists()
    done = browser.post(address, form(last_rank="1", ground="Biên bản <i>3</i>"), follow=True)
    assert "Tốp đầu: đến hạng 1" in text(done) and "&lt;i&gt;3" in text(done)
    member = tan_chau.browser(tan_chau.member(1), JUDGED)
    member.post(address, form(last_rank="2", ground="x"), HTTP_REFERER=f"http://testserver{page}")
    assert TopLine.objects.get().last_rank == 1


def test_the_page_costs_the_same_for_one_and_for_three(tan_chau, person, django_assert_num_queries):
    judge_nominations(campaign=tan_chau.campaign, by=tan_chau.officer, at=JUDGED, round=person.round)
    browser = tan_chau.browser(tan_chau.officer, JUDGED)
    with django_assert_num_queries(52):
        browser.get(page_of(person))
    for name in ("A", "B"):
        put(tan_chau, name, BODIES[0], "ca_nhan", round=person.round)
    judge_nominations(campaign=tan_chau.campaign, by=tan_chau.officer, at=JUDGED, round=person.round)
    with django_assert_num_queries(52):
        browser.get(page_of(person))
