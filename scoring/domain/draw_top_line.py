"""Tốp đầu: where the plan gives no number, a named officer says to which rank it reaches, and on which ground."""

from datetime import datetime

from django.db import transaction

from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import User
from accounts.text import tidy
from awards.models import AwardRecord
from campaigns.domain.lock_campaign import lock_campaign
from campaigns.models import UnitGroup
from scoring.models import Ranking, Standing, TopLine
from scoring.permissions import check_keeps_results


def draw_top_line(
    *, ranking: Ranking, group: UnitGroup, last_rank: int, ground: str, by: User, at: datetime
) -> TopLine:
    """Draws (or moves) the line of a group under a rank that some unit has; all who share that rank are inside.

    DomainError without a ground, for an old ranking, a rank that nobody has, or once a place of a round that
    looks at this year was given.
    """
    with transaction.atomic():
        lock_campaign(ranking.campaign_id)
        ranking = Ranking.objects.select_for_update(no_key=True).get(pk=ranking.pk)
        check_keeps_results(by=by, campaign=ranking.campaign, at=at)
        if not ranking.is_current:
            raise DomainError("Bảng xếp hạng này đã được thay. Hãy tải lại trang.")
        clean = tidy(ground)
        if not clean:
            raise DomainError("Hãy ghi căn cứ xác định tốp đầu, ví dụ số biên bản họp.", field="ground")
        _check_rank(ranking, group, last_rank)
        _check_not_awarded(ranking)
        before = TopLine.objects.filter(ranking=ranking, group=group).first()
        line, _ = TopLine.objects.update_or_create(
            ranking=ranking,
            group=group,
            defaults={"last_rank": last_rank, "ground": clean, "at": at, "by": by},
        )
        record_event(
            by=by,
            at=at,
            kind="top_line.drawn",
            target=line,
            campaign=ranking.campaign,
            changes={"last_rank": [before.last_rank if before else None, last_rank]},
            sentence=f"Xác định tốp đầu năm {ranking.year} của {group}: đến hạng {last_rank}. Căn cứ: {clean}",
        )
        return line


def _check_rank(ranking: Ranking, group: UnitGroup, last_rank: int) -> None:
    ranks = set(Standing.objects.filter(ranking=ranking, group=group).values_list("rank", flat=True)) - {None}
    if not ranks:
        raise DomainError(f"{group} chưa có đơn vị nào được xếp hạng năm {ranking.year}.")
    if last_rank not in ranks:
        raise DomainError(
            f"{group} không có đơn vị nào ở hạng {last_rank}. Hãy nhập một hạng có trong bảng, "
            f"từ 1 đến {max(ranks)}.",
            field="last_rank",
        )


def _check_not_awarded(ranking: Ranking) -> None:
    given = AwardRecord.objects.filter(campaign=ranking.campaign_id, round__last_year=ranking.year).count()
    if given:
        raise DomainError(
            f"Đã chọn khen thưởng {given} trường hợp theo kết quả năm {ranking.year} nên không đổi tốp đầu "
            "được. Muốn đổi, hãy bỏ chọn trước."
        )
