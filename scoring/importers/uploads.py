"""From an uploaded file to its plan: the preview, the confirmation and the command all go through here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accounts.errors import DomainError
from accounts.excel.cells import Row, Sheet, Workbook, cell_text, column_letter
from accounts.excel.reading import read_workbook
from accounts.numbers import parse_decimal
from campaigns.importers.matching import KnownUnit
from campaigns.importers.namesakes import with_places
from campaigns.models import Campaign, Criterion, UnitAlias, UnitPeriod
from campaigns.organisation import past_members
from campaigns.queries import members_of
from scoring.domain.index_imports import choices_mark
from scoring.domain.planned import PreparedImport
from scoring.enums import Scale as ScaleChoice
from scoring.importers.headers import ColumnMapping, HeaderColumn, guess_mapping
from scoring.importers.index_rows import plan_import
from scoring.importers.legacy import in_unicode, legacy_of
from scoring.importers.notices import notices_of
from scoring.importers.plan import ImportPlan
from scoring.importers.problems import Problem
from scoring.importers.scales import Scale, parse_scale
from scoring.importers.sheets import choose_sheet
from scoring.importers.totals import Weight
from scoring.models import IndexImport

SAMPLE_ROWS = 8


@dataclass(frozen=True)
class Preview:
    """A plan with what it needs to be written, and what it would change."""

    plan: ImportPlan
    prepared: PreparedImport


def read_upload(*, filename: str, data: bytes, max_bytes: int) -> Workbook:
    """The workbook of an uploaded file; raises FileRefused with one sentence."""
    return read_workbook(data, filename=filename, max_bytes=max_bytes, allow_csv=True)


def open_import(index_import: IndexImport) -> Workbook:
    """The kept original, read again."""
    with index_import.file.open("rb") as file:
        return read_upload(filename=index_import.filename, data=file.read(), max_bytes=index_import.size)


def guessed(workbook: Workbook) -> tuple[str, dict]:
    """Name of the sheet that holds the results and the guess of its columns, as plain data ({}: no header found)."""
    sheet, mapping = choose_sheet(workbook)
    return sheet.name, mapping.as_data() if mapping else {}


def mapping_of(index_import: IndexImport) -> ColumnMapping | None:
    """The chosen columns, None when no header was found."""
    return ColumnMapping.from_data(index_import.columns) if index_import.columns else None


def chosen_columns(
    sheet: Sheet, *, stored: ColumnMapping | None, header_row: int | None, choices: Mapping[str, int | None]
) -> ColumnMapping | None:
    """The stored mapping with a person's choices; a new header row is guessed afresh and its choices dropped."""
    if stored is None or (header_row and header_row != stored.header_row):
        return guess_mapping(sheet, header_row=header_row) or bare_mapping(sheet, header_row=header_row)
    return stored.changed(choices)


def bare_mapping(sheet: Sheet, *, header_row: int | None) -> ColumnMapping | None:
    """A mapping without roles over a row that a person names as the header, for choosing by hand."""
    row = next((row for row in sheet.rows if row.number == header_row), None)
    if row is None:
        return None
    columns = tuple(
        HeaderColumn(index, column_letter(index), cell_text(cell)) for index, cell in enumerate(row.cells)
    )
    return ColumnMapping(row.number, columns)


def sample_of(sheet: Sheet) -> list[tuple[int, list[str]]]:
    """The first rows of a sheet as text, for choosing columns."""
    width = max((len(row.cells) for row in sheet.rows[:SAMPLE_ROWS]), default=0)
    return [(row.number, _texts(row, min(width, 30))) for row in sheet.rows[:SAMPLE_ROWS]]


def scale_of(index_import: IndexImport) -> Scale | None:
    """The chosen scale, None while nobody has chosen."""
    if not index_import.scale:
        return None
    if index_import.scale == ScaleChoice.POINTS:
        return parse_scale(f"points:{index_import.scale_maximum}")
    return parse_scale(index_import.scale)


def split_scale(code: str) -> tuple[str, Decimal | None]:
    """ "points:100" -> ("points", 100); raises DomainError for a code that is none of the three."""
    scale = parse_scale(code)
    if scale.code in (ScaleChoice.ONE, ScaleChoice.PERCENT):
        return scale.code, None
    return ScaleChoice.POINTS, parse_decimal(scale.maximum, label="Điểm tối đa", places=2)


def known_units(campaign: Campaign, *, year: int | None = None) -> list[KnownUnit]:
    """The units that the plan covers, or covered until they ended, with every accepted name.

    What a unit was called in any part of the year (the campaign's, if none is given) is its name too.
    """
    members = [*members_of(campaign), *past_members(campaign)]
    units = [m.unit_id for m in members]
    since = date(year or campaign.year, 1, 1)
    accepted = UnitAlias.objects.filter(unit__in=units).values_list("unit", "name")
    former = UnitPeriod.objects.filter(unit__in=units, last_day__gte=since).values_list("unit", "name")
    aliases: dict[int, list[str]] = {}
    for unit_id, name in [*accepted, *former]:
        aliases.setdefault(unit_id, []).append(name)
    known = [
        KnownUnit(
            m.unit_id, m.unit.code, m.unit.name, tuple(_names(m.unit.short_name, aliases.get(m.unit_id, ())))
        )
        for m in members
    ]
    return with_places(known, [m.unit for m in members])


def preview_of(
    index_import: IndexImport, workbook: Workbook, *, known: list[KnownUnit] | None = None
) -> Preview:
    """The plan of the file with the choices as they are now; DomainError before columns and scale are chosen."""
    sheet = choose_sheet(workbook, name=index_import.sheet_name)[0]
    scale = scale_of(index_import)
    if scale is None:
        raise DomainError("Tệp này chưa chọn cột và thang điểm. Hãy chọn rồi xem trước.")
    if not index_import.text_code and (legacy := legacy_of(sheet)):
        stop = Problem("legacy text", sheet.name, None, legacy.sentence)
        plan = ImportPlan(sheet.name, problems=[stop])
        return Preview(plan, prepared_of(index_import, plan))
    if known is None:
        known = known_units(index_import.campaign, year=index_import.year)
    plan = plan_import(
        in_unicode(sheet, index_import.text_code),
        mapping=mapping_of(index_import),
        scale=scale,
        known_units=known,
        decisions=index_import.decisions,
        criteria=weights_of(index_import.campaign),
    )
    plan.warnings = notices_of(workbook, sheet) + plan.warnings
    return Preview(plan, prepared_of(index_import, plan))


def weights_of(campaign: Campaign) -> list[Weight]:
    """The top-level criteria of the campaign's set with their maxima, [] where a set or one of them is missing."""
    rows = Criterion.objects.filter(criteria_set=campaign.criteria_set_id, parent=None)
    found = list(rows.values_list("name", "maximum"))
    return [Weight(*one) for one in found] if all(maximum for _, maximum in found) else []


def prepared_of(index_import: IndexImport, plan: ImportPlan) -> PreparedImport:
    """A plan ready to be confirmed, tied to the choices it was made with."""
    return PreparedImport(plan.lines, plan.messages, choices_mark(index_import))


def _texts(row: Row, width: int) -> list[str]:
    texts = [cell_text(cell)[:60] for cell in row.cells[:width]]
    return texts + [""] * (width - len(texts))


def _names(short_name: str, aliases: Iterable[str]) -> list[str]:
    return [name for name in (short_name, *aliases) if name]
