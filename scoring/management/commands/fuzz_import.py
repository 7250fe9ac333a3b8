"""Throws mutated workbooks at the importer for some minutes: no uncaught error, no run over 5 s, none over 512 MB."""

from django.core.management.base import BaseCommand, CommandError

from scoring.importers.fuzzing import MOST_MEGABYTES, MOST_SECONDS, Report, fuzz


class Command(BaseCommand):
    help = "Thử độ bền của bước nhập kết quả bằng các tệp bị làm hỏng ngẫu nhiên; không ghi gì vào cơ sở dữ liệu."

    def add_arguments(self, parser):
        parser.add_argument("--minutes", type=float, default=1.0)
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args, minutes, seed, **options):
        report = fuzz(minutes=minutes, seed=seed, progress=self.stdout.write)
        self.stdout.write(sentences(report))
        if report.failures:
            raise CommandError("\n".join(report.failures[:20]))


def sentences(report: Report) -> str:
    """The report for a person."""
    return (
        f"{report.runs} tệp: {report.refused} bị từ chối bằng một câu, {report.problems} đọc được và nêu lỗi, "
        f"{report.clean} đọc được không lỗi.\n"
        f"Lâu nhất {report.slowest:.2f} s (mức {MOST_SECONDS} s), bộ nhớ lớn nhất của tiến trình đọc "
        f"{report.peak_mb:.0f} MB (mức {MOST_MEGABYTES} MB)."
    )
