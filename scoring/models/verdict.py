from django.conf import settings
from django.db import models

from awards.models import AwardQuota, Condition, Nomination
from campaigns.models import CampaignVersion, Unit
from scoring.enums import Outcome
from scoring.models.ranking import Ranking


class Attestation(models.Model):
    """Xác nhận tiêu chuẩn định tính: who said so, when, on which document."""

    condition = models.ForeignKey(Condition, on_delete=models.PROTECT, related_name="attestations")
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="attestations")
    holds = models.BooleanField("đạt")
    document = models.CharField("văn bản làm căn cứ", max_length=250)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["condition", "nomination"], name="attested_once"),
        ]

    def __str__(self):
        return f"{self.nomination}: {self.condition}"


class TieChoice(models.Model):
    """A tie at the line: a named person chose, and wrote down the legal ground."""

    quota = models.ForeignKey(AwardQuota, on_delete=models.PROTECT, related_name="tie_choices")
    ranking = models.ForeignKey(Ranking, on_delete=models.PROTECT, related_name="tie_choices")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    ground = models.TextField("căn cứ")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["quota", "ranking", "unit"], name="tie_choice_once"),
        ]

    def __str__(self):
        return f"{self.unit}: {self.ground}"


class Verdict(models.Model):
    """Kết luận xét điều kiện: all findings, with the facts and the plan's version as they were on the day."""

    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="verdicts")
    campaign_version = models.ForeignKey(CampaignVersion, null=True, on_delete=models.PROTECT)
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    findings = models.JSONField()
    facts = models.JSONField()
    judged_at = models.DateTimeField()
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT)

    class Meta:
        ordering = ["-judged_at", "-id"]

    def __str__(self):
        return f"{self.nomination}: {self.get_outcome_display()}"
