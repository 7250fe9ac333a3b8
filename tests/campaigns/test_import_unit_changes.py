"""A list of changed names (rows of the official comparison 04/2023 - 03/2025) as changes with one basis and day."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts.errors import DomainError
from accounts.models import User
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
