"""The last way in: the only administrator lost phone and codes, and nobody can take the factor away in the browser."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts import clock
from accounts.domain.second_factor import take_factors_away
from accounts.people import account_of
from accounts.second_factor import has_second_factor


class Command(BaseCommand):
    help = (
        "Gỡ yếu tố thứ hai của một người khi không còn quản trị nào làm được; việc này được ghi vào nhật ký."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help="mã cán bộ")
        parser.add_argument("--reason", required=True, help="lý do, ghi vào nhật ký")

    def handle(self, *args: Any, **options: Any) -> None:
        person = account_of(options["username"])
        if person is None:
            raise CommandError(f"Không có tài khoản «{options['username']}».")
        if not has_second_factor(person):
            raise CommandError(f"{person} chưa đặt yếu tố thứ hai.")
        reason = f"{options['reason']} (lệnh trên máy chủ)"
        take_factors_away(person=person, by=None, reason=reason, at=clock.now())
        self.stdout.write(f"Đã gỡ yếu tố thứ hai của {person}; mọi phiên của người này đã kết thúc.")
