"""The form of one row of the plan, built from the description of its part; the clause is always among the fields."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db import models
from django.db.models import Q, QuerySet

from accounts.errors import DomainError
from accounts.fields import DayField, TidyCharField
from accounts.numbers import format_decimal, parse_decimal
from accounts.text import fold, nfc
from awards.catalogue import catalogue
from awards.domain.place_units import units_for_group
from awards.domain.plan_dates import last_valid_day
from awards.domain.set_up_campaign import may_stand_above
from awards.forms.words import BLANK, CHOOSE, HELP, NOT_NEEDED
from awards.plan_parts import Part
from campaigns.enums import CampaignState, DeadlineMeaning, UnitKind
from campaigns.models import Campaign, Unit
from campaigns.queries import matching

MOST_FOUND = 40
CHOSEN = (forms.ChoiceField, forms.ModelChoiceField)
CODED = ("groups", "rounds", "phases", "awards", "targets")


class PaperForm(forms.Form):
    """Why a launched plan changes and by which document; the version on screen comes along unseen."""

    reason = forms.CharField(
        label="Lý do sửa kế hoạch", max_length=1000, widget=forms.Textarea(attrs={"rows": 2}), strip=True
    )
    document = TidyCharField(
        label="Văn bản sửa đổi",
        max_length=250,
        help_text="Số, ký hiệu, ngày của văn bản sửa đổi, bổ sung kế hoạch.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class RowForm(forms.Form):
    """Base of the row forms: knows its part, its campaign and the row; `values()` are the model's columns."""

    part: Part
    clause = TidyCharField(
        label="Điều khoản",
        max_length=60,
        help_text="Mục của kế hoạch nêu nội dung này, ví dụ «mục III.2.a». Kế hoạch không nêu thì ghi "
        "«kế hoạch không nêu».",
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, campaign: Campaign, row: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.campaign, self.row = campaign, row
        for name, field in self.fields.items():
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = choices_in(field.queryset, name, campaign, row)
        if self.part.key == "groups":
            self.offer_units()
        if row is not None and campaign.state != CampaignState.DRAFT and self.part.key in CODED:
            del self.fields["code"]

    def offer_units(self) -> None:
        """The units named already, those ticked just now and those that the search finds."""
        named = list(self.initial.get("unit_codes", []))
        ticked, search = [], ""
        if self.is_bound:
            ticked = self.data.getlist("unit_codes") if hasattr(self.data, "getlist") else []
            search = str(self.data.get("search", ""))
        field: Any = self.fields["unit_codes"]
        field.choices = units_to_tick(self.campaign, named, ticked, search)

    def values(self) -> dict[str, Any]:
        """Column -> value for the domain."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("seen", "search")}

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if (
            "code" in self.fields
            and self.part.key in CODED
            and not data.get("code")
            and "code" not in self.errors
        ):
            data["code"] = free_code(
                self.part, self.campaign, str(data.get("name") or data.get("text") or "")
            )
        if self.part.key == "deadlines" and not self.errors and not data.get("last_valid_day"):
            data["last_valid_day"] = last_valid_day(data["meaning"], data["stated_day"])
        if self.part.key == "quotas" and data.get("mode") == "none":
            data["maximum"] = None
        elif self.part.key == "quotas" and data.get("maximum") is None and "maximum" not in self.errors:
            self.add_error("maximum", "Hãy nhập số lượng, hoặc chọn «không giới hạn số lượng».")
        return data


def row_form(part: Part) -> type[RowForm]:
    """The form class of a part: one field for each key, in the part's order, the clause last."""
    fields: dict[str, Any] = {"part": part}
    for key in part.fields:
        if key not in ("clause", "rule", "params"):
            fields[part.column(key)] = field_of(part, key)
        if key == "unit_codes":
            fields["search"] = forms.CharField(
                label="Tìm đơn vị để ghi rõ",
                required=False,
                max_length=120,
                help_text="Gõ không dấu cũng được.",
            )
    return type(f"{part.model.__name__}Form", (RowForm,), fields)


def field_of(part: Part, key: str) -> forms.Field:
    """The form field of one key; days, units and kinds are typed and ticked as offices do."""
    column = part.model._meta.get_field(part.column(key))
    name = str(column.verbose_name)
    shared: dict[str, Any] = {
        "label": f"{name[:1].upper()}{name[1:]}",
        "help_text": HELP.get(f"{part.key}.{key}", ""),
        "required": not column.blank and f"{part.key}.{key}" not in NOT_NEEDED,
    }
    if isinstance(column, models.DateField):
        return DayField(**shared)
    if key in ("catalogue", "law_key"):
        return forms.ChoiceField(choices=[("", BLANK[f"{part.key}.{key}"]), *law_choices(key)], **shared)
    if key == "kinds":
        return ticks(UnitKind.choices, shared)
    if key == "unit_codes":
        return ticks([], shared)
    if key == "meaning":
        return forms.ChoiceField(choices=DeadlineMeaning.choices, widget=forms.RadioSelect, **shared)
    if isinstance(column, models.BooleanField):
        return forms.BooleanField(**{**shared, "required": False}, initial=column.get_default())
    if isinstance(column, models.DecimalField):
        return AmountField(**shared)
    if key == "order":
        return forms.ChoiceField(choices=column.choices, initial=column.get_default(), **shared)
    found: Any = column.formfield(**shared)
    nothing = BLANK[f"{part.key}.{key}"] if column.blank and isinstance(found, CHOSEN) else CHOOSE
    if isinstance(found, forms.ModelChoiceField):
        found.empty_label = nothing
    elif column.choices:
        found.choices = [("", nothing), *column.choices]
    if isinstance(found, forms.CharField) and not column.choices:
        return text_field(column, shared)
    return found


def law_choices(key: str) -> list[tuple[str, str]]:
    """The entries of the catalogue, or the money coefficients by the award that they are for."""
    entries = catalogue()
    if key == "catalogue":
        return [(one.code, one.name) for one in entries]
    keys = {one.law_key: f"Theo mức của {one.name}" for one in reversed(entries) if one.law_key}
    return sorted(keys.items(), key=lambda pair: pair[1])


def ticks(choices: Any, shared: dict[str, Any]) -> forms.Field:
    """Several of a list, as boxes to tick."""
    return forms.MultipleChoiceField(
        choices=choices, widget=forms.CheckboxSelectMultiple, **{**shared, "required": False}
    )


def text_field(column: Any, shared: dict[str, Any]) -> forms.Field:
    """One tidy line, a code, or a few lines of the plan's own words."""
    if isinstance(column, models.SlugField):
        return forms.SlugField(max_length=column.max_length, **shared)
    if isinstance(column, models.TextField):
        return NfcField(widget=forms.Textarea(attrs={"rows": 3}), max_length=4000, **shared)
    return TidyCharField(max_length=column.max_length or 1000, **shared)


class NfcField(forms.CharField):
    """Lines of text, NFC."""

    def clean(self, value: Any) -> str:
        return nfc(super().clean(value)).strip()


class AmountField(forms.CharField):
    """A number with up to two decimals, 62,5 or 62.5."""

    def prepare_value(self, value: Any) -> Any:
        return format_decimal(value) if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            return parse_decimal(text, label=str(self.label), places=2)
        except DomainError as error:
            raise forms.ValidationError(error.message) from None


def choices_in(rows: QuerySet, name: str, campaign: Campaign, row: Any) -> QuerySet:
    """Rounds, groups and phases of this plan; for the plan above, what `may_stand_above` lets be named; for the head
    and deputy of a group its units, so none before the group is saved."""
    if name in ("head", "deputy"):
        return units_for_group(campaign, row).order_by("sort_key", "pk") if row and row.pk else rows.none()
    if name == "parent":
        return (
            rows.filter(may_stand_above(campaign.issuer, campaign.standing_unit))
            .exclude(pk=campaign.pk)
            .order_by("title")
        )
    return rows.filter(campaign=campaign)


def free_code(part: Part, campaign: Campaign, name: str) -> str:
    """A code out of the name's first words that no other row of the part has."""
    stem = "-".join(fold(name).split())[:34].strip("-") or part.key.replace("_", "-")
    taken = set(part.model.objects.filter(campaign=campaign).values_list("code", flat=True))
    return next(code for code in [stem, *(f"{stem}-{n}" for n in range(2, 999))] if code not in taken)


def units_to_tick(
    campaign: Campaign, named: list[str], ticked: list[str], search: str
) -> list[tuple[str, str]]:
    """As choices: the units that the plan names, and under the issuer those ticked and those that a search finds."""
    below = Q(parent=campaign.issuer) | Q(parent__parent=campaign.issuer)
    named_rows = list(Unit.objects.filter(Q(code__in=named) | below & Q(code__in=ticked)))
    found = list(matching(Unit.objects.filter(below), search, "search_key")[:MOST_FOUND]) if search else []
    rows = {unit.code: f"{unit.name} ({unit.code})" for unit in [*named_rows, *found]}
    return sorted(rows.items(), key=lambda pair: pair[1])
