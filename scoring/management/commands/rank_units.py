"""Ranks the units of a campaign by the confirmed results of a year and prints the table."""

import json

from django.core.management.base import BaseCommand, CommandError

from accounts import clock
from accounts.errors import DomainError
from campaigns.models import Campaign
from scoring.domain.rank_units import rank_units


class Command(BaseCommand):
    help = "Xếp hạng các đơn vị theo kết quả đã ghi nhận; dữ liệu không đổi thì bảng xếp hạng giữ nguyên."

    def add_arguments(self, parser):
        parser.add_argument("--campaign", required=True, metavar="SLUG")
        parser.add_argument("--year", required=True, type=int)
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *args, campaign, year, as_json, **options):
        found = Campaign.objects.filter(slug=campaign).first()
        if found is None:
            raise CommandError(f"Không có phong trào «{campaign}».")
        try:
            ranking = rank_units(campaign=found, year=year, by=None, at=clock.now())
        except DomainError as error:
            raise CommandError(error.message) from error
        rows = [row_of(standing) for standing in ranking.standings.select_related("group", "unit", "result")]
        if as_json:
            report = {
                "campaign": campaign,
                "year": year,
                "inputs_sha256": ranking.inputs_sha256,
                "rows": rows,
            }
            self.stdout.write(json.dumps(report, ensure_ascii=False))
            return
        for group in dict.fromkeys(row["group"] for row in rows):
            self.stdout.write(group)
            for row in rows:
                if row["group"] == group:
                    self.stdout.write(line_of(row))


def row_of(standing) -> dict:
    """One standing as plain data; the value is text, exact."""
    return {
        "group": standing.group.name,
        "rank": standing.rank,
        "tied": standing.tied,
        "unit": standing.unit.name,
        "code": standing.unit.code,
        "value": f"{standing.result.value.normalize():f}" if standing.result else None,
    }


def line_of(row: dict) -> str:
    """One standing as a line for a person."""
    if row["rank"] is None:
        return f"  {'-':>4}  {row['unit']}: chưa có kết quả"
    tie = " (đồng hạng)" if row["tied"] else ""
    return f"  {row['rank']:>4}  {row['unit']}: {row['value'].replace('.', ',')}{tie}"
