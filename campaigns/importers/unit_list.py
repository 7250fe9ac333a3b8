"""A checked list of units from the browser into the database, with the file's name and hash in the audit trail."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import User
from campaigns.importers.unit_rows import UnitList
from campaigns.importers.units import ImportReport, write_units
from campaigns.models import Unit

NOTED = 200


def placed_under(found: UnitList, top: str) -> UnitList:
    """The list with its new units that name no superior put under the unit of code `top`."""
    stored = set(
        Unit.objects.filter(code__in=[row.code for row in found.rows]).values_list("code", flat=True)
    )
    rows = [
        row if row.parent or row.code in stored or row.code == top else replace(row, parent=top)
        for row in found.rows
    ]
    return UnitList(rows, found.problems)


def import_unit_list(
    *,
    found: UnitList,
    within: Sequence[int],
    filename: str,
    sha256: str,
    by: User,
    at: datetime,
    despite: bool = False,
) -> ImportReport:
    """Writes the list; DomainError while it has a problem, reaches beyond the units that are administered, or has
    namesakes under one parent that nobody said to be others (`despite`)."""
    with transaction.atomic():
        report = write_units(found, within=within, despite=despite)
        if report.asks and not despite:
            raise DomainError(
                f"Chưa ghi gì: có {len(report.asks)} đơn vị trùng tên với đơn vị khác cùng cấp trên. Hãy xem danh "
                "sách và đánh dấu «Vẫn ghi» nếu đó là các đơn vị khác nhau."
            )
        if report.problems:
            raise DomainError(f"Chưa ghi gì vì tệp còn {len(report.problems)} lỗi. {report.problems[0]}")
        if report.lines:
            record_event(
                by=by,
                at=at,
                kind="unit.imported",
                sentence=f"Nhập danh sách đơn vị từ tệp «{filename}»: {report.created} mới, {report.changed} thay đổi.",
                changes={"file": filename, "sha256": sha256, "lines": report.lines[:NOTED]},
            )
        return report
