from django.db import models

from awards.enums import AwardKind, PaperKind, QuotaMode
from campaigns.enums import SubjectKind
from campaigns.models import Campaign, UnitGroup


class Award(models.Model):
    """Hình thức khen thưởng that a campaign may give. `law_key` leads to its dated money coefficient."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="awards")
    code = models.SlugField(max_length=60)
    kind = models.CharField(max_length=30, choices=AwardKind.choices)
    name = models.CharField(max_length=200)
    decided_by = models.CharField("người quyết định", max_length=200)
    law_key = models.CharField(max_length=60)
    clause = models.CharField(max_length=60)
    note = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["campaign", "code"], name="award_code_once")]

    def __str__(self):
        return self.name


class AwardQuota(models.Model):
    """Chỉ tiêu: how many of an award, for which group (none: all) and subject."""

    award = models.ForeignKey(Award, on_delete=models.CASCADE, related_name="quotas")
    group = models.ForeignKey(
        UnitGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="quotas"
    )
    subject = models.CharField(max_length=20, choices=SubjectKind.choices)
    mode = models.CharField(max_length=10, choices=QuotaMode.choices)
    maximum = models.PositiveSmallIntegerField()
    clause = models.CharField(max_length=60)

    class Meta:
        ordering = ["award", "subject", "group__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["award", "group", "subject"],
                condition=models.Q(group__isnull=False),
                name="quota_of_a_group_once",
            ),
            models.UniqueConstraint(
                fields=["award", "subject"],
                condition=models.Q(group__isnull=True),
                name="quota_of_all_groups_once",
            ),
            models.CheckConstraint(condition=models.Q(maximum__gte=1), name="quota_at_least_one"),
        ]

    def __str__(self):
        return f"{self.maximum} {self.award} ({self.get_subject_display()}, {self.group or 'mọi nhóm'})"


class Condition(models.Model):
    """Tiêu chuẩn, điều kiện: which rule, with which parameters, under which clause, in the plan's words."""

    award = models.ForeignKey(Award, on_delete=models.CASCADE, related_name="conditions")
    position = models.PositiveSmallIntegerField()
    rule = models.CharField(max_length=60)
    params = models.JSONField(default=dict, blank=True)
    subject = models.CharField(max_length=20, choices=SubjectKind.choices, blank=True)
    text = models.TextField()
    clause = models.CharField(max_length=60)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["award", "position"], name="condition_position_once")]

    def __str__(self):
        return self.text


class DocumentRequirement(models.Model):
    """A paper that a dossier must hold: once for the dossier, or once for each nominee."""

    class Per(models.TextChoices):
        DOSSIER = "dossier", "một bản cho cả hồ sơ"
        NOMINEE = "nominee", "mỗi tập thể, cá nhân một bản"

    award = models.ForeignKey(Award, on_delete=models.CASCADE, related_name="requirements")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=40, choices=PaperKind.choices)
    name = models.CharField(max_length=250)
    per = models.CharField(max_length=10, choices=Per.choices)
    clause = models.CharField(max_length=60)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["award", "position"], name="requirement_position_once")
        ]

    def __str__(self):
        return self.name
