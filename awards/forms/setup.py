"""The guided set-up: what is taken over and what the new plan is called."""

from typing import Any

from django import forms

from accounts.fields import DayField, TidyCharField
from accounts.text import fold
from awards.domain.new_plan import TAKEABLE, Wishes
from awards.domain.set_up_campaign import with_those_above
from awards.forms.words import BLANK, CHOOSE
from awards.plan_parts import SINGLE_NAMES
from awards.plan_words import part_of
from campaigns.criteria import sets_for_office
from campaigns.enums import CountedAttempt, LaunchLevel, MeasuredBy, NominatedBy
from campaigns.models import Campaign, CriteriaSet, Unit

MOST_YEARS = 30


class SetupForm(forms.Form):
    """Everything the set-up asks on one page; `counts` are the rows that the source holds."""

    take = forms.MultipleChoiceField(
        label="Lấy những phần nào", required=False, widget=forms.CheckboxSelectMultiple
    )
    title = TidyCharField(label="Tên phong trào", max_length=250)
    short_title = TidyCharField(label="Tên gọn", max_length=120)
    slug = forms.SlugField(
        label="Địa chỉ",
        max_length=80,
        required=False,
        help_text="Chữ thường không dấu, số và gạch nối. Để trống thì lấy theo tên gọn.",
    )
    plan_number = TidyCharField(label="Số, ký hiệu kế hoạch", max_length=60, required=False)
    plan_date = DayField(label="Ngày kế hoạch", required=False)
    shift = forms.IntegerField(
        label="Dời năm", initial=0, min_value=-MOST_YEARS, max_value=MOST_YEARS,
        help_text="Cộng bấy nhiêu năm vào mọi ngày và năm của nguồn; 0 là giữ nguyên.",
    )  # fmt: skip
    period_start = DayField(label="Phong trào từ ngày", required=False)
    period_end = DayField(label="Đến ngày", required=False)
    standing_unit = forms.ModelChoiceField(
        label="Cơ quan thường trực", queryset=Unit.objects.none(), empty_label=CHOOSE
    )
    issuer = forms.ModelChoiceField(
        label="Cơ quan ban hành", queryset=Unit.objects.none(), empty_label=CHOOSE
    )
    appraising_unit = forms.ModelChoiceField(
        label="Cơ quan thẩm định",
        queryset=Unit.objects.none(),
        required=False,
        empty_label=BLANK["appraising_unit.code"],
    )
    authority = TidyCharField(
        label="Người quyết định khen thưởng",
        max_length=200,
        help_text="Chức danh, ví dụ «Chủ tịch Ủy ban nhân dân tỉnh».",
    )
    level = forms.ChoiceField(label="Cấp phát động", choices=LaunchLevel.choices)
    measured_by = forms.ChoiceField(label="Xét theo", choices=MeasuredBy.choices)
    nominated_by = forms.ChoiceField(label="Ai đề nghị", choices=NominatedBy.choices)
    counted_attempt = forms.ChoiceField(
        label="Lượt thi được tính",
        required=False,
        choices=[("", "Không xét theo cuộc thi"), *CountedAttempt.choices],
    )
    self_score = forms.BooleanField(label="Có bảng điểm tự chấm", required=False)
    criteria_set = forms.ModelChoiceField(
        label="Bộ tiêu chí tự chấm",
        required=False,
        queryset=CriteriaSet.objects.none(),
        empty_label=BLANK["general.criteria_set"],
    )

    def __init__(self, *args: Any, counts: list, own_units: list[Unit], from_nothing: bool, **kwargs: Any):
        super().__init__(*args, label_suffix="", **kwargs)
        self.from_nothing = from_nothing
        above = {unit.pk for own in own_units for unit in with_those_above(own)}
        own = Unit.objects.filter(pk__in=[unit.pk for unit in own_units])
        near = Unit.objects.filter(parent__in=[unit.parent_id or unit.pk for unit in own_units])
        sets: dict[str, Any] = {
            "standing_unit": own,
            "issuer": Unit.objects.filter(pk__in=above),
            "appraising_unit": near | Unit.objects.filter(pk__in=above),
        }
        for name, rows in sets.items():
            field: Any = self.fields[name]
            field.queryset = rows.order_by("sort_key")
        self.fields["criteria_set"].queryset = sets_for_office(own_units)  # type: ignore[attr-defined]
        self.fields["take"].choices = ticks(counts)  # type: ignore[attr-defined]
        if from_nothing:
            del self.fields["take"], self.fields["shift"]
            for name in ("period_start", "period_end"):
                self.fields[name].required = True
        else:
            for name in ("period_start", "period_end"):
                self.fields[name].help_text = "Để trống thì lấy theo nguồn, đã dời năm."

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not data.get("slug") and "slug" not in self.errors:
            data["slug"] = suggested_slug(str(data.get("short_title") or data.get("title") or ""))
        return data

    def wishes(self) -> Wishes:
        """The answers as the transformation takes them."""
        data = self.cleaned_data
        issuer: Unit = data["issuer"]
        below = Unit.objects.filter(parent=issuer) | Unit.objects.filter(parent__parent=issuer)
        appraising, criteria = data["appraising_unit"], data["criteria_set"]
        return Wishes(
            slug=data["slug"],
            title=data["title"],
            short_title=data["short_title"],
            issuer=issuer.code,
            standing_unit=data["standing_unit"].code,
            appraising_unit=appraising.code if appraising else "",
            authority=data["authority"],
            level=data["level"],
            measured_by=data["measured_by"],
            nominated_by=data["nominated_by"],
            counted_attempt=data["counted_attempt"],
            self_score=data["self_score"],
            criteria_set=criteria.code if criteria else "",
            number=data["plan_number"],
            day=data["plan_date"],
            start=data["period_start"],
            end=data["period_end"],
            shift=data.get("shift") or 0,
            take=frozenset(data.get("take", ())),
            units=frozenset(below.values_list("code", flat=True)),
        )


class UploadPlanForm(forms.Form):
    """A pack from somebody's disk."""

    file = forms.FileField(
        label="Tệp gói kế hoạch (.toml)", widget=forms.ClearableFileInput(attrs={"accept": ".toml"})
    )


def ticks(counts: list[tuple[str, str, int]]) -> list[tuple[str, str]]:
    """What may be taken over, with the number of rows; empty lists are left out."""
    numbers = {key: count for key, _, count in counts}
    found = []
    for key in TAKEABLE:
        part = part_of(key)
        if part is None:
            found.append((key, SINGLE_NAMES[key]))
        elif numbers.get(key):
            found.append((key, f"{part.name} ({numbers[key]})"))
    return found


def suggested_slug(name: str) -> str:
    """An address out of the name that no campaign has yet."""
    stem = "-".join(fold(name).split())[:70].strip("-") or "phong-trao"
    taken = set(Campaign.objects.filter(slug__startswith=stem).values_list("slug", flat=True)) | {"moi"}
    return next(slug for slug in [stem, *(f"{stem}-{n}" for n in range(2, 999))] if slug not in taken)
