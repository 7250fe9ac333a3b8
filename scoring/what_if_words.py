"""Thử phương án: the sentence that says what decides about a candidate."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from accounts.dates import date_short
from accounts.numbers import format_money
from campaigns.enums import SubjectKind, TieRule
from scoring.enums import Outcome
from scoring.ranking import Line, Status
from scoring.rules import Finding
from scoring.what_if import Ground, Terms, TrialQuota, TrialUnit
from scoring.what_if_plan import Money

UNDECIDED = (Outcome.NO_DATA, Outcome.NEEDS_PERSON)
PLACES = {SubjectKind.TAP_THE: "tập thể", SubjectKind.CA_NHAN: "cá nhân"}


@dataclass(frozen=True)
class Case:
    """A candidate after the change: its line, its findings, and those before the change in the same order."""

    line: Line
    quota: TrialQuota
    unit: TrialUnit
    findings: tuple[Finding, ...]
    before: tuple[Finding, ...]


def sentence_of(case: Case, year: int, parted: bool) -> str:
    """Why the candidate stands where it does: the rule that fails, the number of places, or what it meets.

    `parted`: an equal result was parted by the year before.
    """
    if case.unit.value is None:
        return f"Không có kết quả năm {year} trong nguồn."
    failed = [one.reason for one in case.findings if one.outcome == Outcome.NOT_MET]
    if failed:
        return failed[0]
    tail = f" Bằng kết quả năm {year}, kết quả năm {year - 1} quyết định thứ tự." if parted else ""
    open_ones = [one.reason for one in case.findings if one.outcome in UNDECIDED]
    if open_ones:
        return open_ones[0] + tail
    return _place(case) + tail


def _place(case: Case) -> str:
    line, rank = case.line, case.line.rank
    stands = f"Xếp thứ {rank}" if rank is not None else "Đạt các điều kiện thử được"
    if line.status is Status.TIE_AT_LINE:
        tied = (
            f"{stands}, đồng hạng ở vạch {places_of(case.quota)}"
            if rank
            else f"{stands}, có nhiều hơn số lượng"
        )
        return f"{tied}: người có thẩm quyền chọn."
    if line.status is Status.NEXT:
        return f"{stands}, ngoài {places_of(case.quota)}; kế tiếp thứ {line.order}."
    if line.status is Status.UNRANKED:
        return "Thiếu kết quả của một năm được xét nên không xếp thứ tự được."
    within = f"{stands}, trong {places_of(case.quota)}." if case.quota.maximum is not None else ""
    # Of what is met, first what was not met before the change.
    fresh = [
        now.reason
        for at, now in enumerate(case.findings)
        if at >= len(case.before) or case.before[at].outcome != now.outcome
    ]
    met = fresh or [one.reason for one in case.findings]
    return " ".join([*met[:1], within]).strip() if met else within or f"{stands}."


def places_of(quota: TrialQuota) -> str:
    """ "3 chỉ tiêu tập thể"; "số lượng không giới hạn" without a number."""
    if quota.maximum is None:
        return "số lượng không giới hạn"
    who = PLACES.get(SubjectKind(quota.subject), "") if quota.subject else "tập thể, cá nhân"
    return f"{quota.maximum} chỉ tiêu {who}".strip()


def notices_of(ground: Ground, wanted: int, terms: Terms) -> list[str]:
    """What limits the trial: other years than asked for, years or groups without results, equals not parted."""
    found = []
    if ground.year != wanted:
        found.append(
            f"Chưa có kết quả năm {wanted} (năm liền trước phong trào); đang thử trên năm {ground.year}."
        )
    for name in ground.silent_groups:
        found.append(f"Nhóm «{name}»: không đơn vị nào có kết quả năm {ground.year} trong nguồn này.")
    for one in terms.conditions:
        needed = one.params.get("years") or 1
        if one.tried and one.rule == "index_threshold" and needed > len(ground.measured):
            years = ", ".join(str(year) for year in ground.measured)
            found.append(
                f"Điều kiện «{one.text}» cần {needed:02d} năm nhưng mới có kết quả năm {years}: chưa kết luận được "
                "với đơn vị còn thiếu năm. Hãy thử với ít năm hơn hoặc nhập thêm kết quả các năm trước."
            )
    if terms.tie_rule == TieRule.PREVIOUS_YEAR and not ground.has_before:
        found.append(
            f"Chưa có kết quả năm {ground.year - 1} cùng thang điểm nên không phân định được đơn vị đồng hạng."
        )
    if ground.strangers:
        found.append(
            f"{ground.strangers} đơn vị trong nguồn không thuộc nhóm nào của kế hoạch nên không được thử."
        )
    return found


def total_words(counts: Counter[str]) -> str:
    """ "Vào 2, ra 1, giữ 4"; those who wait only when there are any."""
    named = [
        ("entered", "vào"),
        ("left", "ra"),
        ("stayed", "giữ"),
        ("waiting", "chờ chọn"),
        ("dropped", "thôi chờ"),
    ]
    said = [
        f"{word} {counts[move]}"
        for move, word in named
        if move in ("entered", "left", "stayed") or counts[move]
    ]
    return ", ".join(said).capitalize()


def money_words(money: Money) -> str:
    """The estimate before and after, and the difference; why there is none when the law gives no money."""
    day = f"Dự toán đợt này, nếu khen đủ chỉ tiêu, theo pháp luật ngày {date_short(money.before.on)}"
    difference = money.difference
    if difference is None:
        reasons = [reason for reason, _ in (*money.after.reasons, *money.before.reasons)]
        return f"{day}: chưa so sánh được. {reasons[0] if reasons else ''}".strip()
    tail = (
        " Dòng không giới hạn số lượng chưa tính vào." if money.after.is_open or money.before.is_open else ""
    )
    if difference == 0:
        return f"{day}: {format_money(money.after.total)}, không thay đổi.{tail}"
    way = "tăng" if difference > 0 else "giảm"
    return (
        f"{day}: {format_money(money.before.total)} thành {format_money(money.after.total)}, "
        f"{way} {format_money(abs(difference))}.{tail}"
    )


def quota_words(quota: TrialQuota, groups: Mapping[int, str]) -> str:
    """ "tập thể, UBND các phường, xã"; "tập thể, cá nhân (tính chung), tất cả các nhóm"."""
    subject = SubjectKind(quota.subject).label.lower() if quota.subject else "tập thể, cá nhân (tính chung)"
    outside = " ngoài địa bàn" if quota.outside else ""
    return f"{subject}{outside}, {groups[quota.group] if quota.group else 'tất cả các nhóm'}"
