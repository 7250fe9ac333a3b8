from django.conf import settings
from django.db import models
from django.db.models import F, Q

from campaigns.enums import CampaignState, DeadlineCode, DeadlineMeaning
from campaigns.models.criteria import CriteriaSet
from campaigns.models.unit import Unit


class Campaign(models.Model):
    """Phong trào thi đua: what the plan fixes. `clauses` names the plan's article for each field."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField("tên phong trào", max_length=250)
    short_title = models.CharField("tên gọn", max_length=120)
    theme = models.TextField("chủ đề, mục đích", blank=True)
    plan_number = models.CharField("số, ký hiệu kế hoạch", max_length=60, blank=True)
    plan_date = models.DateField("ngày kế hoạch", null=True, blank=True)
    year = models.PositiveSmallIntegerField("năm xét")
    period_start = models.DateField("từ ngày")
    period_end = models.DateField("đến ngày")
    scope = models.TextField("phạm vi", blank=True)
    issuer = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="campaigns_issued")
    standing_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="campaigns_kept")
    authority_title = models.CharField("người quyết định khen thưởng", max_length=200)
    ranking_basis = models.CharField("xếp hạng theo", max_length=250, blank=True)
    criteria_set = models.ForeignKey(CriteriaSet, null=True, blank=True, on_delete=models.PROTECT)
    clauses = models.JSONField(default=dict, blank=True)
    unconfirmed = models.JSONField("các mục chưa được xác nhận", default=list, blank=True)
    state = models.CharField(max_length=20, choices=CampaignState.choices, default=CampaignState.DRAFT)
    version = models.PositiveSmallIntegerField(default=0)
    launched_at = models.DateTimeField(null=True, blank=True)
    launched_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT)
    pack = models.CharField(max_length=80, blank=True)
    search_key = models.CharField(max_length=500, editable=False)

    class Meta:
        verbose_name = "phong trào thi đua"
        verbose_name_plural = "phong trào thi đua"
        ordering = ["-period_start", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")), name="campaign_period_in_order"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", launched_at__isnull=True, launched_by__isnull=True, version=0)
                | (
                    ~Q(state="draft")
                    & Q(launched_at__isnull=False, launched_by__isnull=False, version__gte=1)
                ),
                name="campaign_launched_exactly_when_past_draft",
            ),
        ]

    def __str__(self):
        return self.title


class CampaignVersion(models.Model):
    """The plan as it was frozen: at launch version 1, later versions with a reason and a document."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    reason = models.TextField(blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "number"], name="campaign_version_once"),
        ]

    def __str__(self):
        return f"Bản {self.number}"


class BasisDocument(models.Model):
    """Căn cứ of the plan, in the plan's order."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="basis_documents")
    position = models.PositiveSmallIntegerField()
    text = models.TextField("căn cứ")
    clause = models.CharField(max_length=60)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "position"], name="basis_position_once"),
        ]

    def __str__(self):
        return self.text


class PlanItem(models.Model):
    """One further line of the plan shown with its clause: a subject, a qualitative criterion, a duty, a route step."""

    class Section(models.TextChoices):
        SUBJECT = "subject", "Đối tượng thi đua"
        CRITERION = "criterion", "Tiêu chí thi đua"
        ROUTE = "route", "Trình tự xét"
        DUTY = "duty", "Tổ chức thực hiện"
        RECIPIENT = "recipient", "Nơi nhận"

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="plan_items")
    section = models.CharField(max_length=20, choices=Section.choices)
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=40, blank=True)
    subject = models.CharField(max_length=20, blank=True)
    text = models.TextField()
    clause = models.CharField(max_length=60)

    class Meta:
        ordering = ["section", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "section", "position"], name="plan_item_position_once"
            ),
        ]

    def __str__(self):
        return self.text


class Deadline(models.Model):
    """A last day for something. What «trước ngày» means is stated, and the last valid day is what counts."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="deadlines")
    code = models.CharField(max_length=30, choices=DeadlineCode.choices)
    stated = models.CharField("nguyên văn", max_length=120)
    stated_day = models.DateField("ngày nêu trong kế hoạch")
    meaning = models.CharField(max_length=20, choices=DeadlineMeaning.choices)
    last_valid_day = models.DateField("ngày cuối cùng nhận")
    clause = models.CharField(max_length=60)

    class Meta:
        ordering = ["last_valid_day"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "code"], name="deadline_once"),
            models.CheckConstraint(
                condition=Q(meaning="before_day", last_valid_day__lt=F("stated_day"))
                | Q(meaning="on_day", last_valid_day=F("stated_day")),
                name="deadline_meaning_and_day_agree",
            ),
        ]

    def __str__(self):
        return f"{self.get_code_display()}: {self.stated}"
