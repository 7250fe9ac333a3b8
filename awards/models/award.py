from django.db import models
from django.db.models import Q

from awards.enums import AwardKind, PaperKind, QuotaMode, QuotaOrder
from campaigns.enums import Origin, RoundKind, SubjectKind
from campaigns.models import Campaign, Unit, UnitGroup


class Award(models.Model):
    """Hình thức khen thưởng that a campaign may give. `law_key` leads to its dated money coefficient."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="awards")
    code = models.SlugField("mã", max_length=60)
    kind = models.CharField("loại", max_length=30, choices=AwardKind.choices)
    name = models.CharField("tên hình thức khen thưởng", max_length=200)
    decided_by = models.CharField("người quyết định", max_length=200)
    catalogue = models.CharField("hình thức trong danh mục", max_length=60, blank=True)
    law_key = models.CharField("hệ số tiền thưởng", max_length=60, blank=True)
    own_power = models.BooleanField("thủ trưởng đơn vị tự quyết định theo thẩm quyền", default=False)
    substitute = models.CharField("người quyết định thay", max_length=250, blank=True)
    clause = models.CharField("điều khoản", max_length=60)
    note = models.TextField("ghi chú", blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["campaign", "code"], name="award_code_once")]

    def __str__(self):
        return self.name


class AwardQuota(models.Model):
    """Chỉ tiêu: how many of an award; a blank group, subject or kind of round means all of them together.

    A quota for outsiders stands beside the one for insiders, on top of it. Mode "none": no number is fixed.
    """

    award = models.ForeignKey(Award, on_delete=models.CASCADE, related_name="quotas")
    position = models.PositiveSmallIntegerField(default=0)
    round_kind = models.CharField("loại đợt", max_length=10, choices=RoundKind.choices, blank=True)
    group = models.ForeignKey(
        UnitGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="quotas", verbose_name="nhóm"
    )
    subject = models.CharField("đối tượng", max_length=20, choices=SubjectKind.choices, blank=True)
    outside = models.BooleanField("dành cho tập thể, cá nhân ngoài địa bàn", default=False)
    # Some plans count households among individuals and set no number for them.
    with_households = models.BooleanField("tính cả hộ gia đình vào cá nhân", default=False)
    mode = models.CharField("cách tính", max_length=10, choices=QuotaMode.choices)
    maximum = models.PositiveSmallIntegerField("số lượng", null=True, blank=True)
    order = models.CharField("thứ tự xét", max_length=10, choices=QuotaOrder.choices, default=QuotaOrder.RANK)
    clause = models.CharField("điều khoản", max_length=60)

    class Meta:
        ordering = ["award", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["award", "round_kind", "group", "subject", "outside"],
                condition=Q(group__isnull=False),
                name="quota_of_a_group_once",
            ),
            models.UniqueConstraint(
                fields=["award", "round_kind", "subject", "outside"],
                condition=Q(group__isnull=True),
                name="quota_of_all_groups_once",
            ),
            models.CheckConstraint(
                condition=Q(with_households=False) | Q(subject="ca_nhan"),
                name="households_are_counted_among_individuals",
            ),
            models.CheckConstraint(
                condition=Q(mode="none", maximum__isnull=True) | (~Q(mode="none") & Q(maximum__gte=1)),
                name="quota_has_a_number_unless_none",
            ),
        ]

    def __str__(self):
        who = self.get_subject_display() or "tập thể, cá nhân"
        number = "không giới hạn" if self.maximum is None else self.maximum
        return f"{number} {self.award} ({who}, {self.group or 'mọi nhóm'})"


class Condition(models.Model):
    """Tiêu chuẩn, điều kiện: which rule, with which parameters, under which clause, in the plan's words."""

    award = models.ForeignKey(Award, on_delete=models.CASCADE, related_name="conditions")
    position = models.PositiveSmallIntegerField()
    rule = models.CharField("quy tắc", max_length=60)
    params = models.JSONField(default=dict, blank=True)
    subject = models.CharField("đối tượng", max_length=20, choices=SubjectKind.choices, blank=True)
    round_kind = models.CharField("loại đợt", max_length=10, choices=RoundKind.choices, blank=True)
    group = models.ForeignKey(
        UnitGroup,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="conditions",
        verbose_name="nhóm",
    )
    origin = models.CharField("thuộc", max_length=10, choices=Origin.choices, blank=True)
    # Set when the head of that unit asks for more than the plan does; it binds that unit's nominees only.
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField("nội dung tiêu chuẩn")
    clause = models.CharField("điều khoản", max_length=60)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["award", "position"], name="condition_position_once")]

    def __str__(self):
        return self.text


class DocumentRequirement(models.Model):
    """A paper that a dossier must hold: once for the dossier, or once for each nominee."""

    class Per(models.TextChoices):
        DOSSIER = "dossier", "một bản cho cả hồ sơ"
        NOMINEE = "nominee", "mỗi tập thể, cá nhân một bản"

    award = models.ForeignKey(Award, on_delete=models.CASCADE, related_name="requirements")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField("loại giấy tờ", max_length=40, choices=PaperKind.choices)
    name = models.CharField("tên giấy tờ", max_length=250)
    per = models.CharField("mấy bản", max_length=10, choices=Per.choices)
    clause = models.CharField("điều khoản", max_length=60)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["award", "position"], name="requirement_position_once")
        ]

    def __str__(self):
        return self.name
