"""A list by percent in words: why a nomination has no rank in it, and where it stands nevertheless."""

from collections.abc import Collection

from awards.enums import QuotaOrder
from campaigns.enums import Origin
from dossiers.domain.propose import Candidate, Table
from scoring.ranking import Status


def why_unranked(table: Table, row: Candidate, measured: Collection[int]) -> str:
    """The missing years and the place behind the ranked ones; "" for whoever has a rank, or a list of another order.

    A mean over fewer years can't be compared; the thresholds of the plan are judged all the same.
    """
    if table.quota.order != QuotaOrder.PERCENT or table.quota.outside or row.line.rank or not row.nomination:
        return ""
    reason = _reason(row, measured)
    ranked = sum(one.line.rank is not None for one in table.rows)
    if row.line.status == Status.INELIGIBLE or not ranked:
        return f"Chưa xếp hạng: {reason}."
    return f"Chưa xếp hạng: {reason}. Đứng sau {ranked} trường hợp có hạng; vẫn được xét theo tiêu chuẩn."


def _reason(row: Candidate, measured: Collection[int]) -> str:
    if row.nomination and row.nomination.origin != Origin.UNIT:
        return "không thuộc đơn vị có kết quả chỉ số"
    if not measured:
        return "chưa ghi nhận kết quả chỉ số năm nào"
    has = row.facts.percent_by_year if row.facts else {}
    missing = ", ".join(str(year) for year in sorted(set(measured) - set(has)))
    return f"{row.unit} thiếu kết quả chỉ số năm {missing} nên không tính được bình quân"
