"""Imports the results of a contest from the organisers' file, the way the pages do."""

import hashlib
import json
from decimal import Decimal
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts import clock
from accounts.errors import DomainError
from accounts.numbers import parse_decimal
from campaigns.models import Campaign
from scoring.contest_queries import confirmed_contest
from scoring.domain.contest_confirm import confirm_contest
from scoring.domain.contest_imports import set_contest_columns, upload_contest
from scoring.importers import contest_uploads
from scoring.importers.contest_headers import guess_contest_columns
from scoring.importers.contest_plan import ContestPlan
from scoring.importers.contest_rows import plan_contest
from scoring.importers.sheets import choose_sheet
from scoring.importers.uploads import known_units
from scoring.management.commands.import_index import campaign_named, file_bytes, officer_of


class Command(BaseCommand):
    help = "Nhập kết quả cuộc thi từ tệp .xlsx hoặc .csv; có lỗi thì không ghi gì."

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument("--campaign", required=True, metavar="SLUG")
        parser.add_argument("--maximum", metavar="DIEM", help="điểm tối đa của một lượt thi, ví dụ 20")
        parser.add_argument(
            "--sheet", help="tên trang tính; không ghi thì lấy trang đầu tiên có bảng kết quả"
        )
        parser.add_argument(
            "--time-unit", choices=["giay", "phut"], help="thời gian ghi bằng số trơn là giây hay phút"
        )
        parser.add_argument("--user", help="tên đăng nhập của cán bộ cơ quan thường trực thực hiện")
        parser.add_argument("--dry-run", action="store_true", help="chỉ đọc và báo cáo, không ghi")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *args, file, campaign, dry_run, as_json, **options):
        try:
            found = import_file(Path(file), campaign, dry_run=dry_run, options=options)
        except DomainError as error:
            raise CommandError(error.message) from error
        self.stdout.write(json.dumps(found, ensure_ascii=False) if as_json else sentence_of(found))


def import_file(path: Path, slug: str, *, dry_run: bool, options: dict) -> dict:
    """Reads and checks first, so that a file with a problem leaves no trace; then writes it in one transaction."""
    at = clock.now()
    campaign = campaign_named(slug)
    by = officer_of(campaign, options["user"], at)
    data = file_bytes(path)
    digest = hashlib.sha256(data).hexdigest()
    workbook = contest_uploads.read_contest_file(
        filename=path.name, data=data, max_bytes=settings.MAX_UPLOAD_BYTES
    )
    sheet, columns = choose_sheet(workbook, name=options["sheet"], guess=guess_contest_columns)
    if columns and options["time_unit"]:
        columns = columns.changed(columns.roles, time_unit=options["time_unit"])
    maximum = maximum_of(campaign, options["maximum"])
    plan = plan_contest(
        sheet,
        columns=columns,
        maximum=maximum,
        known_units=known_units(campaign),
        home=contest_uploads.home_names(campaign),
        decisions=decisions_of(campaign),
    )
    if not plan.can_write:
        lines = "\n".join(f"- {one}" for one in plan.messages)
        raise DomainError(f"Không nhập được, chưa có gì thay đổi.\n{lines}")
    found = summary(plan, path.name, digest, dry_run=dry_run)
    if dry_run:
        return found
    chosen = {"sheet_name": sheet.name, "columns": columns.as_data()}
    with transaction.atomic():
        row = upload_contest(campaign=campaign, filename=path.name, data=data, by=by, at=at, **chosen)
        row = set_contest_columns(contest_import=row, maximum=maximum, by=by, at=at, **chosen)
        prepared = contest_uploads.contest_preview(row, workbook).prepared
        report = confirm_contest(contest_import=row, prepared=prepared, by=by, at=at)
    return {**found, "import": report.contest_import.pk, "changed": report.changed}


def maximum_of(campaign: Campaign, text: str | None) -> Decimal:
    """The given maximum, else the one chosen for the confirmed import; raises DomainError without either."""
    if text:
        return parse_decimal(text, label="Điểm tối đa", places=2)
    earlier = confirmed_contest(campaign)
    if earlier is None or earlier.maximum is None:
        raise DomainError("Chưa biết điểm tối đa của một lượt thi. Hãy thêm --maximum, ví dụ --maximum 20.")
    return earlier.maximum


def decisions_of(campaign: Campaign) -> dict:
    """What a person answered for the confirmed import; units are known by their accepted names already."""
    earlier = confirmed_contest(campaign)
    return dict(earlier.decisions) if earlier else {}


def summary(plan: ContestPlan, name: str, digest: str, *, dry_run: bool) -> dict:
    """What the import holds, in numbers."""
    return {
        "file": name,
        "sha256": digest,
        "sheet": plan.sheet,
        "registered": len(plan.people),
        "people": plan.took_part,
        "attempts": plan.attempts,
        "residents": plan.residents,
        "units": plan.units,
        "skipped": [{"row": one.row, "reason": one.reason} for one in plan.skipped],
        "dry_run": dry_run,
    }


def sentence_of(found: dict) -> str:
    """The report as lines for a person."""
    lines = [
        f"Tệp {found['file']}, trang tính «{found['sheet']}»: {found['registered']} người đăng ký, "
        f"{found['people']} người dự thi, {found['attempts']} lượt thi của {found['units']} đơn vị, "
        f"{found['residents']} người dân."
    ]
    if found["dry_run"]:
        lines.append("Chạy thử: không ghi gì.")
    elif found["changed"]:
        lines.append("Đã ghi nhận kết quả và xếp hạng người dự thi.")
    else:
        lines.append("Tệp này đã được ghi nhận trước đó với cùng lựa chọn; không có gì thay đổi.")
    return "\n".join(lines)
