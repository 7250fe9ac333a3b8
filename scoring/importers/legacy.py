"""A sheet typed with a font of before Unicode: found, shown with one example, converted when a person says so."""

from collections import Counter
from dataclasses import dataclass

from accounts.excel.cells import Cell, Sheet, cell_text, place
from accounts.legacy_text import LABELS, converted, recognised
from scoring.enums import TextCode

LOOKED_AT = 2_000


@dataclass(frozen=True)
class LegacyText:
    """Which font, and the first cell that shows it: as it stands and converted."""

    kind: str
    place: str
    stored: str
    text: str

    @property
    def label(self) -> str:
        """The font's name for people."""
        return LABELS[self.kind]

    @property
    def sentence(self) -> str:
        """What was found, as a clause of a problem."""
        return (
            f"chữ gõ bằng bảng mã cũ {self.label}, ví dụ ô {self.place} «{self.stored}» là «{self.text}»; "
            "ở bước chọn cột hãy chọn chuyển sang Unicode hoặc giữ nguyên chữ"
        )


def legacy_of(sheet: Sheet) -> LegacyText | None:
    """The font that most of the recognised cells were typed with, None when there are none."""
    found: list[LegacyText] = []
    looked = 0
    for row in sheet.rows:
        for column, cell in enumerate(row.cells):
            if not isinstance(cell, str) or cell.isascii():
                continue
            looked += 1
            if kind := recognised(cell):
                stored = cell_text(cell)[:80]
                found.append(LegacyText(kind, place(row.number, column), stored, converted(stored, kind)))
        if looked > LOOKED_AT:
            break
    counts = Counter(one.kind for one in found)
    best = counts.most_common(1)[0][0] if counts else ""
    return next((one for one in found if one.kind == best), None)


def in_unicode(sheet: Sheet, text_code: str) -> Sheet:
    """The sheet with its legacy cells converted; the same sheet unless a font was chosen."""
    if text_code not in (TextCode.TCVN3, TextCode.VNI):
        return sheet
    rows = [row._replace(cells=[_converted(cell) for cell in row.cells]) for row in sheet.rows]
    return sheet._replace(rows=rows)


def _converted(cell: Cell) -> Cell:
    """Each cell by its own font: Unicode text beside it stays as it is."""
    if not isinstance(cell, str) or cell.isascii():
        return cell
    kind = recognised(cell)
    return converted(cell, kind) if kind else cell
