from django.conf import settings
from django.db import models
from django.db.models import Q

from awards.enums import Honorific
from awards.models import Nomination
from campaigns.enums import CountedAttempt
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
    # The rule that ranks and totals below were made with; the plan's rule may be changed by a later version.
    counted_by = models.CharField(
        "lượt thi đã tính", max_length=10, choices=CountedAttempt.choices, blank=True
    )
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
            models.CheckConstraint(
                condition=Q(state__in=["preview", "undone"]) | ~Q(counted_by=""),
                name="contest_results_say_how_they_are_counted",
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
    honorific = models.CharField(max_length=5, choices=Honorific.choices, blank=True)
    position_title = models.CharField("chức vụ như đã khai", max_length=150, blank=True)
    row = models.PositiveIntegerField("dòng trong tệp")
    # What was counted, written with the attempts by the same verb, so that a list of thousands can be paged.
    attempt_count = models.PositiveSmallIntegerField("số lượt thi", default=0)
    counted_number = models.PositiveSmallIntegerField("lượt được tính", null=True, blank=True)
    score = models.DecimalField("điểm được tính", max_digits=9, decimal_places=2, null=True, blank=True)
    seconds = models.PositiveIntegerField("thời gian của lượt được tính", null=True, blank=True)
    rank = models.PositiveIntegerField("hạng", null=True, blank=True)
    tied = models.BooleanField("đồng hạng", default=False)
    sort_key = models.CharField(max_length=1000, editable=False)
    search_key = models.CharField(max_length=400, editable=False)

    class Meta:
        ordering = ["sort_key", "id"]
        indexes = [
            models.Index(fields=["contest_import", "sort_key", "id"], name="contestant_order"),
            models.Index(fields=["contest_import", "rank", "sort_key", "id"], name="contestant_rank"),
            models.Index(fields=["contest_import", "unit"], name="contestant_unit"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["contest_import", "account"], name="contest_account_once"),
            models.CheckConstraint(
                condition=Q(
                    attempt_count=0, counted_number__isnull=True, score__isnull=True, rank__isnull=True
                )
                | Q(
                    attempt_count__gte=1,
                    counted_number__isnull=False,
                    score__isnull=False,
                    rank__isnull=False,
                ),
                name="contestant_ranked_exactly_when_he_took_part",
            ),
            models.CheckConstraint(
                condition=Q(is_resident=False) | Q(unit__isnull=True), name="a_resident_is_of_no_unit"
            ),
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


class ContestUnitTotal(models.Model):
    """Kết quả của một đơn vị: totals of its people; without a unit those of residents, or of other bodies."""

    contest_import = models.ForeignKey(ContestImport, on_delete=models.CASCADE, related_name="unit_totals")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_resident = models.BooleanField("người dân", default=False)
    registered = models.PositiveIntegerField("số người đăng ký")
    people = models.PositiveIntegerField("số người dự thi")
    attempts = models.PositiveIntegerField("số lượt thi")
    average = models.DecimalField("điểm trung bình", max_digits=13, decimal_places=6, null=True, blank=True)
    full = models.PositiveIntegerField("số người đạt điểm tối đa")
    best = models.ForeignKey(Contestant, null=True, blank=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["-people", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["contest_import", "unit"], condition=Q(unit__isnull=False), name="unit_total_once"
            ),
            models.UniqueConstraint(
                fields=["contest_import", "is_resident"],
                condition=Q(unit__isnull=True),
                name="total_without_unit_once",
            ),
            models.CheckConstraint(
                condition=Q(people__lte=models.F("registered")) & Q(full__lte=models.F("people")),
                name="full_within_people_within_registered",
            ),
        ]

    def __str__(self):
        return f"{self.unit or 'không thuộc đơn vị'}: {self.people} người, {self.attempts} lượt"


class ContestNominee(models.Model):
    """Which contestant a nomination was chosen from, so that its result can be traced to the file."""

    nomination = models.OneToOneField(Nomination, on_delete=models.CASCADE, related_name="contest_nominee")
    account = models.CharField(max_length=120)

    def __str__(self):
        return self.account
