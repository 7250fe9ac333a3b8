from django.conf import settings
from django.db import models

from campaigns.enums import Comparison
from campaigns.models.campaign import Campaign
from campaigns.models.schedule import Phase


class Target(models.Model):
    """Chỉ tiêu số: what share or number is to be reached in which year; the plan's words stay beside it."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="targets")
    phase = models.ForeignKey(
        Phase,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="targets",
        verbose_name="giai đoạn",
    )
    position = models.PositiveSmallIntegerField()
    code = models.SlugField("mã", max_length=60)
    area = models.CharField("lĩnh vực", max_length=150, blank=True)
    text = models.TextField("nội dung chỉ tiêu")
    comparison = models.CharField("so sánh", max_length=2, choices=Comparison.choices)
    value = models.DecimalField("giá trị", max_digits=14, decimal_places=2)
    measure = models.CharField("đơn vị tính", max_length=60)
    year = models.PositiveSmallIntegerField("năm phải đạt")
    clause = models.CharField("điều khoản", max_length=60)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "code"], name="target_code_once"),
            models.UniqueConstraint(fields=["campaign", "position"], name="target_position_once"),
        ]

    def __str__(self):
        return self.text


class TargetProgress(models.Model):
    """What was reached in a year, with the document that says so; the last entry of a year replaces it."""

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="progress")
    year = models.PositiveSmallIntegerField("năm")
    value = models.DecimalField("kết quả", max_digits=14, decimal_places=2)
    document = models.CharField("nguồn số liệu", max_length=250)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(fields=["target", "year"], name="target_progress_once_a_year"),
        ]

    def __str__(self):
        return f"{self.target} ({self.year}): {self.value}"
