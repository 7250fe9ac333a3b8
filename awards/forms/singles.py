"""The form of one of the plan's tables: its fields, the clause and the note beside."""

from typing import Any

from django import forms
from django.db import models
from django.db.models import Q

from accounts.fields import DayField, TidyCharField
from accounts.text import nfc
from awards.forms.rows import NfcField
from awards.forms.words import BLANK, CHOOSE, HELP
from awards.lawbook import rounding_modes
from awards.plan_parts import SINGLES, UNIT_SINGLES
from campaigns.criteria import sets_for_office
from campaigns.models import Campaign, Unit

GENERAL = ("title", "short_title", "year", "criteria_set")
LINES = ("theme", "scope")
OPTIONAL_DAYS = ("plan_date", "budget_day")


class SingleForm(forms.Form):
    """Base of the table forms; `values()` are the campaign's columns."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def values(self) -> dict[str, Any]:
        """Column -> value for the domain, without what stands beside."""
        beside = ("seen", "clause", "note")
        return {name: value for name, value in self.cleaned_data.items() if name not in beside}

    @property
    def clause_text(self) -> str:
        return str(self.cleaned_data.get("clause", ""))

    @property
    def note_text(self) -> str:
        return nfc(str(self.cleaned_data.get("note", ""))).strip()


def single_form(table: str, campaign: Campaign) -> type[SingleForm]:
    """The form class of a table; "general" holds the names, the first year and the criteria set."""
    if table not in SINGLES:
        columns = {column: column for column in GENERAL}
        fields = {column: _field(table, column, column, campaign) for column in columns}
        return type("GeneralForm", (SingleForm,), fields)
    fields = {column: _field(table, key, column, campaign) for key, column in SINGLES[table].items()}
    fields["note"] = NfcField(
        label="Ghi chú", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    fields["clause"] = TidyCharField(
        label="Điều khoản",
        max_length=60,
        help_text="Mục của kế hoạch nêu nội dung này; không nêu thì ghi «kế hoạch không nêu».",
    )
    return type(f"{table.title()}Form", (SingleForm,), fields)


def single_initial(table: str, campaign: Campaign) -> dict[str, Any]:
    """What the form of a table shows first."""
    columns = SINGLES[table].values() if table in SINGLES else GENERAL
    values = {column: getattr(campaign, column) for column in columns}
    return {**values, "clause": campaign.clauses.get(table, ""), "note": campaign.notes.get(table, "")}


def _field(table: str, key: str, column: str, campaign: Campaign) -> forms.Field:
    field = Campaign._meta.get_field(column)
    name = str(field.verbose_name)
    shared: dict[str, Any] = {
        "label": f"{name[:1].upper()}{name[1:]}",
        "help_text": HELP.get(f"{table}.{key}", ""),
        "required": not field.blank,
    }
    if table in UNIT_SINGLES:
        return forms.ModelChoiceField(
            queryset=units_near(campaign),
            **{**shared, "label": "Cơ quan"},
            empty_label=BLANK.get(f"{table}.{key}", CHOOSE),
        )
    if column == "criteria_set":
        return forms.ModelChoiceField(
            queryset=sets_for_office([campaign.standing_unit]), **{**shared, "label": "Bộ tiêu chí tự chấm"},
            empty_label=BLANK["general.criteria_set"],
        )  # fmt: skip
    if column == "rounding":
        return forms.ChoiceField(choices=list(rounding_modes().items()), **shared)
    if isinstance(field, models.DateField):
        return DayField(**shared)
    if isinstance(field, models.BooleanField):
        return forms.BooleanField(**{**shared, "required": False})
    if isinstance(field, models.TextField):
        return NfcField(max_length=4000, widget=forms.Textarea(attrs={"rows": 4}), **shared)
    if field.choices or not isinstance(field, models.CharField):
        found: Any = field.formfield(**shared)
        if field.blank and field.choices:
            found.choices = [("", BLANK[f"{table}.{key}"]), *field.choices]
        return found
    return TidyCharField(max_length=field.max_length, **shared)


def units_near(campaign: Campaign):
    """The issuer, what is above and below it, and the bodies named now."""
    issuer = campaign.issuer
    near = Q(pk=issuer.pk) | Q(parent=issuer) | Q(pk=issuer.parent_id) | Q(parent=issuer.parent_id or 0)
    named = [campaign.standing_unit_id, campaign.appraising_unit_id]
    return Unit.objects.filter(near | Q(pk__in=[pk for pk in named if pk])).order_by("sort_key")
