from django.db import models
from django.db.models import F, Q

from campaigns.enums import (
    DeadlineCode,
    DeadlineMeaning,
    LaunchLevel,
    Reporter,
    RoundKind,
    RoundState,
    RouteActor,
)
from campaigns.models.campaign import Campaign


class UpperPlan(models.Model):
    """Kế hoạch cấp trên that this plan carries out; `parent` when it is kept here as a campaign."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="upper_plans")
    position = models.PositiveSmallIntegerField()
    level = models.CharField("cấp", max_length=20, choices=LaunchLevel.choices)
    issuer_name = models.CharField("cơ quan ban hành", max_length=200)
    number = models.CharField("số, ký hiệu", max_length=60, blank=True)
    day = models.DateField("ngày", null=True, blank=True)
    title = models.CharField("trích yếu", max_length=300, blank=True)
    parent = models.ForeignKey(
        Campaign,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="lower_plans",
        verbose_name="phong trào cấp trên trên hệ thống",
    )
    clause = models.CharField("điều khoản", max_length=60)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "position"], name="upper_plan_position_once"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("campaign")),
                name="campaign_not_its_own_parent",
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.issuer_name}".strip()


class Phase(models.Model):
    """Giai đoạn of the campaign."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="phases")
    position = models.PositiveSmallIntegerField()
    code = models.SlugField("mã", max_length=40)
    name = models.CharField("tên giai đoạn", max_length=150)
    start = models.DateField("từ ngày")
    end = models.DateField("đến ngày")
    clause = models.CharField("điều khoản", max_length=60)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "code"], name="phase_code_once"),
            models.UniqueConstraint(fields=["campaign", "position"], name="phase_position_once"),
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="phase_in_order"),
        ]

    def __str__(self):
        return self.name


class Round(models.Model):
    """Đợt xét khen thưởng: năm, sơ kết or tổng kết, with the years whose results it evaluates.

    Quotas name the kind of round, so that one ceiling holds for each yearly round.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="rounds")
    position = models.PositiveSmallIntegerField()
    code = models.SlugField("mã", max_length=40)
    kind = models.CharField("loại đợt", max_length=10, choices=RoundKind.choices)
    name = models.CharField("tên đợt", max_length=150)
    first_year = models.PositiveSmallIntegerField("xét kết quả từ năm")
    last_year = models.PositiveSmallIntegerField("đến năm")
    clause = models.CharField("điều khoản", max_length=60)
    state = models.CharField(max_length=10, choices=RoundState.choices, default=RoundState.PLANNED)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "code"], name="round_code_once"),
            models.UniqueConstraint(fields=["campaign", "position"], name="round_position_once"),
            models.CheckConstraint(condition=Q(last_year__gte=F("first_year")), name="round_years_in_order"),
            models.UniqueConstraint(
                fields=["campaign"], condition=Q(state="open"), name="one_round_open_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(state="planned", opened_at__isnull=True, closed_at__isnull=True)
                | Q(state="open", opened_at__isnull=False, closed_at__isnull=True)
                | Q(state="closed", opened_at__isnull=False, closed_at__isnull=False),
                name="round_times_follow_state",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def year(self):
        """The year whose ranking the round looks at: the last one."""
        return self.last_year

    @property
    def years(self):
        return tuple(range(self.first_year, self.last_year + 1))


class Deadline(models.Model):
    """A last day for something. What «trước ngày» means is stated, and the last valid day is what counts."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="deadlines")
    round = models.ForeignKey(
        Round,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="deadlines",
        verbose_name="đợt xét",
    )
    code = models.CharField("việc", max_length=30, choices=DeadlineCode.choices)
    stated = models.CharField("nguyên văn", max_length=120)
    stated_day = models.DateField("ngày nêu trong kế hoạch")
    meaning = models.CharField("cách hiểu", max_length=20, choices=DeadlineMeaning.choices)
    last_valid_day = models.DateField("ngày cuối cùng nhận")
    clause = models.CharField("điều khoản", max_length=60)

    class Meta:
        ordering = ["last_valid_day"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "code"], condition=Q(round__isnull=True), name="deadline_once"
            ),
            models.UniqueConstraint(
                fields=["campaign", "round", "code"],
                condition=Q(round__isnull=False),
                name="deadline_of_a_round_once",
            ),
            models.CheckConstraint(
                condition=Q(meaning="before_day", last_valid_day__lt=F("stated_day"))
                | Q(meaning="on_day", last_valid_day=F("stated_day")),
                name="deadline_meaning_and_day_agree",
            ),
        ]

    def __str__(self):
        return f"{self.get_code_display()}: {self.stated}"


class RouteStep(models.Model):
    """One step of the route of a dossier, in order: who does what, by when."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="route_steps")
    position = models.PositiveSmallIntegerField()
    actor = models.CharField("vai trò", max_length=20, choices=RouteActor.choices)
    actor_name = models.CharField("cơ quan, người thực hiện", max_length=200, blank=True)
    text = models.TextField("nội dung")
    round_kind = models.CharField("loại đợt", max_length=10, choices=RoundKind.choices, blank=True)
    stated = models.CharField("thời hạn (nguyên văn)", max_length=120, blank=True)
    last_day = models.DateField("ngày cuối cùng", null=True, blank=True)
    clause = models.CharField("điều khoản", max_length=60)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "position"], name="route_position_once"),
        ]

    def __str__(self):
        return self.text


class ReportDuty(models.Model):
    """Chế độ báo cáo: due on the same day of each year, by each unit or by the standing body."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="report_duties")
    position = models.PositiveSmallIntegerField()
    reporter = models.CharField("ai báo cáo", max_length=10, choices=Reporter.choices)
    recipient = models.CharField("nơi nhận", max_length=200)
    text = models.TextField("nội dung")
    stated = models.CharField("thời hạn (nguyên văn)", max_length=120)
    month = models.PositiveSmallIntegerField("tháng")
    day = models.PositiveSmallIntegerField("ngày")
    meaning = models.CharField("cách hiểu", max_length=20, choices=DeadlineMeaning.choices)
    clause = models.CharField("điều khoản", max_length=60)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "position"], name="report_duty_position_once"),
            models.CheckConstraint(
                condition=Q(month__gte=1, month__lte=12, day__gte=1, day__lte=31), name="report_duty_is_a_day"
            ),
        ]

    def __str__(self):
        return self.text
