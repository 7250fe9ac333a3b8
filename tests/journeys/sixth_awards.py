"""The three levels of award of the invented plan: quotas, conditions, papers."""

from playwright.sync_api import Page

from tests.journeys import setup_steps as steps

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


def heads(page: Page) -> None:
    """What heads give by their own power: no number, one threshold."""
    steps.add_award(page, {"Mã": "giay-khen", "Điều khoản": "mục III.2.a"}, catalogue=HEADS)
    for subject in ("Tập thể", "Cá nhân"):
        quota = {"Đối tượng": subject, "Cách tính": "không giới hạn số lượng", "Điều khoản": "mục III.2.a"}
        steps.add_row(page, "Chỉ tiêu khen thưởng", quota, award=HEADS)
    steps.add_condition(
        page, HEADS, "Kết quả chỉ số đạt ngưỡng trong n năm", "Kết quả từ 80% trở lên",
        {"Ngưỡng (% điểm tối đa)": "80"}, clause="mục III.2.a",
    )  # fmt: skip


def province(page: Page) -> None:
    """Four places together at the first round, also so many for each group; by subject at the last one."""
    steps.add_award(page, {"Mã": "bang-khen-tinh", "Điều khoản": "mục III.2.b"}, catalogue=PROVINCE)
    first = {"Loại đợt": "Sơ kết", "Cách tính": "tối đa", "Điều khoản": "mục III.3.a"}
    order = "Kết quả chỉ số (% điểm tối đa) bình quân các năm xét"
    steps.add_row(
        page, "Chỉ tiêu khen thưởng", {**first, "Số lượng": "4", "Thứ tự xét": order}, award=PROVINCE
    )
    for group, most in ((SO, "2"), (HUYEN, "2"), (SU_NGHIEP, "2"), (DOANH_NGHIEP, "1")):
        quota = {**first, "Nhóm": group, "Số lượng": most, "Thứ tự xét": order}
        steps.add_row(page, "Chỉ tiêu khen thưởng", quota, award=PROVINCE)
    for subject, most in (("Tập thể", "6"), ("Cá nhân", "8")):
        quota = {**first, "Loại đợt": "Tổng kết", "Đối tượng": subject, "Số lượng": most, "Thứ tự xét": order}
        steps.add_row(page, "Chỉ tiêu khen thưởng", quota, award=PROVINCE)


def conditions(page: Page) -> None:
    """What the province's Bằng khen asks: registered, complete, in time, reviewed, thresholds, tasks, an initiative."""
    add = steps.add_condition
    add(page, PROVINCE, "Có đăng ký thi đua", "Có đăng ký thi đua", clause="mục IV.1")
    add(page, PROVINCE, "Hồ sơ đầy đủ giấy tờ", "Hồ sơ đầy đủ", clause="mục IV.2")
    add(page, PROVINCE, "Gửi hồ sơ đúng thời gian", "Gửi hồ sơ đúng hạn", clause="mục IV.2")
    add(
        page, PROVINCE, "Hội đồng Thi đua - Khen thưởng của đơn vị đã xét duyệt", "Từ 80% thành viên đồng ý",
        {"Tỷ lệ phiếu đồng ý ít nhất (%)": "80"}, clause="mục IV.1",
    )  # fmt: skip
    for kind, years in (("Sơ kết", "1"), ("Tổng kết", "2")):
        values = {"Loại đợt xét": kind, "Ngưỡng (% điểm tối đa)": "85", "Số năm ít nhất phải đạt": years}
        text = f"Kết quả từ 85% trở lên trong {years} năm"
        add(page, PROVINCE, "Kết quả chỉ số đạt ngưỡng trong n năm", text, values, clause="mục III.2.b")
    add(
        page, PROVINCE, "Hoàn thành nhiệm vụ đúng tiến độ", "Hoàn thành 100% nhiệm vụ",
        {"Áp dụng cho": "Tập thể", "Tỷ lệ nhiệm vụ hoàn thành đúng hạn ít nhất (%)": "100"}, clause="mục III.2.b",
    )  # fmt: skip
    add(
        page, PROVINCE, steps.QUALITATIVE, "Có sáng kiến về dữ liệu số được áp dụng",
        {"Áp dụng cho": "Cá nhân", "Mã của tiêu chuẩn": "sang_kien"}, clause="mục III.1",
    )  # fmt: skip


def papers(page: Page) -> None:
    """The four papers of its dossier."""
    steps.add_rows(
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
    quota = {"Loại đợt": "Tổng kết", "Đối tượng": "Tập thể", "Cách tính": "tối đa", "Số lượng": "1"}
    steps.add_row(page, "Chỉ tiêu khen thưởng", {**quota, "Điều khoản": "mục III.3.b"}, award=PREMIER)
    steps.add_condition(
        page, PREMIER, "Kết quả chỉ số đạt ngưỡng trong n năm", "Kết quả từ 95% trở lên trong 2 năm",
        {"Ngưỡng (% điểm tối đa)": "95", "Số năm ít nhất phải đạt": "2"}, clause="mục III.2.c",
    )  # fmt: skip
