from django.conf import settings
from django.db import models
from django.db.models import Q

from campaigns.models import Campaign, Unit, UnitGroup
from scoring.models.index import IndexImport, IndexResult


class Ranking(models.Model):
    """Bảng xếp hạng: a frozen picture of one import, with the hash of what went in."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="rankings")
    year = models.PositiveSmallIntegerField()
    index_import = models.ForeignKey(IndexImport, on_delete=models.PROTECT, related_name="rankings")
    inputs_sha256 = models.CharField(max_length=64)
    computed_at = models.DateTimeField()
    computed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT)
    is_current = models.BooleanField(default=True)

    class Meta:
        ordering = ["-computed_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "year"], condition=Q(is_current=True), name="one_current_ranking_a_year"
            ),
        ]

    def __str__(self):
        return f"Xếp hạng {self.campaign} năm {self.year}"


class Standing(models.Model):
    """Dòng xếp hạng: ties share a rank and the next rank is skipped."""

    ranking = models.ForeignKey(Ranking, on_delete=models.CASCADE, related_name="standings")
    group = models.ForeignKey(UnitGroup, on_delete=models.PROTECT, related_name="standings")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="standings")
    result = models.ForeignKey(IndexResult, null=True, blank=True, on_delete=models.PROTECT)
    rank = models.PositiveIntegerField(null=True, blank=True)
    tied = models.BooleanField(default=False)
    position = models.PositiveIntegerField("thứ tự hiển thị")

    class Meta:
        ordering = ["group__position", "position"]
        constraints = [
            models.UniqueConstraint(fields=["ranking", "unit"], name="one_standing_a_unit"),
            models.CheckConstraint(
                condition=Q(rank__isnull=True, result__isnull=True)
                | Q(rank__isnull=False, result__isnull=False),
                name="ranked_exactly_when_there_is_a_result",
            ),
        ]

    def __str__(self):
        return f"{self.rank or '-'} {self.unit}"
