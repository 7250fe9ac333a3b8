"""Old decisions and awards, typed in or read from lists: what was given before this system knew of it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from awards.enums import Honorific, PastKind
from awards.models.nomination import AwardRecord, Nomination
from campaigns.enums import SubjectKind
from campaigns.models import Unit


class Decision(models.Model):
    """Quyết định khen thưởng as printed then; `keeper` is the office that keeps it in its history."""

    keeper = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    number = models.CharField("số, ký hiệu", max_length=80)
    signed_on = models.DateField("ngày ký", null=True, blank=True)
    issuer_name = models.CharField("cơ quan, người ban hành (như trên văn bản)", max_length=200, blank=True)
    issuer = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    summary = models.CharField("trích yếu", max_length=400, blank=True)
    # Number, day and issuer in one spelling: the same paper is written down once.
    key = models.CharField(max_length=400, editable=False)

    class Meta:
        ordering = ["-signed_on", "number"]
        constraints = [
            models.UniqueConstraint(fields=["keeper", "key"], name="decision_once_an_office"),
            models.CheckConstraint(condition=~Q(number=""), name="decision_has_a_number"),
        ]

    def __str__(self):
        return self.number


class DecisionFile(models.Model):
    """The signed paper itself, scanned; a better one replaces it, what was there before is kept."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="files")
    file = models.FileField(upload_to="", max_length=200)
    original_name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-added_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision"], condition=Q(replaced_at__isnull=True), name="decision_file_in_force_once"
            ),
            models.CheckConstraint(condition=~Q(file="") & ~Q(sha256=""), name="decision_file_has_its_hash"),
        ]

    def __str__(self):
        return self.original_name


class HistoryImport(models.Model):
    """Lần nhập khen thưởng cũ: the list as it was uploaded, its hash, and what a person chose about it."""

    keeper = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    file = models.FileField(upload_to="", max_length=200)
    filename = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    shared = models.JSONField("ghi chung cho các hàng không ghi", default=dict, blank=True)
    units = models.JSONField("chọn đơn vị cho tên lạ", default=dict, blank=True)
    rows = models.JSONField("chọn cho hàng có thể trùng", default=dict, blank=True)
    written = models.PositiveIntegerField("số hàng đã ghi", default=0)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    undone_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-uploaded_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="history_confirmed_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True, undone_reason="")
                | (Q(confirmed_at__isnull=False, undone_by__isnull=False) & ~Q(undone_reason="")),
                name="history_undone_with_a_reason",
            ),
            # The same file is in force once; undone, it may be brought in again.
            models.UniqueConstraint(
                fields=["keeper", "sha256"],
                condition=Q(confirmed_at__isnull=False, undone_at__isnull=True),
                name="history_file_once",
            ),
        ]

    def __str__(self):
        return self.filename

    @property
    def state_words(self):
        if self.undone_at:
            return "Đã hủy"
        return "Đã ghi" if self.confirmed_at else "Đang xem trước"


class PastAward(models.Model):
    """One who was given one award by an old decision, with the cell of the list or the person it came from."""

    keeper = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="awards")
    kind = models.CharField("loại hình thức", max_length=20, choices=PastKind.choices)
    catalogue = models.CharField("hình thức trong danh mục", max_length=60, blank=True)
    award_name = models.CharField("danh hiệu, hình thức khen thưởng", max_length=200)
    subject = models.CharField("đối tượng", max_length=20, choices=SubjectKind.choices)
    name = models.CharField("tên tập thể, hộ hoặc họ và tên", max_length=200)
    honorific = models.CharField(max_length=5, choices=Honorific.choices, blank=True)
    position_title = models.CharField("chức vụ khi được khen", max_length=150, blank=True)
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="past_awards"
    )
    unit_name = models.CharField("đơn vị (như trên văn bản)", max_length=200, blank=True)
    # The collective is the unit itself, not a phòng or tổ of it.
    whole_unit = models.BooleanField(default=False)
    achievement = models.CharField("thành tích, phong trào", max_length=300, blank=True)
    first_year = models.PositiveSmallIntegerField("thành tích từ năm")
    last_year = models.PositiveSmallIntegerField("đến năm")
    money = models.DecimalField("tiền thưởng", max_digits=14, decimal_places=0, null=True, blank=True)
    # A name is no identity: the account is tied to it by a named person, or not at all.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    person_said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # The same award as it was given here: a named person says so, then the two are shown as one.
    given = models.ForeignKey(
        AwardRecord, null=True, blank=True, on_delete=models.SET_NULL, related_name="old_papers"
    )
    source = models.ForeignKey(
        HistoryImport, null=True, blank=True, on_delete=models.PROTECT, related_name="awards"
    )
    sheet = models.CharField("trang tính", max_length=100, blank=True)
    row = models.PositiveIntegerField("hàng", null=True, blank=True)
    cells = models.JSONField("ô của từng giá trị", default=dict, blank=True)
    version = models.PositiveSmallIntegerField(default=1)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    same_key = models.CharField(max_length=64, editable=False)
    fold_key = models.CharField(max_length=200, editable=False, db_index=True)
    search_key = models.CharField(max_length=1500, editable=False)
    sort_key = models.CharField(max_length=1000, editable=False)

    class Meta:
        ordering = ["-last_year", "sort_key", "id"]
        indexes = [models.Index(fields=["keeper", "-last_year", "sort_key", "id"], name="past_award_list")]
        constraints = [
            models.UniqueConstraint(fields=["decision", "same_key"], name="past_award_once_a_decision"),
            models.UniqueConstraint(fields=["keeper", "given"], name="past_award_of_one_given_here"),
            models.CheckConstraint(condition=Q(last_year__gte=F("first_year")), name="past_years_in_order"),
            models.CheckConstraint(condition=Q(money__isnull=True) | Q(money__gte=0), name="past_money"),
            models.CheckConstraint(
                condition=Q(person__isnull=True, person_said_by__isnull=True)
                | Q(person__isnull=False, person_said_by__isnull=False, subject="ca_nhan"),
                name="past_person_said_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(source__isnull=True, row__isnull=True)
                | Q(source__isnull=False, row__isnull=False),
                name="past_award_has_its_row",
            ),
        ]

    def __str__(self):
        return f"{self.name}: {self.award_name}"

    @property
    def years(self):
        one = self.first_year == self.last_year
        return str(self.first_year) if one else f"{self.first_year}-{self.last_year}"


class PastMatch(models.Model):
    """A named person's answer: does this award, old or given here, bar this nomination (same one and achievement)."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="past_matches")
    past_award = models.ForeignKey(
        PastAward, null=True, blank=True, on_delete=models.CASCADE, related_name="matches"
    )
    given = models.ForeignKey(
        AwardRecord, null=True, blank=True, on_delete=models.CASCADE, related_name="matches"
    )
    bars = models.BooleanField("đúng là lần khen đó")
    ground = models.CharField("căn cứ", max_length=250)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["nomination", "past_award"], name="past_match_once"),
            models.UniqueConstraint(fields=["nomination", "given"], name="given_match_once"),
            models.CheckConstraint(
                condition=Q(past_award__isnull=False, given__isnull=True)
                | Q(past_award__isnull=True, given__isnull=False),
                name="past_match_of_one_award",
            ),
            models.CheckConstraint(condition=~Q(ground=""), name="past_match_has_its_ground"),
        ]

    def __str__(self):
        return f"{self.nomination}: {self.past_award_id or self.given_id}"
