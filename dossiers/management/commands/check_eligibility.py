"""Prints the verdict on every nomination of a campaign with all findings; reads only."""

import json

from django.core.management.base import BaseCommand, CommandError

from accounts import clock
from campaigns.models import Campaign
from dossiers.domain.proposal_words import chip_of, sentence_of
from dossiers.domain.propose import propose
from scoring.enums import Outcome

SIGNS = {Outcome.MET: "✓", Outcome.NOT_MET: "✗"}


class Command(BaseCommand):
    help = "Xét điều kiện khen thưởng của mọi đề nghị trong một phong trào và in từng lý do."

    def add_arguments(self, parser):
        parser.add_argument("--campaign", required=True, metavar="SLUG")
        parser.add_argument("--phase", default="", help="giai đoạn; phong trào một giai đoạn thì bỏ trống")
        parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")

    def handle(self, *args, campaign, phase, **options):
        row = Campaign.objects.filter(slug=campaign).first()
        if row is None:
            raise CommandError(f"Không có phong trào «{campaign}».")
        if phase and phase != str(row.year):
            raise CommandError(f"Phong trào «{campaign}» không có giai đoạn «{phase}»; hãy bỏ --phase.")
        at = clock.now()
        lines = found_lines(propose(campaign=row, at=at))
        if options["json"]:
            answer = {"campaign": campaign, "judged_at": at.isoformat(), "nominations": lines}
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
            "group": str(table.quota.group or ""),
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
