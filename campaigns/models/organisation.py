from django.conf import settings
from django.db import models
from django.db.models import F, Q

from campaigns.enums import CampaignPart, ChangeKind, Inherited, UnitKind
from campaigns.models.campaign import Campaign
from campaigns.models.unit import Unit


class BasisFields(models.Model):
    """The paper that something rests on: số ký hiệu, ngày, cơ quan ban hành, trích yếu."""

    number = models.CharField("số, ký hiệu văn bản", max_length=80)
    issued_on = models.DateField("ngày ban hành")
    issuer_name = models.CharField("cơ quan ban hành văn bản", max_length=200)
    summary = models.CharField("trích yếu", max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    @property
    def basis(self):
        return f"{self.number} ngày {self.issued_on:%d/%m/%Y} của {self.issuer_name}"


class UndoneFields(models.Model):
    """A step that was taken back keeps its row, with who, when and why."""

    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    undone_reason = models.CharField("lý do hủy", max_length=300, blank=True)

    class Meta:
        abstract = True


def undone_with_its_reason(name):
    """The three fields of a step that was taken back are set together."""
    return models.CheckConstraint(
        condition=Q(undone_at__isnull=True, undone_by__isnull=True, undone_reason="")
        | (Q(undone_at__isnull=False, undone_by__isnull=False) & ~Q(undone_reason="")),
        name=name,
    )


class UnitChange(BasisFields, UndoneFields):
    """Biến động tổ chức: from `day` on a unit is called otherwise, stands elsewhere, or hands over to others."""

    kind = models.CharField("loại biến động", max_length=12, choices=ChangeKind.choices)
    day = models.DateField("có hiệu lực từ ngày")
    sentence = models.TextField("nội dung")
    # What was written, so that it can be taken back: rows made, rows ended with what stood there before.
    effects = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-day", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(number="") & ~Q(issuer_name=""), name="unit_change_has_its_basis"
            ),
            undone_with_its_reason("unit_change_undone_with_reason"),
        ]

    def __str__(self):
        return self.sentence


class UnitPeriod(models.Model):
    """What a unit was until a change: name, kind, place in the tree; old papers and lists read it here."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="periods")
    change = models.ForeignKey(UnitChange, on_delete=models.CASCADE, related_name="periods")
    first_day = models.DateField("từ ngày", null=True, blank=True)
    last_day = models.DateField("đến hết ngày")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=30, choices=UnitKind.choices)
    parent = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    place_name = models.CharField(max_length=80, blank=True)
    symbol = models.CharField(max_length=30, blank=True)
    head_title = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["unit_id", "last_day"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "last_day"], name="unit_period_ends_once"),
            models.UniqueConstraint(fields=["unit", "first_day"], name="unit_period_starts_once"),
            models.CheckConstraint(
                condition=Q(first_day__isnull=True) | Q(last_day__gte=F("first_day")),
                name="unit_period_in_order",
            ),
        ]

    def __str__(self):
        return self.short_name or self.name


class UnitSuccession(models.Model):
    """Kế thừa: whom a unit's tasks went to; without a successor it was dissolved."""

    change = models.ForeignKey(UnitChange, on_delete=models.CASCADE, related_name="successions")
    predecessor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="inheritances"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["change", "predecessor", "successor"], name="unit_succession_once"
            ),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="nobody_succeeds_oneself"),
        ]

    def __str__(self):
        return f"{self.predecessor} -> {self.successor or 'không có đơn vị kế thừa'}"


class CampaignHandOver(BasisFields):
    """Bàn giao phong trào: from a day on another body issues, keeps or appraises the campaign."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="hand_overs")
    part = models.CharField("vai trò", max_length=20, choices=CampaignPart.choices)
    before = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    before_name = models.CharField("tên cơ quan lúc bàn giao", max_length=200)
    after = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    day = models.DateField("từ ngày")

    class Meta:
        ordering = ["day", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(before=F("after")), name="hand_over_to_another_body"),
            models.CheckConstraint(
                condition=~Q(number="") & ~Q(issuer_name=""), name="hand_over_has_its_basis"
            ),
        ]

    def __str__(self):
        return f"{self.get_part_display()}: {self.before_name} -> {self.after}"


class Takeover(UndoneFields):
    """A person's answer to «ai kế thừa»: what of an ended unit goes to whom in a campaign, or to nobody."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="takeovers")
    predecessor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="takeovers_from")
    what = models.CharField("nội dung kế thừa", max_length=14, choices=Inherited.choices)
    successor = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="takeovers"
    )
    document = models.CharField("văn bản làm căn cứ", max_length=250)
    # What was moved ({"registration": [3]}), so that the old unit's page still names it and it can be given back.
    moved = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "predecessor", "what"],
                condition=Q(undone_at__isnull=True),
                name="takeover_decided_once",
            ),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="takeover_by_another_unit"),
            models.CheckConstraint(condition=~Q(document=""), name="takeover_has_its_document"),
            undone_with_its_reason("takeover_undone_with_reason"),
        ]

    def __str__(self):
        return f"{self.get_what_display()}: {self.predecessor} -> {self.successor or 'không ai'}"
