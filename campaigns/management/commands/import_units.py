"""import_units FILE [--dry-run] [--json]: the list of units from .csv or .xlsx, all of it or nothing."""

import json
from dataclasses import asdict

from django.core.management.base import BaseCommand, CommandError

from accounts.errors import DomainError
from campaigns.importers.units import SHOWN, import_units


class Command(BaseCommand):
    help = "Nhập danh sách đơn vị từ tệp .csv hoặc .xlsx."

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument("--dry-run", action="store_true", help="chỉ kiểm tra, không ghi")
        parser.add_argument(
            "--same-names", action="store_true", help="vẫn ghi đơn vị trùng tên với đơn vị khác cùng cấp trên"
        )
        parser.add_argument("--json", action="store_true", dest="as_json", help="in kết quả dạng JSON")

    def handle(self, *args, file, dry_run, as_json, same_names, **options):
        try:
            report = import_units(file=file, dry_run=dry_run, despite=same_names)
        except DomainError as error:
            raise CommandError(error.message) from None
        except OSError:
            raise CommandError(f"Không mở được tệp «{file}».") from None
        if as_json:
            self.stdout.write(report_as_json(report, dry_run=dry_run))
        if report.problems:
            more = len(report.problems) - SHOWN
            lines = report.problems[:SHOWN] + ([f"... và {more} lỗi khác."] if more > 0 else [])
            raise CommandError("Chưa ghi gì. " + "\n".join(lines))
        if report.asks and not same_names:
            listed = "\n".join(report.asks[:SHOWN])
            raise CommandError(
                f"Chưa ghi gì. {listed}\nChạy lại với --same-names nếu đó là các đơn vị khác nhau."
            )
        if not as_json:
            self.stdout.write(
                f"{report.created} đơn vị mới, {report.changed} thay đổi, {report.same} giữ nguyên."
                + (" Chạy thử: chưa ghi gì." if dry_run else "")
            )


def report_as_json(report, *, dry_run: bool) -> str:
    """The report as one JSON object."""
    return json.dumps({**asdict(report), "dry_run": dry_run}, ensure_ascii=False)
