import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from campaigns.enums import Role, UnitKind


def not_placed() -> str:
    """The path of a unit that no writer has placed: under nothing, above nothing, and nobody else's."""
    return f"z{uuid.uuid4().hex}"


class Unit(models.Model):
    """A body that takes part, stands, appraises or decides; dated, because bodies merge and end."""

    code = models.CharField("mã", max_length=40, unique=True)
    name = models.CharField("tên đầy đủ", max_length=200)
    short_name = models.CharField("tên gọn", max_length=120, blank=True)
    kind = models.CharField("loại", max_length=30, choices=UnitKind.choices)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    place_name = models.CharField("địa danh trên văn bản", max_length=80, blank=True)
    symbol = models.CharField("chữ viết tắt trong ký hiệu văn bản", max_length=30, blank=True)
    head_title = models.CharField("chức vụ người đứng đầu", max_length=80, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    is_demo = models.BooleanField(default=False)
    # The last day on which it was another than today; nobody looks for older names of a unit without it.
    changed_until = models.DateField(null=True, blank=True, editable=False)
    search_key = models.CharField(max_length=400, editable=False, db_index=True)
    name_key = models.CharField(max_length=300, editable=False, db_index=True)
    sort_key = models.CharField(max_length=1000, editable=False, db_index=True)
    # The keys of every unit above and of this one, in equal widths: what stands under a unit is one range.
    path = models.CharField(max_length=120, editable=False, unique=True, default=not_placed)

    class Meta:
        verbose_name = "đơn vị"
        verbose_name_plural = "đơn vị"
        ordering = ["sort_key", "id"]
        indexes = [
            models.Index(fields=["parent", "sort_key", "id"], name="unit_below_in_order"),
            models.Index(fields=["kind", "sort_key", "id"], name="unit_kind_in_order"),
            models.Index(fields=["valid_to", "sort_key"], name="unit_ended_in_order"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="unit_ends_after_it_starts",
            ),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="unit_not_its_own_parent"),
            models.CheckConstraint(condition=~Q(path=""), name="unit_path_not_empty"),
        ]

    # What it was on the day that a page speaks of, where that was called otherwise (`organisation.call_as_then`).
    then = None

    def __str__(self):
        today = self.short_name or self.name
        return f"{self.then} (nay là {today})" if self.then else today

    @property
    def full_name(self):
        """The long name, as of the day that a page speaks of."""
        return f"{self.then.name} (nay là {self.name})" if self.then else self.name


class UnitAlias(models.Model):
    """Another accepted name of a unit, written down once a person has said yes to it."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=300, unique=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT)
    accepted_at = models.DateTimeField(null=True)

    def __str__(self):
        return self.name


class UnitWord(models.Model):
    """The folded names of a unit, each from every one of its words on: a search is the beginning of one of them."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="words", db_index=False)
    text = models.CharField(max_length=60)

    class Meta:
        indexes = [models.Index(fields=["text", "unit"], name="unit_word_text")]
        constraints = [models.UniqueConstraint(fields=["unit", "text"], name="unit_word_once")]

    def __str__(self):
        return self.text


class Membership(models.Model):
    """A person holds a role at a unit for a time; one that awaits a second person's yes gives no rights yet."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=30, choices=Role.choices)
    title = models.CharField("chức vụ", max_length=120, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    awaits = models.BooleanField(default=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "unit", "role"],
                condition=Q(valid_to__isnull=True),
                name="membership_open_once",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="membership_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True)
                | (Q(awaits=False) & ~Q(confirmed_by=F("given_by")) & ~Q(confirmed_by=F("user"))),
                name="membership_confirmed_by_another",
            ),
        ]

    def __str__(self):
        return f"{self.user}: {self.get_role_display()}, {self.unit}"
