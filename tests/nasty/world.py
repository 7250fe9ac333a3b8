"""A small campaign that nasty files are thrown at, and the one way every file goes: up, chosen, looked at, written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from accounts.errors import DomainError
from accounts.excel.cells import Workbook
from accounts.models import User
from campaigns.domain.change_unit import change_unit
from campaigns.domain.write_unit import write_unit
from campaigns.enums import Role
from campaigns.models import Campaign, Membership, Unit, UnitAlias, UnitGroup, UnitGroupMember
from dossiers.demo.base import moment
from scoring.domain.index_imports import set_columns, upload_index
from scoring.importers import uploads
from scoring.importers.headers import guess_mapping
from scoring.importers.legacy import in_unicode
from scoring.models import IndexImport, IndexResult
from tests.scoring.import_makers import confirm_by_two
from tests.succession_makers import basis

AT = moment(2025, 11, 20, 8)
MOST_BYTES = 10_000_000
UNITS = (
    ("30376", "Phường Long Thạnh"),
    ("30377", "Phường Long Hưng"),
    ("30382", "Xã Vĩnh Hòa"),
    ("30388", "Xã Tân An"),
    ("30397", "Xã Châu Phong"),
    ("noi-vu", "Phòng Nội vụ"),
    ("vhtt", "Phòng Văn hóa và Thông tin"),
)


@dataclass(frozen=True)
class Case:
    """A file and what has to come of it. `choose` is what a person corrects in the guess of the columns."""

    name: str
    data: bytes | Callable[[], bytes]
    scale: str = "percent"
    filename: str = "ket-qua.xlsx"
    refused: str = ""
    problems: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    skipped: Mapping[int, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    choose: Mapping[str, int | None] = field(default_factory=dict)
    text_code: str = ""


@dataclass
class Found:
    """What came of a file."""

    refused: str = ""
    problems: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    skipped: dict[int, str] = field(default_factory=dict)
    values: dict[str, Decimal] = field(default_factory=dict)


def make_world() -> Campaign:
    """A launched campaign of 2025 with namesakes, an accepted other name, and units that were renamed."""
    office = write_unit(code="van-phong", name="Văn phòng UBND thị xã", kind="khac")
    officer = User.objects.create(username="nhap", full_name="Người nhập")
    Membership.objects.create(
        user=officer, unit=office, role=Role.STANDING_OFFICER, valid_from=date(2020, 1, 1)
    )
    Membership.objects.create(user=officer, unit=office, role=Role.SYSTEM_ADMIN, valid_from=date(2020, 1, 1))
    campaign = Campaign.objects.create(
        slug="kho", title="Phong trào có tệp khó", short_title="Tệp khó", year=2025, period_start="2025-01-01",
        period_end="2025-12-31", issuer=office, standing_unit=office, authority_title="Chủ tịch", state="launched",
        version=1, launched_at=moment(2025, 1, 2), launched_by=officer, search_key="kho",
    )  # fmt: skip
    group = UnitGroup.objects.create(campaign=campaign, code="xa", name="Các đơn vị", clause="mục I")
    for unit in [write_unit(code=code, name=name, kind="ubnd_xa") for code, name in UNITS] + _hard_units(
        officer, office
    ):
        UnitGroupMember.objects.create(group=group, campaign=campaign, unit=unit)
    vhtt = Unit.objects.get(code="vhtt")
    UnitAlias.objects.create(
        unit=vhtt, name="Phòng VHTT", name_key="phòng vhtt", accepted_by=officer, accepted_at=AT
    )
    return campaign


def _hard_units(by: User, office: Unit) -> list[Unit]:
    """Two communes of one name; a ward that was a town; two wards whose names moved on by one in July 2025."""
    above = [
        write_unit(code=code, name=f"Huyện {name}", kind="ubnd")
        for code, name in (("h1", "Một"), ("h2", "Hai"))
    ]
    found = [
        write_unit(code=f"3000{at}", name="Xã Tân Thành", kind="ubnd_xa", parent=one)
        for at, one in enumerate(above, start=1)
    ]
    for code, before, after in (
        ("30400", "Thị trấn Tân Châu", "Phường Tân Châu"),
        ("29552", "Phường 3", "Phường 2"),
        ("29551", "Phường 2", "Phường 1"),
    ):
        unit = write_unit(code=code, name=before, kind="ubnd_xa", parent=office)
        change_unit(unit=unit, basis=basis(date(2025, 7, 1), number=f"{code}/NQ"), by=by, at=AT, name=after)
        found.append(Unit.objects.get(code=code))
    return found


def run(case: Case, campaign: Campaign) -> Found:
    """The file all the way, as the pages take it."""
    officer = User.objects.get(username="nhap")
    data = case.data() if callable(case.data) else case.data
    try:
        row = _uploaded(case, campaign, data, officer)
    except DomainError as error:
        assert not IndexImport.objects.exists()
        return Found(refused=error.message)
    preview = uploads.preview_of(row, uploads.open_import(row))
    plan = preview.plan
    skipped = {one.row: one.reason for one in plan.skipped}
    found = Found("", tuple(plan.messages), tuple(plan.warnings), skipped)
    try:
        confirm_by_two(row, preview.prepared, by=officer, at=AT)
    except DomainError:
        assert plan.messages and not IndexResult.objects.exists()
        return found
    assert not plan.messages
    rows = IndexResult.objects.select_related("unit")
    assert {result.unit.code: (result.row, result.cell) for result in rows} == {
        Unit.objects.get(pk=line.unit_key).code: (line.row, line.cell) for line in plan.lines
    }
    found.values = {result.unit.code: result.value for result in rows}
    return found


def _uploaded(case: Case, campaign: Campaign, data: bytes, officer: User) -> IndexImport:
    workbook = uploads.read_upload(filename=case.filename, data=data, max_bytes=MOST_BYTES)
    sheet_name, columns = uploads.guessed(workbook)
    row = upload_index(
        campaign=campaign, year=2025, filename=case.filename, data=data, sheet_name=sheet_name, columns=columns,
        by=officer, at=AT,
    )  # fmt: skip
    mapping = uploads.mapping_of(row)
    if case.choose and mapping:
        columns = mapping.changed(case.choose).as_data()
    if case.text_code:
        columns = _guessed_anew(workbook, sheet_name, case.text_code)
    scale, maximum = uploads.split_scale(case.scale)
    return set_columns(
        index_import=row, sheet_name=sheet_name, columns=columns, scale=scale, scale_maximum=maximum,
        text_code=case.text_code, by=officer, at=AT,
    )  # fmt: skip


def _guessed_anew(workbook: Workbook, sheet_name: str, text_code: str) -> dict:
    """The guess of the columns once the text is read as a person said."""
    sheet = next(sheet for sheet in workbook.sheets if sheet.name == sheet_name)
    found = guess_mapping(in_unicode(sheet, text_code))
    return found.as_data() if found else {}
