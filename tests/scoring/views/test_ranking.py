import io

import openpyxl
import pytest
from django.test import Client

from campaigns.models import Unit, UnitGroupMember
from scoring.importers import uploads
from tests.scoring.conftest import IMPORTING
from tests.scoring.import_makers import confirm_by_two

ROWS = [
    (1, "UBND phường Long Thạnh", 97.5, 96.4, 1),
    (2, "UBND xã Phú Vĩnh", 92, 93.75, 2),
    (3, "UBND phường Long Sơn", 90, 91.25, 3),
    (4, "UBND phường Long Phú", 90, 91.25, 3),
    (5, "UBND xã Tân An", 90, 90.8, 5),
]


def confirmed(results, *rows, year: int = 2023):
    row, preview = results.ready(*rows, year=year)
    return confirm_by_two(row, preview.prepared, by=results.world.officer, at=IMPORTING)


@pytest.fixture
def ranked(results):
    confirmed(results, *ROWS)
    return results.world


def url(world, tail: str = "") -> str:
    return f"/phong-trao/{world.campaign.slug}/ket-qua/{tail}"


def page_of(world, user, tail: str = "") -> str:
    return world.browser(user, IMPORTING).get(url(world, tail)).content.decode()


def test_before_results_the_page_says_what_to_do(tan_chau):
    assert "Nhập kết quả" in page_of(tan_chau, tan_chau.officer)
    unit = tan_chau.unit("30388")
    page = page_of(tan_chau, tan_chau.person_of(unit))
    assert "Chưa có kết quả chính thức" in page and "/nhap/" not in page


def test_ranks_ties_and_the_quota_line(ranked):
    page = page_of(ranked, ranked.officer, "?nhom=phuong-xa")
    assert page.count("Đồng hạng, chờ chọn") == 2
    assert page.count("Vạch chỉ tiêu: 3 tập thể") == 1
    assert page.index("UBND phường Long Sơn") < page.index("Vạch chỉ tiêu") < page.index("UBND xã Tân An")
    assert "Các phòng, ban chuyên môn</h2>" not in page
    assert "91,25" in page and "96,40" in page
    assert page.count("Chưa có kết quả</span>") == 9


def test_the_year_before_is_compared(results):
    confirmed(results, (1, "UBND xã Tân An", 1, 87.75, 1), (2, "UBND xã Phú Vĩnh", 1, 94, 2), year=2022)
    confirmed(results, *ROWS)
    page = page_of(results.world, results.world.officer)
    assert "So với 2022" in page and "+3,05" in page and "-0,25" in page


def test_another_scale_is_not_compared(results):
    old = results.with_scale(results.upload(results.file((1, "UBND xã Tân An", 1, 0.8, 1)), year=2022), "one")
    prepared = uploads.preview_of(old, uploads.open_import(old)).prepared
    confirm_by_two(old, prepared, by=results.world.officer, at=IMPORTING)
    confirmed(results, *ROWS)
    assert "So với 2022" not in page_of(results.world, results.world.officer)


def test_a_number_opens_its_cell(ranked):
    unit = ranked.unit("30388")
    browser = ranked.browser(ranked.officer, IMPORTING)
    path = url(ranked, f"nguon/{unit.pk}/")
    panel = browser.get(path, headers={"HX-Request": "true"}).content.decode()
    assert "ket-qua.xlsx" in panel and "«Kết quả», ô D7" in panel and '<span class="raw">90.8</span>' in panel
    assert "Nhận thức số" in panel and "<html" not in panel
    assert browser.get(path)["Location"] == url(ranked, f"?don_vi={unit.pk}")
    assert "ô D7" in page_of(ranked, ranked.officer, f"?don_vi={unit.pk}")
    assert browser.get(url(ranked, "nguon/999999/"), headers={"HX-Request": "true"}).status_code == 404
    assert "ô D7" not in page_of(ranked, ranked.officer, "?don_vi=999999")


def test_units_and_council_see_the_ranking_and_strangers_do_not(ranked):
    for user in (ranked.person_of(ranked.unit("30388")), ranked.member(2)):
        page = page_of(ranked, user)
        assert "UBND phường Long Thạnh" in page and "Nhập kết quả" not in page
    assert Client().get(url(ranked))["Location"].startswith("/dang-nhap/")
    ranked.campaign.members.filter(unit__code="30388").delete()
    stranger = ranked.browser(ranked.person_of(ranked.unit("30388")), IMPORTING)
    assert stranger.get(url(ranked)).status_code == 404
    assert stranger.get(url(ranked, f"nguon/{ranked.unit('30376').pk}/")).status_code == 404


def test_excel_holds_the_chosen_group(ranked):
    response = ranked.browser(ranked.officer, IMPORTING).get(url(ranked, "?nhom=phuong-xa&xuat=excel"))
    rows = list(openpyxl.load_workbook(io.BytesIO(response.content)).active.iter_rows(values_only=True))
    found = [(row[1], row[2], row[3], row[6]) for row in rows[3:] if row[2]]
    assert found[0] == (1, "UBND phường Long Thạnh", 96.4, "D3")
    assert len(found) == 14
    assert found[-1][0] in (None, "")


def test_the_page_costs_the_same_with_three_results(results, django_assert_num_queries):
    world = results.world
    confirmed(results, ROWS[0])
    browser = world.browser(world.officer, IMPORTING)
    browser.get(url(world))
    with django_assert_num_queries(16):
        browser.get(url(world))
    confirmed(results, *ROWS)
    with django_assert_num_queries(16):
        browser.get(url(world))


def test_a_group_of_hundreds_turns_pages(results):
    world = results.world
    group = world.campaign.groups.get(code="phuong-xa")
    made = Unit.objects.bulk_create(
        Unit(code=f"x{at}", name=f"Xã thử số {at}", kind="ubnd_xa", sort_key=f"9{at:04d}")
        for at in range(300)
    )
    UnitGroupMember.objects.bulk_create(
        UnitGroupMember(group=group, campaign=world.campaign, unit=unit) for unit in made
    )
    confirmed(results, *ROWS)
    page = page_of(world, world.officer)
    assert "Dòng 1 đến 50 trong 314" in page and "Xem cả nhóm" in page and "Phòng Nội vụ" in page
    first, second = (page_of(world, world.officer, f"?nhom=phuong-xa&trang={at}") for at in (1, 2))
    assert "UBND xã Tân An" in first and "Trang sau" in first
    assert "Dòng 201 đến 314 trong 314" in second and "UBND xã Tân An" not in second
    assert "Trang trước" in second and "Trang sau" not in second
    assert page_of(world, world.officer, "?nhom=phuong-xa&trang=abc").count("Dòng 1 đến 200") == 1
