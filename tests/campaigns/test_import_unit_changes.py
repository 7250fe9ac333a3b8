"""A list of changed names (rows of the official comparison 04/2023 - 03/2025) as changes with one basis and day."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts.errors import DomainError
from accounts.models import User
from campaigns.domain.change_unit import change_unit
from campaigns.domain.write_unit import write_unit
from campaigns.enums import Role, UnitKind
from campaigns.importers.unit_changes import import_unit_changes
from campaigns.models import Unit, UnitChange, UnitPeriod
from campaigns.organisation import name_on
from dossiers.demo.base import moment
from tests.succession_makers import basis, person

FILE = Path(__file__).parent.parent / "data" / "unit_changes_2023_2025.csv"
AT, DAY = moment(2025, 3, 10), date(2025, 3, 1)
# Code, name of 04/2023, superior.
UNITS = [
    ("05995", "Thị trấn Thất Khê", "180"),
    ("06040", "Xã Đại Đồng", "180"),
    ("29866", "Phường 1", "866"),
    ("29869", "Phường 2", "866"),
    ("29881", "Xã Mỹ Ngãi", "866"),
    ("30373", "Xã Đa Phước", "886"),
    ("30341", "Thị Trấn Long Bình", "886"),
]


@pytest.fixture
def land(db):
    """Real communes of three districts under one root, and its administrator."""
    root = write_unit(code="goc", name="Danh mục", kind=UnitKind.KHAC)
    for code in ("180", "866", "886", "890", "182"):
        write_unit(code=code, name=f"Huyện {code}", kind=UnitKind.DIA_PHUONG, parent=root)
    for code, name, parent in UNITS:
        kind = UnitKind.UBND_XA if name.startswith("Xã") else UnitKind.UBND_PHUONG
        write_unit(code=code, name=name, kind=kind, parent=Unit.objects.get(code=parent))
    return person("quan-tri-goc", (Role.SYSTEM_ADMIN, root))


def load(by, **values):
    ground = basis(DAY, "Danh mục 03/2025", issued_on=DAY, issuer_name="Tổng cục Thống kê")
    return import_unit_changes(file=FILE, basis=ground, by=by, at=AT, **values)


def test_names_and_types_change_and_the_rest_is_asked(land):
    report = load(land)
    assert report.problems == [] and UnitChange.objects.count() == len(report.applied) == 3
    found = Unit.objects.get(code="29881")
    assert (found.name, found.kind) == ("Phường Mỹ Ngãi", UnitKind.UBND_PHUONG)
    assert name_on(found, date(2025, 2, 28)) == "Xã Mỹ Ngãi"
    assert Unit.objects.get(code="30341").name == "Thị trấn Long Bình"
    assert len(report.gone) == 2 and len(report.new) == 1 and report.unknown == 5


def test_a_name_that_passed_from_a_code_that_is_gone_is_no_rename(land):
    """«Phường 2» did not become «Phường 1» by a new name: Phường 1 came to it. A person says so."""
    report = load(land)
    assert [line.split("(mã ")[1][:5] for line in report.asked] == ["06040", "29869"]
    assert Unit.objects.get(code="29869").name == "Phường 2"


def test_a_preview_writes_nothing_and_says_the_same(land):
    first = load(land, dry_run=True)
    assert not UnitChange.objects.exists() and not UnitPeriod.objects.exists()
    second = load(land)
    assert (first.applied, first.gone, first.asked) == (second.applied, second.gone, second.asked)


def test_one_wrong_row_stops_the_whole_list(land):
    write_unit(code="30373", name="Xã Tên Khác")
    report = load(land)
    assert len(report.problems) == 1 and "Hãy kiểm tra mã" in report.problems[0]
    assert not UnitChange.objects.exists()


def test_an_office_keeps_its_full_form(land):
    write_unit(code="29881", name="Ủy ban nhân dân xã Mỹ Ngãi", short_name="UBND xã Mỹ Ngãi")
    load(land)
    found = Unit.objects.get(code="29881")
    assert (found.name, found.short_name) == ("Ủy ban nhân dân phường Mỹ Ngãi", "UBND phường Mỹ Ngãi")


def test_the_command_shows_the_counts(land):
    said = StringIO()
    options = {
        "by": "quan-tri-goc", "day": "01/03/2025", "number": "DM-2025", "issued_on": "01/03/2025",
        "issuer": "Tổng cục Thống kê",
    }  # fmt: skip
    call_command("import_unit_changes", str(FILE), **options, dry_run=True, stdout=said)
    assert "3 đơn vị đổi tên, loại hoặc cấp trên" in said.getvalue() and "chưa ghi gì" in said.getvalue()
    assert "2 mã không còn, 1 mã mới" in said.getvalue()
    with pytest.raises(CommandError, match="Không có tài khoản"):
        call_command("import_unit_changes", str(FILE), **{**options, "by": "la"})
    with pytest.raises(CommandError, match="Không mở được"):
        call_command("import_unit_changes", "khong-co.csv", **options)


def test_a_file_without_the_columns_is_refused(land):
    with pytest.raises(DomainError, match="hàng tiêu đề"):
        import_unit_changes(
            file=b"a,b\n1,2\n", filename="x.csv", basis=basis(DAY), by=User.objects.get(), at=AT
        )


HEAD = "code,name_2023_04,name_2025_03,parent_code_2025\n"


@pytest.mark.parametrize(
    "lines, said",
    [
        ("29881,Xã Mỹ Ngãi,Phường Mỹ Ngãi,866\n29881,Xã Mỹ Ngãi,Phường Khác,866", "Dòng 3: mã «29881» đã có ở dòng 2"),
        ("866,Huyện 866,Thành phố 866,29881", "Dòng 2: Xã Mỹ Ngãi nằm dưới Huyện 866"),
        ("866,Huyện 866,Thành phố 866,866", "nằm dưới Huyện 866 nên không thể là cấp trên của Huyện 866"),
        ("866,Huyện 866,Thành phố 866,886\n886,Huyện 886,Thành phố 886,866", "Dòng 3: Thành phố 866 nằm dưới"),
        ("29869,Phường 2,Phường Hai,moi", "Dòng 2: Xã mới thành lập ngày 02/03/2025, sau ngày biến động 01/03/2025"),
        ("29866,Phường 1,Phường Một,866", "đã có biến động có hiệu lực từ 05/03/2025; ngày 01/03/2025 chồng"),
        ("30373,Xã Đa Phước,Xã Đa Phước Mới,het", "Dòng 2: chưa có đơn vị cấp trên mã «het»"),
        ("890,Huyện 890,Thành phố 890,goc", "Dòng 2: Huyện 890 bắt đầu hoạt động từ 01/03/2025"),
    ],
)  # fmt: skip
def test_bad_rows_are_refused_with_their_line_and_nothing_is_written(land, lines, said):
    top = Unit.objects.get(code="goc")
    write_unit(code="moi", name="Xã mới", kind=UnitKind.UBND_XA, parent=top, valid_from=date(2025, 3, 2))
    write_unit(code="het", name="Xã hết", kind=UnitKind.UBND_XA, parent=top, valid_to=date(2025, 2, 1))
    write_unit(code="890", name="Huyện 890", kind=UnitKind.DIA_PHUONG, parent=top, valid_from=DAY)
    change_unit(
        unit=Unit.objects.get(code="29866"), basis=basis(date(2025, 3, 5), issued_on=DAY), by=land, at=AT,
        head_title="Chủ tịch",
    )  # fmt: skip
    before = UnitChange.objects.count()
    report = import_unit_changes(
        file=(HEAD + lines).encode(), filename="a.csv", basis=basis(DAY, issued_on=DAY), by=land, at=AT
    )
    assert any(said in line for line in report.problems), report.problems
    assert UnitChange.objects.count() == before
