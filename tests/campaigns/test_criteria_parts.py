"""Bands of a set, its version for another year, and the pages of import."""

import uuid
from decimal import Decimal as D

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.errors import DomainError
from campaigns.domain.copy_criteria import copy_criteria_set
from campaigns.domain.edit_bands import TypedBand, add_band
from campaigns.models import Band, CriteriaSet
from tests.campaigns.test_criteria_import import DATA
from tests.yearly_makers import IN_2024, words

USED = "/bo-tieu-chi/minh-hoa-cds-2023/"


@pytest.fixture
def world(tan_chau):
    return tan_chau


def keyed(**form) -> dict:
    """A form with its key."""
    return {**form, "key": str(uuid.uuid4())}


def test_a_band_is_added_shown_and_taken_off(world):
    browser = world.browser(world.officer, at=IN_2024)
    form = keyed(name="Tốt", measure="percent", lower="80", lower_belongs="on", upper="", clause="Điều 5")
    assert browser.post(f"{USED}xep-loai/", form)["Location"] == f"{USED}#xep-loai"
    row = Band.objects.get()
    assert (row.lower, row.lower_belongs, row.upper, row.group) == (80, True, None, None)
    assert "từ 80 % của điểm tối đa" in words(browser.get(USED))
    answer = browser.post(f"{USED}xep-loai/", keyed(name="Tốt", measure="percent", lower="90"))
    assert answer.status_code == 422 and "khác các mức đã có" in words(answer)
    browser.post(f"{USED}xep-loai/{row.pk}/xoa/")
    assert not Band.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"lower": "", "upper": ""}, "lower"),
        ({"lower": "80", "upper": "70"}, "upper"),
        ({"lower": "cao"}, "lower"),
    ],
)
def test_a_bad_band_is_refused_at_its_field(world, changes, field):
    values = {"name": "Tốt", "measure": "points", "lower": "80", "upper": ""} | changes
    with pytest.raises(DomainError) as caught:
        add_band(
            criteria_set=world.campaign.criteria_set, typed=TypedBand(**values), by=world.officer, at=IN_2024
        )
    assert caught.value.field == field and not Band.objects.exists()


def test_another_year_has_the_same_rows_and_knows_the_earlier_set(world):
    old = world.campaign.criteria_set
    typed = TypedBand("Tốt", lower="80", group=old.criteria.get(code="2"))
    add_band(criteria_set=old, typed=typed, by=world.officer, at=IN_2024)
    values = {
        "code": "bo-2024",
        "title": "Bộ 2024",
        "year": 2024,
        "basis": "",
        "by": world.officer,
        "at": IN_2024,
    }
    new = copy_criteria_set(criteria_set=old, **values)
    kept = ("code", "name", "maximum", "kind", "parent__code", "position", "how")
    assert list(new.criteria.values_list(*kept)) == list(old.criteria.values_list(*kept))
    assert (new.earlier, new.bands.get().group.criteria_set, new.stated_maximum) == (old, new, D(100))
    with pytest.raises(DomainError, match="là của năm 2024"):
        copy_criteria_set(criteria_set=new, **{**values, "code": "bo-2023", "year": 2023})
    page = words(world.browser(world.officer, at=IN_2024).get("/bo-tieu-chi/bo-2024/"))
    assert "áp dụng năm 2024" in page and "nối tiếp" in page


def test_a_set_is_imported_in_the_browser(world):
    browser = world.browser(world.officer, at=IN_2024)
    browser.post("/bo-tieu-chi/moi/", keyed(code="truong", title="Bộ trường học", stated_maximum="200"))
    data = (DATA / "criteria_school_moet4725.csv").read_bytes()
    upload = {"file": SimpleUploadedFile("truong.csv", data), "with_rules": "on"}
    preview = browser.post("/bo-tieu-chi/truong/nhap/", upload)
    page = words(preview)
    assert "Ghi: thêm 37, sửa 0 dòng" in page and "Nhóm 2: văn bản ghi 100 điểm" in page
    assert not CriteriaSet.objects.get(code="truong").criteria.exists()
    form = keyed(carried=preview.context["carried"])
    for _ in range(2):
        assert browser.post("/bo-tieu-chi/truong/nhap/ghi/", form)["Location"] == "/bo-tieu-chi/truong/"
    assert CriteriaSet.objects.get(code="truong").criteria.count() == 37
    again = browser.post(
        "/bo-tieu-chi/truong/nhap/", {**upload, "file": SimpleUploadedFile("truong.csv", data)}
    )
    assert "Tệp giống hệt những gì đang có" in words(again)
    elsewhere = browser.post(f"{USED}nhap/ghi/", form, HTTP_REFERER=f"http://testserver{USED}", follow=True)
    assert "của bộ tiêu chí khác" in words(elsewhere)
    bad = browser.post("/bo-tieu-chi/truong/nhap/", {"file": SimpleUploadedFile("a.csv", b"x;y\n1;2\n")})
    assert bad.status_code == 422 and "không có hàng tiêu đề cần tìm" in words(bad)


def test_the_fields_of_a_rule_follow_the_choice(world):
    browser = world.browser(world.officer, at=IN_2024)
    row = world.campaign.criteria_set.criteria.get(code="1.1")
    page = words(browser.get(f"{USED}{row.pk}/sua/?rule=steps"))
    assert 'name="rows"' in page and 'name="a"' in page and 'name="each"' not in page
    form = keyed(
        code="1.1",
        name=row.name,
        kind="points",
        maximum="5",
        rule="steps",
        a="số cuộc họp",
        rows="4 = 5\n1 = 1,25",
    )
    assert browser.post(f"{USED}{row.pk}/sua/", form).status_code == 302
    row.refresh_from_db()
    assert row.rule_params == {"a": "số cuộc họp", "rows": [["4", "5"], ["1", "1.25"]]}
    assert "Số cuộc họp: từ 4: 5 điểm; từ 1: 1,25 điểm" in words(browser.get(USED))
    again = words(browser.get(f"{USED}{row.pk}/sua/"))
    assert "4 = 5 1 = 1,25" in again
