"""Finds the header of a contest table and guesses what each column holds; a person has the last word."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from accounts.excel.cells import Row, Sheet, cell_text, column_letter
from accounts.text import fold
from scoring.importers.headers import SEARCHED_ROWS, ColumnMapping, HeaderColumn

# In the order in which a person is asked for them; the first found header of a role is taken.
ROLES = {
    "account": "Tài khoản dự thi",
    "name": "Họ và tên",
    "unit": "Đơn vị",
    "group": "Đối tượng (cán bộ, người dân)",
    "score": "Điểm hoặc số câu đúng",
    "time": "Thời gian làm bài",
    "attempt": "Lượt thi",
    "moment": "Thời điểm thi",
    "under": "Tài khoản thuộc huyện, xã",
    "recognised": "Được công nhận",
    "honorific": "Ông, Bà hoặc giới tính",
    "position": "Chức vụ",
}
_PLACES = "dia ban|huyen|xa|tinh|thi xa|thanh pho|phuong|dia phuong"
# A header that fits two roles is the one named first.
_HEADERS: dict[str, tuple[str, ...]] = {
    "moment": (
        r"thoi diem\b.*",
        r"thoi gian (bat dau|ket thuc|nop bai)\b.*",
        r"ngay( gio)? (thi|du thi|nop bai)\b.*",
        r"(bat dau|ket thuc|nop bai)\b.*",
    ),
    "time": (
        r"thoi gian( lam bai| hoan thanh| thi| tra loi)?( giay| phut| mm ss)*",
        r"(thoi luong|tg lam bai)( giay| phut)*",
    ),
    "score": (
        r"(tong |so )?diem( so| thi| dat| dat duoc| bai thi| cao nhat)*( \d+)*",
        r"so cau( tra loi)? dung\b.*",
        r"ket qua( thi)?",
    ),
    "attempt": (r"(lan|luot|so thu tu luot)( thi| du thi| tham gia| lam bai)?( thu)?",),
    "under": (
        rf"(tai khoan |dang ky )?(thuoc|dang ky tai|noi dang ky)( {_PLACES.replace('|', '| ')})*",
        rf"({_PLACES})( \w+)* dang ky\b.*",
        r"dia ban|huyen xa|huyen|quan huyen",
    ),
    "recognised": (r"(ket qua )?(duoc )?cong nhan\b.*", r"hop le"),
    "account": (
        r"(ten )?tai khoan\b.*",
        r"ten dang nhap|so bao danh|sbd|email|e mail|thu dien tu|user ?name",
        r"(so )?dien thoai|sdt|di dong|cccd|can cuoc\b.*",
        r"ma( so)? (thi sinh|du thi|nguoi du thi|tai khoan)",
    ),
    "group": (r"(nhom )?doi tuong\b.*", r"thanh phan"),
    "honorific": (r"ong ba|danh xung|gioi tinh|nam nu",),
    "position": (r"(chuc vu|chuc danh)\b.*", r"nghe nghiep"),
    "unit": (
        r"(ten )?(don vi|co quan)\b.*",
        r"noi cong tac|noi lam viec|cho o|dia chi",
    ),
    "name": (r"(ho va ten|ho ten)\b.*", r"(ten )?(thi sinh|nguoi du thi|nguoi thi)"),
}
_PATTERNS = tuple((role, re.compile("|".join(texts))) for role, texts in _HEADERS.items())
# Two of these already tell that the row is a header; a merged title has one cell.
_LEAST_ROLES = 2


@dataclass(frozen=True)
class ContestColumns:
    """What each column holds: role -> index (0 for A). Rows up to and including `header_row` are title and header.

    `time_unit` says what a plain number in the time column is: "giay", "phut" or "" (nobody has said).
    """

    header_row: int
    columns: tuple[HeaderColumn, ...]
    roles: Mapping[str, int] = field(default_factory=dict)
    time_unit: str = ""

    @property
    def value(self) -> int | None:
        """The column of the score: a sheet that has one is taken before one that has not."""
        return self.roles.get("score")

    def header(self, role: str) -> str:
        """The header text of the role's column, its letter when it has none, "" without a column."""
        index = self.roles.get(role)
        return "" if index is None else self.as_table().header(index)

    def as_table(self) -> ColumnMapping:
        """The columns as the tests for titles, totals and repeated headers know them."""
        role = self.roles.get
        return ColumnMapping(
            self.header_row, self.columns, name=role("name"), code=role("account"), value=role("score")
        )

    def changed(self, choices: Mapping[str, int | None], *, time_unit: str) -> "ContestColumns":
        """The columns as a person chose them."""
        kept = {role: index for role, index in choices.items() if index is not None}
        return replace(self, roles=kept, time_unit=time_unit)

    def as_data(self) -> dict:
        """Plain data to keep beside the file; `ContestColumns.from_data` takes it back."""
        return {
            "header_row": self.header_row,
            "columns": [[column.index, column.text] for column in self.columns],
            "roles": dict(self.roles),
            "time_unit": self.time_unit,
        }

    @classmethod
    def from_data(cls, data: Mapping) -> "ContestColumns":
        """The columns kept by `as_data`."""
        columns = tuple(HeaderColumn(index, column_letter(index), text) for index, text in data["columns"])
        return cls(data["header_row"], columns, dict(data["roles"]), data["time_unit"])


def guess_contest_columns(sheet: Sheet, *, header_row: int | None = None) -> ContestColumns | None:
    """The most likely header and columns, None when no row looks like a header.

    With `header_row` a person has named the row, and only its columns are guessed.
    """
    if header_row is not None:
        row = next((row for row in sheet.rows if row.number == header_row), None)
        return _columns_of(row) if row else None
    best, most = None, _LEAST_ROLES - 1
    for row in sheet.rows[:SEARCHED_ROWS]:
        found = len(_roles_of(row))
        if found > most:
            best, most = row, found
    return _columns_of(best) if best else None


def _columns_of(row: Row) -> ContestColumns:
    columns = tuple(
        HeaderColumn(index, column_letter(index), cell_text(cell))
        for index, cell in enumerate(row.cells)
        if cell_text(cell)
    )
    roles = _roles_of(row)
    return ContestColumns(row.number, columns, roles, _time_unit(row, roles.get("time")))


def _roles_of(row: Row) -> dict[str, int]:
    """Role -> column; of several columns for one role the first, of accounts the one that says so."""
    found: dict[str, int] = {}
    for index, cell in enumerate(row.cells):
        key = fold(cell) if isinstance(cell, str) else ""
        role = _role_of(key)
        if role and (role not in found or (role == "account" and "tai khoan" in key)):
            found[role] = index
    return found


def _role_of(key: str) -> str | None:
    return next((role for role, pattern in _PATTERNS if pattern.fullmatch(key)), None)


def _time_unit(row: Row, index: int | None) -> str:
    """Only what the header itself says: "Thời gian (giây)"; nothing is guessed from the figures."""
    words = fold(cell_text(row.cells[index])).split() if index is not None else []
    named = [unit for unit in ("giay", "phut") if unit in words]
    return named[0] if len(named) == 1 else ""
