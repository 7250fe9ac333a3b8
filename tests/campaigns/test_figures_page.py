"""Số liệu in the browser: the grid of a year, and the workbook out and in."""

import io
import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from accounts.models import AuditEvent
from campaigns.domain.record_figures import TypedTasks, record_figures, stored_tasks
from campaigns.models import UnitFigure
from tests.excel_makers import workbook_bytes
from tests.yearly_makers import IN_2024, lengthen, words

ADDRESS = "/phong-trao/tan-chau-2023/so-lieu/"
IMPORT = f"{ADDRESS}nhap/"
HEAD = ["Mã đơn vị", "Đơn vị", "Số nhiệm vụ", "Đúng hạn", "Nguồn số liệu"]


@pytest.fixture
def world(tan_chau):
    lengthen(tan_chau.campaign)
    return tan_chau


def recorded(world, code="30397", total=40, on_time=38):
    """Numbers of 2023 on record."""
    line = TypedTasks(world.unit(code), total, on_time, "Báo cáo 1")
    record_figures(campaign=world.campaign, year=2023, lines=[line], by=world.officer, at=IN_2024)


def grid(world, *lines, document="Báo cáo 9") -> dict:
    """The fields of the grid for (code, total, on time, seen)."""
    form = {"key": str(uuid.uuid4()), "document": document}
    for code, total, on_time, seen in lines:
        pk = world.unit(code).pk
        form |= {f"total-{pk}": total, f"on_time-{pk}": on_time, f"seen-{pk}": seen}
    return form


def sheet(*rows, name="so-lieu.xlsx") -> SimpleUploadedFile:
    """A workbook in the layout of the import."""
    return SimpleUploadedFile(name, workbook_bytes({"Số liệu": [HEAD, *rows]}))


def carried(answer) -> dict:
    """The hidden fields of a preview."""
    page = answer.content.decode()
    return {name: re.search(f'name="{name}" value="([^"]+)"', page)[1] for name in ("key", "carried")}


def test_the_grid_is_filled_once(world):
    recorded(world, "30376")
    browser = world.browser(world.officer, at=IN_2024)
    assert 'value="38/40"' in words(browser.get(ADDRESS, {"nam": "2023"}))
    form = grid(world, ("30397", "50", "45", ""), ("30376", "40", "38", "38/40"))
    for _ in range(2):
        answer = browser.post(f"{ADDRESS}?nam=2023", form)
        assert (answer.status_code, answer["Location"]) == (302, f"{ADDRESS}?nam=2023")
    found = stored_tasks(world.campaign, 2023)
    assert (found[world.unit("30397").pk].mark, found[world.unit("30376").pk].document) == (
        "45/50",
        "Báo cáo 1",
    )
    assert AuditEvent.objects.filter(kind="figures.recorded").count() == 2


def test_faults_are_listed_with_unit_and_number_and_the_typing_stays(world):
    browser = world.browser(world.officer, at=IN_2024)
    form = grid(world, ("30397", "50", "51", ""), ("30388", "7,5", "", ""), ("30376", "3", "3", ""))
    answer = browser.post(f"{ADDRESS}?nam=2023", form)
    page = words(answer)
    assert answer.status_code == 422 and "Hãy sửa 3 lỗi sau" in page
    assert 'value="7,5"' in page and 'value="51"' in page and page.count('<tr class="wrong">') == 2
    assert not UnitFigure.objects.exists()


def test_somebody_faster_is_not_overwritten(world):
    recorded(world)
    answer = world.browser(world.officer, at=IN_2024).post(
        f"{ADDRESS}?nam=2023", grid(world, ("30397", "1", "1", ""))
    )
    assert answer.status_code == 422 and "vừa được người khác sửa thành 38/40" in words(answer)


def test_filters_search_and_excel_agree(world):
    recorded(world)
    browser = world.browser(world.officer, at=IN_2024)
    for asked, codes in (
        ({"tinh-trang": "co"}, ["30397"]),
        ({"tinh-trang": "chua", "q": "chau phong"}, []),
        ({"nhom": "phuong-xa", "q": "CHÂU phong"}, ["30397"]),
    ):
        answer = browser.get(ADDRESS, {**asked, "nam": "2023", "xuat": "excel"})
        rows = load_workbook(io.BytesIO(answer.content)).active.iter_rows(min_row=4, values_only=True)
        assert [row[0] for row in rows if row[0]] == codes, asked
    for wrong in ({"nam": "2025"}, {"nam": "x"}, {"nhom": "la"}, {"tinh-trang": "la"}):
        assert browser.get(ADDRESS, wrong).status_code == 404


def test_what_goes_out_comes_in_and_changes_nothing(world):
    recorded(world)
    recorded(world, "30376", 12, 12)
    browser = world.browser(world.officer, at=IN_2024)
    out = browser.get(ADDRESS, {"nam": "2023", "xuat": "excel"}).content
    before = AuditEvent.objects.count()
    answer = browser.post(f"{IMPORT}?nam=2023", {"file": SimpleUploadedFile("ra.xlsx", out)})
    page = words(answer)
    assert answer.status_code == 200 and "Không có thay đổi" in page and "2 đơn vị có số liệu" in page
    assert AuditEvent.objects.count() == before and "Ghi số liệu của" not in page


def test_a_file_is_looked_at_then_written_once(world):
    recorded(world)
    browser = world.browser(world.officer, at=IN_2024)
    file = sheet(["30397", "", 41, 40, "Báo cáo 2"], ["", "UBND phường Long Phú", 9, 9, ""])
    answer = browser.post(f"{IMPORT}?nam=2023", {"file": file, "document": "Báo cáo 3"})
    page = words(answer)
    assert "2 đơn vị thay đổi" in page and "38/40" in page and "40/41" in page
    assert UnitFigure.objects.count() == 2
    form = carried(answer)
    for _ in range(2):
        assert browser.post(f"{IMPORT}ghi/", form)["Location"] == f"{ADDRESS}?nam=2023"
    found = stored_tasks(world.campaign, 2023)
    assert found[world.unit("30397").pk].mark == "40/41" and len(found) == 2
    assert {one.document for one in found.values()} == {"Báo cáo 2", "Báo cáo 3"}
    assert AuditEvent.objects.get(kind="figures.imported").changes["file"] == "so-lieu.xlsx"


def test_a_file_with_a_fault_is_not_written_even_when_its_good_rows_are(world):
    browser = world.browser(world.officer, at=IN_2024)
    answer = browser.post(
        f"{IMPORT}?nam=2023", {"file": sheet(["30397", "", 4, 3, "B"], ["", "UBND xã Không Có", 4, 3, "B"])}
    )
    page = words(answer)
    assert "Hàng 3: không tìm thấy đơn vị «UBND xã Không Có»" in page and "carried" not in page
    assert not UnitFigure.objects.exists()


def test_a_preview_that_was_tampered_with_or_belongs_elsewhere_is_refused(world):
    browser = world.browser(world.officer, at=IN_2024)
    answer = browser.post(f"{IMPORT}?nam=2023", {"file": sheet(["30397", "", 4, 3, "B"])})
    form = carried(answer)
    for wrong in ({**form, "carried": form["carried"][:-2] + "xx"}, {**form, "carried": ""}):
        assert browser.post(f"{IMPORT}ghi/", wrong).status_code == 409
    assert not UnitFigure.objects.exists()


def test_what_is_no_workbook_is_refused_at_the_field(world):
    browser = world.browser(world.officer, at=IN_2024)
    for file in (SimpleUploadedFile("a.xlsx", b"MZ..."), SimpleUploadedFile("a.pdf", b"%PDF-1.4")):
        assert browser.post(IMPORT, {"file": file}).status_code == 422
    assert "Hãy chọn tệp Excel" in words(browser.post(IMPORT, {}))


def test_a_unit_sees_its_own_years_and_writes_nothing(world):
    recorded(world)
    recorded(world, "30376", 77, 66)
    browser = world.browser(world.person_of(world.unit("30397")), at=IN_2024)
    page = words(browser.get(ADDRESS))
    assert ">40</td>" in page and ">77</td>" not in page and "Năm 2024" in page
    assert browser.post(ADDRESS, grid(world, ("30397", "1", "1", ""))).status_code == 404
    for address in (IMPORT, f"{IMPORT}ghi/"):
        assert browser.post(address, {}).status_code == 404
    assert browser.get(IMPORT).status_code == 404
    assert stored_tasks(world.campaign, 2023)[world.unit("30397").pk].mark == "38/40"


def test_signed_out_people_get_the_sign_in_page(client, world):
    for address in (ADDRESS, IMPORT):
        assert client.get(address)["Location"].startswith("/dang-nhap/")


def test_hostile_text_is_text(world):
    recorded(world)
    UnitFigure.objects.update(document="<script>alert(1)</script>")
    for user in (world.officer, world.person_of(world.unit("30397"))):
        page = words(world.browser(user, at=IN_2024).get(ADDRESS, {"nam": "2023"}))
        assert "<script>alert" not in page
    file = sheet(["", "<img src=x>", 4, 3, "B"], name="<b>.xlsx")
    answer = world.browser(world.officer, at=IN_2024).post(f"{IMPORT}?nam=2023", {"file": file})
    assert (
        "<img src=x" not in words(answer)
        and "<b>" not in answer.content.decode().split("<h1")[1].split("</p>")[0]
    )


def test_the_grid_costs_the_same_for_one_and_three(world, django_assert_num_queries):
    browser = world.browser(world.officer, at=IN_2024)
    recorded(world)
    with django_assert_num_queries(12):
        browser.get(ADDRESS, {"nam": "2023"})
    recorded(world, "30388")
    recorded(world, "30376")
    with django_assert_num_queries(12):
        browser.get(ADDRESS, {"nam": "2023"})
