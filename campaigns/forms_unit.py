"""What an administrator writes of one unit."""

from typing import Any

from django import forms

from accounts.fields import DayField, StyledForm, TidyCharField
from campaigns.enums import UnitKind
from campaigns.models import Unit


class UnitForm(StyledForm):
    """One unit; `parent` is typed as a name or a code, `despite` is asked only when there is a namesake."""

    code = TidyCharField(
        label="Mã",
        max_length=40,
        help_text="Mã chính thức, ví dụ mã đơn vị hành chính 30376 hoặc mã định danh; không trùng mã đơn vị khác.",
        error_messages={"required": "Hãy nhập mã đơn vị."},
    )
    name = TidyCharField(
        label="Tên đầy đủ",
        max_length=200,
        help_text="Như trên con dấu, ví dụ «Ủy ban nhân dân xã Châu Phong».",
        error_messages={"required": "Hãy nhập tên đầy đủ."},
    )
    short_name = TidyCharField(
        label="Tên gọn",
        max_length=120,
        required=False,
        help_text="Tên dùng trên màn hình và trong danh sách, ví dụ «UBND xã Châu Phong».",
    )
    kind = forms.ChoiceField(
        label="Loại",
        choices=[("", "Chọn loại"), *UnitKind.choices],
        error_messages={"required": "Hãy chọn loại đơn vị."},
    )
    parent = TidyCharField(
        label="Cấp trên",
        max_length=200,
        required=False,
        help_text="Gõ tên (không dấu cũng được) hoặc mã; nhiều đơn vị trùng tên thì gõ mã.",
    )
    place_name = TidyCharField(
        label="Địa danh trên văn bản",
        max_length=80,
        required=False,
        help_text="Ghi trước ngày tháng trên văn bản, ví dụ «Châu Phong».",
    )
    symbol = TidyCharField(
        label="Chữ viết tắt trong ký hiệu văn bản",
        max_length=30,
        required=False,
        help_text="Ví dụ UBND, PVHTT.",
    )
    head_title = TidyCharField(
        label="Chức vụ người đứng đầu", max_length=80, required=False, help_text="Ví dụ Chủ tịch, Giám đốc."
    )
    valid_from = DayField(label="Hoạt động từ ngày", required=False, help_text="Để trống nếu có từ trước.")
    valid_to = DayField(label="Đến hết ngày", required=False, help_text="Để trống nếu đang hoạt động.")
    despite = forms.BooleanField(
        label="Vẫn ghi: đây là đơn vị khác, chỉ trùng tên",
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )

    def __init__(self, *args: Any, root: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if root:
            del self.fields["parent"]


class NameForm(StyledForm):
    """Another accepted name of a unit."""

    name = TidyCharField(
        label="Tên khác",
        max_length=200,
        help_text="Như tệp gửi đến hay ghi, ví dụ tên cũ hoặc tên viết tắt.",
        error_messages={"required": "Hãy nhập tên khác."},
    )
    despite = forms.BooleanField(
        label="Vẫn thêm tên này",
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )


def initial_of(unit: Unit) -> dict[str, Any]:
    """The unit as the form shows it; the parent by its code, which is never ambiguous."""
    names = [name for name in UnitForm.base_fields if name not in ("parent", "despite")]
    return {
        **{name: getattr(unit, name) for name in names},
        "parent": unit.parent.code if unit.parent else "",
    }
