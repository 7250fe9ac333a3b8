from django.conf import settings
from django.db import models
from django.db.models import Q

from campaigns.enums import FigureKind
from campaigns.models.aside import IN_USE, AsideFields
from campaigns.models.campaign import Campaign
from campaigns.models.schedule import ReportDuty
from campaigns.models.unit import Unit


class ReportReceived(AsideFields):
    """A periodical report of a unit (or of the standing body): its number and when it arrived."""

    duty = models.ForeignKey(ReportDuty, on_delete=models.PROTECT, related_name="received")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("năm")
    number = models.CharField("số, ký hiệu", max_length=80)
    issued_on = models.DateField("ngày báo cáo")
    summary = models.TextField("nội dung chính", blank=True)
    arrived_on = models.DateField("ngày nhận")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["duty", "unit", "year"], condition=IN_USE, name="report_once_a_year"
            ),
        ]

    def __str__(self):
        return f"{self.unit}: {self.number}"


class OwnPlan(AsideFields):
    """Kế hoạch thi đua that a unit issued for itself, for the whole campaign or for a year."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="own_plans")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("năm")
    number = models.CharField("số, ký hiệu", max_length=80)
    issued_on = models.DateField("ngày ban hành")
    summary = models.TextField("trích yếu", blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "unit", "year"], condition=IN_USE, name="own_plan_once_a_year"
            ),
        ]

    def __str__(self):
        return f"{self.unit}: {self.number}"


class UnitFigure(AsideFields):
    """A yearly number about a unit that conditions ask for, with the document it was taken from."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="figures")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("năm")
    kind = models.CharField("số liệu", max_length=20, choices=FigureKind.choices)
    value = models.PositiveIntegerField("giá trị")
    document = models.CharField("nguồn số liệu", max_length=250)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "unit", "year", "kind"], condition=IN_USE, name="unit_figure_once"
            ),
            models.CheckConstraint(condition=~Q(document=""), name="unit_figure_has_its_document"),
        ]

    def __str__(self):
        return f"{self.unit}, {self.get_kind_display()} {self.year}: {self.value}"
