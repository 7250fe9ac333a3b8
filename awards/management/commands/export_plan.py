"""export_plan SLUG [--file FILE]: writes a campaign back as a pack."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from awards.domain.export_plan import plan_as_toml
from campaigns.models import Campaign


class Command(BaseCommand):
    help = "Xuất kế hoạch của một phong trào thành gói .toml."

    def add_arguments(self, parser):
        parser.add_argument("slug")
        parser.add_argument("--file", help="tệp để ghi; không nêu thì in ra màn hình")

    def handle(self, *args, slug, file, **options):
        campaign = Campaign.objects.filter(slug=slug).first()
        if campaign is None:
            known = ", ".join(Campaign.objects.order_by("slug").values_list("slug", flat=True))
            raise CommandError(f"Không có phong trào «{slug}». Đang có: {known or 'chưa có phong trào nào'}.")
        text = plan_as_toml(campaign)
        if file:
            Path(file).write_text(text, encoding="utf-8")
            self.stdout.write(f"Đã ghi {file}.")
        else:
            self.stdout.write(text)
