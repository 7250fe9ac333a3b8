"""The rows of one account put together: one person, several attempts, and what contradicts itself."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from accounts.text import name_key
from scoring.importers.contest_plan import PlannedAttempt

Report = Callable[[str, int, str, str], None]


@dataclass(frozen=True, slots=True)
class ReadRow:
    """What one row of the table says about an account; None and "" where it says nothing."""

    row: int
    account: str
    name: str
    unit_text: str
    resident: bool | None
    under: bool | None
    recognised: bool | None
    honorific: str
    position: str
    score: Decimal | None
    seconds: int | None
    number: int | None
    moment: datetime | None
    cell: str


@dataclass(slots=True)
class Person:
    """The rows of one account, in the order of the file."""

    account: str
    rows: list[ReadRow] = field(default_factory=list)

    @property
    def row(self) -> int:
        return self.rows[0].row

    def first(self, what: str):
        """The first stated value of a column among the rows; None without one."""
        return next((found for row in self.rows if (found := getattr(row, what)) not in (None, "")), None)

    def check(self, report: Report) -> None:
        """Reports two names, two answers about recognition, place or group for one account."""
        if not self.first("name"):
            tail = "chưa có họ và tên; điền tên người dự thi"
            report("no person name", self.row, f"tài khoản «{self.account}» {tail}", f"có tài khoản {tail}")
        if len({row.name for row in self.rows if row.name}) > 1:
            names = {name_key(row.name): row for row in reversed(self.rows) if row.name}
            if len(names) > 1:
                self._two_names(report, sorted(names.values(), key=lambda row: row.row))
        for what, label in (
            ("recognised", "công nhận"),
            ("under", "nơi đăng ký tài khoản"),
            ("resident", "đối tượng"),
        ):
            stated = {getattr(row, what): row for row in self.rows if getattr(row, what) is not None}
            if len(stated) > 1:
                places = " và ".join(f"hàng {row.row}" for row in stated.values())
                tail = f"ghi {label} khác nhau giữa các hàng; ghi thống nhất"
                report(
                    what, self.row, f"tài khoản «{self.account}» {tail} ({places})", f"có tài khoản {tail}"
                )

    def _two_names(self, report: Report, rows: list[ReadRow]) -> None:
        one, two = rows[:2]
        tail = "mỗi tài khoản là của một người: sửa tên cho thống nhất hoặc tách tài khoản"
        what = (
            f"tài khoản «{self.account}» ghi hai tên «{one.name}» (hàng {one.row}) và «{two.name}» "
            f"(hàng {two.row}); {tail}"
        )
        report("two names", two.row, what, f"có tài khoản ghi hai tên; {tail}")

    def attempts(self, report: Report) -> tuple[PlannedAttempt, ...]:
        """The attempts, numbered as the file says, else by their moments, else in the order of the rows.

        Reports an attempt that stands there twice, and one without a number beside numbered ones.
        """
        tried = [row for row in self.rows if row.score is not None]
        numbered = [row for row in tried if row.number is not None]
        if numbered and len(numbered) < len(tried):
            bare = next(row for row in tried if row.number is None)
            tail = "có lượt thi không ghi số thứ tự lượt; điền cột lượt thi"
            report("bare attempt", bare.row, f"tài khoản «{self.account}» {tail}", f"có tài khoản {tail}")
            return ()
        self._check_twice(tried, report)
        if not numbered and all(row.moment for row in tried):
            tried.sort(key=lambda row: row.moment)
        return tuple(
            PlannedAttempt(row.number or at, row.score, row.seconds, row.moment, row.cell)
            for at, row in enumerate(tried, start=1)
            if row.score is not None
        )

    def _check_twice(self, tried: list[ReadRow], report: Report) -> None:
        seen: dict[tuple, ReadRow] = {}
        for row in tried:
            key = (row.number,) if row.number is not None else (row.score, row.seconds, row.moment)
            if (other := seen.setdefault(key, row)) is row:
                continue
            same = f"lượt {row.number}" if row.number is not None else "một lượt thi giống hệt"
            tail = "xóa hàng trùng, hoặc thêm cột lượt thi hay thời điểm nếu là hai lượt khác nhau"
            what = f"tài khoản «{self.account}» có {same} ở hàng {other.row} và hàng {row.row}; {tail}"
            report("twice", row.row, what, f"có lượt thi ghi hai lần; {tail}")
