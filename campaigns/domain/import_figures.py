"""Nhập số liệu hằng năm từ tệp Excel: all rows or none, with the file's name and hash in the audit trail."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import User
from campaigns.domain.record_figures import TypedTasks, write_figures
from campaigns.models import Campaign
from campaigns.permissions import check_standing


def import_figures(
    *,
    campaign: Campaign,
    year: int,
    lines: Sequence[TypedTasks],
    problems: Sequence[str],
    filename: str,
    sha256: str,
    by: User,
    at: datetime,
) -> int:
    """Writes the planned lines; returns how many units changed. DomainError while the plan has a problem."""
    if problems:
        raise DomainError(f"Chưa ghi gì vì tệp còn {len(problems)} lỗi. {problems[0]}")
    with transaction.atomic():
        check_standing(by=by, campaign=campaign, at=at)
        changes = write_figures(campaign=campaign, year=year, lines=lines, by=by, at=at)
        if changes:
            record_event(
                by=by,
                at=at,
                kind="figures.imported",
                target=campaign,
                campaign=campaign,
                sentence=f"Nhập số liệu năm {year} từ tệp «{filename}»: {len(changes)} đơn vị thay đổi.",
                changes={
                    "year": year,
                    "file": filename,
                    "sha256": sha256,
                    "units": {change.unit.code: change.as_data for change in changes},
                },
            )
        return len(changes)
