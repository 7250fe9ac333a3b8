"""A list of units from a workbook or CSV file to checked rows: columns by header, every fault with its line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from accounts.errors import DomainError
from accounts.excel.cells import Cell, Row, Workbook, cell_text
from accounts.text import fold, tidy
from campaigns.enums import UnitKind

# The header as it is written, folded -> the field it fills.
HEADERS = MappingProxyType(
    {
        "code": "code", "ma": "code", "ma don vi": "code", "ma so": "code",
        "parent": "parent", "parent code": "parent", "ma cap tren": "parent", "ma don vi cap tren": "parent",
        "cap tren": "parent",
        "name with type": "name", "ten day du": "name", "ten don vi": "name", "ten": "name", "don vi": "name",
        "name": "name",
        "short name": "short_name", "ten gon": "short_name", "ten viet tat": "short_name",
        "kind": "kind", "loai": "kind", "loai don vi": "kind", "type": "kind",
        "place name": "place_name", "dia danh": "place_name",
        "symbol": "symbol", "ky hieu": "symbol", "chu viet tat": "symbol",
        "head title": "head_title", "chuc vu nguoi dung dau": "head_title",
        "source": "source", "nguon": "source",
    }
)  # fmt: skip
KIND_WORDS = MappingProxyType(
    {
        "tinh": UnitKind.DIA_PHUONG, "thanh pho": UnitKind.DIA_PHUONG, "thanh pho trung uong": UnitKind.DIA_PHUONG,
        "huyen": UnitKind.DIA_PHUONG, "thi xa": UnitKind.DIA_PHUONG, "quan": UnitKind.DIA_PHUONG,
        "phuong": UnitKind.UBND_PHUONG, "xa": UnitKind.UBND_XA, "thi tran": UnitKind.UBND_THI_TRAN,
        "phong ban": UnitKind.PHONG_BAN, "phong": UnitKind.PHONG_BAN, "ban": UnitKind.PHONG_BAN,
        "su nghiep": UnitKind.DON_VI_SU_NGHIEP,
    }
)  # fmt: skip
LONGEST = MappingProxyType(
    {"code": 40, "name": 200, "short_name": 120, "place_name": 80, "symbol": 30, "head_title": 80}
)
OPTIONAL = ("short_name", "place_name", "symbol", "head_title")
DEMO_SOURCE = "dữ liệu minh họa"


@dataclass(frozen=True)
class UnitRow:
    """One unit of the list; `parent` is the code of the unit above, `values` what else the list says."""

    line: int
    code: str
    name: str
    parent: str
    kind: str
    values: dict[str, str | bool] = field(default_factory=dict)


@dataclass
class UnitList:
    """What was read: the rows that can be used, and a sentence for each one that can not."""

    rows: list[UnitRow] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def read_units(book: Workbook) -> UnitList:
    """The rows of the first sheet whose header names a code and a name; DomainError when no sheet does."""
    for sheet in book.visible:
        for place, row in enumerate(sheet.rows[:20]):
            columns = columns_of(row.cells)
            if {"code", "name"} <= set(columns):
                return read_rows(sheet.rows[place + 1 :], columns)
    raise DomainError(
        f"Tệp «{book.filename}» không có hàng tiêu đề với cột mã và tên đơn vị. Cần ít nhất hai cột "
        "«code» và «name» (hoặc «Mã đơn vị» và «Tên đơn vị»)."
    )


def columns_of(cells: Sequence[Cell]) -> dict[str, int]:
    """Field -> column. The official file has both: name_with_type is the name, name the place."""
    heads = {fold(cell_text(cell)): index for index, cell in enumerate(cells) if cell_text(cell)}
    found: dict[str, int] = {}
    for head, index in heads.items():
        name = HEADERS.get(head)
        if head == "name" and "name with type" in heads:
            name = "place_name"
        if name and name not in found:
            found[name] = index
    return found


def read_rows(rows: Sequence[Row], columns: Mapping[str, int]) -> UnitList:
    """Every row checked by itself and against the ones before it."""
    result = UnitList()
    lines: dict[str, int] = {}
    for row in rows:
        texts = {name: tidy(text_at(row.cells, index)) for name, index in columns.items()}
        wrong = faults(texts)
        if texts["code"] in lines:
            wrong.append(f"mã «{texts['code']}» đã có ở dòng {lines[texts['code']]}")
        lines.setdefault(texts["code"], row.number)
        if wrong:
            result.problems += [f"Dòng {row.number}: {sentence}." for sentence in wrong]
        else:
            result.rows.append(unit_row(row.number, texts))
    return result


def text_at(cells: Sequence[Cell], index: int) -> str:
    """The cell as text; a short row simply has no more cells."""
    return cell_text(cells[index]) if index < len(cells) else ""


def faults(texts: Mapping[str, str]) -> list[str]:
    """What is wrong in one row, in half-sentences."""
    wrong = []
    if not texts["code"]:
        wrong.append("thiếu mã đơn vị")
    if not texts["name"]:
        wrong.append("thiếu tên đơn vị")
    if texts.get("parent") and texts["parent"] == texts["code"]:
        wrong.append(f"đơn vị «{texts['code']}» không thể là cấp trên của chính nó")
    if texts.get("kind") and kind_of(texts) is None:
        wrong.append(f"không hiểu loại «{texts['kind']}»; các loại: {', '.join(UnitKind.values)}")
    for name, longest in LONGEST.items():
        if len(texts.get(name, "")) > longest:
            wrong.append(f"«{texts[name][:30]}…» dài quá {longest} ký tự")
    return wrong


def kind_of(texts: Mapping[str, str]) -> str | None:
    """The kind by its code, its label or the official word; by the name when the column says nothing."""
    raw = texts.get("kind", "")
    if raw in UnitKind.values:
        return raw
    by_label = {fold(kind.label): kind.value for kind in UnitKind}
    if raw:
        return by_label.get(fold(raw)) or KIND_WORDS.get(fold(raw))
    name = fold(texts["name"]).replace("uy ban nhan dan", "ubnd")
    for word, kind in (
        ("ubnd phuong", UnitKind.UBND_PHUONG),
        ("ubnd xa", UnitKind.UBND_XA),
        ("ubnd thi tran", UnitKind.UBND_THI_TRAN),
        ("phong ", UnitKind.PHONG_BAN),
    ):
        if name.startswith(word):
            return kind.value
    return UnitKind.KHAC.value


def unit_row(line: int, texts: Mapping[str, str]) -> UnitRow:
    """The checked row; a list that names no source is taken as real."""
    values: dict[str, str | bool] = {name: texts[name] for name in OPTIONAL if texts.get(name)}
    if "source" in texts:
        values["is_demo"] = texts["source"] == DEMO_SOURCE
    return UnitRow(line, texts["code"], texts["name"], texts.get("parent", ""), kind_of(texts) or "", values)
