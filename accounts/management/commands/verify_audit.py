"""verify_audit [--kept FILE] [--json]: recomputes the whole chain; exit code 1 when an event does not hold."""

import csv
import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from accounts.domain.audit import broken_links
from accounts.models import AuditHead

SHOWN = 50


class Command(BaseCommand):
    help = "Kiểm tra chuỗi nhật ký còn nguyên vẹn, đối chiếu với các mã cuối ngày đã giao đi."

    def add_arguments(self, parser):
        parser.add_argument("--kept", help="tệp mã cuối ngày do export_audit_days ghi trước đây")
        parser.add_argument("--json", action="store_true", dest="as_json", help="in kết quả dạng JSON")

    def handle(self, *args, kept, as_json, **options):
        broken = broken_links(kept=read_kept(Path(kept)) if kept else None)
        total = AuditHead.objects.values_list("last_number", flat=True).first() or 0
        if as_json:
            self.stdout.write(json.dumps({"ok": not broken, "events": total, "broken": broken}))
        elif broken:
            shown = ", ".join(str(number) for number in broken[:SHOWN])
            self.stdout.write(f"SAI: {len(broken)} chỗ không khớp, sự kiện số {shown}.")
        else:
            self.stdout.write(f"Nhật ký còn nguyên vẹn: {total} sự kiện.")
        if broken:
            sys.exit(1)


def read_kept(path: Path) -> dict[int, str]:
    """Number -> hash of the days in a file that was handed out; CommandError when it is not such a file."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as rows:
            return {int(row["so"]): row["ma_bam"] for row in csv.DictReader(rows)}
    except (OSError, KeyError, ValueError, TypeError, UnicodeDecodeError):
        raise CommandError(
            f"{path}: không đọc được. Cần tệp do export_audit_days ghi (cột ngay, so, ma_bam)."
        ) from None
