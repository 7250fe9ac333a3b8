"""What a person should know about a file beside its numbers: what is hidden in it, how it was written."""

from collections.abc import Sequence

from accounts.excel.cells import Sheet, Workbook, column_letter

SHOWN = 12


def notices_of(workbook: Workbook, sheet: Sheet) -> list[str]:
    """Sentences about hidden sheets, rows and columns, and about an encoding that had to be converted."""
    found = []
    if hidden := [
        other.name for other in workbook.sheets if other.hidden and other.rows and other is not sheet
    ]:
        found.append(
            f"Tệp có trang tính ẩn không được đọc: {_listed(hidden)}. "
            "Nếu kết quả nằm ở đó, hãy bỏ ẩn (Unhide) trong Excel rồi tải lại."
        )
    if sheet.hidden_rows:
        found.append(
            f"Trang tính «{sheet.name}» có {len(sheet.hidden_rows)} hàng ẩn vẫn được đọc: "
            f"hàng {_listed(sheet.hidden_rows)}. Nếu không dùng các hàng này, hãy xóa chúng rồi tải lại."
        )
    if sheet.hidden_columns:
        letters = [column_letter(index) for index in sheet.hidden_columns]
        found.append(
            f"Trang tính «{sheet.name}» có {len(letters)} cột ẩn vẫn được đọc: cột {_listed(letters)}. "
            "Hãy kiểm tra cột được chọn có đúng không."
        )
    if workbook.encoding:
        found.append(
            f"Tệp «{workbook.filename}» viết bằng bảng mã {workbook.encoding}, đã chuyển sang Unicode. "
            "Hãy kiểm tra dấu trong tên đơn vị."
        )
    return found


def _listed(things: Sequence[object]) -> str:
    more = f" và {len(things) - SHOWN} mục nữa" if len(things) > SHOWN else ""
    return ", ".join(map(str, things[:SHOWN])) + more
