"""check_units [--repair]: whether paths, keys and words of all units follow from their names and parents."""

from django.core.management.base import BaseCommand, CommandError

from campaigns.domain.check_units import repair_units, wrong_units

SHOWN = 20


class Command(BaseCommand):
    help = "Kiểm tra (và lập lại với --repair) đường dẫn, khóa sắp xếp và từ tìm kiếm của các đơn vị."

    def add_arguments(self, parser):
        parser.add_argument("--repair", action="store_true", help="lập lại những gì sai")

    def handle(self, *args, repair, **options):
        if repair:
            self.stdout.write(f"Đã lập lại {repair_units()} đơn vị.")
            return
        wrong = wrong_units()
        if wrong:
            more = [f"... và {len(wrong) - SHOWN} đơn vị khác."] if len(wrong) > SHOWN else []
            raise CommandError("\n".join([*wrong[:SHOWN], *more, "Chạy lại với --repair để lập lại."]))
        self.stdout.write("Mọi đơn vị đều đúng.")
