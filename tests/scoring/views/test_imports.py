import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from accounts.text import name_key
from scoring.models import IndexImport, IndexResult, Ranking
from scoring.views.pages import new_key
from tests.excel_makers import far_cell_workbook
from tests.scoring.conftest import IMPORTING

ROWS = [
    (1, "UBND xã Tân An", 91, 90.8, 1),
    (2, "UBND xã Châu Phong", 88.5, 87.9, 2),
    (3, "UBND xã Vỉnh Xương", 80, 81, 3),
]
COLUMNS = {
    "sheet": "Kết quả",
    "header_row": 2,
    "name": 1,
    "code": "",
    "value": 3,
    "rank": 4,
    "scale": "percent",
}


@pytest.fixture
def desk(results):
    return results.world.browser(results.world.officer, IMPORTING)


@pytest.fixture
def head(results):
    """The office has one officer, so its head is the second person."""
    return results.world.browser(User.objects.get(username="truong-phong"), IMPORTING)


def confirmed_by_head(step: str, desk, head) -> None:
    """The officer proposes what the preview shows, the head says yes."""
    desk.post(f"{step}de-nghi/", {"key": new_key()})
    head.post(f"{step}ghi-nhan/", {"key": new_key()})


def address(results) -> str:
    return f"/phong-trao/{results.world.campaign.slug}/ket-qua/nhap/"


def send_file(results, browser, data: bytes, *, year: int = 2023, key: str = ""):
    file = SimpleUploadedFile("ket-qua.xlsx", data)
    return browser.post(address(results), {"year": year, "key": key or new_key(), "file": file})


def test_the_whole_way(results, desk, head):
    step = send_file(results, desk, results.file(*ROWS))["Location"]
    page = desk.get(step).content.decode()
    assert "Chọn cột và thang điểm" in page and "Hệ thống không đoán thang điểm" in page
    assert "checked" not in page, "no scale is chosen beforehand"
    assert desk.post(f"{step}cot/", COLUMNS)["Location"] == step
    page = desk.get(step).content.decode()
    assert "UBND xã Vỉnh Xương" in page and "Có phải «Ủy ban nhân dân xã Vĩnh Xương»?" in page
    assert "Đề nghị xác nhận 3 kết quả" not in page
    row = IndexImport.objects.get()
    unit = results.world.unit("30382")
    desk.post(f"{step}ten/", {"ten": ["ubnd xã vỉnh xương"], "chon": [str(unit.pk)]})
    page = desk.get(step).content.decode()
    assert "Đề nghị xác nhận 3 kết quả" in page and "24 đơn vị không có kết quả" in page
    data = {"key": new_key()}
    assert desk.post(f"{step}de-nghi/", data)["Location"] == step
    desk.post(f"{step}de-nghi/", data)
    page = desk.get(step).content.decode()
    assert "bước xác nhận kết quả chính thức do thủ trưởng" in page and "Rút lại để sửa" in page
    assert "Xác nhận 3 kết quả và xếp hạng" not in page and not Ranking.objects.exists()
    assert "Xác nhận kết quả chính thức năm 2023" in head.get("/").content.decode()
    assert "Xác nhận 3 kết quả và xếp hạng" in head.get(step).content.decode()
    data = {"key": new_key()}
    results_page = f"/phong-trao/{results.world.campaign.slug}/ket-qua/"
    assert head.post(f"{step}ghi-nhan/", data)["Location"] == results_page
    head.post(f"{step}ghi-nhan/", data)
    row.refresh_from_db()
    assert row.state == "confirmed" and row.results.count() == 3
    assert Ranking.objects.get().standings.get(unit=unit).rank == 3
    assert "3 trong 27 đơn vị" in desk.get(step).content.decode()


def test_the_same_file_again_says_so(results, desk, head):
    row, preview = results.ready(*ROWS[:2])
    confirmed_by_head(f"{address(results)}{row.pk}/", desk, head)
    step = send_file(results, desk, results.file(*ROWS[:2]))["Location"]
    if step == f"{address(results)}{row.pk}/":
        pytest.fail("a confirmed file needs a page of its own")
    assert "đã được ghi nhận lúc" in desk.get(step).content.decode()
    answer = desk.post(f"{step}de-nghi/", {"key": new_key()}, follow=True)
    assert "không có gì thay đổi" in answer.content.decode()
    assert IndexImport.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "sentence"), [(b"x", "không phải bảng tính"), (far_cell_workbook(), "XFD1048576")]
)
def test_a_bad_file_is_answered_in_its_form(results, desk, data, sentence):
    response = send_file(results, desk, data)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not IndexImport.objects.exists()


def test_a_file_above_the_limit_is_refused(results, desk, settings):
    settings.MAX_UPLOAD_BYTES = 1024
    response = send_file(results, desk, results.file(*ROWS))
    assert response.status_code == 422 and "lớn hơn" in response.content.decode()
    assert not IndexImport.objects.exists()


def test_missing_scale_and_maximum_are_asked_for(results, desk):
    step = send_file(results, desk, results.file(*ROWS))["Location"]
    response = desk.post(f"{step}cot/", {**COLUMNS, "scale": ""})
    assert response.status_code == 422 and "Hãy chọn thang điểm" in response.content.decode()
    response = desk.post(f"{step}cot/", {**COLUMNS, "scale": "points"})
    assert response.status_code == 422
    assert IndexImport.objects.get().scale == ""


def test_another_header_row_is_guessed_anew(results, desk):
    step = send_file(results, desk, results.file(*ROWS))["Location"]
    assert desk.post(f"{step}cot/", {**COLUMNS, "header_row": 3})["Location"] == f"{step}?sua=1"
    assert IndexImport.objects.get().columns["header_row"] == 3
    assert desk.post(f"{step}cot/", COLUMNS)["Location"] == f"{step}?sua=1"
    assert IndexImport.objects.get().columns["roles"]["value"] == 3


def test_a_problem_stops_the_confirmation(results, desk):
    row, _ = results.ready(ROWS[0], (2, "UBND xã Châu Phong", 1, "tám", 2))
    step = f"{address(results)}{row.pk}/"
    page = desk.get(step).content.decode()
    assert "hàng 4: ô D4: «tám» không phải là số" in page and "Đề nghị xác nhận 1 kết quả" not in page
    answer = desk.post(f"{step}de-nghi/", {"key": new_key()})
    assert answer.status_code in (302, 409)
    assert not IndexResult.objects.exists()


def test_undo_needs_a_reason(results, desk, head):
    row, _ = results.ready(*ROWS[:2])
    step = f"{address(results)}{row.pk}/"
    confirmed_by_head(step, desk, head)
    assert desk.post(f"{step}huy/", {"reason": ""}).status_code == 422
    assert desk.post(f"{step}huy/", {"reason": "Nhầm tệp"}).status_code == 302
    row.refresh_from_db()
    assert row.state == "undone"
    assert "Đã hủy" in desk.get(step).content.decode()


def test_the_original_comes_back_as_it_was(results, desk):
    data = results.file(*ROWS)
    step = send_file(results, desk, data)["Location"]
    response = desk.get(f"{step}tep/")
    assert response.getvalue() == data
    assert response["Content-Disposition"].startswith("attachment")


def test_a_file_is_thrown_away(results, desk):
    step = send_file(results, desk, results.file(*ROWS))["Location"]
    assert desk.post(f"{step}bo/")["Location"] == address(results)
    assert not IndexImport.objects.exists()


def test_nobody_else_reaches_the_imports(results, desk):
    world = results.world
    row, _ = results.ready(*ROWS[:2])
    step = f"{address(results)}{row.pk}/"
    for user in (world.person_of(world.unit("30388")), world.member(1)):
        browser = world.browser(user, IMPORTING)
        assert send_file(results, browser, results.file(*ROWS, title="khác")).status_code == 404
        for tail in ("", "tep/"):
            assert browser.get(step + tail).status_code == 404
        for tail in ("cot/", "ten/", "de-nghi/", "ghi-nhan/", "tra-lai/", "huy/", "bo/"):
            assert browser.post(step + tail, {"key": new_key(), "reason": "x"}).status_code == 404
    assert Client().get(step)["Location"].startswith("/dang-nhap/")
    row.refresh_from_db()
    assert row.state == "preview" and not IndexResult.objects.exists() and IndexImport.objects.count() == 1


def test_hostile_names_are_escaped(results, desk):
    row, _ = results.ready((1, "<script>alert(1)</script>", 1, 2, 1))
    page = desk.get(f"{address(results)}{row.pk}/").content.decode()
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page


def test_the_list_costs_the_same_with_three_rows(results, desk, django_assert_num_queries):
    results.upload(results.file(*ROWS))
    desk.get(address(results))
    with django_assert_num_queries(10):
        desk.get(address(results))
    results.upload(results.file(*ROWS, title="b"))
    results.upload(results.file(*ROWS, title="c"))
    with django_assert_num_queries(10):
        desk.get(address(results))


def test_who_proposed_does_not_confirm_and_takes_it_back(results, desk, head):
    row, _ = results.ready(*ROWS[:2])
    step = f"{address(results)}{row.pk}/"
    assert head.get(step).status_code == 404, "nothing is proposed yet"
    desk.post(f"{step}de-nghi/", {"key": new_key()})
    assert desk.post(f"{step}ghi-nhan/", {"key": new_key()}).status_code == 409
    assert desk.post(f"{step}cot/", COLUMNS).status_code == 422
    assert head.get(f"{step}tep/").status_code == 200
    assert desk.post(f"{step}tra-lai/")["Location"] == step
    row.refresh_from_db()
    assert (row.state, row.proposed_by, row.returned_reason) == ("preview", None, "")
    assert not IndexResult.objects.exists()


def test_the_head_gives_it_back_with_a_reason(results, desk, head):
    row, _ = results.ready(*ROWS[:2])
    step = f"{address(results)}{row.pk}/"
    desk.post(f"{step}de-nghi/", {"key": new_key()})
    assert head.post(f"{step}tra-lai/", {"reason": " "}).status_code in (302, 409)
    row.refresh_from_db()
    assert row.state == "proposed"
    head.post(f"{step}tra-lai/", {"reason": "Thiếu xã Vĩnh Hòa"})
    page = desk.get(step).content.decode()
    assert (
        "Người thứ hai đã trả lại. Lý do: Thiếu xã Vĩnh Hòa" in page and "Đề nghị xác nhận 2 kết quả" in page
    )


def test_text_of_an_old_font_is_offered_converted(results, desk):
    rows = ((1, "UBND x· T©n An", 91, 90.8, 1), (2, "UBND x· Ch©u Phong", 88.5, 87.9, 2))
    step = send_file(results, desk, results.file(*rows))["Location"]
    page = desk.get(step).content.decode()
    assert "Chữ trong tệp gõ bằng phông cũ" in page and "Ô B3: «UBND x· T©n An» là «UBND xã Tân An»" in page
    assert desk.post(f"{step}cot/", COLUMNS).status_code == 422
    assert desk.post(f"{step}cot/", {**COLUMNS, "text_code": "tcvn3"})["Location"] == f"{step}?sua=1"
    assert "UBND xã Châu Phong" in desk.get(f"{step}?sua=1").content.decode()
    page = desk.get(step).content.decode()
    assert "Đề nghị xác nhận 2 kết quả" in page


def test_panels_of_both_sides_and_what_is_remembered(results, desk):
    row, _ = results.ready(*ROWS[:2], (3, "Công ty Điện lực", 1, 2, 3), (4, "Xã Vỉnh Xương", 1, 2, 4))
    step = f"{address(results)}{row.pk}/"
    unit = results.world.unit("30382")
    names = {"ten": [name_key("Công ty Điện lực"), name_key("Xã Vỉnh Xương")], "chon": ["skip", str(unit.pk)]}
    desk.post(f"{step}ten/", names)
    page = " ".join(desk.get(step).content.decode().split())
    strangers, missing = page.split("Có trong hệ thống, không có trong tệp")
    assert (
        "Có trong tệp, không có trong hệ thống" in strangers and "hàng 5: bỏ qua theo lựa chọn" in strangers
    )
    assert "Ủy ban nhân dân phường Long Thạnh" in missing
    assert "«Xã Vỉnh Xương»: do người nhập chọn" in missing
    assert desk.post(f"{step}quen-ten/", {"ten": "Xã Vỉnh Xương"})["Location"] == step
    assert "Tên đơn vị trong tệp là đơn vị nào?" in desk.get(step).content.decode()


@pytest.mark.parametrize("act", ["de-nghi/", "ghi-nhan/", "tra-lai/", "quen-ten/", "ten/"])
def test_a_step_before_its_time_is_a_sentence(results, desk, head, act):
    step = send_file(results, desk, results.file(*ROWS))["Location"]
    for browser in (desk, head):
        answer = browser.post(f"{step}{act}", {"key": new_key()})
        assert answer.status_code in (302, 404, 409, 422)
    assert IndexImport.objects.get().state == "preview" and not IndexResult.objects.exists()
