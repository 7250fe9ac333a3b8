"""Thực hiện chế độ báo cáo đầy đủ, đúng hạn."""

from accounts.dates import date_short
from scoring.enums import Outcome
from scoring.rules.base import Answer, Facts, Params, rule, worst
from scoring.rules.facts import ReportFact
from scoring.rules.words import listed

_WORDS = {
    "late": "Gửi sau hạn",
    "overdue": "Đã quá hạn mà chưa nhận được",
    "open": "Chưa đến hạn",
}


@rule(
    "reports_on_time",
    name="Báo cáo đầy đủ, đúng hạn",
    help="Đạt khi mọi báo cáo mà kế hoạch yêu cầu trong các năm được xét đều đến trước khi hết hạn.",
)
def reports_on_time(facts: Facts, params: Params) -> Answer:
    """Met if every report came by its last day; no data while one is not due yet."""
    if not facts.reports:
        return Answer(Outcome.NO_DATA, "Chưa có danh mục báo cáo phải gửi trong các năm được xét.")
    kinds: dict[str, list[ReportFact]] = {"good": [], "late": [], "overdue": [], "open": []}
    for report in facts.reports:
        kinds[_kind(report, facts)].append(report)
    reason = f"Có {len(kinds['good'])}/{len(facts.reports)} báo cáo gửi đúng hạn."
    for kind, words in _WORDS.items():
        if kinds[kind]:
            reason += f" {words}: {listed(_said(report) for report in kinds[kind])}."
    outcomes = {"late": Outcome.NOT_MET, "overdue": Outcome.NOT_MET, "open": Outcome.NO_DATA}
    outcome = worst(outcomes[kind] for kind in _WORDS if kinds[kind])
    numbers: dict[str, int | list[str]] = {"required": len(facts.reports), "on_time": len(kinds["good"])}
    numbers |= {kind: [one.name for one in kinds[kind]] for kind in _WORDS if kinds[kind]}
    return Answer(outcome, reason, numbers)


def _kind(report: ReportFact, facts: Facts) -> str:
    if report.arrived_on:
        return "good" if report.arrived_on <= report.last_day else "late"
    return "overdue" if facts.judged_on and facts.judged_on > report.last_day else "open"


def _said(report: ReportFact) -> str:
    came = f", đến ngày {date_short(report.arrived_on)}" if report.arrived_on else ""
    return f"{report.name} (hạn hết ngày {date_short(report.last_day)}{came})"
