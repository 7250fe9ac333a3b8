"""The three levels of award of the invented plan: quotas, conditions, papers."""

from collections.abc import Sequence
from functools import partial

from playwright.sync_api import Page

from tests.journeys import same_shape
from tests.journeys import setup_steps as steps

SLUG = "lam-giang-2024"
THRESHOLD = "Kết quả chỉ số đạt ngưỡng trong n năm"
HEADS, PROVINCE, PREMIER = (
    "Giấy khen của thủ trưởng cơ quan, đơn vị",
    "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh",
    "Bằng khen của Thủ tướng Chính phủ",
)
SO, HUYEN, SU_NGHIEP, DOANH_NGHIEP = (
    "Các sở, ban, ngành",
    "UBND các huyện, thành phố",
    "Các đơn vị sự nghiệp",
    "Các doanh nghiệp",
)


def add_rows(
    page: Page, name: str, columns: Sequence[str], *lines: Sequence[object], award: str = ""
) -> None:
    """Rows of this plan: the first by hand."""
    same_shape.add_rows(page, SLUG, name, columns, *lines, award=award)


def heads(page: Page) -> None:
    """What heads give by their own power: no number, one threshold."""
    steps.add_award(page, {"Mã": "giay-khen", "Điều khoản": "mục III.2.a"}, catalogue=HEADS)
    unlimited = "không giới hạn số lượng"
    add_rows(
        page,
        "Chỉ tiêu khen thưởng",
        ("Đối tượng", "Cách tính", "Điều khoản"),
        ("Tập thể", unlimited, "mục III.2.a"),
        ("Cá nhân", unlimited, "mục III.2.a"),
        award=HEADS,
    )
    same_shape.add_condition(
        SLUG, HEADS, THRESHOLD, "Kết quả từ 80% trở lên", {"Ngưỡng (% điểm tối đa)": "80"},
        clause="mục III.2.a",
    )  # fmt: skip


def province(page: Page) -> None:
    """Four places together at the first round, also so many for each group; by subject at the last one."""
    steps.add_award(page, {"Mã": "bang-khen-tinh", "Điều khoản": "mục III.2.b"}, catalogue=PROVINCE)
    order = "Kết quả chỉ số (% điểm tối đa) bình quân các năm xét"
    columns = ("Loại đợt", "Nhóm", "Đối tượng", "Cách tính", "Số lượng", "Thứ tự xét", "Điều khoản")
    shapes = [("Sơ kết", None, None, "4"), ("Sơ kết", SO, None, "2")]
    others = [
        ("Sơ kết", HUYEN, None, "2"),
        ("Sơ kết", SU_NGHIEP, None, "2"),
        ("Sơ kết", DOANH_NGHIEP, None, "1"),
    ]
    others += [("Tổng kết", None, "Tập thể", "6"), ("Tổng kết", None, "Cá nhân", "8")]
    by_hand, rest = (
        [(*row[:3], "tối đa", row[3], order, "mục III.3.a") for row in rows] for rows in (shapes, others)
    )
    steps.add_rows(page, "Chỉ tiêu khen thưởng", columns, *by_hand, award=PROVINCE)
    same_shape.add_more(SLUG, "Chỉ tiêu khen thưởng", columns, *rest, award=PROVINCE)


def conditions(page: Page) -> None:
    """What the province's Bằng khen asks: registered, complete, in time, reviewed, thresholds, tasks, an initiative."""
    steps.add_condition(page, PROVINCE, "Có đăng ký thi đua", "Có đăng ký thi đua", clause="mục IV.1")
    steps.add_condition(
        page, PROVINCE, THRESHOLD, "Kết quả từ 85% trở lên trong 1 năm",
        {"Loại đợt xét": "Sơ kết", "Ngưỡng (% điểm tối đa)": "85", "Số năm ít nhất phải đạt": "1"},
        clause="mục III.2.b",
    )  # fmt: skip
    add = partial(same_shape.add_condition, SLUG, PROVINCE)
    add(
        THRESHOLD, "Kết quả từ 85% trở lên trong 2 năm",
        {"Loại đợt xét": "Tổng kết", "Ngưỡng (% điểm tối đa)": "85", "Số năm ít nhất phải đạt": "2"},
        clause="mục III.2.b",
    )  # fmt: skip
    add("Hồ sơ đầy đủ giấy tờ", "Hồ sơ đầy đủ", clause="mục IV.2")
    add("Gửi hồ sơ đúng thời gian", "Gửi hồ sơ đúng hạn", clause="mục IV.2")
    add(
        "Hội đồng Thi đua - Khen thưởng của đơn vị đã xét duyệt", "Từ 80% thành viên đồng ý",
        {"Tỷ lệ phiếu đồng ý ít nhất (%)": "80"}, clause="mục IV.1",
    )  # fmt: skip
    add(
        "Hoàn thành nhiệm vụ đúng tiến độ", "Hoàn thành 100% nhiệm vụ",
        {"Áp dụng cho": "Tập thể", "Tỷ lệ nhiệm vụ hoàn thành đúng hạn ít nhất (%)": "100"}, clause="mục III.2.b",
    )  # fmt: skip
    add(
        steps.QUALITATIVE, "Có sáng kiến về dữ liệu số được áp dụng",
        {"Áp dụng cho": "Cá nhân", "Mã của tiêu chuẩn": "sang_kien"}, clause="mục III.1",
    )  # fmt: skip


def papers(page: Page) -> None:
    """The four papers of its dossier."""
    add_rows(
        page,
        "Thành phần hồ sơ",
        ("Loại giấy tờ", "Tên giấy tờ", "Mấy bản", "Điều khoản"),
        ("Tờ trình kèm danh sách", "Tờ trình và danh sách", "một bản cho cả hồ sơ", "mục IV.2"),
        ("Biên bản họp Hội đồng Thi đua - Khen thưởng", "Biên bản họp", "một bản cho cả hồ sơ", "mục IV.2"),
        ("Báo cáo thành tích", "Báo cáo thành tích", "mỗi tập thể, cá nhân một bản", "mục IV.2"),
        ("Bảng điểm tự chấm", "Bảng điểm tự chấm", "một bản cho cả hồ sơ", "mục IV.2"),
        award=PROVINCE,
    )


def premier(page: Page) -> None:
    """One collective at the last round, over two years."""
    steps.add_award(page, {"Mã": "bang-khen-ttg", "Điều khoản": "mục III.2.c"}, catalogue=PREMIER)
    same_shape.add_more(
        SLUG,
        "Chỉ tiêu khen thưởng",
        ("Loại đợt", "Đối tượng", "Cách tính", "Số lượng", "Điều khoản"),
        ("Tổng kết", "Tập thể", "tối đa", "1", "mục III.3.b"),
        award=PREMIER,
    )
    same_shape.add_condition(
        SLUG, PREMIER, THRESHOLD, "Kết quả từ 95% trở lên trong 2 năm",
        {"Ngưỡng (% điểm tối đa)": "95", "Số năm ít nhất phải đạt": "2"}, clause="mục III.2.c",
    )  # fmt: skip
