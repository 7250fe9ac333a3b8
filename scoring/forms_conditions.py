"""The form of a condition: whom it is asked of, the plan's words, and a field for each parameter of its rule."""

from decimal import Decimal
from typing import Any

from django import forms

from accounts.dates import parse_date
from accounts.errors import DomainError
from accounts.fields import DayField, TidyCharField
from accounts.numbers import format_decimal, parse_decimal
from accounts.text import nfc, sort_key
from campaigns.enums import Origin, RoundKind, SubjectKind
from campaigns.models import Campaign, UnitGroup
from scoring.rules import RULES, Parameter, Rule

ANY = [("", "Mọi đối tượng")]
PREFIX = "p_"


class NumberText(forms.CharField):
    """A number typed the Vietnamese way, kept as exact text with a dot."""

    def __init__(self, *, maximum: int | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.maximum = maximum

    def prepare_value(self, value: Any) -> Any:
        try:
            return format_decimal(Decimal(str(value))) if value not in (None, "") else value
        except (ArithmeticError, DomainError):
            return value

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            number = parse_decimal(text.rstrip("% "), label=str(self.label), maximum=self.maximum)
        except DomainError as error:
            raise forms.ValidationError(error.message) from None
        return f"{number.normalize():f}"


class IsoDay(DayField):
    """A day, kept as ISO text because parameters are JSON."""

    def prepare_value(self, value: Any) -> Any:
        try:
            return super().prepare_value(parse_date(value)) if value else value
        except DomainError:
            return value

    def to_python(self, value: Any) -> Any:
        day = super().to_python(value)
        return day.isoformat() if day else None


class ConditionForm(forms.Form):
    """The condition's own fields; those of its rule are added by name."""

    text = forms.CharField(
        label="Nội dung tiêu chuẩn",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Nguyên văn của kế hoạch.",
    )
    subject = forms.ChoiceField(label="Áp dụng cho", required=False, choices=[*ANY, *SubjectKind.choices])
    origin = forms.ChoiceField(
        label="Thuộc", required=False, choices=[("", "Không phân biệt"), *Origin.choices]
    )
    round_kind = forms.ChoiceField(
        label="Loại đợt xét", required=False, choices=[("", "Mọi đợt"), *RoundKind.choices]
    )
    group = forms.ModelChoiceField(
        label="Nhóm", required=False, queryset=UnitGroup.objects.none(), empty_label="Tất cả các nhóm"
    )
    clause = TidyCharField(
        label="Điều khoản",
        max_length=60,
        help_text="Mục của kế hoạch nêu tiêu chuẩn này; không nêu thì ghi «kế hoạch không nêu».",
    )
    rule = forms.CharField(widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, campaign: Campaign, rule: Rule, params: dict | None = None, **kwargs: Any):
        initial = kwargs.pop("initial", {})
        initial |= {f"{PREFIX}{name}": value for name, value in (params or {}).items()}
        super().__init__(*args, label_suffix="", initial={"rule": rule.code, **initial}, **kwargs)
        self.rule_row = rule
        groups: Any = self.fields["group"]
        groups.queryset = campaign.groups.order_by("position")
        if rule.subjects:
            labels = dict(SubjectKind.choices)
            chosen: Any = self.fields["subject"]
            chosen.choices = [*ANY, *((code, labels[code]) for code in rule.subjects)]
        for one in rule.parameters:
            self.fields[f"{PREFIX}{one.name}"] = parameter_field(one)

    def clean_text(self) -> str:
        return nfc(self.cleaned_data["text"]).strip()

    def values(self) -> dict[str, Any]:
        """The condition's columns; parameters left empty are absent."""
        data = self.cleaned_data
        params = {}
        for one in self.rule_row.parameters:
            value = data.get(f"{PREFIX}{one.name}")
            if value not in (None, "", []):
                params[one.name] = value
        names = ("text", "subject", "origin", "round_kind", "group", "clause")
        return {**{name: data[name] for name in names}, "rule": self.rule_row.code, "params": params}

    @property
    def parameter_fields(self) -> list[Any]:
        """The bound fields of the rule's own parameters."""
        return [self[name] for name in self.fields if name.startswith(PREFIX)]


def parameter_field(one: Parameter) -> forms.Field:
    """The field of one parameter by its kind."""
    shared: dict[str, Any] = {"label": one.label, "help_text": one.help, "required": one.required}
    if one.kind == "whole":
        return forms.IntegerField(min_value=1, max_value=100_000, **shared)
    if one.kind in ("percent", "decimal"):
        return NumberText(maximum=100 if one.kind == "percent" else None, **shared)
    if one.kind == "date":
        return IsoDay(**shared)
    if one.kind in ("rounds", "origins"):
        return forms.MultipleChoiceField(
            choices=list(one.options.items()), widget=forms.CheckboxSelectMultiple, **shared
        )
    if one.kind == "choice":
        choices = [("", "Không ghi"), *one.options.items()]
        return forms.ChoiceField(choices=choices, **shared)
    if one.kind == "flag":
        return forms.TypedChoiceField(
            choices=[("", "Như quy định của tiêu chuẩn"), ("True", "Có"), ("False", "Không")],
            coerce=lambda text: text == "True",
            empty_value=None,
            **{**shared, "required": False},
        )
    return TidyCharField(max_length=500, **shared)


def all_rules() -> list[Rule]:
    """Every rule by its name."""
    return sorted(RULES.values(), key=lambda one: sort_key(one.name))
