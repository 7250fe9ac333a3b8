"""import_units, and the pages of units."""

import io
import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from campaigns.enums import UnitKind
from campaigns.importers.units import import_units
from campaigns.models import Membership, Unit, UnitAlias
from dossiers.demo import base

OFFICIAL = """code,parent_code,level,name_with_type,name,type
89,,province,Tỉnh An Giang,An Giang,tinh
887,89,district,Thị xã Tân Châu,Tân Châu,thi-xa
30376,887,commune,Phường Long Thạnh,Long Thạnh,phuong
30379,887,commune,Xã Phú Lộc,Phú Lộc,xa
"""
VIETNAMESE = [
    ["DANH SÁCH ĐƠN VỊ"],
    ["Mã đơn vị", "Tên đơn vị", "Tên gọn", "Loại", "Mã cấp trên", "Ghi chú"],
    ["td", "Ủy ban nhân dân thị xã", "UBND thị xã", "Ủy ban nhân dân cấp trên", None, "x"],
    ["td-1", "Phòng Nội vụ", None, "Phòng, ban chuyên môn", "td", None],
    ["td-2", "Ủy ban nhân dân xã Hòa Bình", "UBND xã Hòa Bình", None, "td", None],
]


def csv(text: str):
    """A list as an uploaded .csv file."""
    return {"file": text.encode(), "filename": "don-vi.csv"}


def workbook(rows) -> dict:
    """A list as an .xlsx file."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return {"file": stream.getvalue(), "filename": "don-vi.xlsx"}


def test_the_demo_file_loads_and_loading_it_again_changes_nothing(db):
    file = base.DATA / "units.csv"
    first = import_units(file=file)
    assert (first.created, first.changed, first.problems) == (28, 0, [])
    assert Unit.objects.get(code="30397").parent.code == "tan-chau"
    assert Unit.objects.get(code="tan-chau-nv").is_demo and not Unit.objects.get(code="30397").is_demo
    again = import_units(file=file)
    assert (again.created, again.changed, again.same) == (0, 0, 28)


def test_the_official_list_loads_with_its_own_columns(db):
    report = import_units(**csv(OFFICIAL))
    assert (report.created, report.problems) == (4, [])
    ward = Unit.objects.get(code="30376")
    assert (ward.name, ward.place_name, ward.kind) == (
        "Phường Long Thạnh",
        "Long Thạnh",
        UnitKind.UBND_PHUONG,
    )
    assert ward.parent.code == "887" and ward.parent.kind == UnitKind.DIA_PHUONG


def test_children_may_stand_above_their_parents(db):
    head, *rows = OFFICIAL.splitlines()
    assert import_units(**csv("\n".join([head, *reversed(rows)]))).created == 4
    assert Unit.objects.get(code="30376").parent.parent.code == "89"


def test_a_vietnamese_workbook_with_a_title_row_loads(db):
    report = import_units(**workbook(VIETNAMESE))
    assert (report.created, report.problems) == (3, [])
    assert Unit.objects.get(code="td-2").kind == UnitKind.UBND_XA
    assert Unit.objects.get(code="td-1").kind == UnitKind.PHONG_BAN


def test_a_changed_name_is_counted_and_searched_by(db):
    import_units(**csv(OFFICIAL))
    report = import_units(**csv(OFFICIAL.replace("Xã Phú Lộc,Phú Lộc,xa", "Phường Phú Lộc,Phú Lộc,phuong")))
    assert (report.created, report.changed, report.same) == (0, 1, 3)
    assert "phuong phu loc" in Unit.objects.get(code="30379").search_key


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("30379,887,commune,Xã Phú Hòa,Phú Hòa,xa", "Dòng 6: mã «30379» đã có ở dòng 5"),
        ("1,999,commune,Xã Lạ,Lạ,xa", "Dòng 6: không có đơn vị cấp trên mã «999»"),
        ("1,1,commune,Xã Lạ,Lạ,xa", "Dòng 6: đơn vị «1» không thể là cấp trên của chính nó"),
        ("1,887,commune,,Lạ,xa", "Dòng 6: thiếu tên đơn vị"),
        (",887,commune,Xã Lạ,Lạ,xa", "Dòng 6: thiếu mã đơn vị"),
        ("1,887,commune,Xã Lạ,Lạ,lang", "Dòng 6: không hiểu loại «lang»"),
        (f"1,887,commune,{'x' * 201},Lạ,xa", "dài quá 200 ký tự"),
        ("1,2,c,Xã A,A,xa\n2,1,c,Xã B,B,xa", "theo vòng: 1 → 2 → 1"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_written(db, wrong, said):
    report = import_units(**csv(OFFICIAL + wrong + "\n"))
    assert any(said in problem for problem in report.problems), report.problems
    assert not Unit.objects.exists()


def test_a_circle_through_stored_units_is_refused(db):
    import_units(**csv(OFFICIAL))
    with pytest.raises(CommandError, match="nằm dưới «89»"):
        path = write("code,parent_code,name\n89,30376,Tỉnh An Giang\n")
        call_command("import_units", path)
    assert Unit.objects.get(code="89").parent is None


def write(text: str) -> str:
    """A file for the command."""
    from django.conf import settings

    path = settings.DATA_DIR / "danh-sach.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_dry_run_writes_nothing_and_json_reports(db, capsys):
    call_command("import_units", write(OFFICIAL), "--dry-run", "--json")
    said = json.loads(capsys.readouterr().out)
    assert (said["created"], said["dry_run"], said["problems"]) == (4, True, [])
    assert not Unit.objects.exists()


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "code,name\n"])
def test_a_list_without_header_or_rows_is_refused(db, text):
    with pytest.raises(CommandError):
        call_command("import_units", write(text))


def test_a_missing_file_is_one_sentence(db):
    with pytest.raises(CommandError, match="khong-co.csv"):
        call_command("import_units", "khong-co.csv")


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("tan chau", "UBND thị xã Tân Châu"),
        ("LONG PHU", "UBND phường Long Phú"),
        ("ubnd long phú", "UBND phường Long Phú"),
        ("Mỹ Hoà", ""),
    ],
)
def test_search_finds_without_marks(tan_chau, q, found):
    page = tan_chau.browser(tan_chau.officer).get("/don-vi/", {"q": q}).content.decode()
    assert (f">{found}</a>" in page) if found else ("Không có đơn vị nào khớp" in page)


def test_the_list_has_one_cost_for_few_and_many_units(tan_chau, django_assert_num_queries):
    browser = tan_chau.browser(tan_chau.officer)
    with django_assert_num_queries(6):
        one = browser.get("/don-vi/", {"loai": "ubnd"})
    with django_assert_num_queries(6):
        many = browser.get("/don-vi/")
    assert one.content.decode().count("/don-vi/") < many.content.decode().count("/don-vi/")


def test_a_filter_that_does_not_exist_is_no_page(tan_chau):
    browser = tan_chau.browser(tan_chau.officer)
    assert browser.get("/don-vi/", {"loai": "khong-co"}).status_code == 404
    page = browser.get("/don-vi/", {"loai": "ubnd_phuong"}).content.decode()
    assert "UBND phường Long Sơn" in page and "Phòng Nội vụ</a>" not in page


def test_excel_holds_what_is_filtered(tan_chau):
    from openpyxl import load_workbook

    answer = tan_chau.browser(tan_chau.officer).get("/don-vi/", {"q": "long phu", "xuat": "excel"})
    sheet = load_workbook(io.BytesIO(answer.content)).active
    names = [row[1].value for row in sheet.iter_rows(min_row=4) if row[1].value]
    assert names == ["Ủy ban nhân dân phường Long Phú"]


def test_people_of_a_unit_are_shown_to_the_office_and_to_the_unit_only(tan_chau):
    unit, other = tan_chau.unit("30397"), tan_chau.unit("30388")
    address = f"/don-vi/{unit.pk}/"
    for user, sees in (
        (tan_chau.officer, True),
        (tan_chau.person_of(unit), True),
        (tan_chau.person_of(other), False),
    ):
        page = tan_chau.browser(user).get(address).content.decode()
        assert ("Người của đơn vị" in page) is sees


def test_somebody_elses_unit_is_not_found(tan_chau):
    stranger = import_and_get(csv(OFFICIAL), "89")
    assert tan_chau.browser(tan_chau.officer).get(f"/don-vi/{stranger.pk}/").status_code == 404


def import_and_get(file: dict, code: str) -> Unit:
    """Another office's unit."""
    import_units(**file)
    return Unit.objects.get(code=code)


def test_hostile_names_are_shown_as_text(tan_chau):
    unit = tan_chau.unit("30397")
    UnitAlias.objects.create(unit=unit, name="<script>alert(1)</script>", name_key="x")
    page = tan_chau.browser(tan_chau.officer).get(f"/don-vi/{unit.pk}/").content.decode()
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page


def test_signed_out_people_get_the_sign_in_page(client, tan_chau):
    for address in (
        "/",
        "/don-vi/",
        "/phong-trao/",
        "/phong-trao/tan-chau-2023/",
        "/phong-trao/tan-chau-2023/ke-hoach/",
    ):
        answer = client.get(address)
        assert answer.status_code == 302 and answer["Location"].startswith("/dang-nhap/")


def test_a_role_that_ended_gives_nothing(tan_chau):
    Membership.objects.filter(user=tan_chau.officer).update(valid_to=date(2023, 7, 1))
    page = tan_chau.browser(tan_chau.officer).get("/don-vi/").content.decode()
    assert "Chưa có đơn vị nào" in page and "Long Phú" not in page
