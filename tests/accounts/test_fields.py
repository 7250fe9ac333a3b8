from datetime import date

from django import forms

from accounts.fields import CountField, DayField, StyledForm, TidyCharField


class Form(StyledForm):
    name = TidyCharField(label="Tên", max_length=20)
    day = DayField(label="Ngày họp", required=False)
    people = CountField(label="Số người", required=False)
    kind = forms.ChoiceField(choices=[("a", "A")])


def filled(**values):
    return Form({"name": "Hòa", "kind": "a", **values})


def test_a_day_is_typed_as_offices_write_it_and_may_be_empty():
    form = filled(day=" 9/12/2023 ")
    assert form.is_valid() and form.cleaned_data["day"] == date(2023, 12, 9)
    empty = filled(day="")
    assert empty.is_valid() and empty.cleaned_data["day"] is None
    assert 'value="09/12/2023"' in str(Form(initial={"day": date(2023, 12, 9)})["day"])


def test_a_wrong_day_and_a_wrong_count_are_named_and_marked():
    form = filled(day="31/02/2023", people="hai")
    assert set(form.errors) == {"day", "people"}
    assert "Ngày họp" in form.errors["day"][0] and "Số người" in form.errors["people"][0]
    assert "is-invalid" in str(form["day"]) and "is-invalid" not in str(form["name"])


def test_texts_are_tidied_and_counts_are_whole():
    form = filled(name="  Long   Phu\u0301 ", people="12")
    assert form.is_valid()
    assert form.cleaned_data["name"] == "Long Phú" and form.cleaned_data["people"] == 12
    assert 'class="form-select"' in str(form["kind"])
