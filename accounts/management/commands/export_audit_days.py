"""export_audit_days [--file FILE]: the end of the audit chain of every kept day, to be stored somewhere else."""

import csv
from pathlib import Path

from django.core.management.base import BaseCommand

from accounts.models import AuditDay


class Command(BaseCommand):
    help = "Ghi mã cuối ngày của nhật ký ra tệp CSV để giao cho nơi khác giữ."

    def add_arguments(self, parser):
        parser.add_argument("--file", help="ghi ra tệp; không nêu thì in ra màn hình")

    def handle(self, *args, file, **options):
        rows = [(f"{day.day:%Y-%m-%d}", day.number, day.hash) for day in AuditDay.objects.order_by("day")]
        if file:
            with Path(file).open("w", encoding="utf-8", newline="") as out:
                write_days(out, rows)
            self.stdout.write(f"Đã ghi {len(rows)} ngày vào {file}.")
        else:
            write_days(self.stdout, rows)


def write_days(out, rows) -> None:
    """Header and one line a day: ngay, so, ma_bam."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["ngay", "so", "ma_bam"])
    writer.writerows(rows)
