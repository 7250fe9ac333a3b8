"""A plan that nobody has signed: what an officer types to set it up from nothing, part by part.

A row of every shape is typed in the browser; others of the same shape go through the same form and verb.
"""

from pathlib import Path

from playwright.sync_api import Page

from tests.journeys import same_shape
from tests.journeys import setup_steps as steps
from tests.journeys import sixth_awards as awards
from tests.journeys.sixth_awards import DOANH_NGHIEP, HUYEN, SLUG, SO, SU_NGHIEP, add_rows

TITLE = "Phong trào thi đua «Dữ liệu số, dịch vụ số» tỉnh Lam Giang giai đoạn 2024 - 2025"
CRITERIA = "Bộ tiêu chí dữ liệu số tỉnh Lam Giang"
SO_KET, TONG_KET = "Sơ kết năm 2024", "Tổng kết giai đoạn 2024 - 2025"
UNITS = """code,name,short_name,kind,parent,place_name,symbol,head_title,source
lam-giang,Ủy ban nhân dân tỉnh Lam Giang,UBND tỉnh Lam Giang,ubnd,,Lam Giang,UBND,Chủ tịch,minh họa
lg-snv,Sở Nội vụ,Sở Nội vụ,so_nganh,lam-giang,Lam Giang,SNV,Giám đốc,minh họa
lg-stttt,Sở Thông tin và Truyền thông,Sở TTTT,so_nganh,lam-giang,Lam Giang,STTTT,Giám đốc,minh họa
lg-stc,Sở Tài chính,Sở Tài chính,so_nganh,lam-giang,Lam Giang,STC,Giám đốc,minh họa
lg-syt,Sở Y tế,Sở Y tế,so_nganh,lam-giang,Lam Giang,SYT,Giám đốc,minh họa
lg-sct,Sở Công Thương,Sở Công Thương,so_nganh,lam-giang,Lam Giang,SCT,Giám đốc,minh họa
lg-ap,Ủy ban nhân dân huyện An Phước,UBND huyện An Phước,ubnd_huyen,lam-giang,An Phước,UBND,Chủ tịch,minh họa
lg-bt,Ủy ban nhân dân huyện Bình Trị,UBND huyện Bình Trị,ubnd_huyen,lam-giang,Bình Trị,UBND,Chủ tịch,minh họa
lg-cntt,Trung tâm Công nghệ thông tin,Trung tâm CNTT,don_vi_su_nghiep,lam-giang,Lam Giang,TTCNTT,Giám đốc,minh họa
lg-ksbt,Trung tâm Kiểm soát bệnh tật,Trung tâm KSBT,don_vi_su_nghiep,lam-giang,Lam Giang,TTKSBT,Giám đốc,minh họa
lg-nuoc,Công ty Cấp nước Lam Giang,Công ty Cấp nước,doanh_nghiep,lam-giang,Lam Giang,CTCN,Giám đốc,minh họa
lg-cay,Công ty Cây xanh Lam Giang,Công ty Cây xanh,doanh_nghiep,lam-giang,Lam Giang,CTCX,Giám đốc,minh họa
"""
NAMES = {
    "Tên phong trào": TITLE,
    "Tên gọn": "Dữ liệu số, dịch vụ số tỉnh Lam Giang",
    "Địa chỉ": SLUG,
    "Số, ký hiệu kế hoạch": "45/KH-UBND",
    "Ngày kế hoạch": "15/01/2024",
    "Phong trào từ ngày": "01/01/2024",
    "Đến ngày": "31/12/2025",
    "Cơ quan thường trực": "Sở TTTT",
    "Cơ quan ban hành": "UBND tỉnh Lam Giang",
    "Cơ quan thẩm định": "Sở Nội vụ",
    "Người quyết định khen thưởng": "Chủ tịch Ủy ban nhân dân tỉnh Lam Giang",
    "Cấp phát động": "Cấp tỉnh",
    "Xét theo": "Kết quả chỉ số chính thức",
    "Ai đề nghị": "Từng đơn vị gửi hồ sơ đề nghị",
    "Có bảng điểm tự chấm": True,
}
COUNCIL = [
    ("Trần An", "Chủ tịch UBND tỉnh", "Chủ tịch Hội đồng", "Trần An", ""),
    ("Lê Bình", "Giám đốc Sở Nội vụ", "Phó Chủ tịch Hội đồng", "Lê Bình", "Sở Nội vụ"),
    ("Võ Châu", "Chánh Văn phòng UBND tỉnh", "Ủy viên", "Võ Châu", ""),
    ("Phạm Dung", "Chủ tịch Liên đoàn Lao động tỉnh", "Ủy viên", "Phạm Dung", ""),
    ("Hồ Giang", "Trưởng Ban Thi đua - Khen thưởng", "Ủy viên - Thư ký", "Hồ Giang", ""),
]


def write_units(folder: Path) -> str:
    """The province's units as a file; gives its path."""
    path = folder / "lam-giang.csv"
    path.write_text(UNITS, encoding="utf-8")
    return str(path)


def set_up(page: Page, address: str) -> None:
    """The criteria set, the draft from nothing, and every part of the plan in the editor."""
    steps.new_criteria_set(
        page,
        address,
        {"Mã": "lam-giang-dls", "Tên bộ tiêu chí": CRITERIA, "Tổng điểm tối đa ghi trong văn bản": "100"},
        {
            ("1", "Dữ liệu số", "60"): [
                ("1.1", "Cơ sở dữ liệu dùng chung", "40"),
                ("1.2", "Dữ liệu mở", "20"),
            ],
            ("2", "Dịch vụ số", "40"): [("2.1", "Hồ sơ trực tuyến toàn trình", "40")],
        },
    )
    slug = steps.new_plan(page, address, "", {**NAMES, "Bộ tiêu chí tự chấm": CRITERIA})
    assert slug == SLUG
    assert "Chưa có nhóm xếp hạng nào." in steps.stops(page)
    own = (singles, opening, schedule, who_takes_part, dates, route_and_duties)
    of_awards = (awards.heads, awards.province, awards.conditions, awards.papers, awards.premier)
    for part in (*own, *of_awards):
        part(page)


def singles(page: Page) -> None:
    """The parts that the first page did not ask, and the clauses of what it asked."""
    clauses = {
        "Kế hoạch": "phần mở đầu",
        "Cơ quan ban hành": "phần mở đầu",
        "Cơ quan thường trực": "mục V.1",
        "Cơ quan thẩm định": "mục V.2",
        "Người quyết định khen thưởng": "mục III.2",
        "Cấp phát động": "phần mở đầu",
        "Thời gian phong trào": "mục I.3",
    }
    for name, clause in clauses.items():
        same_shape.write_clause(SLUG, name, clause)
    basis = "Kết quả đánh giá mức độ chuyển đổi số hằng năm của tỉnh"
    steps.edit_single(page, "Cách xét", {"Xếp hạng theo": basis, "Điều khoản": "mục III.1"})
    theme = "Mỗi cơ quan một bộ dữ liệu dùng chung, mỗi thủ tục một dịch vụ số."
    steps.edit_single(page, "Chủ đề, mục đích", {"Chủ đề, mục đích": theme, "Điều khoản": "mục I.1"})
    steps.edit_single(page, "Phạm vi", {"Phạm vi": "Toàn tỉnh Lam Giang", "Điều khoản": "mục I.2"})
    steps.edit_single(page, "Dự toán kinh phí", {"Ngày lập dự toán": "15/01/2024", "Điều khoản": "mục VI"})


def opening(page: Page) -> None:
    """Basis, upper plan, subjects, what both are judged by."""
    add_rows(
        page,
        "Căn cứ",
        ("Căn cứ", "Điều khoản"),
        ("Luật Thi đua, khen thưởng ngày 15/6/2022", "phần mở đầu"),
        ("Nghị quyết số 08-NQ/TU của Tỉnh ủy về chuyển đổi số", "phần mở đầu"),
    )
    steps.add_row(
        page,
        "Kế hoạch cấp trên",
        {
            "Cấp": "Bộ, ban, ngành trung ương",
            "Cơ quan ban hành": "Bộ Thông tin và Truyền thông",
            "Số, ký hiệu": "01/KH-BTTTT",
            "Điều khoản": "phần mở đầu",
        },
    )
    columns = ("Đối tượng", "Nội dung", "Điều khoản")
    add_rows(
        page,
        "Đối tượng thi đua",
        columns,
        ("Tập thể", "Các cơ quan, đơn vị, doanh nghiệp trên địa bàn tỉnh", "mục II"),
        ("Cá nhân", "Người làm việc tại các cơ quan, đơn vị, doanh nghiệp đó", "mục II"),
    )
    add_rows(
        page,
        "Tiêu chí thi đua",
        columns,
        ("Tập thể", "Kết quả chuyển đổi số hằng năm", "mục III.1"),
        ("Cá nhân", "Có sáng kiến về dữ liệu số được áp dụng", "mục III.1"),
    )


def schedule(page: Page) -> None:
    """Two phases, two rounds."""
    add_rows(
        page,
        "Giai đoạn",
        ("Tên giai đoạn", "Từ ngày", "Đến ngày", "Điều khoản"),
        ("Giai đoạn 1", "01/01/2024", "31/12/2024", "mục I.3"),
        ("Giai đoạn 2", "01/01/2025", "31/12/2025", "mục I.3"),
    )
    add_rows(
        page,
        "Đợt xét khen thưởng",
        ("Mã", "Loại đợt", "Tên đợt", "Xét kết quả từ năm", "Đến năm", "Điều khoản"),
        ("so-ket-2024", "Sơ kết", SO_KET, "2024", "2024", "mục III.3"),
        ("tong-ket", "Tổng kết", TONG_KET, "2024", "2025", "mục III.3"),
    )


def who_takes_part(page: Page) -> None:
    """Four groups of units."""
    add_rows(
        page,
        "Nhóm, khối, cụm",
        ("Tên nhóm", "Loại đơn vị thuộc nhóm", "Điều khoản"),
        (SO, ["Sở, ban, ngành tỉnh"], "mục II.1"),
        (HUYEN, ["UBND huyện, thị xã, thành phố"], "mục II.2"),
        (SU_NGHIEP, ["Đơn vị sự nghiệp"], "mục II.3"),
        (DOANH_NGHIEP, ["Doanh nghiệp"], "mục II.4"),
    )


def dates(page: Page) -> None:
    """«Trước ngày» of both rounds; a day before the campaign is refused and nothing typed is lost."""
    columns = ("Việc", "Đợt xét", "Nguyên văn", "Ngày nêu trong kế hoạch", "Cách hiểu", "Điều khoản")
    sent = "Gửi hồ sơ đề nghị khen thưởng"
    steps.section(page, "Thời hạn").locator(".editor-section-head a").click()
    wrong = (sent, SO_KET, "trước ngày 11/01/2025", "11/01/2023", steps.BEFORE_DAY, "mục IV.2")
    steps.fill(page, dict(zip(columns, wrong, strict=True)))
    steps.refused(page, "trước ngày bắt đầu phong trào")
    steps.fill(page, {"Ngày nêu trong kế hoạch": "11/01/2025"})
    steps.save(page, said="Gửi hồ sơ đề nghị khen thưởng (Sơ kết năm 2024)")
    same_shape.add_more(
        SLUG,
        "Thời hạn",
        columns,
        (sent, TONG_KET, "trước ngày 10/01/2026", "10/01/2026", steps.BEFORE_DAY, "mục IV.2"),
    )


def route_and_duties(page: Page) -> None:
    """The way of a dossier with roles and dates, the yearly report, two targets, duties."""
    add_rows(
        page,
        "Trình tự xét",
        ("Vai trò", "Cơ quan, người thực hiện", "Nội dung", "Thời hạn (nguyên văn)", "Ngày cuối cùng", "Điều khoản"),
        ("Hội đồng của đơn vị", None, "Hội đồng của đơn vị họp, bỏ phiếu", None, None, "mục IV.1"),
        ("Cơ quan thường trực", "Sở TTTT", "Tổng hợp, xét chọn", "trước ngày 16/01/2025", "15/01/2025", "mục IV.3"),
        ("Cơ quan thẩm định", "Sở Nội vụ", "Thẩm định hồ sơ", None, None, "mục IV.4"),
        ("Hội đồng cấp quyết định", None, "Hội đồng tỉnh họp xét", None, None, "mục IV.4"),
        ("Người có thẩm quyền quyết định", None, "Chủ tịch UBND tỉnh quyết định", None, None, "mục IV.5"),
    )  # fmt: skip
    steps.add_row(
        page,
        "Chế độ báo cáo",
        {
            "Ai báo cáo": "Từng đơn vị",
            "Nơi nhận": "Sở TTTT",
            "Nội dung": "Báo cáo kết quả thi đua năm",
            "Thời hạn (nguyên văn)": "trước ngày 05/12 hằng năm",
            "Tháng": "12",
            "Ngày": "5",
            "Cách hiểu": steps.BEFORE_DAY,
            "Điều khoản": "mục V.3",
        },
    )
    add_rows(
        page,
        "Chỉ tiêu số",
        ("Nội dung chỉ tiêu", "Giai đoạn", "So sánh", "Giá trị", "Đơn vị tính", "Năm phải đạt", "Điều khoản"),
        ("Hồ sơ trực tuyến toàn trình", "Giai đoạn 1", "từ … trở lên", "62,5", "%", "2024", "mục I.4"),
        ("Cơ sở dữ liệu dùng chung", "Giai đoạn 2", "từ … trở lên", "12", "cơ sở dữ liệu", "2025", "mục I.4"),
    )
    steps.add_row(
        page, "Tổ chức thực hiện", {"Nội dung": "Báo, Đài tỉnh tuyên truyền", "Điều khoản": "mục V.4"}
    )
    steps.add_row(page, "Nơi nhận", {"Nội dung": "Các sở, ban, ngành tỉnh", "Điều khoản": "nơi nhận"})
