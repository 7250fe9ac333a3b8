"""Bộ tiêu chí in the browser."""

import io
import uuid

import pytest
from openpyxl import load_workbook

from campaigns.criteria_typed import TypedCriterion
from campaigns.domain.edit_criteria import add_criterion
from campaigns.domain.edit_criteria_set import create_criteria_set
from campaigns.models import CriteriaSet, Criterion
from tests.yearly_makers import IN_2024, words

ADDRESS = "/bo-tieu-chi/"
USED = f"{ADDRESS}minh-hoa-cds-2023/"


def keyed(**form) -> dict:
    """A form with its key."""
    return {**form, "key": str(uuid.uuid4())}


@pytest.fixture
def world(tan_chau):
    return tan_chau


def new_set(world, code="bo-moi", title="Bộ mới") -> CriteriaSet:
    """An empty set of the officer."""
    return create_criteria_set(code=code, title=title, stated_maximum="100", by=world.officer, at=IN_2024)


def add(
    world, found: CriteriaSet, code: str, name: str, maximum: str, parent: Criterion | None = None
) -> Criterion:
    """A row of a set: a group when it stands in none."""
    typed = TypedCriterion(code, name, maximum, kind="points" if parent else "group")
    return add_criterion(criteria_set=found, parent=parent, typed=typed, by=world.officer, at=IN_2024)


def test_a_whole_set_is_written_in_the_browser(world):
    browser = world.browser(world.officer, at=IN_2024)
    form = keyed(code="dti-xa", title="Bộ DTI cấp xã", basis="QĐ 1", stated_maximum="12,5", note="")
    for _ in range(2):
        assert browser.post(f"{ADDRESS}moi/", form)["Location"] == f"{ADDRESS}dti-xa/"
    assert "Bộ này chưa có tiêu chí" in words(browser.get(f"{ADDRESS}dti-xa/"))
    browser.post(f"{ADDRESS}dti-xa/them/", keyed(code="1", name="Nhận thức số", maximum="12,5"))
    group = Criterion.objects.get(code="1", criteria_set__code="dti-xa")
    row = keyed(code="1.10", name="Họp", maximum="10", how="4 cuộc", evidence_hint="Biên bản")
    browser.post(f"{ADDRESS}dti-xa/them/?nhom={group.pk}", row)
    page = words(browser.get(f"{ADDRESS}dti-xa/"))
    assert "1.10" in page and "Cách tính: 4 cuộc" in page and "cộng được 10" in page
    assert "Văn bản ghi tổng 12,5 điểm, cộng các tiêu chí được 10 điểm (chênh -2,5)" in page
    edited = keyed(title="Bộ DTI", basis="", stated_maximum="10", note="")
    assert browser.post(f"{ADDRESS}dti-xa/sua/", edited).status_code == 302
    assert "chênh" not in words(browser.get(f"{ADDRESS}dti-xa/"))
    browser.post(f"{ADDRESS}dti-xa/xoa/")
    assert not CriteriaSet.objects.filter(code="dti-xa").exists()


def test_faults_stand_on_top_and_at_the_field(world):
    browser = world.browser(world.officer, at=IN_2024)
    answer = browser.post(f"{ADDRESS}moi/", keyed(code="Có dấu", title="Bộ", stated_maximum="x"))
    page = words(answer)
    assert answer.status_code == 422 and 'value="Có dấu"' in page
    assert page.count("Mã bộ tiêu chí gồm chữ thường") == 2
    new_set(world)
    answer = browser.post(f"{ADDRESS}bo-moi/them/", keyed(code="1", name="", maximum="-2"))
    assert answer.status_code == 422 and words(answer).count("Hãy nhập tên.") == 2


def test_search_and_order(world):
    for code, title in (("b", "Bộ Ấp"), ("a", "Bộ Ao"), ("c", "Bộ Xã")):
        new_set(world, code, title)
    browser = world.browser(world.officer, at=IN_2024)
    page = words(browser.get(ADDRESS))
    assert (
        page.index(">Bộ Ao<")
        < page.index(">Bộ Ấp<")
        < page.index(">Bộ tiêu chí chuyển đổi")
        < page.index(">Bộ Xã<")
    )
    found = words(browser.get(ADDRESS, {"q": "bo ap"}))
    assert ">Bộ Ấp<" in found and ">Bộ Ao<" not in found
    assert "Không có bộ tiêu chí nào khớp" in words(browser.get(ADDRESS, {"q": "khong co"}))


def test_excel_keeps_codes_as_text(world):
    found = new_set(world)
    group = add(world, found, "4", "Nhóm", "1")
    add(world, found, "4.10", "=1+1", "0,5", group)
    answer = world.browser(world.officer, at=IN_2024).get(f"{ADDRESS}bo-moi/", {"xuat": "excel"})
    rows = list(load_workbook(io.BytesIO(answer.content)).active.iter_rows(min_row=4, values_only=True))
    assert [row[:4] for row in rows] == [
        ("4", "Nhóm", "Nhóm tiêu chí", 1),
        ("4.10", "=1+1", "Tiêu chí chấm điểm", 0.5),
    ]


def test_a_unit_reads_the_sets_of_its_campaigns_and_writes_nothing(world):
    new_set(world)
    browser = world.browser(world.person_of(world.unit("30397")), at=IN_2024)
    page = words(browser.get(ADDRESS))
    assert "minh-hoa-cds-2023" in page and "bo-moi" not in page and "Lập bộ mới" not in page
    assert "Nhận thức số" in words(browser.get(USED))
    assert browser.get(f"{ADDRESS}bo-moi/").status_code == 404
    for address in (f"{ADDRESS}moi/", f"{USED}sua/", f"{USED}them/", f"{USED}xoa/"):
        assert browser.post(address, keyed(code="x", title="x", stated_maximum="1")).status_code == 404
    assert CriteriaSet.objects.count() == 2


def test_a_council_member_reads(world):
    browser = world.browser(world.member(1), at=IN_2024)
    assert browser.get(USED).status_code == 200
    assert browser.get(f"{USED}sua/").status_code == 404


def test_signed_out_people_get_the_sign_in_page(client, world):
    for address in (ADDRESS, USED, f"{ADDRESS}moi/"):
        assert client.get(address)["Location"].startswith("/dang-nhap/")


def test_hostile_text_is_text(world):
    found = new_set(world, title="<script>alert(1)</script>")
    add(world, found, "<b>", "<img src=x>", "1")
    browser = world.browser(world.officer, at=IN_2024)
    for address in (ADDRESS, f"{ADDRESS}bo-moi/"):
        page = words(browser.get(address))
        assert "<script>alert" not in page and "<img src=x" not in page and "<b>. " not in page


def test_the_lists_cost_the_same_for_one_and_three(world, django_assert_num_queries):
    browser = world.browser(world.officer, at=IN_2024)
    found = new_set(world)
    add(world, found, "1", "Một", "1")
    with django_assert_num_queries(7):
        browser.get(ADDRESS)
    with django_assert_num_queries(12):
        browser.get(f"{ADDRESS}bo-moi/")
    for code in ("hai", "ba"):
        new_set(world, code)
        add(world, found, code, code, "1")
    with django_assert_num_queries(7):
        browser.get(ADDRESS)
    with django_assert_num_queries(12):
        browser.get(f"{ADDRESS}bo-moi/")
