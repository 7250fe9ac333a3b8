"""Kế hoạch 1326/KH-UBND ngày 28/07/2023 của UBND thị xã Tân Châu."""

from awards.models import AwardQuota, Condition, DocumentRequirement
from campaigns.models import BasisDocument, Deadline, Phase, ReportDuty, Round, RouteStep, Target, UnitGroup
from tests.packs.rows import asked, item, line, quota, silent, single

GK = {"award__code": "giay-khen"}
PHONG_BAN = {**GK, "group__code": "phong-ban"}
PHUONG_XA = {**GK, "group__code": "phuong-xa"}
EXACT = {"mode": "exact", "order": "rank"}
TOP = {"n": 3}

ROWS = [
    single("number and date", "plan", "phần mở đầu", plan_number="1326/KH-UBND", plan_date="2023-07-28"),
    single("issuer", "issuer", "phần mở đầu", issuer="tan-chau"),
    single("level", "launch", "phần mở đầu", level="huyen"),
    line(
        "basis", BasisDocument, "phần mở đầu", {"text__contains": "1129/QĐ-UBND ngày 14/07/2023"}, position=1
    ),
    line("basis 57", BasisDocument, "phần mở đầu", {"text__contains": "57/KH-STTTT ngày 02/6/2023"}),
    single("period", "period", "mục I.3", period_start="2023-01-01", period_end="2023-12-31"),
    single("scope", "scope", "mục II.1", scope="Toàn thị xã Tân Châu"),
    item("collectives", "subject", "mục II.2", "Tập thể các phòng, ban, đơn vị sự nghiệp", subject="tap_the"),
    item("persons", "subject", "mục II.2", "Cá nhân thuộc các phòng, ban", subject="ca_nhan"),
    item("DTI set", "criterion", "mục III.1.1", "02/QĐ-UBND ngày 03/01/2023", subject="tap_the"),
    item("takes part", "criterion", "mục III.1.2", "Tham gia tích cực", subject="ca_nhan"),
    item("contributes", "criterion", "mục III.1.2", "Có đóng góp hiệu quả", subject="ca_nhan"),
    item("advises", "criterion", "mục III.1.2", "Trực tiếp tham mưu, xây dựng", subject="ca_nhan"),
    single("authority", "authority", "mục III.2", authority_title="Chủ tịch Ủy ban nhân dân thị xã Tân Châu"),
    line("group of offices", UnitGroup, "mục III.2", {"code": "phong-ban"}, ranked=True),
    line("group of communes", UnitGroup, "mục III.2", {"code": "phuong-xa"}, ranked=True),
    quota("3 offices", "mục III.2.a", {**PHONG_BAN, "subject": "tap_the"}, 3, **EXACT),
    quota("3 communes", "mục III.2.a", {**PHUONG_XA, "subject": "tap_the"}, 3, **EXACT),
    quota("3 persons of offices", "mục III.2.b", {**PHONG_BAN, "subject": "ca_nhan"}, 3, **EXACT),
    quota("3 persons of communes", "mục III.2.b", {**PHUONG_XA, "subject": "ca_nhan"}, 3, **EXACT),
    asked("highest units", "giay-khen", "within_top", "mục III.2.a", TOP, subject="tap_the"),
    asked("persons of those units", "giay-khen", "unit_within_top", "mục III.2.b", TOP, subject="ca_nhan"),
    asked("takes part", "giay-khen", "attested", "mục III.1.2", {"code": "tham_gia"}, subject="ca_nhan"),
    asked("contributes", "giay-khen", "attested", "mục III.1.2", {"code": "dong_gop"}, subject="ca_nhan"),
    asked("advises", "giay-khen", "attested", "mục III.1.2", {"code": "tham_muu"}, subject="ca_nhan"),
    asked("registered", "giay-khen", "registered", "mục IV.2"),
    asked("dossier complete", "giay-khen", "dossier_complete", "mục IV.2"),
    asked("on time", "giay-khen", "on_time", "mục IV.2"),
    asked("unit's council", "giay-khen", "council_reviewed", "mục IV.3"),
    line("route 1", RouteStep, "mục IV.3", {"position": 1}, actor="unit_council"),
    line("route 2", RouteStep, "mục V.1", {"position": 2}, actor="standing"),
    line("route 3", RouteStep, "mục V.1", {"position": 3}, actor="authority"),
    single("standing unit", "standing_unit", "mục V.1", standing_unit="tan-chau-vhtt"),
    single(
        "ranked by the official result",
        "measure",
        "mục IV.3",
        measured_by="index",
        nominated_by="units",
        has_self_score=True,
        ranking_basis="Kết quả đánh giá, xếp hạng mức độ chuyển đổi số của các cơ quan, đơn vị năm 2023 "
        "(không dùng điểm tự chấm)",
    ),
    line("tờ trình, danh sách", DocumentRequirement, "mục IV.3", {"kind": "to_trinh"}, per="dossier"),
    line("biên bản", DocumentRequirement, "mục IV.3", {"kind": "bien_ban"}, per="dossier"),
    line("báo cáo", DocumentRequirement, "mục IV.3", {"kind": "bao_cao_thanh_tich"}, per="nominee"),
    line("bảng điểm", DocumentRequirement, "mục IV.3", {"kind": "bang_diem"}, per="dossier"),
    line(
        "deadline",
        Deadline,
        "mục IV.4",
        {"code": "dossier"},
        stated="trước ngày 10/12/2023",
        stated_day="2023-12-10",
        meaning="before_day",
        last_valid_day="2023-12-09",
    ),
    line("one round", Round, "mục III.2", {"kind": "nam"}, first_year=2023, last_year=2023),
    single("budget annex", "budget", "phụ lục dự toán", budget_day="2023-07-28", rounding="up_10000"),
    silent("no phases", Phase),
    silent("no reports", ReportDuty),
    silent("no targets", Target),
]
COUNTS = {AwardQuota: 4, Condition: 9, DocumentRequirement: 4, Deadline: 1, RouteStep: 3, UnitGroup: 2}
