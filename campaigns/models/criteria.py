from django.db import models
from django.db.models import F, Q

from campaigns.enums import BandMeasure, CriterionKind, PointRule, Rescale

POINTS = {"max_digits": 9, "decimal_places": 2}


class CriteriaSet(models.Model):
    """Bộ tiêu chí, bộ chỉ số: issued by a decision, stated to add up to a maximum."""

    code = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=250)
    basis = models.CharField("văn bản ban hành", max_length=250, blank=True)
    note = models.TextField(blank=True)
    stated_maximum = models.DecimalField(**POINTS)
    year = models.PositiveSmallIntegerField("năm áp dụng", null=True, blank=True)
    earlier = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="later",
        verbose_name="bản của năm trước",
    )
    rescale = models.CharField(
        "khi có tiêu chí không áp dụng", max_length=10, choices=Rescale.choices, default=Rescale.WHOLE
    )
    is_demo = models.BooleanField(default=False)
    search_key = models.CharField(max_length=600, editable=False)
    sort_key = models.CharField(max_length=1000, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(earlier__isnull=True) | ~Q(earlier=F("id")), name="set_is_not_its_own_earlier"
            ),
        ]

    def __str__(self):
        return self.title


class Criterion(models.Model):
    """A group or a criterion, at any depth; codes are text, `4.10` is not 4.1.

    `maximum` is as the document states it, None where it states none; of a minus point it is the most taken off.
    `rule_params` are texts read by campaigns/point_rules.py.
    """

    criteria_set = models.ForeignKey(CriteriaSet, on_delete=models.CASCADE, related_name="criteria")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="children"
    )
    kind = models.CharField(
        "loại", max_length=10, choices=CriterionKind.choices, default=CriterionKind.POINTS
    )
    code = models.CharField("mã", max_length=20)
    name = models.CharField("tên", max_length=400)
    maximum = models.DecimalField("điểm tối đa", null=True, blank=True, **POINTS)
    how = models.TextField("cách tính điểm", blank=True)
    evidence_hint = models.TextField("tài liệu kiểm chứng cần có", blank=True)
    rule = models.CharField(
        "quy tắc chấm", max_length=10, choices=PointRule.choices, default=PointRule.MANUAL
    )
    rule_params = models.JSONField("tham số của quy tắc", default=dict, blank=True)
    may_not_apply = models.BooleanField("đơn vị được chọn «Không áp dụng»", default=False)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["criteria_set", "code"], name="criterion_code_once"),
            models.UniqueConstraint(fields=["criteria_set", "position"], name="criterion_position_once"),
            models.CheckConstraint(
                condition=Q(maximum__isnull=True) | Q(maximum__gte=0), name="criterion_maximum_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(rule="manual") | ~Q(kind__in=["group", "gate"]),
                name="only_what_is_scored_has_a_rule",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=False) | Q(kind="group"), name="what_is_scored_stands_in_a_group"
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="criterion_not_in_itself"
            ),
        ]

    def __str__(self):
        return f"{self.code}. {self.name}"

    @property
    def is_group(self):
        return self.kind == CriterionKind.GROUP

    @property
    def is_gate(self):
        return self.kind == CriterionKind.GATE

    @property
    def sign(self):
        """-1 for minus points, which are stored as what is taken off."""
        return -1 if self.kind == CriterionKind.MINUS else 1


class Band(models.Model):
    """Xếp loại, mức of a set, or of one group of it: between two edges, each of which may belong to it or not."""

    criteria_set = models.ForeignKey(CriteriaSet, on_delete=models.CASCADE, related_name="bands")
    group = models.ForeignKey(
        Criterion, null=True, blank=True, on_delete=models.CASCADE, related_name="bands", verbose_name="nhóm"
    )
    name = models.CharField("tên mức", max_length=80)
    measure = models.CharField(
        "tính theo", max_length=10, choices=BandMeasure.choices, default=BandMeasure.PERCENT
    )
    lower = models.DecimalField("từ", null=True, blank=True, **POINTS)
    lower_belongs = models.BooleanField("gồm cả mức dưới", default=True)
    upper = models.DecimalField("đến", null=True, blank=True, **POINTS)
    upper_belongs = models.BooleanField("gồm cả mức trên", default=False)
    clause = models.CharField("điều khoản", max_length=250, blank=True)

    class Meta:
        ordering = [F("group__position").asc(nulls_first=True), F("lower").desc(nulls_last=True), "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lower__isnull=True) | Q(upper__isnull=True) | Q(lower__lte=F("upper")),
                name="band_edges_in_order",
            ),
            models.UniqueConstraint(
                fields=["criteria_set", "name"], condition=Q(group__isnull=True), name="band_name_once_a_set"
            ),
            models.UniqueConstraint(fields=["group", "name"], name="band_name_once_a_group"),
        ]

    def __str__(self):
        return self.name
