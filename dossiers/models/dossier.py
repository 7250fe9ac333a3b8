from django.conf import settings
from django.db import models
from django.db.models import F, Q

from awards.models import Award, Meeting, Nomination
from campaigns.models import Campaign, Round, Unit
from dossiers.enums import DossierState


class Dossier(models.Model):
    """Hồ sơ of one unit for one award in one round. Its state is written only by `move_dossier`.

    One tờ trình goes to one deciding authority, so each award has its own dossier.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="dossiers")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="dossiers")
    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="dossiers")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="dossiers")
    state = models.CharField(max_length=12, choices=DossierState.choices, default=DossierState.DRAFT)
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="dossiers"
    )
    overall_summary = models.TextField("tóm tắt thành tích chung", blank=True)
    addressee = models.CharField("kính gửi", max_length=250, blank=True)
    signer_title = models.CharField("chức vụ người ký", max_length=250, blank=True)
    signer_name = models.CharField("họ và tên người ký", max_length=120, blank=True)
    first_sent_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField("đến lúc", null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    times_sent = models.PositiveSmallIntegerField(default=0)
    receipt_number = models.CharField(max_length=40, blank=True)
    receipt = models.JSONField(default=dict, blank=True)
    returned_reason = models.TextField(blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        ordering = ["unit__sort_key", "id"]
        indexes = [models.Index(fields=["campaign", "state"], name="dossier_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "award", "unit"], name="one_dossier_a_unit_a_round_an_award"
            ),
            models.UniqueConstraint(
                fields=["receipt_number"], condition=~Q(receipt_number=""), name="receipt_number_once"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", sent_at__isnull=True, sent_by__isnull=True)
                | (~Q(state="draft") & Q(sent_at__isnull=False, sent_by__isnull=False)),
                name="dossier_sent_exactly_when_past_draft",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(returned_reason=""), name="returned_dossier_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(state="accepted", accepted_at__isnull=False, accepted_by__isnull=False)
                | (~Q(state="accepted") & Q(accepted_at__isnull=True, accepted_by__isnull=True)),
                name="dossier_accepted_exactly_when_accepted",
            ),
            models.CheckConstraint(
                condition=Q(accepted_by__isnull=True) | ~Q(accepted_by=F("sent_by")),
                name="nobody_accepts_what_they_sent",
            ),
        ]

    def __str__(self):
        return f"Hồ sơ của {self.unit}"


class DossierItem(models.Model):
    """A nomination in a dossier."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="items")
    nomination = models.OneToOneField(Nomination, on_delete=models.PROTECT, related_name="dossier_item")

    class Meta:
        ordering = ["nomination__subject", "nomination__priority", "nomination_id"]

    def __str__(self):
        return str(self.nomination)


class DossierStep(models.Model):
    """One move of a dossier: from, to, who, when, why."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="steps")
    from_state = models.CharField(max_length=12, choices=DossierState.choices)
    to_state = models.CharField(max_length=12, choices=DossierState.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return f"từ «{self.get_from_state_display()}» sang «{self.get_to_state_display()}»"


class AchievementReport(models.Model):
    """Báo cáo thành tích in guided fields (theo đợt, chuyên đề); one per nomination."""

    nomination = models.OneToOneField(Nomination, on_delete=models.CASCADE, related_name="report")
    general = models.TextField("sơ lược đặc điểm, tình hình (lý lịch)", blank=True)
    duties = models.TextField("chức năng, nhiệm vụ được giao", blank=True)
    results = models.TextField("thành tích đạt được", blank=True)
    measures = models.TextField("biện pháp, giải pháp", blank=True)
    effects = models.TextField("hiệu quả kinh tế, xã hội", blank=True)
    lessons = models.TextField("kinh nghiệm rút ra", blank=True)
    birth_date = models.DateField("ngày sinh", null=True, blank=True)
    home_town = models.CharField("quê quán", max_length=200, blank=True)
    residence = models.CharField("nơi thường trú", max_length=200, blank=True)
    education = models.CharField("trình độ chuyên môn", max_length=200, blank=True)
    address = models.CharField("địa điểm trụ sở", max_length=200, blank=True)
    phone = models.CharField("điện thoại", max_length=40, blank=True)
    staff_count = models.PositiveIntegerField("tổng số cán bộ, công chức, viên chức", null=True, blank=True)
    version = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    def __str__(self):
        return f"Báo cáo thành tích: {self.nomination}"


class PastAward(models.Model):
    """Hình thức đã được khen thưởng, as typed into the report."""

    report = models.ForeignKey(AchievementReport, on_delete=models.CASCADE, related_name="past_awards")
    year = models.PositiveSmallIntegerField("năm")
    name = models.CharField("danh hiệu, hình thức", max_length=200)
    decision = models.CharField("số, ngày quyết định; cơ quan ban hành", max_length=250)

    class Meta:
        ordering = ["year", "id"]

    def __str__(self):
        return f"{self.year}: {self.name}"
