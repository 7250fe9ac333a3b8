"""Prints the verdict on every nomination of a campaign with all findings; reads only."""

import json

from django.core.management.base import BaseCommand, CommandError

from accounts import clock
from campaigns.models import Campaign
from campaigns.rounds import shown_round
from dossiers.domain.proposal_words import chip_of, sentence_of
from dossiers.domain.propose import propose
from dossiers.domain.table_words import places_of
from scoring.enums import Outcome

SIGNS = {Outcome.MET: "✓", Outcome.NOT_MET: "✗"}


class Command(BaseCommand):
    help = "Xét điều kiện khen thưởng của mọi đề nghị trong một phong trào và in từng lý do."

    def add_arguments(self, parser):
        parser.add_argument("--campaign", required=True, metavar="SLUG")
        parser.add_argument(
            "--round",
            "--phase",
            dest="round",
            default="",
            metavar="CODE",
            help="mã đợt xét; bỏ trống: đợt đang mở",
        )
        parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")

    def handle(self, *args, campaign, round="", **options):
        row = Campaign.objects.filter(slug=campaign).first()
        if row is None:
            raise CommandError(f"Không có phong trào «{campaign}».")
        wanted = shown_round(row, round)
        if wanted is None or (round and wanted.code != round):
            known = ", ".join(row.rounds.values_list("code", flat=True)) or "chưa có đợt nào"
            raise CommandError(f"Phong trào «{campaign}» không có đợt xét «{round}». Các đợt: {known}.")
        at = clock.now()
        lines = found_lines(propose(campaign=row, at=at, round=wanted))
        if options["json"]:
            answer = {"campaign": campaign, "round": wanted.code, "judged_at": at.isoformat()}
            answer |= {"nominations": lines}
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
            return
        for line in lines:
            self.stdout.write(f"{line['name']} ({line['unit']}): {line['label']}. {line['sentence']}")
            for finding in line["findings"]:
                sign = SIGNS.get(finding["outcome"], "?")
                self.stdout.write(f"  {sign} [{finding['clause']}] {finding['reason']}")
        self.stdout.write(f"Đã xét {len(lines)} đề nghị.")


def found_lines(proposal):
    """One entry for each nomination, in the order of the lists."""
    return [
        {
            "nomination": row.nomination.pk,
            "name": row.nomination.name,
            "unit": str(row.unit),
            "award": table.quota.award.code,
            "quota": places_of(table.quota),
            "clause": table.quota.clause,
            "group": str(row.nomination.group or ""),
            "subject": row.nomination.subject,
            "state": row.nomination.state,
            "rank": row.line.rank,
            "status": row.line.status.value,
            "label": chip_of(row).text,
            "sentence": sentence_of(table, row),
            "outcome": row.judgement.outcome.value,
            "findings": row.judgement.as_data(),
        }
        for table in proposal.tables
        for row in table.rows
        if row.nomination and row.judgement
    ]
