"""create_admin CODE "Full name" --unit CODE: the first administrator of an installation, and the link to begin with."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from accounts import clock
from accounts.domain.audit import record_event
from accounts.errors import DomainError
from campaigns.domain.manage_people import create_person, make_invitation
from campaigns.enums import Role
from campaigns.models import Membership, Unit


class Command(BaseCommand):
    help = "Tạo quản trị đầu tiên của một đơn vị và in liên kết đặt mật khẩu dùng một lần."

    def add_arguments(self, parser):
        parser.add_argument("username", help="mã cán bộ")
        parser.add_argument("full_name", help="họ và tên")
        parser.add_argument(
            "--unit", required=True, help="mã đơn vị được quản trị, cùng mọi đơn vị trực thuộc"
        )
        parser.add_argument("--email", default="")

    def handle(self, *args, username, full_name, unit, email, **options):
        place, at = Unit.objects.filter(code=unit).first(), clock.now()
        if place is None:
            raise CommandError(
                f"Không có đơn vị mã «{unit}». Hãy nhập danh sách đơn vị trước (lệnh import_units)."
            )
        try:
            with transaction.atomic():
                person = create_person(username=username, full_name=full_name, email=email, by=None, at=at)
                Membership.objects.create(
                    user=person, unit=place, role=Role.SYSTEM_ADMIN, valid_from=timezone.localdate(at)
                )
                said = f"Giao vai trò quản trị của {place} cho {person} bằng lệnh trên máy chủ."
                record_event(by=None, at=at, kind="role.given", target=person, unit=place, sentence=said)
                secret = make_invitation(person=person, by=person, at=at)
        except DomainError as error:
            raise CommandError(error.message) from None
        host = settings.CSRF_TRUSTED_ORIGINS[0] if settings.CSRF_TRUSTED_ORIGINS else "http://localhost:8000"
        self.stdout.write(f"Đã tạo {person}. Liên kết đặt mật khẩu, dùng một lần, trong 7 ngày:")
        self.stdout.write(f"{host}/loi-moi/{secret}/")
