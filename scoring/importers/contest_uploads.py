"""From an uploaded contest file to its plan: the preview, the confirmation and the command all go through here."""

from collections.abc import Mapping
from dataclasses import dataclass

from accounts.bulk import uncollected
from accounts.errors import DomainError
from accounts.excel.cells import Sheet, Workbook
from accounts.excel.reading import read_workbook
from campaigns.importers.matching import KnownUnit
from campaigns.models import Campaign
from scoring.domain.contest_confirm import PreparedContest
from scoring.domain.contest_imports import contest_mark
from scoring.importers.contest_headers import ContestColumns, guess_contest_columns
from scoring.importers.contest_plan import ContestPlan
from scoring.importers.contest_rows import plan_contest
from scoring.importers.sheets import choose_sheet
from scoring.importers.uploads import bare_mapping, known_units
from scoring.models import ContestImport

# Titles and notes beside 100 000 people; a contest of a province had 24 455 people and 33 549 attempts.
MOST_ROWS = 100_050


@dataclass(frozen=True)
class ContestPreview:
    """A plan with what it needs to be written."""

    plan: ContestPlan
    prepared: PreparedContest


@uncollected()
def read_contest_file(*, filename: str, data: bytes, max_bytes: int) -> Workbook:
    """The workbook or table of an uploaded file (.xlsx, .csv); raises FileRefused with one sentence."""
    return read_workbook(data, filename=filename, max_bytes=max_bytes, max_rows=MOST_ROWS, allow_csv=True)


def open_contest(contest_import: ContestImport) -> Workbook:
    """The kept original, read again."""
    with contest_import.file.open("rb") as file:
        data = file.read()
    return read_contest_file(filename=contest_import.filename, data=data, max_bytes=contest_import.size)


def guessed_contest(workbook: Workbook) -> tuple[str, dict]:
    """Name of the sheet that holds the results and the guess of its columns as plain data ({}: no header)."""
    sheet, columns = choose_sheet(workbook, guess=guess_contest_columns)
    return sheet.name, columns.as_data() if columns else {}


def columns_of(contest_import: ContestImport) -> ContestColumns | None:
    """The chosen columns, None when no header was found."""
    return ContestColumns.from_data(contest_import.columns) if contest_import.columns else None


def chosen_contest_columns(
    sheet: Sheet,
    *,
    stored: ContestColumns | None,
    header_row: int | None,
    choices: Mapping[str, int | None],
    time_unit: str,
) -> ContestColumns | None:
    """The stored columns with a person's choices; a new header row is guessed afresh and its choices dropped."""
    if stored is not None and not (header_row and header_row != stored.header_row):
        return stored.changed(choices, time_unit=time_unit)
    if found := guess_contest_columns(sheet, header_row=header_row):
        return found
    bare = bare_mapping(sheet, header_row=header_row)
    return ContestColumns(bare.header_row, bare.columns) if bare else None


def home_names(campaign: Campaign) -> list[str]:
    """What people may have written for the place whose accounts count: the issuer's names and its place."""
    issuer = campaign.issuer
    return [issuer.name, issuer.short_name, issuer.place_name]


@uncollected()
def contest_preview(
    contest_import: ContestImport, workbook: Workbook, *, known: list[KnownUnit] | None = None
) -> ContestPreview:
    """The plan of the file with the choices as they are now; DomainError before columns and maximum are chosen."""
    sheet = choose_sheet(workbook, name=contest_import.sheet_name, guess=guess_contest_columns)[0]
    campaign, maximum = contest_import.campaign, contest_import.maximum
    if maximum is None:
        raise DomainError("Tệp này chưa chọn cột và điểm tối đa. Hãy chọn rồi xem trước.")
    plan = plan_contest(
        sheet,
        columns=columns_of(contest_import),
        maximum=maximum,
        known_units=known if known is not None else known_units(campaign),
        home=home_names(campaign),
        decisions=contest_import.decisions,
    )
    return ContestPreview(plan, prepared_contest(contest_import, plan))


def prepared_contest(contest_import: ContestImport, plan: ContestPlan) -> PreparedContest:
    """A plan ready to be confirmed, tied to the choices it was made with."""
    return PreparedContest(plan.people, plan.messages, contest_mark(contest_import))
