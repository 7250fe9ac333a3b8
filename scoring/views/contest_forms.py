"""What the pages of a contest take in; limits and meaning are decided by the verbs."""

from collections.abc import Mapping
from decimal import Decimal

from django import forms

from accounts.fields import StyledForm
from accounts.numbers import NumberError, parse_decimal, whole_number
from awards.enums import Honorific
from awards.models import Award
from campaigns.models import Campaign
from scoring.domain.contest_imports import OUTSIDE, RESIDENT
from scoring.importers.contest_headers import ROLES, ContestColumns

TIME_UNITS = [("", "Ghi giờ:phút:giây hoặc bằng chữ"), ("giay", "Giây"), ("phut", "Phút")]


class ContestUploadForm(StyledForm):
    """The organisers' file."""

    file = forms.FileField(
        label="Tệp kết quả cuộc thi (.xlsx hoặc .csv)",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text="Mỗi hàng là một lượt thi; người đăng ký mà chưa thi để trống điểm. "
        "Cần có cột tài khoản (hoặc số báo danh, email, điện thoại), họ và tên, điểm.",
        error_messages={
            "required": "Hãy chọn tệp kết quả cần nhập.",
            "empty": "Tệp trống. Hãy kiểm tra rồi tải lại.",
        },
    )


class ContestColumnsForm(StyledForm):
    """What each column holds, and the maximum of one attempt: chosen by a person, never guessed."""

    sheet = forms.ChoiceField(label="Trang tính")
    header_row = forms.IntegerField(
        label="Hàng tiêu đề (hàng cuối cùng của tiêu đề)",
        min_value=1,
        required=False,
        error_messages={"invalid": "Hàng tiêu đề phải là số, ví dụ 2."},
    )
    maximum = forms.CharField(
        label="Điểm tối đa (hoặc tổng số câu) của một lượt thi",
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        help_text="Hệ thống không đoán. Hãy xem thể lệ cuộc thi, ví dụ 20.",
        error_messages={"required": "Hãy nhập điểm tối đa của một lượt thi."},
    )
    time_unit = forms.ChoiceField(label="Thời gian làm bài trong tệp là", choices=TIME_UNITS, required=False)

    def __init__(self, *args, sheets, columns: ContestColumns | None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sheet"].choices = [(name, name) for name in sheets]
        choices = [("", "Không có")]
        for column in columns.columns if columns else ():
            choices.append((str(column.index), f"{column.letter}: {column.text or 'không tên'}"))
        for role, label in ROLES.items():
            field = forms.ChoiceField(label=f"Cột: {label}", choices=choices, required=False)
            field.widget.attrs["class"] = "form-select"
            self.fields[f"cot_{role}"] = field
        self.order_fields(["maximum", "time_unit", "sheet", "header_row", *(f"cot_{role}" for role in ROLES)])

    def clean_maximum(self) -> Decimal:
        try:
            return parse_decimal(
                self.cleaned_data["maximum"], label="Điểm tối đa", places=2, maximum=1_000_000
            )
        except NumberError as error:
            raise forms.ValidationError(error.message) from None

    def chosen(self) -> dict[str, int | None]:
        """Role -> column, by index."""
        found = {role: self.cleaned_data[f"cot_{role}"] for role in ROLES}
        return {role: int(index) if index else None for role, index in found.items()}


class NomineesForm(StyledForm):
    """Which award; the people's Ông, Bà and posts are fields of their own rows."""

    award = forms.ModelChoiceField(
        label="Hình thức khen thưởng",
        queryset=Award.objects.none(),
        empty_label=None,
        error_messages={
            "required": "Hãy chọn hình thức khen thưởng.",
            "invalid_choice": "Hình thức khen thưởng này không thuộc phong trào. Hãy chọn lại.",
        },
    )

    def __init__(self, *args, campaign: Campaign, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["award"].queryset = Award.objects.filter(campaign=campaign, own_power=False)


class WithdrawForm(StyledForm):
    """Why somebody who was put forward is taken back."""

    reason = forms.CharField(
        label="Lý do rút đề nghị",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Hãy ghi lý do rút đề nghị."},
    )


def unit_decisions(data) -> dict[str, int | str]:
    """The answers of the preview: name key -> unit, "resident" or "outside"; unanswered names are left out."""
    found: dict[str, int | str] = {}
    for key, answer in zip(data.getlist("ten"), data.getlist("chon"), strict=False):
        if answer in (RESIDENT, OUTSIDE):
            found[key] = answer
        elif (unit := whole_number(answer)) is not None:
            found[key] = unit
    return found


def numbers_of(data, name: str, most: int) -> list[int]:
    """The ticked numbers of a list, each once; anything else is left out."""
    found = (whole_number(text) for text in data.getlist(name)[:most])
    return list(dict.fromkeys(number for number in found if number is not None))


def typed_person(data: Mapping[str, str], pk: int) -> tuple[str, str]:
    """Ông or Bà and the post typed for one person of the confirmation."""
    honorific = data.get(f"danh-xung-{pk}", "")
    return honorific if honorific in Honorific.values else "", data.get(f"chuc-vu-{pk}", "")[:150]
