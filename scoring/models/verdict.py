from django.conf import settings
from django.db import models
from django.db.models import Q

from awards.models import AwardQuota, Condition, Nomination
from campaigns.models import CampaignVersion, Round, Unit, UnitGroup
from scoring.enums import Outcome
from scoring.models.ranking import Ranking


class Attestation(models.Model):
    """Xác nhận tiêu chuẩn định tính: who said so of which words, when, on which document."""

    condition = models.ForeignKey(Condition, on_delete=models.PROTECT, related_name="attestations")
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="attestations")
    wording = models.TextField("nội dung tiêu chuẩn khi xác nhận")
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
    """A tie at the line: a named person chose, and wrote down the legal ground.

    A unit is chosen where units are ranked (it may not have put anyone forward yet), a nomination elsewhere.
    """

    quota = models.ForeignKey(AwardQuota, on_delete=models.PROTECT, related_name="tie_choices")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="tie_choices")
    ranking = models.ForeignKey(
        Ranking, null=True, blank=True, on_delete=models.PROTECT, related_name="tie_choices"
    )
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    nomination = models.ForeignKey(
        Nomination, null=True, blank=True, on_delete=models.PROTECT, related_name="tie_choices"
    )
    ground = models.TextField("căn cứ")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["quota", "round", "ranking", "unit"],
                condition=Q(unit__isnull=False),
                name="tie_choice_of_a_unit_once",
            ),
            models.UniqueConstraint(
                fields=["quota", "nomination"],
                condition=Q(nomination__isnull=False),
                name="tie_choice_of_a_nomination_once",
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=False, ranking__isnull=False, nomination__isnull=True)
                | Q(unit__isnull=True, nomination__isnull=False),
                name="tie_choice_is_a_unit_or_a_nomination",
            ),
        ]

    def __str__(self):
        return f"{self.chosen}: {self.ground}"

    @property
    def chosen(self):
        return self.unit or self.nomination


class TopLine(models.Model):
    """Where «tốp đầu» ends in a group: the plan gives no number, so a named person drew the line."""

    ranking = models.ForeignKey(Ranking, on_delete=models.PROTECT, related_name="top_lines")
    group = models.ForeignKey(UnitGroup, on_delete=models.PROTECT, related_name="+")
    last_rank = models.PositiveSmallIntegerField("hạng cuối cùng thuộc tốp đầu")
    ground = models.TextField("căn cứ")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ranking", "group"], name="top_line_once_a_group"),
            models.CheckConstraint(condition=Q(last_rank__gte=1), name="top_line_from_one"),
        ]

    def __str__(self):
        return f"{self.group}: {self.last_rank}"


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
