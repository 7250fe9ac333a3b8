from django.db import models
from django.db.models import Q


class CriteriaSet(models.Model):
    """Bộ tiêu chí, bộ chỉ số: issued by a decision, stated to add up to a maximum."""

    code = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=250)
    basis = models.CharField("văn bản ban hành", max_length=250, blank=True)
    note = models.TextField(blank=True)
    stated_maximum = models.DecimalField(max_digits=9, decimal_places=2)
    is_demo = models.BooleanField(default=False)
    search_key = models.CharField(max_length=600, editable=False)
    sort_key = models.CharField(max_length=1000, editable=False)

    def __str__(self):
        return self.title


class Criterion(models.Model):
    """A group (no parent) or a criterion of it; codes are text, `4.10` is not 4.1."""

    criteria_set = models.ForeignKey(CriteriaSet, on_delete=models.CASCADE, related_name="criteria")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="children"
    )
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=400)
    maximum = models.DecimalField("điểm tối đa", max_digits=9, decimal_places=2)
    how = models.TextField("cách tính điểm", blank=True)
    evidence_hint = models.TextField("tài liệu kiểm chứng cần có", blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["criteria_set", "code"], name="criterion_code_once"),
            models.UniqueConstraint(fields=["criteria_set", "position"], name="criterion_position_once"),
            models.CheckConstraint(condition=Q(maximum__gte=0), name="criterion_maximum_not_negative"),
        ]

    def __str__(self):
        return f"{self.code}. {self.name}"

    @property
    def is_group(self):
        return self.parent_id is None
