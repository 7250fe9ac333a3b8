from django.conf import settings
from django.db import models
from django.db.models import Q

from awards.models import Nomination
from campaigns.models import Campaign, Unit
from scoring.enums import ImportState


class ContestImport(models.Model):
    """Lần nhập kết quả cuộc thi: the organisers' file and its hash stay beside the numbers."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="contest_imports")
    state = models.CharField(max_length=12, choices=ImportState.choices, default=ImportState.PREVIEW)
    file = models.FileField(upload_to="", max_length=200)
    filename = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    sheet_name = models.CharField("trang tính", max_length=100, blank=True)
    columns = models.JSONField("cột được chọn", default=dict, blank=True)
    maximum = models.DecimalField(
        "điểm tối đa một lượt", max_digits=9, decimal_places=2, null=True, blank=True
    )
    decisions = models.JSONField("chọn đơn vị cho tên lạ", default=dict, blank=True)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-uploaded_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign"], condition=Q(state="confirmed"), name="one_confirmed_contest_import"
            ),
            models.CheckConstraint(
                condition=Q(state="preview", confirmed_at__isnull=True)
                | Q(state="undone")
                | Q(
                    state__in=["confirmed", "superseded"],
                    confirmed_at__isnull=False,
                    confirmed_by__isnull=False,
                ),
                name="contest_import_confirmed_when_past_preview",
            ),
        ]

    def __str__(self):
        return self.filename


class Contestant(models.Model):
    """Người dự thi: as registered, with the unit as typed and, where it could be told, the unit that is meant."""

    contest_import = models.ForeignKey(ContestImport, on_delete=models.CASCADE, related_name="contestants")
    account = models.CharField("tài khoản dự thi", max_length=120)
    full_name = models.CharField("họ và tên", max_length=120)
    unit_text = models.CharField("đơn vị như đã khai", max_length=250, blank=True)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # None: the file does not say. True: the account is registered under the body that launched the campaign.
    under_campaign = models.BooleanField("tài khoản thuộc địa bàn", null=True)
    is_resident = models.BooleanField("người dân", default=False)
    recognised = models.BooleanField("kết quả được ban tổ chức công nhận", null=True)
    row = models.PositiveIntegerField("dòng trong tệp")
    sort_key = models.CharField(max_length=1000, editable=False)
    search_key = models.CharField(max_length=400, editable=False)

    class Meta:
        ordering = ["sort_key", "id"]
        indexes = [models.Index(fields=["contest_import", "sort_key", "id"], name="contestant_order")]
        constraints = [
            models.UniqueConstraint(fields=["contest_import", "account"], name="contest_account_once"),
        ]

    def __str__(self):
        return self.full_name


class Attempt(models.Model):
    """Lượt thi: each number knows its cell."""

    contestant = models.ForeignKey(Contestant, on_delete=models.CASCADE, related_name="attempts")
    number = models.PositiveSmallIntegerField("lượt")
    score = models.DecimalField("điểm", max_digits=9, decimal_places=2)
    seconds = models.PositiveIntegerField("thời gian làm bài (giây)", null=True, blank=True)
    started_at = models.DateTimeField("bắt đầu lúc", null=True, blank=True)
    cell = models.CharField("ô", max_length=12)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["contestant", "number"], name="attempt_number_once"),
            models.CheckConstraint(condition=Q(score__gte=0), name="attempt_score_not_negative"),
        ]

    def __str__(self):
        return f"{self.contestant}, lượt {self.number}: {self.score}"


class ContestNominee(models.Model):
    """Which contestant a nomination was chosen from, so that its result can be traced to the file."""

    nomination = models.OneToOneField(Nomination, on_delete=models.CASCADE, related_name="contest_nominee")
    account = models.CharField(max_length=120)

    def __str__(self):
        return self.account
