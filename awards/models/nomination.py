from django.conf import settings
from django.db import models
from django.db.models import Q

from awards.enums import Honorific, NominationState
from awards.models.award import Award, AwardQuota
from campaigns.enums import Origin, SubjectKind
from campaigns.models import Campaign, Round, Unit, UnitGroup


class Nomination(models.Model):
    """Đề nghị khen thưởng: one collective or one person put forward by a unit for one award."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="nominations")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="nominations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="nominations")
    # None for outsiders and for those whom no group of the plan holds.
    group = models.ForeignKey(
        UnitGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="nominations"
    )
    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="nominations")
    subject = models.CharField(max_length=20, choices=SubjectKind.choices)
    name = models.CharField("tên tập thể hoặc họ và tên", max_length=200)
    origin = models.CharField("thuộc", max_length=10, choices=Origin.choices, default=Origin.UNIT)
    origin_place = models.CharField("cơ quan, nơi ở", max_length=200, blank=True)
    honorific = models.CharField(max_length=5, choices=Honorific.choices, blank=True)
    position_title = models.CharField("chức vụ", max_length=150, blank=True)
    summary = models.TextField("tóm tắt thành tích", blank=True)
    priority = models.PositiveSmallIntegerField("thứ tự ưu tiên", default=1)
    state = models.CharField(max_length=20, choices=NominationState.choices, default=NominationState.DRAFT)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    created_at = models.DateTimeField()
    search_key = models.CharField(max_length=400, editable=False)
    # The folded name alone: what else was given under it is one range of an index.
    fold_key = models.CharField(max_length=200, editable=False, db_index=True, default="")
    sort_key = models.CharField(max_length=1000, editable=False)

    class Meta:
        ordering = ["subject", "priority", "id"]
        indexes = [
            models.Index(fields=["campaign", "state", "sort_key"], name="nomination_list"),
            models.Index(fields=["campaign", "sort_key", "id"], name="nomination_order"),
        ]
        constraints = [
            # The unit itself stands once; its head may commend several collectives below it by own power.
            models.UniqueConstraint(
                fields=["round", "award", "unit", "name"],
                condition=Q(subject="tap_the", origin="unit"),
                name="one_collective_a_unit",
            ),
            models.CheckConstraint(
                condition=~Q(subject="ca_nhan") | ~Q(honorific=""), name="a_person_has_ong_or_ba"
            ),
            models.CheckConstraint(
                condition=Q(origin="unit") | ~Q(origin_place=""), name="who_is_not_of_a_unit_has_a_place"
            ),
        ]

    def __str__(self):
        return self.name


class AwardRecord(models.Model):
    """Kết quả khen: a place of a quota given to a nomination, with the money and the law it came from."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="award_records")
    nomination = models.OneToOneField(Nomination, on_delete=models.PROTECT, related_name="award_record")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="award_records")
    quota = models.ForeignKey(AwardQuota, on_delete=models.PROTECT, related_name="records")
    place = models.PositiveSmallIntegerField("chỗ thứ")
    marked_at = models.DateTimeField()
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    reason = models.TextField("căn cứ chọn", blank=True)
    # Only for an award that the unit's head gives by own power; other decisions come later in the chain.
    decision_number = models.CharField("số quyết định", max_length=80, blank=True)
    decided_on = models.DateField("ngày quyết định", null=True, blank=True)

    class Meta:
        constraints = [
            # Two officers can never give one place twice, whatever the code does.
            models.UniqueConstraint(fields=["quota", "round", "place"], name="place_given_once"),
            models.CheckConstraint(condition=Q(place__gte=1), name="place_from_one"),
        ]

    def __str__(self):
        return f"{self.nomination}: {self.quota.award}"


class FieldResult(models.Model):
    """Result of the field that a person is charged with, in percent, as approved for a year."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="field_results")
    year = models.PositiveSmallIntegerField("năm")
    percent = models.DecimalField("kết quả (%)", max_digits=5, decimal_places=2)
    document = models.CharField("văn bản công nhận", max_length=250)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(fields=["nomination", "year"], name="field_result_once_a_year"),
            models.CheckConstraint(
                condition=Q(percent__gte=0, percent__lte=100), name="field_result_is_a_percent"
            ),
        ]

    def __str__(self):
        return f"{self.nomination} ({self.year}): {self.percent}%"


class Suspension(models.Model):
    """Tạm dừng xét: discipline, inspection or a complaint under way; lifted with a document, then resumed."""

    class Kind(models.TextChoices):
        DISCIPLINE = "discipline", "Đang xem xét kỷ luật hoặc trong thời hạn kỷ luật"
        INSPECTION = "inspection", "Đang điều tra, thanh tra, kiểm tra"
        COMPLAINT = "complaint", "Có khiếu nại, tố cáo, phản ánh đang xác minh"

    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="suspensions")
    kind = models.CharField("lý do", max_length=20, choices=Kind.choices)
    since = models.DateField("từ ngày")
    document = models.CharField("văn bản", max_length=250)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    lifted_document = models.CharField("văn bản kết luận", max_length=250, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["nomination"], condition=Q(lifted_at__isnull=True), name="one_running_suspension"
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True, lifted_document="")
                | (Q(lifted_at__isnull=False, lifted_by__isnull=False) & ~Q(lifted_document="")),
                name="lifted_by_someone_on_a_document",
            ),
        ]

    def __str__(self):
        return f"{self.nomination}: {self.get_kind_display()}"
