"""How a line of the proposed list reads: its short mark, its question, and what its status means."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from accounts.numbers import format_decimal
from awards.enums import NominationState, QuotaOrder
from campaigns.enums import Origin, SubjectKind
from dossiers.domain.propose import Candidate, Table
from dossiers.domain.table_words import places_of
from dossiers.task import lower_first
from scoring.enums import Outcome
from scoring.models import IndexResult
from scoring.ranking import Status
from scoring.rules import Finding

SHORT = {
    "registered": "Chưa đăng ký thi đua",
    "dossier_complete": "Hồ sơ chưa đủ",
    "on_time": "Không gửi đúng hạn",
    "council_reviewed": "Chưa qua Hội đồng đơn vị",
    "within_top": "Ngoài nhóm đứng đầu",
    "unit_within_top": "Đơn vị ngoài nhóm đứng đầu",
    "attested": "Không đạt tiêu chuẩn",
    "top_band": "Ngoài tốp đầu",
    "unit_top_band": "Đơn vị ngoài tốp đầu",
    "index_threshold": "Kết quả dưới mức",
    "field_threshold": "Lĩnh vực dưới mức",
    "tasks_on_time": "Nhiệm vụ chưa đúng hạn",
    "own_plan": "Thiếu kế hoạch thi đua",
    "reports_on_time": "Báo cáo chưa đúng hạn",
    "contest_account": "Không có tài khoản dự thi của địa bàn",
    "contest_recognised": "Kết quả không được công nhận",
    "contest_score": "Điểm dự thi dưới mức",
    "not_already_awarded": "Đã được khen",
    "campaign_grounds": "Phong trào chưa đủ căn cứ",
    "not_dissolved": "Đơn vị đã kết thúc hoạt động",
}
WAITS = {
    "not_suspended": "Tạm dừng xét",
    "top_band": "Chờ xác định tốp đầu",
    "unit_top_band": "Chờ xác định tốp đầu",
}
MARKS = {Outcome.MET: ("ok", "✓", "Đạt"), Outcome.NOT_MET: ("no", "✗", "Không đạt")}
WAITING = ("ask", "?", "Chưa rõ")


@dataclass(frozen=True)
class Chip:
    """A coloured mark."""

    css: str
    text: str


@dataclass(frozen=True)
class Part:
    """A component of the official result; `number` is None when the source wrote no number up to 100."""

    name: str
    shown: str
    number: Decimal | None


def chip_of(row: Candidate) -> Chip:
    """The mark at the end of a line."""
    status = row.line.status
    if row.nomination and row.nomination.state == NominationState.AWARDED:
        return Chip("wait", "★ Được khen thưởng")
    if row.nomination and row.nomination.state == NominationState.NOT_AWARDED:
        return Chip("bad", "Không khen thưởng")
    if status == Status.PROPOSED:
        return Chip("good", "Đủ điều kiện")
    if status == Status.TIE_AT_LINE:
        return Chip("wait", "Đồng hạng, chờ chọn" if row.line.rank else "Chờ người chọn")
    if status == Status.NEXT:
        return Chip("main", "Kế tiếp")
    if status == Status.PENDING:
        return Chip("wait", _waits_for(row))
    if status == Status.UNRANKED:
        return Chip("", "Chưa có kết quả")
    return Chip("bad", _fails(row))


def question_of(row: Candidate) -> str:
    """The heading over the findings."""
    if row.line.status == Status.PROPOSED:
        return "được đề xuất"
    if row.line.status in (Status.PENDING, Status.TIE_AT_LINE):
        return "chưa được đề xuất"
    return "không được đề xuất"


def name_of(row: Candidate) -> str:
    """A person's name, or the unit's."""
    one = row.nomination
    if one and one.subject == SubjectKind.TAP_THE and one.origin != Origin.UNIT:
        return one.name
    if row.nomination and row.nomination.subject != SubjectKind.TAP_THE:
        return f"{row.nomination.get_honorific_display().lower()} {row.nomination.name}".strip()
    return str(row.unit)


def sentence_of(table: Table, row: Candidate) -> str:
    """What the place at the line means, in one sentence."""
    line, quota = row.line, table.quota
    places = places_of(quota)
    if quota.maximum is None and line.status in (Status.PROPOSED, Status.PENDING):
        if line.status == Status.PROPOSED:
            return "Đủ điều kiện; kế hoạch không giới hạn số lượng."
        return f"Kế hoạch không giới hạn số lượng; {lower_first(_waits_for(row))}."
    if line.status == Status.PROPOSED:
        return f"Nằm trong chỉ tiêu {places}{' của nhóm' if quota.group_id else ''}."
    if line.status == Status.TIE_AT_LINE and line.rank is None:
        unordered = "kế hoạch không xếp thứ tự"
        if quota.order != QuotaOrder.PERSON and not quota.outside:
            unordered = "các trường hợp này không có hạng"
        return (
            f"Chỉ tiêu {places} không đủ cho mọi trường hợp đủ điều kiện, {unordered}: "
            "cán bộ cơ quan thường trực chọn và ghi căn cứ, hệ thống không tự chọn."
        )
    if line.status == Status.TIE_AT_LINE:
        return (
            f"Đồng hạng ở vạch chỉ tiêu {places}: cán bộ cơ quan thường trực chọn và ghi căn cứ, "
            "hệ thống không tự chọn."
        )
    if line.status == Status.NEXT:
        return f"Kế tiếp (thứ {line.order}): vào danh sách nếu một trường hợp xếp trên bị loại."
    if line.status == Status.PENDING:
        return f"Đang giữ chỗ trong chỉ tiêu {places}; {lower_first(_waits_for(row))}."
    if line.status == Status.UNRANKED:
        return "Chưa có kết quả đánh giá, xếp hạng chính thức."
    if row.nomination is None:
        return "Đơn vị không gửi hồ sơ đề nghị; vẫn giữ thứ hạng, không tính vào chỉ tiêu."
    if line.rank is None:
        return "Không tính vào chỉ tiêu."
    return "Vẫn giữ thứ hạng, nhường chỉ tiêu cho trường hợp kế tiếp."


def mark_of(finding: Finding) -> tuple[str, str, str]:
    """(style, sign, word read aloud) of a finding."""
    return MARKS.get(finding.outcome, WAITING)


def parts_of(result: IndexResult | None) -> list[Part]:
    """The components beside the official result, as the source wrote them."""
    found = []
    for name, shown in (result.parts if result else {}).items():
        try:
            number = Decimal(str(shown).replace(",", "."))
        except InvalidOperation:
            number = None
        usable = number is not None and number.is_finite() and 0 <= number <= 100
        found.append(Part(name, format_decimal(number) if usable else str(shown), number if usable else None))
    return found


def line_after(table: Table) -> int:
    """After which row (counted from 1) the line is drawn; 0 for a list without a number or with nobody in it."""
    if table.quota.maximum is None:
        return 0
    inside = {Status.PROPOSED, Status.PENDING, Status.TIE_AT_LINE}
    return max((n for n, row in enumerate(table.rows, start=1) if row.line.status in inside), default=0)


def _waits_for(row: Candidate) -> str:
    if row.nomination is None:
        return "Chưa gửi hồ sơ"
    if row.judgement and row.judgement.outcome == Outcome.NEEDS_PERSON:
        first = next(one.rule for one in row.judgement.findings if one.outcome == Outcome.NEEDS_PERSON)
        return WAITS.get(first, "Chờ xác nhận tiêu chuẩn")
    return "Chưa đủ số liệu"


def _fails(row: Candidate) -> str:
    if row.nomination is None:
        return "Không gửi hồ sơ"
    failing = row.judgement.findings if row.judgement else ()
    first = next((one.rule for one in failing if one.outcome == Outcome.NOT_MET), "")
    return SHORT.get(first, "Chưa đủ điều kiện")
