from django.conf import settings
from django.db import models
from django.db.models import Q

from campaigns.models import Campaign, CriteriaSet, Criterion, Unit
from campaigns.models.aside import IN_USE, AsideFields
from scoring.enums import SheetState


class ScoreSheet(AsideFields):
    """Bảng điểm tự chấm of one unit in one campaign for one year."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="sheets")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="sheets")
    year = models.PositiveSmallIntegerField("năm")
    criteria_set = models.ForeignKey(CriteriaSet, on_delete=models.PROTECT)
    state = models.CharField(max_length=10, choices=SheetState.choices, default=SheetState.DRAFT)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Written when it is sent: what does not apply, bonus and minus points are in it (campaigns/criteria_totals.py).
    self_total = models.DecimalField(
        "tổng điểm tự chấm", max_digits=12, decimal_places=2, null=True, blank=True
    )
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "unit", "year"], condition=IN_USE, name="one_sheet_a_unit_a_year"
            ),
            models.CheckConstraint(
                condition=IN_USE | Q(state="draft"), name="only_a_draft_sheet_is_set_aside"
            ),
            models.CheckConstraint(
                condition=Q(
                    state="draft", sent_at__isnull=True, sent_by__isnull=True, self_total__isnull=True
                )
                | Q(state="sent", sent_at__isnull=False, sent_by__isnull=False, self_total__isnull=False),
                name="sheet_sent_exactly_when_sent",
            ),
        ]

    def __str__(self):
        return f"Bảng điểm tự chấm của {self.unit}"


class SheetItem(models.Model):
    """Dòng điểm: the unit's own answer to one criterion; never above its maximum (checked on writing).

    `inputs` are what the rule computes from (a, b, ticks) as typed; `self_points` of a minus point is what is
    taken off; a gate has an answer and no points.
    """

    sheet = models.ForeignKey(ScoreSheet, on_delete=models.CASCADE, related_name="items")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="sheet_items")
    self_points = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    inputs = models.JSONField("số liệu của quy tắc", default=dict, blank=True)
    applies = models.BooleanField("áp dụng với đơn vị", default=True)
    answered = models.BooleanField("đã chấm hoặc đã trả lời", default=False)
    note = models.TextField("diễn giải", blank=True)
    version = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "criterion"], name="one_item_a_criterion"),
            models.CheckConstraint(
                condition=Q(self_points__isnull=True) | Q(self_points__gte=0), name="self_points_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(applies=True) | Q(answered=True, self_points__isnull=True),
                name="no_points_where_it_does_not_apply",
            ),
            models.CheckConstraint(
                condition=Q(self_points__isnull=True) | Q(answered=True), name="points_are_an_answer"
            ),
        ]

    def __str__(self):
        return f"{self.criterion}: {self.self_points}"


class Evidence(models.Model):
    """Tài liệu kiểm chứng of a line: a document named by number, date and subject, with or without its file."""

    item = models.ForeignKey(SheetItem, on_delete=models.CASCADE, related_name="evidence")
    number = models.CharField("số, ký hiệu", max_length=80, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    subject = models.CharField("trích yếu", max_length=300)
    pages = models.CharField("trang", max_length=40, blank=True)
    file = models.FileField(upload_to="", blank=True, max_length=200)
    original_name = models.CharField(max_length=200, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(file="", sha256="") | (~Q(file="") & ~Q(sha256="")),
                name="evidence_file_has_its_hash",
            ),
        ]

    def __str__(self):
        return self.number or self.subject
