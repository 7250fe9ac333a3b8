"""import_unit_changes FILE --by CODE --day --number --issued-on --issuer [--dry-run]: changes by one basis."""

from django.core.management.base import BaseCommand, CommandError

from accounts import clock
from accounts.dates import parse_date
from accounts.errors import DomainError
from accounts.models import User
from campaigns.domain.unit_basis import Basis
from campaigns.importers.unit_changes import import_unit_changes

SHOWN = 20


class Command(BaseCommand):
    help = "Ghi đổi tên, đổi loại, đổi cấp trên theo một danh mục đối chiếu; mã mất hoặc mới chỉ liệt kê."

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument("--by", required=True, help="mã cán bộ của quản trị ghi nhận")
        parser.add_argument("--day", required=True, help="ngày có hiệu lực, dd/mm/yyyy")
        parser.add_argument("--number", required=True, help="số, ký hiệu văn bản")
        parser.add_argument("--issued-on", required=True, help="ngày ban hành, dd/mm/yyyy")
        parser.add_argument("--issuer", required=True, help="cơ quan ban hành")
        parser.add_argument("--summary", default="")
        parser.add_argument("--dry-run", action="store_true", help="chỉ xem trước, không ghi")

    def handle(self, *args, file, dry_run, **options):
        try:
            by = User.objects.filter(username=options["by"], is_active=True).first()
            if by is None:
                raise DomainError(f"Không có tài khoản đang dùng «{options['by']}».")
            basis = Basis(
                day=parse_date(options["day"], label="Ngày có hiệu lực"),
                number=options["number"],
                issued_on=parse_date(options["issued_on"], label="Ngày ban hành"),
                issuer_name=options["issuer"],
                summary=options["summary"],
            )
            report = import_unit_changes(file=file, basis=basis, by=by, at=clock.now(), dry_run=dry_run)
        except DomainError as error:
            raise CommandError(error.message) from None
        except OSError:
            raise CommandError(f"Không mở được tệp «{file}».") from None
        self.tell(report, dry_run)

    def tell(self, report, dry_run):
        """Counts first, then the first lines of each part; problems end with an error."""
        self.stdout.write(
            f"{len(report.applied)} đơn vị đổi tên, loại hoặc cấp trên; {report.same} giữ nguyên; "
            f"{report.unknown} mã không có ở đây; {len(report.gone)} mã không còn, {len(report.new)} mã mới, "
            f"{len(report.asked)} tên chuyển sang mã khác."
        )
        self.lines("Cần người quyết định (tên của mã không còn chuyển sang mã khác)", report.asked)
        self.lines("Cần người quyết định (sáp nhập, chia tách hay giải thể)", report.gone)
        self.lines("Mã mới, hãy ghi khi sáp nhập hoặc chia tách", report.new)
        if report.problems:
            self.lines("Lỗi", report.problems)
            raise CommandError(f"Chưa ghi gì: {len(report.problems)} dòng có lỗi.")
        if dry_run:
            self.stdout.write("Chạy thử: chưa ghi gì.")

    def lines(self, title, rows):
        """The first rows of a part."""
        if rows:
            self.stdout.write(f"{title}:")
            for row in rows[:SHOWN]:
                self.stdout.write(f"  {row}")
            if len(rows) > SHOWN:
                self.stdout.write(f"  … và {len(rows) - SHOWN} dòng khác.")
