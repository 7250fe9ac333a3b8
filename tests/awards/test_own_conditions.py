"""Tiêu chuẩn riêng của thủ trưởng đơn vị: for the own unit and the own award only."""

import uuid

import pytest

from accounts.errors import DomainError, NotAllowed
from accounts.models import AuditEvent
from awards.domain.export_plan import export_plan
from awards.domain.own_conditions import (
    Wanted,
    add_own_condition,
    edit_own_condition,
    own_conditions,
    remove_own_condition,
)
from awards.models import Condition
from scoring.models import Attestation
from tests.dossier_makers import OPENED, opened
from tests.yearly_makers import own_power, words

ADDRESS = "/phong-trao/tan-chau-2023/tieu-chuan-rieng/"
WANTED = Wanted("Có 02 sáng kiến được công nhận", "Quyết định 45/QĐ-UBND", "ca_nhan")


@pytest.fixture
def award(tan_chau):
    return own_power(tan_chau)


def add(world, award, code="30397", **changes) -> Condition:
    """The unit's officer adds a condition."""
    unit = world.unit(code)
    values = {"unit": unit, "wanted": WANTED, "by": world.person_of(unit), "at": OPENED, **changes}
    return add_own_condition(award=award, **values)


def answers(award, **changes) -> dict:
    """What the head fills in."""
    form = {"award": str(award.pk), "subject": "", "text": "Không có nhiệm vụ quá hạn", "document": "QĐ 46"}
    return {**form, "key": str(uuid.uuid4()), **changes}


def test_codes_and_places_never_meet_and_the_plan_stays_as_it_is(tan_chau, award):
    plan = export_plan(tan_chau.campaign)
    rows = [add(tan_chau, award), add(tan_chau, award, "30388"), add(tan_chau, award)]
    assert [row.params["code"] for row in rows] == ["rieng-1", "rieng-2", "rieng-3"]
    assert [row.position for row in rows] == [500, 501, 502]
    assert {row.rule for row in rows} == {"attested"} and rows[0].clause == "Quyết định 45/QĐ-UBND"
    assert list(own_conditions(tan_chau.campaign, tan_chau.unit("30397"))) == [rows[0], rows[2]]
    assert export_plan(tan_chau.campaign) == plan
    assert AuditEvent.objects.filter(kind="own_condition.added").count() == 3


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        (Wanted("  ", "QĐ 1"), "text"),
        (Wanted("x" * 2001, "QĐ 1"), "text"),
        (Wanted("Có sáng kiến", " \u200b"), "document"),
        (Wanted("Có sáng kiến", "x" * 61), "document"),
        (Wanted("Có sáng kiến", "QĐ 1", "xa_hoi"), "subject"),
    ],
)
def test_what_is_wrong_names_its_field(tan_chau, award, wanted, field):
    with pytest.raises(DomainError) as caught:
        add(tan_chau, award, wanted=wanted)
    assert caught.value.field == field and not Condition.objects.filter(unit__isnull=False).exists()


def test_an_award_that_somebody_else_decides_takes_no_condition(tan_chau, award):
    award.own_power = False
    award.save()
    with pytest.raises(DomainError, match="mà mình tự quyết định"):
        add(tan_chau, award)


def test_nobody_writes_for_another_unit(tan_chau, award):
    stranger = tan_chau.person_of(tan_chau.unit("30388"))
    row = add(tan_chau, award)
    with pytest.raises(NotAllowed):
        add(tan_chau, award, by=stranger)
    with pytest.raises(NotAllowed):
        edit_own_condition(condition=row, wanted=Wanted("Khác", "QĐ 2"), by=stranger, at=OPENED)
    with pytest.raises(NotAllowed):
        remove_own_condition(condition=row, by=tan_chau.officer, at=OPENED)
    row.refresh_from_db()
    assert row.text == WANTED.text and Condition.objects.filter(unit__isnull=False).count() == 1


def test_a_condition_of_the_plan_is_nobodys_own(tan_chau, award):
    row = Condition.objects.filter(award=award, unit=None).first()
    person = tan_chau.person_of(tan_chau.unit("30397"))
    for verb in (lambda: edit_own_condition(condition=row, wanted=WANTED, by=person, at=OPENED),
                 lambda: remove_own_condition(condition=row, by=person, at=OPENED)):  # fmt: skip
        with pytest.raises(DomainError, match="không còn"):
            verb()
    assert Condition.objects.filter(pk=row.pk).exists()


def test_an_attested_condition_is_not_removed_and_the_number_is_said(tan_chau):
    table = opened(tan_chau)
    row = add(tan_chau, own_power(tan_chau))
    Attestation.objects.create(
        condition=row,
        nomination=table.nominations[0],
        wording=row.text,
        holds=True,
        document="QĐ",
        at=OPENED,
        by=tan_chau.officer,
    )
    with pytest.raises(DomainError, match="đã được xác nhận cho 1 trường hợp"):
        remove_own_condition(condition=row, by=table.person, at=OPENED)
    assert Condition.objects.filter(pk=row.pk).exists()
    assert not AuditEvent.objects.filter(kind="own_condition.removed").exists()


def test_words_are_changed_and_the_old_ones_stay_in_the_trail(tan_chau, award):
    row = add(tan_chau, award)
    edit_own_condition(
        condition=row, wanted=Wanted("Có 03 sáng kiến", "QĐ 46"), by=tan_chau.person_of(row.unit), at=OPENED
    )
    changes = AuditEvent.objects.get(kind="own_condition.edited").changes
    assert changes["text"] == [WANTED.text, "Có 03 sáng kiến"] and changes["subject"] == ["ca_nhan", ""]


def test_a_unit_adds_edits_and_removes_in_the_browser(tan_chau, award):
    unit = tan_chau.unit("30397")
    browser = tan_chau.browser(tan_chau.person_of(unit), at=OPENED)
    assert "Chưa có tiêu chuẩn riêng" in words(browser.get(ADDRESS))
    form = answers(award)
    for _ in range(2):
        assert browser.post(ADDRESS, form)["Location"] == ADDRESS
    row = Condition.objects.get(unit=unit)
    assert "Không có nhiệm vụ quá hạn" in words(browser.get(ADDRESS))
    assert (
        browser.post(f"{ADDRESS}{row.pk}/", answers(award, text="Mới", subject="tap_the")).status_code == 302
    )
    row.refresh_from_db()
    assert (row.text, row.subject) == ("Mới", "tap_the")
    browser.post(f"{ADDRESS}{row.pk}/xoa/")
    assert not Condition.objects.filter(unit=unit).exists()


def test_faults_stand_on_top_and_at_the_field(tan_chau, award):
    browser = tan_chau.browser(tan_chau.person_of(tan_chau.unit("30397")), at=OPENED)
    answer = browser.post(ADDRESS, answers(award, text="") | {"award": "999999"})
    page = words(answer)
    assert answer.status_code == 422 and page.count("Hãy nhập nội dung tiêu chuẩn.") == 2
    assert page.count("Hãy chọn hình thức khen thưởng trong danh sách.") == 2
    award.own_power = False
    award.save()
    assert "không có hình thức khen thưởng nào do thủ trưởng" in words(browser.get(ADDRESS))


def test_somebody_elses_condition_is_not_found(tan_chau, award):
    row = add(tan_chau, award)
    for user in (tan_chau.person_of(tan_chau.unit("30388")), tan_chau.officer):
        browser = tan_chau.browser(user, at=OPENED)
        for address in (f"{ADDRESS}{row.pk}/", f"{ADDRESS}{row.pk}/xoa/"):
            assert browser.post(address, answers(award, text="Của người khác")).status_code == 404
    assert tan_chau.browser(tan_chau.officer, at=OPENED).post(ADDRESS, answers(award)).status_code == 404
    row.refresh_from_db()
    assert row.text == WANTED.text


def test_the_office_reads_all_and_searches(tan_chau, award):
    add(tan_chau, award)
    add(tan_chau, award, "30388", wanted=Wanted("<script>alert(1)</script>", "<b>QĐ</b>"))
    browser = tan_chau.browser(tan_chau.officer, at=OPENED)
    page = words(browser.get(ADDRESS))
    assert WANTED.text in page and "<script>alert" not in page and "<b>QĐ" not in page
    found = words(browser.get(ADDRESS, {"q": "chau phong"}))
    assert WANTED.text in found and "alert(1)" not in found
    assert browser.get(ADDRESS, {"xuat": "excel"}).headers["Content-Type"].startswith("application/vnd")


def test_signed_out_people_get_the_sign_in_page(client, tan_chau):
    assert client.get(ADDRESS)["Location"].startswith("/dang-nhap/")


def test_the_lists_cost_the_same_for_one_and_three(tan_chau, award, django_assert_num_queries):
    unit = tan_chau.browser(tan_chau.person_of(tan_chau.unit("30397")), at=OPENED)
    office = tan_chau.browser(tan_chau.officer)
    add(tan_chau, award)
    with django_assert_num_queries(11):
        unit.get(ADDRESS)
    with django_assert_num_queries(9):
        office.get(ADDRESS)
    add(tan_chau, award)
    add(tan_chau, award, "30388")
    with django_assert_num_queries(11):
        unit.get(ADDRESS)
    with django_assert_num_queries(9):
        office.get(ADDRESS)
