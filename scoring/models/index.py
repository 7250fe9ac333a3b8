from django.conf import settings
from django.db import models
from django.db.models import F, Q

from campaigns.models import Campaign, Unit
from scoring.enums import ImportState, Scale, TextCode


class IndexImport(models.Model):
    """Lần nhập kết quả chính thức: the original file and its hash stay beside the numbers."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="index_imports")
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=ImportState.choices, default=ImportState.PREVIEW)
    file = models.FileField(upload_to="", max_length=200)
    filename = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    sheet_name = models.CharField("trang tính", max_length=100, blank=True)
    columns = models.JSONField("cột được chọn", default=dict, blank=True)
    scale = models.CharField(max_length=10, choices=Scale.choices, blank=True)
    scale_maximum = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    # The legacy font that a person recognised; its text is converted before anything is read from it.
    text_code = models.CharField("bảng mã cũ", max_length=6, choices=TextCode.choices, blank=True)
    decisions = models.JSONField("chọn đơn vị cho tên lạ", default=dict, blank=True)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(null=True, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # What the first person saw, as a hash: the second one confirms these lines and no others.
    proposed_lines = models.CharField(max_length=64, blank=True)
    returned_reason = models.CharField("lý do trả lại", max_length=300, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-uploaded_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "year"],
                condition=Q(state="confirmed"),
                name="one_confirmed_import_a_year",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["preview", "proposed"], confirmed_at__isnull=True)
                | Q(state="undone")
                | Q(
                    state__in=["confirmed", "superseded"],
                    confirmed_at__isnull=False,
                    confirmed_by__isnull=False,
                ),
                name="import_confirmed_exactly_when_past_preview",
            ),
            models.CheckConstraint(
                condition=Q(
                    state="preview", proposed_at__isnull=True, proposed_by__isnull=True, proposed_lines=""
                )
                | (
                    Q(state="proposed", proposed_at__isnull=False, proposed_by__isnull=False)
                    & ~Q(proposed_lines="")
                )
                | Q(state__in=["confirmed", "superseded", "undone"]),
                name="import_proposed_with_its_lines",
            ),
            # Results of before the rule have nobody who proposed them.
            models.CheckConstraint(
                condition=Q(proposed_by__isnull=True)
                | Q(confirmed_by__isnull=True)
                | ~Q(confirmed_by=F("proposed_by")),
                name="index_confirmed_by_a_second_person",
            ),
        ]

    def __str__(self):
        return f"{self.filename} ({self.year})"


class IndexResult(models.Model):
    """Kết quả DTI chính thức of one unit: each number knows its sheet and cell."""

    index_import = models.ForeignKey(IndexImport, on_delete=models.CASCADE, related_name="results")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="index_results")
    value = models.DecimalField("giá trị như trong nguồn", max_digits=14, decimal_places=6)
    raw = models.CharField("nguyên văn ô", max_length=60)
    row = models.PositiveIntegerField()
    cell = models.CharField(max_length=12)
    printed_rank = models.PositiveIntegerField(null=True, blank=True)
    # Header -> value as text: read-only detail for the page, never computed with.
    parts = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["index_import", "unit"], name="one_result_a_unit"),
            models.CheckConstraint(condition=Q(value__gte=0), name="index_value_not_negative"),
        ]

    def __str__(self):
        return f"{self.unit}: {self.value}"
