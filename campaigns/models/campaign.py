from django.conf import settings
from django.db import models
from django.db.models import F, Q

from campaigns.enums import (
    CampaignState,
    CountedAttempt,
    LaunchLevel,
    MeasuredBy,
    NominatedBy,
    Origin,
    SubjectKind,
    TieRule,
)
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
    plan_stated = models.CharField("ngày kế hoạch (nguyên văn)", max_length=120, blank=True)
    year = models.PositiveSmallIntegerField("năm đầu của phong trào")
    period_start = models.DateField("từ ngày")
    period_end = models.DateField("đến ngày")
    period_stated = models.CharField("thời gian (nguyên văn)", max_length=250, blank=True)
    budget_day = models.DateField("ngày lập dự toán", null=True, blank=True)
    scope = models.TextField("phạm vi", blank=True)
    issuer = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="campaigns_issued")
    standing_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="campaigns_kept")
    appraising_unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="campaigns_appraised"
    )
    authority_title = models.CharField("người quyết định khen thưởng", max_length=200)
    level = models.CharField(
        "cấp phát động", max_length=20, choices=LaunchLevel.choices, default=LaunchLevel.DON_VI
    )
    measured_by = models.CharField(
        "xét theo", max_length=10, choices=MeasuredBy.choices, default=MeasuredBy.INDEX
    )
    nominated_by = models.CharField(
        "ai đề nghị", max_length=10, choices=NominatedBy.choices, default=NominatedBy.UNITS
    )
    has_self_score = models.BooleanField("có bảng điểm tự chấm", default=False)
    counted_attempt = models.CharField(
        "lượt thi được tính", max_length=10, choices=CountedAttempt.choices, blank=True
    )
    tie_rule = models.CharField(
        "khi đồng hạng ở vạch chỉ tiêu", max_length=20, choices=TieRule.choices, default=TieRule.ASK
    )
    rounding = models.CharField("làm tròn tiền thưởng", max_length=20, default="up_10000")
    ranking_basis = models.CharField("xếp hạng theo", max_length=250, blank=True)
    criteria_set = models.ForeignKey(CriteriaSet, null=True, blank=True, on_delete=models.PROTECT)
    clauses = models.JSONField("điều khoản của từng mục", default=dict, blank=True)
    notes = models.JSONField("ghi chú của từng mục", default=dict, blank=True)
    unconfirmed = models.JSONField("các mục kế hoạch không nêu, do cơ quan đặt", default=list, blank=True)
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
    reason = models.TextField("lý do", blank=True)
    document = models.CharField("văn bản sửa đổi", max_length=250, blank=True)
    changes = models.JSONField("nội dung thay đổi", default=list, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "number"], name="campaign_version_once"),
            models.CheckConstraint(
                condition=Q(number=1) | (~Q(reason="") & ~Q(document="")),
                name="later_version_has_reason_and_document",
            ),
        ]

    def __str__(self):
        return f"Bản {self.number}"


class BasisDocument(models.Model):
    """Căn cứ of the plan, in the plan's order."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="basis_documents")
    position = models.PositiveSmallIntegerField()
    text = models.TextField("căn cứ")
    clause = models.CharField("điều khoản", max_length=60)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "position"], name="basis_position_once"),
        ]

    def __str__(self):
        return self.text


class PlanItem(models.Model):
    """One further line of the plan shown with its clause: a subject, a qualitative criterion, a duty."""

    class Section(models.TextChoices):
        SUBJECT = "subject", "Đối tượng thi đua"
        CRITERION = "criterion", "Tiêu chí thi đua"
        DUTY = "duty", "Tổ chức thực hiện"
        RECIPIENT = "recipient", "Nơi nhận"

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="plan_items")
    section = models.CharField("mục", max_length=20, choices=Section.choices)
    position = models.PositiveSmallIntegerField()
    code = models.CharField("mã", max_length=40, blank=True)
    subject = models.CharField("đối tượng", max_length=20, choices=SubjectKind.choices, blank=True)
    origin = models.CharField("thuộc", max_length=10, choices=Origin.choices, blank=True)
    text = models.TextField("nội dung")
    clause = models.CharField("điều khoản", max_length=60)

    class Meta:
        ordering = ["section", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "section", "position"], name="plan_item_position_once"
            ),
        ]

    def __str__(self):
        return self.text
