"""Kế hoạch tháng 7/2023 của UBND huyện Bắc Sơn (cuộc thi trắc nghiệm)."""

from awards.models import Award, AwardQuota, Condition, DocumentRequirement
from campaigns.models import (
    BasisDocument,
    Deadline,
    Phase,
    ReportDuty,
    Round,
    RouteStep,
    Target,
    UnitGroup,
    UpperPlan,
)
from tests.packs.rows import asked, item, line, quota, silent, single

GK = {"award__code": "giay-khen"}
CONTEST = {"order": "contest"}

ROWS = [
    single("no number, no day", "plan", "phần mở đầu", plan_number="", plan_date=None),
    single("words of the date", "plan", "phần mở đầu", plan_stated="Bắc Sơn, ngày    tháng 7 năm 2023"),
    single("issuer", "issuer", "phần mở đầu", issuer="bac-son"),
    single("level", "launch", "phần mở đầu", level="huyen"),
    line("basis", BasisDocument, "phần mở đầu", {"text__contains": "76/KH-UBND ngày 30/3/2023"}, position=1),
    line(
        "plan of the tỉnh",
        UpperPlan,
        "phần mở đầu",
        {"level": "tinh"},
        issuer_name="Ủy ban nhân dân tỉnh Lạng Sơn",
        number="76/KH-UBND",
        day="2023-03-30",
    ),
    single(
        "period",
        "period",
        "mục II.3",
        period_end="2023-07-30",
        period_stated="Từ ngày phát động đến hết ngày 30/7/2023",
        unconfirmed=["period.start", "groups", "rounds.nam-2023.kind"],
    ),
    item("collectives", "subject", "mục II.1", "các cơ quan trung ương", subject="tap_the", origin="unit"),
    item("officials", "subject", "mục II.1", "đoàn viên, hội viên", subject="ca_nhan", origin="unit"),
    item("residents", "subject", "mục II.1", "Nhân dân đang sinh sống", subject="ca_nhan", origin="resident"),
    line("group of offices", UnitGroup, "mục II.1", {"code": "phong-ban"}, kinds=["phong_ban"]),
    line("group of bodies", UnitGroup, "mục II.1", {"code": "doan-the"}, kinds=["doan_the"]),
    line("public bodies", UnitGroup, "mục II.1", {"code": "su-nghiep"}, kinds=["don_vi_su_nghiep"]),
    line("central agencies", UnitGroup, "mục II.1", {"code": "trung-uong"}, kinds=["trung_uong"]),
    line("communes", UnitGroup, "mục II.1", {"code": "xa-thi-tran"}, kinds=["ubnd_xa", "ubnd_thi_tran"]),
    single(
        "documents to learn",
        "theme",
        "mục II.2",
        theme="Tìm hiểu các chủ trương, đường lối của Đảng, chính sách pháp luật của Nhà nước, các văn bản của bộ, "
        "ngành trung ương và của tỉnh, của huyện về chuyển đổi số tại các văn bản: Quyết định số 749/QĐ-TTg ngày "
        "03/6/2020; Quyết định số 942/QĐ-TTg ngày 15/6/2021; Quyết định số 411/QĐ-TTg ngày 31/3/2022 của Thủ tướng "
        "Chính phủ; Nghị quyết số 49-NQ/TU ngày 28/9/2021 của Ban Thường vụ Tỉnh ủy; tìm hiểu về Chỉ số chuyển đổi "
        "số (DTI).",
    ),
    item("responds", "criterion", "mục III.1.a", "Kịp thời hưởng ứng", subject="tap_the", code="huong_ung"),
    item("spreads", "criterion", "mục III.1.a", "Đẩy mạnh tuyên truyền", subject="tap_the"),
    item("directs", "criterion", "mục III.1.a", "Thường xuyên chỉ đạo", subject="tap_the"),
    item("advises", "criterion", "mục III.1.b", "Trực tiếp tham mưu", subject="ca_nhan"),
    item("initiatives", "criterion", "mục III.1.b", "Có giải pháp, sáng kiến", subject="ca_nhan"),
    item("contest", "criterion", "mục III.1.b", "Có tài khoản đăng ký dự thi", subject="ca_nhan"),
    asked("responds", "giay-khen", "attested", "mục III.1.a", {"code": "huong_ung"}, subject="tap_the"),
    asked("spreads", "giay-khen", "attested", "mục III.1.a", {"code": "tuyen_truyen"}, subject="tap_the"),
    asked("directs", "giay-khen", "attested", "mục III.1.a", {"code": "chi_dao"}, subject="tap_the"),
    asked("advises", "giay-khen", "attested", "mục III.1.b", {"code": "tham_muu"}, subject="ca_nhan"),
    asked("initiatives", "giay-khen", "attested", "mục III.1.b", {"code": "giai_phap"}, subject="ca_nhan"),
    asked("account", "giay-khen", "contest_account", "mục III.1.b", subject="ca_nhan"),
    asked("good result", "giay-khen", "contest_recognised", "mục III.1.b", subject="ca_nhan"),
    line(
        "award",
        Award,
        "mục III.2",
        {"code": "giay-khen"},
        decided_by="Chủ tịch Ủy ban nhân dân huyện Bắc Sơn",
        catalogue="giay_khen_huyen",
    ),
    single("authority", "authority", "mục III.2", authority_title="Chủ tịch Ủy ban nhân dân huyện Bắc Sơn"),
    quota("no number of collectives", "mục III.2", {**GK, "subject": "tap_the"}, None, **CONTEST),
    quota("no number of persons", "mục III.2", {**GK, "subject": "ca_nhan"}, None, **CONTEST),
    silent("no dossier list", DocumentRequirement),
    line("by the contest", RouteStep, "mục IV.1", {"position": 1}, actor="standing"),
    line("appraised", RouteStep, "mục IV.2", {"position": 2}, actor="appraiser"),
    line("decided", RouteStep, "mục III.2", {"position": 3}, actor="authority"),
    single("standing unit", "standing_unit", "mục IV.1", standing_unit="bac-son-vhtt"),
    single("appraiser", "appraising_unit", "mục IV.2", appraising_unit="bac-son-nv"),
    single(
        "measured by the contest, chosen by the standing unit, no self-score",
        "measure",
        "mục IV.1",
        measured_by="contest",
        nominated_by="standing",
        has_self_score=False,
        counted_attempt="",
    ),
    item("portal", "duty", "mục IV.1", "Trang thông tin điện tử"),
    item("urging", "duty", "mục IV.2", "Phòng Nội vụ tham mưu"),
    item("news", "duty", "mục IV.3", "Trung tâm Văn hóa, Thể thao và Truyền thông"),
    item("all units", "duty", "mục IV.4", "Thủ trưởng các phòng, ban, ngành"),
    line("one round", Round, "mục IV.1", {"code": "nam-2023"}, first_year=2023, last_year=2023),
    silent("no deadline", Deadline),
    silent("no phases", Phase),
    silent("no reports", ReportDuty),
    silent("no targets", Target),
]
COUNTS = {AwardQuota: 2, Condition: 7, RouteStep: 3, UnitGroup: 5, Round: 1, UpperPlan: 1}
