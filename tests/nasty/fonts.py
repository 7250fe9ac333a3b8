"""Tables typed with the fonts of before Unicode: asked about, converted on a person's yes, never stored as they are."""

from accounts.legacy_text import TCVN3, VNI
from tests.accounts.legacy_sentences import as_stored
from tests.nasty.makers import HEAD, HUNG, book
from tests.nasty.world import Case

CSV = "ket-qua.csv"
TABLE = "TT;Đơn vị;Tổng điểm;Xếp hạng\n1;Xã Tân An;90,0;1\n2;Phường Long Hưng;87,9;2\n"
TWO = {"30388": "90", "30377": "87.9"}
ASK = "ở bước chọn cột hãy chọn chuyển sang Unicode hoặc giữ nguyên chữ"


def typed(kind: str) -> bytes:
    """The table as a workbook in the font's code."""
    rows = [[1, "Xã Tân An", 90, 1], [2, HUNG, 87.9, 2]]
    stored = [
        [as_stored(cell, kind) if isinstance(cell, str) else cell for cell in row] for row in [HEAD, *rows]
    ]
    return book(*stored[1:], head=stored[0])


CASES = [
    Case(
        "TCVN3 text is asked about",
        lambda: typed(TCVN3),
        problems=(
            f"Trang tính «KQ»: chữ gõ bằng bảng mã cũ TCVN3 (ABC), ví dụ ô B1 «§¬n vÞ» là «Đơn vị»; {ASK}.",
        ),
    ),
    Case(
        "VNI text is asked about",
        lambda: typed(VNI),
        problems=(
            f"Trang tính «KQ»: chữ gõ bằng bảng mã cũ VNI-Windows, ví dụ ô B1 «Ñôn vò» là «Đơn vị»; {ASK}.",
        ),
    ),
    Case("TCVN3 text with a person's yes", lambda: typed(TCVN3), text_code=TCVN3, values=TWO),
    Case("VNI text with a person's yes", lambda: typed(VNI), text_code=VNI, values=TWO),
    Case(
        "csv of a TCVN3 font as Excel's ANSI",
        lambda: as_stored(TABLE, TCVN3).encode("cp1252"),
        filename=CSV,
        text_code=TCVN3,
        values=TWO,
    ),
    Case(
        "csv of a VNI font as Excel's ANSI",
        lambda: as_stored(TABLE, VNI).encode("cp1252"),
        filename=CSV,
        text_code=VNI,
        values=TWO,
    ),
    Case(
        "text that a person says to keep",
        lambda: typed(TCVN3),
        text_code="none",
        problems=(
            "Trang tính «KQ»: không tìm thấy hàng tiêu đề có cột đơn vị và cột điểm; "
            "đặt tên cột ở hàng trên cùng của bảng.",
        ),
    ),
    Case(
        "Unicode rows among converted ones",
        lambda: book(
            [1, "Xã Tân An", 90, 1],
            [2, as_stored(HUNG, TCVN3), 87.9, 2],
            head=[as_stored(one, TCVN3) for one in HEAD],
        ),
        text_code=TCVN3,
        values=TWO,
    ),
]
