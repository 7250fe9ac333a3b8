"""What a unit's head writes for an own condition."""

from django import forms

from accounts.fields import StyledForm, TidyCharField
from awards.models import Award
from campaigns.enums import SubjectKind


class OwnConditionForm(StyledForm):
    """The award (only for a new one), of whom, in which words, by which document."""

    award = forms.ModelChoiceField(
        label="Hình thức khen thưởng",
        queryset=Award.objects.none(),
        empty_label=None,
        error_messages={
            "required": "Hãy chọn hình thức khen thưởng.",
            "invalid_choice": "Hãy chọn hình thức khen thưởng trong danh sách.",
        },
    )
    subject = forms.ChoiceField(
        label="Áp dụng cho",
        required=False,
        choices=[("", "Tập thể và cá nhân"), *SubjectKind.choices],
        error_messages={"invalid_choice": "Hãy chọn đối tượng trong danh sách."},
    )
    text = forms.CharField(
        label="Nội dung tiêu chuẩn",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Hãy nhập nội dung tiêu chuẩn."},
    )
    document = TidyCharField(
        label="Văn bản của thủ trưởng",
        max_length=60,
        help_text="Số và ngày của văn bản quy định tiêu chuẩn này. Ví dụ: Quyết định 45/QĐ-STNMT ngày 02/5/2023.",
        error_messages={"required": "Hãy ghi văn bản của thủ trưởng quy định tiêu chuẩn này."},
    )

    def __init__(self, *args, awards=None, **kwargs):
        super().__init__(*args, **kwargs)
        if awards is None:
            del self.fields["award"]
        else:
            self.fields["award"].queryset = awards
