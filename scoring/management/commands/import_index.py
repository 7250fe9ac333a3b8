"""Imports a table of official results from a workbook, the way the pages do, and ranks the units."""

import hashlib
import json
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts import clock
from accounts.errors import DomainError
from accounts.excel.cells import Sheet, Workbook
from accounts.models import User
from campaigns.access import active_memberships
from campaigns.enums import Role
from campaigns.models import Campaign, Membership
from scoring.domain.confirm_index import confirm_index
from scoring.domain.index_imports import set_columns, upload_index
from scoring.domain.propose_index import propose_index
from scoring.importers import uploads
from scoring.importers.headers import ColumnMapping
from scoring.importers.index_rows import plan_import
from scoring.importers.legacy import legacy_of
from scoring.importers.notices import notices_of
from scoring.importers.plan import ImportPlan
from scoring.importers.scales import Scale, parse_scale
from scoring.importers.sheets import choose_sheet
from scoring.models import IndexImport, Ranking
from scoring.queries import confirmed_import


class Command(BaseCommand):
    help = "Nhập kết quả chính thức từ tệp Excel và xếp hạng; có lỗi thì không ghi gì."

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument("--campaign", required=True, metavar="SLUG")
        parser.add_argument("--year", required=True, type=int)
        parser.add_argument("--scale", metavar="one|percent|points:MAX")
        parser.add_argument(
            "--sheet", help="tên trang tính; không ghi thì lấy trang đầu tiên có bảng kết quả"
        )
        parser.add_argument("--user", help="tên đăng nhập của cán bộ cơ quan thường trực thực hiện")
        parser.add_argument(
            "--confirmed-by",
            help="tên đăng nhập của người thứ hai xác nhận; không ghi thì tệp chờ người đó xác nhận trên trang",
        )
        parser.add_argument("--dry-run", action="store_true", help="chỉ đọc và báo cáo, không ghi")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *args, file, campaign, year, dry_run, as_json, **options):
        try:
            found = import_file(Path(file), campaign, year, dry_run=dry_run, options=options)
        except DomainError as error:
            raise CommandError(error.message) from error
        self.stdout.write(json.dumps(found, ensure_ascii=False) if as_json else sentence_of(found))


def import_file(path: Path, slug: str, year: int, *, dry_run: bool, options: dict) -> dict:
    """Reads and checks first, so that a file with a problem leaves no trace; then writes it in one transaction."""
    at = clock.now()
    campaign = campaign_named(slug)
    by = officer_of(campaign, options["user"], at)
    data = file_bytes(path)
    workbook = uploads.read_upload(filename=path.name, data=data, max_bytes=settings.MAX_UPLOAD_BYTES)
    sheet, mapping = choose_sheet(workbook, name=options["sheet"])
    scale, maximum = uploads.split_scale(options["scale"] or earlier_scale(campaign, year))
    code = scale if maximum is None else f"{scale}:{maximum}"
    plan = plan_of(workbook, sheet, mapping, parse_scale(code), campaign, year)
    if not plan.can_write:
        raise DomainError(
            "Không nhập được, chưa có gì thay đổi.\n" + "\n".join(f"- {one}" for one in plan.messages)
        )
    found = summary(plan, path, year, dry_run=dry_run)
    if dry_run:
        return found
    second = named_user(options["confirmed_by"]) if options.get("confirmed_by") else None
    with transaction.atomic():
        shown = {"sheet_name": sheet.name, "columns": mapping.as_data()}
        given = {"campaign": campaign, "year": year, "filename": path.name, "data": data}
        row = upload_index(**given, **shown, by=by, at=at)
        row = set_columns(index_import=row, **shown, scale=scale, scale_maximum=maximum, by=by, at=at)
        return {**found, **write(row, plan, by=by, second=second, at=at)}


def plan_of(
    workbook: Workbook,
    sheet: Sheet,
    mapping: ColumnMapping | None,
    scale: Scale,
    campaign: Campaign,
    year: int,
) -> ImportPlan:
    """The plan as the preview makes it; raises DomainError for text of an old font, which a person has to look at."""
    if legacy := legacy_of(sheet):
        raise DomainError(f"Trang tính «{sheet.name}»: {legacy.sentence} (trên trang nhập kết quả).")
    plan = plan_import(
        sheet,
        mapping=mapping,
        scale=scale,
        known_units=uploads.known_units(campaign, year=year),
        criteria=uploads.weights_of(campaign),
    )
    plan.warnings = notices_of(workbook, sheet) + plan.warnings
    return plan


def write(row: IndexImport, plan: ImportPlan, *, by: User, second: User | None, at: datetime) -> dict:
    """Proposes the plan with exactly the choices it was made with, and has the named second person confirm it."""
    prepared = uploads.prepared_of(row, plan)
    proposal = propose_index(index_import=row, prepared=prepared, by=by, at=at)
    held = {"import": proposal.index_import.pk, "changed": proposal.changed, "written": 0, "ranking": None}
    if not proposal.changed:
        ranking = Ranking.objects.filter(index_import=proposal.index_import, is_current=True).first()
        return {**held, "ranking": ranking.pk if ranking else None}
    if second is None:
        return held
    report = confirm_index(index_import=proposal.index_import, prepared=prepared, by=second, at=at)
    return {**held, "written": report.written, "ranking": report.ranking.pk}


def campaign_named(slug: str) -> Campaign:
    """The campaign; raises DomainError naming those that there are."""
    found = Campaign.objects.select_related("standing_unit").filter(slug=slug).first()
    if found is None:
        slugs = ", ".join(Campaign.objects.values_list("slug", flat=True)[:10]) or "chưa có phong trào nào"
        raise DomainError(f"Không có phong trào «{slug}». Các phong trào hiện có: {slugs}.")
    return found


def officer_of(campaign: Campaign, username: str | None, at) -> User:
    """Who acts: the named person, else the first officer of the standing body; raises DomainError without one."""
    if username:
        return named_user(username)
    officers = Membership.objects.filter(unit=campaign.standing_unit, role=Role.STANDING_OFFICER)
    for membership in officers.select_related("user").order_by("id"):
        if active_memberships(membership.user, at).filter(pk=membership.pk).exists():
            return membership.user
    raise DomainError(
        f"{campaign.standing_unit} chưa có cán bộ nào. Hãy thêm cán bộ hoặc chỉ rõ bằng --user."
    )


def named_user(username: str) -> User:
    """The account; raises DomainError without one."""
    user = User.objects.filter(username=username).first()
    if user is None:
        raise DomainError(f"Không có tài khoản «{username}».")
    return user


def earlier_scale(campaign: Campaign, year: int) -> str:
    """The scale a person chose for the year's confirmed import; raises DomainError without one."""
    row = confirmed_import(campaign, year)
    scale = uploads.scale_of(row) if row else None
    if scale is None:
        raise DomainError(
            "Chưa chọn thang điểm. Hãy thêm --scale one (0 đến 1), --scale percent (0 đến 100) "
            "hoặc --scale points:MAX, ví dụ points:1000."
        )
    return scale.code


def file_bytes(path: Path) -> bytes:
    """The file's content; raises DomainError when it can't be read."""
    try:
        return path.read_bytes()
    except OSError:
        raise DomainError(f"Không đọc được tệp «{path}». Hãy kiểm tra đường dẫn và quyền đọc.") from None


def summary(plan: ImportPlan, path: Path, year: int, *, dry_run: bool) -> dict:
    """What the import holds, in numbers and names."""
    return {
        "file": path.name,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "year": year,
        "sheet": plan.sheet,
        "units": len(plan.lines),
        "missing": [unit.name for unit in plan.missing_units],
        "skipped": [{"row": one.row, "reason": one.reason} for one in plan.skipped],
        "warnings": list(plan.warnings),
        "dry_run": dry_run,
    }


def sentence_of(found: dict) -> str:
    """The report as lines for a person."""
    lines = [
        f"Tệp {found['file']}, trang tính «{found['sheet']}»: {found['units']} đơn vị có kết quả năm {found['year']}."
    ]
    lines += found["warnings"]
    if found["missing"]:
        lines.append(
            f"{len(found['missing'])} đơn vị không có trong tệp: {', '.join(found['missing'][:10])}."
        )
    if found["dry_run"]:
        lines.append("Chạy thử: không ghi gì.")
    elif found["written"]:
        lines.append(f"Đã ghi nhận {found['written']} kết quả và xếp hạng.")
    elif found["changed"]:
        lines.append(
            "Đã đề nghị; kết quả được ghi khi người thứ hai xác nhận trên trang hoặc bằng --confirmed-by."
        )
    else:
        lines.append("Tệp này đã được ghi nhận trước đó với cùng lựa chọn; không có gì thay đổi.")
    return "\n".join(lines)
