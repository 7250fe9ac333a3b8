"""load_plan NAME|FILE [--dry-run] [--json]: fills the database from a plan pack; twice changes nothing."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from accounts.errors import DomainError
from awards.domain.load_plan import load_plan
from awards.packs_schema import read_pack
from scoring.rules import find_rule


class Command(BaseCommand):
    help = "Nạp một kế hoạch từ gói (tên gói hoặc tệp .toml)."

    def add_arguments(self, parser):
        parser.add_argument("pack")
        parser.add_argument("--dry-run", action="store_true", help="chỉ in thay đổi, không ghi")
        parser.add_argument("--json", action="store_true", dest="as_json", help="in kết quả dạng JSON")

    def handle(self, *args, pack, dry_run, as_json, **options):
        try:
            data = read_pack(pack)
            report = load_plan(
                pack=data,
                dry_run=dry_run,
                file=Path(pack).name,
                source=Path(pack).stem,
                check_condition=find_rule,
            )
        except DomainError as error:
            raise CommandError(error.message) from None
        if as_json:
            said = {
                "campaign": data["slug"],
                "changes": report.changes,
                "notes": report.notes,
                "dry_run": dry_run,
            }
            self.stdout.write(json.dumps(said, ensure_ascii=False))
            return
        for line in [*(report.changes or ["Không có gì thay đổi."]), *report.notes]:
            self.stdout.write(line)
        if dry_run:
            self.stdout.write("Chạy thử: chưa ghi gì.")
