"""Checks a live database; run nightly and after a restore. Exit code 1 when something does not hold."""

import json
import sys

from django.core.management.base import BaseCommand

from dossiers.invariants import INVARIANTS, breaches


class Command(BaseCommand):
    help = "Kiểm tra những điều luôn phải đúng trong cơ sở dữ liệu."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")

    def handle(self, *args, **options):
        found = breaches()
        wrong = sum(len(sentences) for sentences in found.values())
        if options["json"]:
            self.stdout.write(json.dumps({"ok": not wrong, "breaches": found}, ensure_ascii=False))
        else:
            for one in INVARIANTS:
                self.stdout.write(f"{'SAI' if found[one.code] else 'đúng'}  {one.name}")
                for sentence in found[one.code]:
                    self.stdout.write(f"     {sentence}")
        if wrong:
            sys.exit(1)
