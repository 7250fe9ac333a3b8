"""Fills an empty installation with labelled demo data up to a stage of the campaign."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from dossiers.demo import STAGES, base
from dossiers.demo import seed as seed_stage
from dossiers.demo.plans import OTHER_PLANS, seed_other_plans


class Command(BaseCommand):
    help = "Nạp dữ liệu minh họa: Tân Châu 2023 đến một giai đoạn, và bốn kế hoạch khác."

    def add_arguments(self, parser):
        parser.add_argument("--stage", choices=list(STAGES), default="launched")
        parser.add_argument("--accounts", action="store_true", help="chỉ in các tài khoản mẫu")

    def handle(self, *args, stage, accounts, **options):
        if not settings.DEMO:
            raise CommandError("Chỉ nạp dữ liệu minh họa khi DEMO=1; máy chủ thật không dùng lệnh này.")
        if not accounts:
            campaign = seed_stage(stage)
            self.stdout.write(f"Đã nạp «{campaign.title}» đến giai đoạn {stage}.")
            for other in seed_other_plans():
                self.stdout.write(f"Đã nạp «{other.title}».")
        for line in account_lines():
            self.stdout.write(line)


def account_lines() -> list[str]:
    """The demo accounts, as ./run prints them."""
    if not User.objects.filter(username="can-bo").exists():
        return ["Chưa có dữ liệu minh họa. Chạy: manage.py seed_demo --stage launched"]
    return [
        f"Tài khoản mẫu (mật khẩu chung: {base.PASSWORD})",
        "  can-bo          Cán bộ Phòng Văn hóa và Thông tin (cơ quan thường trực)",
        "  chau-phong      Cán bộ UBND xã Châu Phong; 26 đơn vị khác cũng có, ví dụ long-thanh, phong-noi-vu",
        "  uy-vien-1..5    Ủy viên Hội đồng Thi đua - Khen thưởng thị xã",
        "  quan-tri        Quản trị: người dùng, vai trò, nhật ký",
        "  giam-sat        Người giám sát: nhật ký",
        *(f"  {plan.officer:<17} Cán bộ thường trực của kế hoạch {plan.pack}" for plan in OTHER_PLANS),
    ]
