"""Old awards out to Excel: the list as it is filtered, and the template of a list to bring in."""

from collections.abc import Iterable

from accounts.excel.writing import Column, write_table
from awards.enums import Honorific
from awards.given import NO_NUMBER, GivenAward
from awards.models import PastAward
from awards.past_lines import PastLine
from campaigns.enums import SubjectKind

LIST = (
    Column("Năm", width=12),
    Column("Đối tượng", width=14),
    Column("Ông/Bà", width=8),
    Column("Tên tập thể, cá nhân", width=34),
    Column("Chức vụ", width=24),
    Column("Đơn vị", width=34),
    Column("Hình thức khen thưởng", width=36),
    Column("Thành tích", width=44),
    Column("Số quyết định", width=18),
    Column("Ngày quyết định", "date", 16),
    Column("Cơ quan ban hành", width=30),
    Column("Tiền thưởng", "money", 16),
    Column("Nguồn", width=34),
)
TEMPLATE = tuple(column for column in LIST if column.header != "Nguồn")
EXAMPLE = (
    "2022", "Cá nhân", "Bà", "Nguyễn Thị Ví Dụ", "Công chức", "UBND xã Ví Dụ",
    "Giấy khen của Chủ tịch Ủy ban nhân dân cấp huyện", "Phong trào thi đua chuyển đổi số năm 2022",
    "163/QĐ-UBND", None, "Chủ tịch UBND huyện Ví Dụ", 447000,
)  # fmt: skip
NOTES = (
    "Hàng đầu là ví dụ: hãy xóa trước khi nhập. Mỗi hàng là một tập thể, cá nhân hoặc hộ gia đình được khen một lần.",
    "Đối tượng: Tập thể, Cá nhân hoặc Hộ gia đình. Năm: 2022 hoặc 2021-2025. Đơn vị ghi như trên quyết định khi đó.",
    "Cột nào giống nhau cho cả danh sách (số, ngày quyết định, hình thức…) để trống được: ghi một lần khi tải tệp lên.",
)


FIELDS = {
    "name": "tên", "subject": "đối tượng", "honorific": "ông/bà", "position_title": "chức vụ", "unit_name": "đơn vị",
    "unit_code": "mã đơn vị", "award_name": "hình thức", "achievement": "thành tích", "years": "năm",
    "number": "quyết định", "signed_on": "ngày", "issuer_name": "cơ quan ban hành", "summary": "trích yếu",
    "money": "tiền thưởng",
}  # fmt: skip


def cell_words(row: PastAward) -> str:
    """In which cell of the list each value stood: «tên E4, hình thức H4»."""
    return ", ".join(f"{words} {row.cells[name]}" for name, words in FIELDS.items() if name in row.cells)


def source_words(row: PastAward) -> str:
    """Where the row came from: the cell of a list, or who typed it."""
    if row.source is not None:
        return f"{row.source.filename}, trang «{row.sheet}», hàng {row.row}"
    return f"{row.created_by} ghi"


def inside_words(given: GivenAward) -> str:
    """In which campaign and round of the program it was given."""
    return f"trong phần mềm: {given.campaign.title}, {given.round}"


def line_source(line: PastLine) -> str:
    """Where the line came from; one that is both an old paper and an award of the program says so."""
    old = [source_words(line.row)] if isinstance(line.row, PastAward) else []
    return "; ".join(old + ([inside_words(line.given)] if line.given else []))


def history_workbook(lines: Iterable[PastLine], *, title: str) -> bytes:
    """The list with its sources."""
    values = [
        (
            row.years,
            SubjectKind(row.subject).label,
            row.honorific and Honorific(row.honorific).label,
            row.name,
            row.position_title,
            row.unit_name or str(row.unit or ""),
            row.award_name,
            row.achievement,
            row.decision.number or NO_NUMBER,
            row.decision.signed_on,
            row.decision.issuer_name,
            row.money,
            line_source(line),
        )
        for line in lines
        for row in [line.row]
    ]
    return write_table(
        title=title, columns=LIST, rows=values, sheet_name="Khen thưởng đã nhận", landscape=True
    )


def template_workbook() -> bytes:
    """An empty list with the headers that are read, one example and what to mind."""
    return write_table(
        title="DANH SÁCH KHEN THƯỞNG ĐÃ NHẬN",
        columns=TEMPLATE,
        rows=[EXAMPLE],
        sheet_name="Danh sách",
        notes=NOTES,
        landscape=True,
    )
