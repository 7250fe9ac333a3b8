"""Kế hoạch tháng 6/2023 của UBND xã Ta Ma, giai đoạn 2023 - 2030."""

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
from tests.packs.targets_of_ta_ma import TARGETS

BK = {"award__code": "bang-khen-tinh"}
FORMS = [
    ("huan-chuong-lao-dong", "huan_chuong_lao_dong_hang_ba", "Chủ tịch nước"),
    ("bang-khen-thu-tuong", "bang_khen_thu_tuong", "Thủ tướng Chính phủ"),
    ("bang-khen-tinh", "bang_khen_tinh", "Chủ tịch Ủy ban nhân dân tỉnh Điện Biên"),
    (
        "bang-khen-doan-the",
        "bang_khen_doan_the_tinh",
        "Ủy ban MTTQ Việt Nam tỉnh, các tổ chức chính trị - xã hội tỉnh",
    ),
    ("giay-khen-so", "giay_khen_so", "Thủ trưởng các sở, ban, ngành tỉnh"),
    ("giay-khen-huyen", "giay_khen_huyen", "Chủ tịch Ủy ban nhân dân huyện Tuần Giáo"),
    ("giay-khen-xa", "giay_khen_xa", "Chủ tịch Ủy ban nhân dân xã Ta Ma"),
]
AGENCY = {"subject": "tap_the", "group__code": "co-quan"}
VILLAGE = {"subject": "tap_the", "group__code": "ban"}
ALL_TASKS = {"min_percent": "100"}
NOT_YEARLY = {"rounds": ["nam"], "origins": ["outside"]}


def standards(award):
    """IV.2 holds for every form of award that IV.1 lists."""
    a, b, c = "mục IV.2.a", "mục IV.2.b", "mục IV.2.c"
    model, here = {"code": "guong_mau"}, {"subject": "ca_nhan", "origin": "unit"}
    return [
        asked(f"{award}: model", award, "attested", a, model, subject="tap_the", origin="unit"),
        asked(f"{award}: agency, tasks", award, "tasks_on_time", a, ALL_TASKS, **AGENCY),
        asked(f"{award}: agency, campaign", award, "attested", a, {"code": "phong_trao"}, **AGENCY),
        asked(f"{award}: agency, platforms", award, "attested", a, {"code": "nen_tang_so"}, **AGENCY),
        asked(f"{award}: agency, reports", award, "reports_on_time", a, **AGENCY),
        asked(f"{award}: agency, top", award, "top_band", a, **AGENCY),
        asked(f"{award}: bản, tasks", award, "tasks_on_time", a, ALL_TASKS, **VILLAGE),
        asked(f"{award}: bản, campaign", award, "attested", a, {"code": "phong_trao"}, **VILLAGE),
        asked(f"{award}: bản, reports", award, "attested", a, {"code": "bao_cao"}, **VILLAGE),
        asked(f"{award}: person of a unit", award, "attested", b, model, **here),
        asked(f"{award}: resident", award, "attested", b, model, subject="ca_nhan", origin="resident"),
        asked(f"{award}: official", award, "attested", b, {"code": "sang_kien"}, **here),
        asked(f"{award}: outsider", award, "attested", c, {"code": "dong_gop"}, origin="outside"),
    ]


ROWS = [
    single("no number, no day", "plan", "phần mở đầu", plan_number="", plan_date=None),
    single("issuer", "issuer", "phần mở đầu", issuer="ta-ma"),
    single("level", "launch", "phần mở đầu", level="xa"),
    line(
        "plan of the tỉnh",
        UpperPlan,
        "phần mở đầu",
        {"level": "tinh"},
        issuer_name="Ủy ban nhân dân tỉnh Điện Biên",
        number="2158/KH-UBND",
        day="2023-05-29",
    ),
    line(
        "plan of the huyện",
        UpperPlan,
        "phần mở đầu",
        {"level": "huyen"},
        issuer_name="Ủy ban nhân dân huyện Tuần Giáo",
        number="152/KH-UBND",
        day="2023-06-18",
    ),
    line("basis 2158", BasisDocument, "phần mở đầu", {"text__contains": "2158/KH-UBND ngày 29/5/2023"}),
    line("basis 152", BasisDocument, "phần mở đầu", {"text__contains": "152/KH-UBND ngày 18/6/2023"}),
    single(
        "theme",
        "theme",
        "mục II.1",
        theme="Xã Ta Ma thi đua xây dựng chính quyền số, phát triển kinh tế số, xã hội số góp phần phát triển "
        "bền vững, nâng cao chất lượng cuộc sống của người dân",
    ),
    single("scope", "scope", "mục II.2", scope="Trên địa bàn xã Ta Ma"),
    item("bodies", "subject", "mục II.3", "Cơ quan, đơn vị, địa phương", subject="tap_the", origin="unit"),
    item("officials", "subject", "mục II.3", "Cán bộ, công chức", subject="ca_nhan", origin="unit"),
    item("residents", "subject", "mục II.3", "Nhân dân trên địa bàn", subject="ca_nhan", origin="resident"),
    item(
        "bodies outside", "subject", "mục II.3", "Các tập thể ngoài xã", subject="tap_the", origin="outside"
    ),
    item(
        "persons outside", "subject", "mục II.3", "Các cá nhân ngoài xã", subject="ca_nhan", origin="outside"
    ),
    single(
        "period in years only",
        "period",
        "mục II.4",
        period_stated="Giai đoạn I (từ 2023 - 2025); Giai đoạn II (từ 2026 - 2030)",
        unconfirmed=["period.start", "period.end", "measure.self_score", "phases"],
    ),
    line("phase I", Phase, "mục II.4", {"code": "giai-doan-1"}, start="2023-01-01", end="2025-12-31"),
    line("phase II", Phase, "mục II.4", {"code": "giai-doan-2"}, start="2026-01-01", end="2030-12-31"),
    *[
        line(
            f"sơ kết, tổng kết {code}",
            Deadline,
            "mục II.4",
            {"code": "review", "round__code": code},
            stated=f"vào quý IV năm {year}",
            last_valid_day=f"{year}-12-31",
        )
        for code, year in (("so-ket-1", 2025), ("tong-ket", 2030))
    ],
    *TARGETS,
    *[
        line(
            f"form {code}",
            Award,
            "mục IV.1",
            {"code": code},
            catalogue=catalogue,
            decided_by=by,
            own_power=False,
        )
        for code, catalogue, by in FORMS
    ],
    line(
        "heads' own",
        Award,
        "mục IV.3",
        {"code": "giay-khen-don-vi"},
        own_power=True,
        catalogue="giay_khen_don_vi",
    ),
    *[row for code, _, _ in FORMS for row in standards(code)],
    *[
        line(
            f"yearly {year}",
            Round,
            "mục IV.3.1",
            {"code": f"nam-{year}"},
            kind="nam",
            first_year=year,
            last_year=year,
        )
        for year in range(2023, 2031)
    ],
    line("sơ kết I", Round, "mục IV.3.2", {"kind": "so_ket"}, first_year=2023, last_year=2025),
    line("tổng kết II", Round, "mục IV.3.3", {"kind": "tong_ket"}, first_year=2026, last_year=2030),
    quota("yearly, 05 together", "mục IV.3.1", {**BK, "round_kind": "nam"}, 5),
    quota("yearly, outsiders on top", "mục IV.3.1", {**BK, "round_kind": "nam", "outside": True}, None),
    quota("sơ kết, 05 collectives", "mục IV.3.2", {**BK, "round_kind": "so_ket", "subject": "tap_the"}, 5),
    quota("sơ kết, 05 persons", "mục IV.3.2", {**BK, "round_kind": "so_ket", "subject": "ca_nhan"}, 5),
    quota("sơ kết, outsiders on top", "mục IV.3.2", {**BK, "round_kind": "so_ket", "outside": True}, None),
    quota(
        "tổng kết, 03 collectives", "mục IV.3.3", {**BK, "round_kind": "tong_ket", "subject": "tap_the"}, 3
    ),
    quota("tổng kết, 10 persons", "mục IV.3.3", {**BK, "round_kind": "tong_ket", "subject": "ca_nhan"}, 10),
    quota(
        "tổng kết, outsiders on top", "mục IV.3.3", {**BK, "round_kind": "tong_ket", "outside": True}, None
    ),
    *[
        asked(
            f"outsiders not commended yearly, {kind}",
            "bang-khen-tinh",
            "not_already_awarded",
            clause,
            NOT_YEARLY,
            round_kind=kind,
        )
        for kind, clause in (("so_ket", "mục IV.3.2"), ("tong_ket", "mục IV.3.3"))
    ],
    *[
        quota(f"{code} at tổng kết only", "mục IV.3.3", {"award__code": code, "round_kind": "tong_ket"}, None)
        for code in ("huan-chuong-lao-dong", "bang-khen-thu-tuong")
    ],
    *[
        quota(f"heads' own, {kind}", clause, {"award__code": "giay-khen-don-vi", "round_kind": kind}, None)
        for kind, clause in (("nam", "mục IV.3.1"), ("so_ket", "mục IV.3.2"), ("tong_ket", "mục IV.3.3"))
    ],
    *[
        quota(f"{code}, no number", "mục IV.1", {"award__code": code}, None, order="person")
        for code in ("bang-khen-doan-the", "giay-khen-so", "giay-khen-huyen", "giay-khen-xa")
    ],
    line(
        "units' own plans",
        Deadline,
        "mục V.2",
        {"code": "own_plan"},
        stated="chậm nhất Quý III năm 2023",
        meaning="on_day",
        last_valid_day="2023-09-30",
    ),
    item("sent to UBND xã", "duty", "mục V.2", "gửi Kế hoạch về UBND xã"),
    line(
        "units report before 05/11",
        ReportDuty,
        "mục V.6",
        {"reporter": "unit"},
        stated="Định kỳ hàng năm (trước ngày 05/11)",
        month=11,
        day=5,
        meaning="before_day",
        recipient="UBND xã Ta Ma",
    ),
    line(
        "the xã reports before 27/11",
        ReportDuty,
        "mục V.4",
        {"reporter": "standing"},
        stated="hàng năm (trước 27/11)",
        month=11,
        day=27,
        meaning="before_day",
        recipient="UBND huyện Tuần Giáo",
    ),
    single("standing", "standing_unit", "mục V.4", standing_unit="ta-ma-vh"),
    single("appraiser", "appraising_unit", "mục V.3", appraising_unit="ta-ma-vp"),
    single("authority", "authority", "mục IV.1", authority_title="Chủ tịch Ủy ban nhân dân xã Ta Ma"),
    line("appraises", RouteStep, "mục V.3", {"actor": "appraiser"}, position=5),
    line("Chủ tịch UBND xã", RouteStep, "mục IV.3.1", {"actor": "authority"}, position=6),
    line("huyện", RouteStep, "mục IV.3.3", {"actor_name": "UBND huyện Tuần Giáo"}, actor="upper", position=7),
    line(
        "tỉnh", RouteStep, "mục IV.1", {"actor_name__contains": "tỉnh Điện Biên"}, actor="upper", position=8
    ),
    line(
        "state", RouteStep, "mục IV.3.3", {"actor_name__contains": "Chủ tịch nước"}, actor="upper", position=9
    ),
    item("yearly checks", "duty", "mục V.1", "vào nội dung hoạt động kiểm tra, giám sát"),
    item("assigned fields and places", "duty", "mục V.1", "theo lĩnh vực, địa bàn cụ thể"),
    line("agencies", UnitGroup, "mục IV.2.a", {"code": "co-quan"}, ranked=True),
    line("bản", UnitGroup, "mục IV.2.a", {"code": "ban"}, ranked=False, kinds=["ban_thon"]),
    single("yearly ranking", "measure", "mục IV.2.a", measured_by="index", has_self_score=True),
    silent("bản are not ranked", Condition, group__code="ban", rule="top_band"),
    silent("no dossier list", DocumentRequirement),
    silent("no deadline of a dossier", Deadline, code="dossier"),
]
COUNTS = {
    AwardQuota: 17,
    Condition: 103,
    Target: 29,
    Deadline: 3,
    RouteStep: 9,
    UnitGroup: 2,
    Round: 10,
    Award: 8,
    Phase: 2,
}
