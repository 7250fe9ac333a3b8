"""What the standing body types about whom it puts forward itself, and a head about whom they commended."""

from typing import Any

from django import forms

from accounts.fields import DayField, StyledForm, TidyCharField
from awards.enums import Honorific
from awards.models import Award, Nomination
from campaigns.enums import Origin, SubjectKind
from campaigns.models import Unit

NAMES = ("name", "honorific", "position_title", "origin_place", "summary")


class WhoForm(StyledForm):
    """One collective, person or household."""

    name = forms.CharField(
        label="Họ và tên, tên tập thể hoặc hộ gia đình",
        max_length=200,
        required=False,
        help_text="Tập thể là đơn vị tham gia phong trào thì để trống: tên lấy theo đơn vị.",
    )
    honorific = forms.ChoiceField(
        label="Ông/Bà (cá nhân)", choices=[("", "Chọn"), *Honorific.choices], required=False
    )
    position_title = forms.CharField(label="Chức vụ (cá nhân)", max_length=150, required=False)
    origin_place = forms.CharField(
        label="Cơ quan hoặc nơi ở",
        max_length=200,
        required=False,
        help_text="Bắt buộc với người dân và người ngoài địa bàn.",
    )
    summary = forms.CharField(
        label="Tóm tắt thành tích", required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    @classmethod
    def of(cls, nomination: Nomination, data: Any = None) -> "WhoForm":
        return cls(data, initial={name: getattr(nomination, name) for name in NAMES})


class DirectForm(WhoForm):
    """The same, and for which award, of what kind and from where."""

    award = forms.ModelChoiceField(
        label="Hình thức khen thưởng", queryset=Award.objects.none(), empty_label=None
    )
    subject = forms.ChoiceField(label="Đối tượng", choices=SubjectKind.choices)
    origin = forms.ChoiceField(label="Thuộc", choices=Origin.choices)
    unit = forms.ModelChoiceField(
        label="Đơn vị",
        queryset=Unit.objects.none(),
        required=False,
        empty_label="Chọn đơn vị",
        help_text="Đơn vị của tập thể, cá nhân; với người dân là đơn vị nơi ở, có thể để trống.",
    )
    field_order = ("award", "origin", "subject", "unit", *NAMES)

    def __init__(self, *args: Any, awards: list[Award], origins: list, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["award"].queryset = Award.objects.filter(pk__in=[one.pk for one in awards])
        self.fields["origin"].choices = origins
        self.fields["unit"].queryset = units


class OwnAwardForm(StyledForm):
    """Whom the head commended, and by which decision."""

    award = forms.ModelChoiceField(
        label="Hình thức khen thưởng", queryset=Award.objects.none(), empty_label=None
    )
    unit = forms.ModelChoiceField(
        label="Đơn vị", queryset=Unit.objects.none(), required=False, empty_label="Chọn đơn vị"
    )
    subject = forms.ChoiceField(label="Đối tượng", choices=SubjectKind.choices)
    name = TidyCharField(label="Họ và tên hoặc tên tập thể, hộ gia đình", max_length=200)
    honorific = forms.ChoiceField(
        label="Ông/Bà (cá nhân)", choices=[("", "Chọn"), *Honorific.choices], required=False
    )
    position_title = forms.CharField(label="Chức vụ, nơi làm việc (cá nhân)", max_length=150, required=False)
    summary = forms.CharField(
        label="Tóm tắt thành tích", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    decision_number = TidyCharField(label="Số, ký hiệu quyết định", max_length=80)
    decided_on = DayField(label="Ngày quyết định", help_text="Ví dụ 20/12/2023.")

    def __init__(self, *args: Any, awards: list[Award], units: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["award"].queryset = Award.objects.filter(pk__in=[one.pk for one in awards])
        if units is None:
            del self.fields["unit"]
        else:
            self.fields["unit"].queryset = units
            self.fields["unit"].required = True
