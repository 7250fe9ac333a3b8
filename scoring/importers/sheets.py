"""Which sheet of an uploaded workbook holds the result table."""

from collections.abc import Callable
from typing import Any

from accounts.errors import DomainError
from accounts.excel.cells import Sheet, Workbook
from scoring.importers.headers import guess_mapping


def choose_sheet(
    workbook: Workbook, *, name: str | None = None, guess: Callable[[Sheet], Any] = guess_mapping
) -> tuple[Sheet, Any]:
    """The named sheet, else the first visible one with a header that shows units and a total; with its guess.

    `guess` makes a ColumnMapping, or another one with a `value` (the column of the result), None without header.
    Raises DomainError when the file has no data, the name is unknown, or the data lie only in hidden sheets.
    """
    if name is not None:
        named = next((sheet for sheet in workbook.sheets if sheet.name == name), None)
        if named is None:
            raise DomainError(
                f"Tệp «{workbook.filename}» không có trang tính «{name}». Hãy chọn lại trang tính."
            )
        return named, guess(named)
    filled = [sheet for sheet in workbook.visible if sheet.rows]
    if not filled:
        raise DomainError(_empty_sentence(workbook))
    guesses = [(sheet, guess(sheet)) for sheet in filled]
    whole = ((sheet, found) for sheet, found in guesses if found and found.value is not None)
    some = ((sheet, found) for sheet, found in guesses if found)
    return next(whole, None) or next(some, None) or guesses[0]


def _empty_sentence(workbook: Workbook) -> str:
    hidden = [sheet.name for sheet in workbook.sheets if sheet.hidden and sheet.rows]
    if hidden:
        names = ", ".join(f"«{name}»" for name in hidden)
        return (
            f"Tệp «{workbook.filename}» chỉ có dữ liệu ở trang tính ẩn {names}. "
            "Hãy bỏ ẩn (Unhide) trong Excel, lưu lại rồi nạp lại."
        )
    names = ", ".join(f"«{sheet.name}»" for sheet in workbook.sheets)
    return f"Tệp «{workbook.filename}» không có dữ liệu: trang tính {names} trống. Hãy kiểm tra lại tệp rồi nạp lại."
