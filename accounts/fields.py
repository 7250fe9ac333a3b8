"""Form fields and the form that every room shares: typed as offices write, answered in full sentences."""

from datetime import date
from typing import Any

from django import forms

from accounts.dates import date_short, parse_date
from accounts.errors import DomainError
from accounts.numbers import parse_decimal
from accounts.text import tidy


class TidyCharField(forms.CharField):
    """One line, NFC, single spaces."""

    def clean(self, value: Any) -> Any:
        return tidy(super().clean(value))


class DayField(forms.CharField):
    """A day as people write it, 09/12/2023; an empty one is None."""

    widget = forms.TextInput(
        attrs={"inputmode": "numeric", "placeholder": "dd/mm/yyyy", "autocomplete": "off"}
    )

    def prepare_value(self, value: Any) -> Any:
        return date_short(value) if isinstance(value, date) else value

    def to_python(self, value: Any) -> Any:
        text = tidy(super().to_python(value) or "")
        if not text:
            return None
        try:
            return parse_date(text, label=str(self.label or "Ngày"))
        except DomainError as error:
            raise forms.ValidationError(error.message) from None


class CountField(forms.CharField):
    """A whole number of zero or more; empty is None."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            return int(parse_decimal(text, label=str(self.label), places=0, maximum=1_000_000))
        except DomainError as error:
            raise forms.ValidationError(error.message) from None


class StyledForm(forms.Form):
    """Bootstrap classes, and errors tied to their fields for screen readers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        for field in self.fields.values():
            if isinstance(field.widget, forms.RadioSelect):
                continue
            kind = "form-select" if isinstance(field.widget, forms.Select) else "form-control"
            if isinstance(field.widget, forms.CheckboxInput):
                kind = "form-check-input"
            field.widget.attrs.setdefault("class", kind)

    def full_clean(self) -> None:
        super().full_clean()
        for name in self.fields.keys() & (self._errors or {}).keys():
            attrs = self.fields[name].widget.attrs
            attrs["class"] = f"{attrs.get('class', '')} is-invalid".strip()
