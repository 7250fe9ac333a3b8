from django.conf import settings
from django.db import models
from django.db.models import Q

from awards.enums import Honorific, NominationState
from awards.models.award import Award, AwardQuota
from campaigns.enums import SubjectKind
from campaigns.models import Campaign, Unit, UnitGroup


class Nomination(models.Model):
    """Đề nghị khen thưởng: one collective or one person put forward by a unit for one award."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="nominations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="nominations")
    group = models.ForeignKey(UnitGroup, on_delete=models.PROTECT, related_name="nominations")
    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="nominations")
    subject = models.CharField(max_length=20, choices=SubjectKind.choices)
    name = models.CharField("tên tập thể hoặc họ và tên", max_length=200)
    honorific = models.CharField(max_length=5, choices=Honorific.choices, blank=True)
    position_title = models.CharField("chức vụ", max_length=150, blank=True)
    summary = models.TextField("tóm tắt thành tích", blank=True)
    priority = models.PositiveSmallIntegerField("thứ tự ưu tiên", default=1)
    state = models.CharField(max_length=20, choices=NominationState.choices, default=NominationState.DRAFT)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    created_at = models.DateTimeField()
    search_key = models.CharField(max_length=400, editable=False)
    sort_key = models.CharField(max_length=1000, editable=False)

    class Meta:
        ordering = ["subject", "priority", "id"]
        indexes = [
            models.Index(fields=["campaign", "state", "sort_key"], name="nomination_list"),
            models.Index(fields=["campaign", "sort_key", "id"], name="nomination_order"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "unit"],
                condition=Q(subject="tap_the"),
                name="one_collective_a_unit",
            ),
            models.CheckConstraint(
                condition=~Q(subject="ca_nhan") | ~Q(honorific=""), name="a_person_has_ong_or_ba"
            ),
        ]

    def __str__(self):
        return self.name


class AwardRecord(models.Model):
    """Kết quả khen: a place of a quota given to a nomination, with the money and the law it came from."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="award_records")
    nomination = models.OneToOneField(Nomination, on_delete=models.PROTECT, related_name="award_record")
    quota = models.ForeignKey(AwardQuota, on_delete=models.PROTECT, related_name="records")
    place = models.PositiveSmallIntegerField("chỗ thứ")
    marked_at = models.DateTimeField()
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    reason = models.TextField("căn cứ chọn", blank=True)

    class Meta:
        constraints = [
            # Two officers can never give one place twice, whatever the code does.
            models.UniqueConstraint(fields=["quota", "place"], name="place_given_once"),
            models.CheckConstraint(condition=Q(place__gte=1), name="place_from_one"),
        ]

    def __str__(self):
        return f"{self.nomination}: {self.quota.award}"
