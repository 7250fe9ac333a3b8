"""How a list reads: for whom its number is, in which order its candidates stand, and who waits for a person."""

from awards.enums import QuotaMode, QuotaOrder
from awards.models import AwardQuota
from awards.quotas import subject_words
from campaigns.models import Round
from dossiers.domain.collect_facts import Picture
from dossiers.domain.propose import Table

ORDERS = {
    QuotaOrder.RANK: "theo thứ hạng trong từng nhóm, thứ hạng bằng nhau của các nhóm khác nhau là đồng hạng",
    QuotaOrder.CONTEST: "theo điểm cuộc thi của lượt được tính, từ cao đến thấp",
    QuotaOrder.PERSON: "do người có thẩm quyền chọn, kế hoạch không xếp thứ tự",
}


def places_of(quota: AwardQuota) -> str:
    """ "3 tập thể", "tối đa 5 tập thể và cá nhân", "tập thể, không giới hạn số lượng"."""
    who = subject_words(quota)
    if quota.maximum is None:
        return f"{who}, không giới hạn số lượng"
    return f"{quota.maximum} {who}" if quota.mode == QuotaMode.EXACT else f"tối đa {quota.maximum} {who}"


def title_of(quota: AwardQuota) -> str:
    """For whom: the group, or whoever is meant when there is none."""
    if quota.group:
        return str(quota.group)
    return "Ngoài địa bàn" if quota.outside else "Mọi nhóm"


def chip_words(quota: AwardQuota) -> str:
    """The subject as a mark beside the title."""
    return quota.get_subject_display() or "Tập thể và cá nhân"


def order_of(table: Table, picture: Picture) -> str:
    """In which order the candidates stand, in one sentence."""
    quota = table.quota
    if table.by_unit:
        return "Xếp theo kết quả đánh giá, xếp hạng chính thức trong nhóm."
    if quota.outside:
        return f"Thứ tự {ORDERS[QuotaOrder.PERSON]}; chỉ tiêu này ở ngoài chỉ tiêu của địa bàn."
    if quota.order == QuotaOrder.PERCENT:
        return (
            f"Xếp theo {_percent_words(picture)}, từ cao đến thấp; trường hợp thiếu kết quả một năm không có hạng, "
            "đứng sau các trường hợp có hạng và vẫn được xét theo tiêu chuẩn."
        )
    return f"Thứ tự {ORDERS[QuotaOrder(quota.order)]}."


def round_words(round: Round) -> str:
    """ "Tổng kết 2023-2025, xét kết quả các năm 2023 đến 2025"."""
    if round.first_year == round.last_year:
        return f"{round.name}, xét kết quả năm {round.year}"
    return f"{round.name}, xét kết quả các năm {round.first_year} đến {round.last_year}"


def _percent_words(picture: Picture) -> str:
    years = sorted(picture.years.measured)
    if not years:
        return "kết quả chỉ số (% điểm tối đa) bình quân các năm; chưa có kết quả năm nào được ghi nhận"
    listed = ", ".join(map(str, years))
    return f"kết quả chỉ số (% điểm tối đa) bình quân {'năm' if len(years) == 1 else 'các năm'} {listed}"
