"""Thử phương án: the terms of a plan as fields, filled with the plan's values; what is wrong stays the plan's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from accounts.errors import DomainError
from accounts.fields import StyledForm
from accounts.numbers import format_decimal, parse_percent, whole_number
from awards.enums import QuotaMode
from awards.models import Award
from campaigns.enums import TieRule
from scoring.models import IndexImport
from scoring.rules import RULES, Parameter
from scoring.what_if import BAND_RULES, Terms, TrialCondition, TrialQuota, changed_terms
from scoring.what_if_plan import PlanTerms
from scoring.what_if_words import quota_words

MOST = 32_767
SOURCE, TIES = "nguon", "dong_hang"
WRONG_CHOICE = {
    "invalid_choice": "Không có lựa chọn này; đang dùng giá trị của kế hoạch.",
    "required": "Hãy chọn.",
}


@dataclass(frozen=True)
class QuotaFields:
    """A quota in words, with its fields."""

    quota: TrialQuota
    words: str
    number: BoundField
    mode: BoundField


@dataclass(frozen=True)
class ConditionFields:
    """A condition with its fields."""

    condition: TrialCondition
    name: str
    fields: tuple[BoundField, ...]


@dataclass(frozen=True)
class AwardFields:
    """What can be tried with one award."""

    award: Award
    quotas: tuple[QuotaFields, ...]
    conditions: tuple[ConditionFields, ...]


class TrialForm(StyledForm):
    """Bound to the address: a field that is not in it has the plan's value."""

    def __init__(
        self,
        data: Mapping[str, Any],
        *,
        plan: PlanTerms,
        sources: Sequence[IndexImport] = (),
        source: IndexImport | None = None,
    ):
        self.plan = plan
        self.given: dict[str, str] = {TIES: plan.terms.tie_rule}
        super().__init__()
        if source is not None:
            choices = [(str(row.pk), f"Năm {row.year}: {row.campaign.short_title}") for row in sources]
            field = forms.ChoiceField(label="Kết quả dùng để thử", choices=choices)
            self._add(SOURCE, field, str(source.pk))
        self._add(TIES, forms.ChoiceField(label="Khi đồng hạng ở vạch chỉ tiêu", choices=TieRule.choices))
        for quota in plan.terms.quotas:
            self._add_quota(quota)
        for condition in plan.terms.conditions:
            self._add_condition(condition)
        self.data = {name: data.get(name, value) for name, value in self.given.items()}
        self.is_bound = True

    def _add(self, name: str, field: forms.Field, value: str | None = None) -> None:
        field.widget.attrs["class"] = (
            "form-select" if isinstance(field, forms.ChoiceField) else "form-control"
        )
        if isinstance(field, forms.ChoiceField):
            field.error_messages |= WRONG_CHOICE
        else:
            field.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}
        field.widget.attrs["aria-describedby"] = f"loi-{name}"
        self.fields[name] = field
        self.given.setdefault(name, value or "")

    def _add_quota(self, quota: TrialQuota) -> None:
        number = forms.CharField(label="Số lượng", max_length=10, required=False)
        self._add(f"so-{quota.key}", number, "" if quota.maximum is None else str(quota.maximum))
        mode = forms.ChoiceField(label="Cách tính", choices=QuotaMode.choices)
        self._add(f"cach-{quota.key}", mode, quota.mode)

    def _add_condition(self, condition: TrialCondition) -> None:
        for one in RULES[condition.rule].parameters:
            field = forms.CharField(label=one.label, max_length=20, required=False, help_text=one.help)
            self._add(_name(condition, one), field, _shown(one, condition.params.get(one.name, one.default)))
        if condition.rule in BAND_RULES:
            field = forms.CharField(
                label="Thử với tốp đầu đến thứ hạng",
                max_length=10,
                required=False,
                help_text="Kế hoạch không nêu; để trống thì phép thử không xét điều kiện này.",
            )
            self._add(f"top-{condition.key}", field)

    def clean(self) -> dict[str, Any]:
        """Reads every field by its kind; the sentence of what is wrong stands at the field."""
        found = super().clean() or self.cleaned_data
        self.numbers = {one.key: self._number(one) for one in self.plan.terms.quotas}
        self.params = {one.key: self._params(one) for one in self.plan.terms.conditions}
        self.lines = {
            one.key: self._whole(f"top-{one.key}", "Thứ hạng")
            for one in self.plan.terms.conditions
            if one.rule in BAND_RULES
        }
        return found

    def terms(self) -> Terms:
        """The terms to try; where a field is wrong the plan's own value."""
        wrong = self.errors
        tie_rule = self.plan.terms.tie_rule if TIES in wrong else self.cleaned_data[TIES]
        return changed_terms(
            self.plan.terms, numbers=self.numbers, params=self.params, lines=self.lines, tie_rule=tie_rule
        )

    def changes(self) -> dict[str, str]:
        """Only what differs from the plan, and the source: the address that can be shared."""
        return {
            name: self.data[name]
            for name, value in self.given.items()
            if name == SOURCE or (self.data[name] != value and name not in self.errors)
        }

    def blocks(self) -> tuple[AwardFields, ...]:
        """The fields award by award."""
        return tuple(
            AwardFields(
                award,
                tuple(
                    QuotaFields(
                        one,
                        quota_words(one, self.plan.groups),
                        self[f"so-{one.key}"],
                        self[f"cach-{one.key}"],
                    )
                    for one in self.plan.terms.quotas
                    if one.award == key
                ),
                tuple(self._condition(one) for one in self.plan.terms.conditions if one.award == key),
            )
            for key, award in self.plan.awards.items()
        )

    def _condition(self, one: TrialCondition) -> ConditionFields:
        names = [_name(one, parameter) for parameter in RULES[one.rule].parameters]
        names += [f"top-{one.key}"] if one.rule in BAND_RULES else []
        return ConditionFields(one, RULES[one.rule].name, tuple(self[name] for name in names))

    def _number(self, quota: TrialQuota) -> tuple[str, int | None]:
        name = f"so-{quota.key}"
        mode = self.cleaned_data.get(f"cach-{quota.key}")
        number, typed = self._whole(name, "Số lượng"), self.data[name] != self.given[name]
        if mode is None or name in self._errors:
            return quota.mode, quota.maximum
        if mode == QuotaMode.NONE:
            if typed and number is not None:
                self.add_error(
                    name, "Không giới hạn số lượng thì để trống ô này; muốn thử một số, hãy chọn «tối đa»."
                )
            return mode, None
        if number is None:
            self.add_error(name, f"Hãy nhập số lượng, vì cách tính là «{QuotaMode(mode).label}».")
            return quota.mode, quota.maximum
        return mode, number

    def _params(self, condition: TrialCondition) -> Mapping[str, object]:
        rule, found = RULES[condition.rule], dict(condition.params)
        for one in rule.parameters:
            name = _name(condition, one)
            if self.data[name] == self.given[name]:
                continue
            value = self._value(name, one)
            if name in self._errors:
                return condition.params
            found.pop(one.name, None)
            found |= {} if value is None else {one.name: value}
        names = [_name(condition, one) for one in rule.parameters]
        if rule.one_of and sum(name in found for name in rule.one_of) != 1:
            self.add_error(names[0], "Hãy nhập một trong hai: số thứ hạng hoặc tỷ lệ, không nhập cả hai.")
            return condition.params
        for one in rule.parameters:
            if one.required and one.name not in found:
                self.add_error(_name(condition, one), f"{one.label}: chưa nhập số.")
                return condition.params
        return found

    def _value(self, name: str, one: Parameter) -> object:
        if one.kind == "whole":
            return self._whole(name, one.label)
        text = self.cleaned_data.get(name, "")
        try:
            return str(parse_percent(text, label=one.label)) if text else None
        except DomainError as error:
            self.add_error(name, error.message)
            return None

    def _whole(self, name: str, label: str) -> int | None:
        text = self.cleaned_data.get(name, "")
        if not text:
            return None
        number = whole_number(text)
        if number is None or not 1 <= number <= MOST:
            self.add_error(name, f"{label} phải là số nguyên từ 1 đến {format_decimal(MOST)}.")
            return None
        return number


def _name(condition: TrialCondition, one: Parameter) -> str:
    return f"dk-{condition.key}-{one.name}"


def _shown(one: Parameter, value: object) -> str:
    if value is None:
        return ""
    return format_decimal(Decimal(str(value))) if one.kind == "percent" else str(value)
