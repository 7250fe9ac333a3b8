"""What the pages of criteria sets take in; limits and meaning are decided by the verbs."""

from typing import Any

from django import forms

from accounts.fields import CountField, StyledForm, TidyCharField
from campaigns.criteria_typed import TypedCriterion
from campaigns.enums import BandMeasure, CriterionKind, PointRule, Rescale
from campaigns.models import Criterion
from campaigns.point_rules import RULES

ROWS_HELP = {
    PointRule.STEPS: "Mỗi dòng một mức: «từ con số này = điểm». Ví dụ: 4 = 20. Dưới mức thấp nhất là 0 điểm.",
    PointRule.OPTIONS: "Mỗi dòng một mức: «tên mức = điểm». Ví dụ: Trưởng ban là Chủ tịch = 10.",
    PointRule.PARTS: "Mỗi dòng một phần: «tên phần = điểm». Điểm các phần đạt được cộng lại, không quá tối đa.",
}
WORDS = {
    "a": ("Con số cần nhập (a)", "Ví dụ: số cuộc họp do người đứng đầu chủ trì."),
    "b": ("Con số để so sánh (b)", "Ví dụ: tổng số cuộc họp."),
    "each": ("Điểm mỗi đơn vị", "Ví dụ: 0,5 điểm cho mỗi sáng kiến."),
    "full": ("Đạt tỷ lệ này là đủ điểm (%)", "Để trống: 100%."),
}


class CriteriaFileForm(StyledForm):
    """A workbook or CSV of a whole set."""

    file = forms.FileField(
        label="Tệp bộ tiêu chí (.xlsx, .csv)",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text="Cần cột «Mã» và «Tiêu chí»; có thể có «Mã cha», «Loại», «Điểm tối đa», «Cách tính điểm», "
        "«Tài liệu kiểm chứng». Cột mã định dạng Văn bản để 4.10 không thành 4.1.",
        error_messages={
            "required": "Hãy chọn tệp cần nhập.",
            "empty": "Tệp trống. Hãy kiểm tra rồi tải lại.",
        },
    )
    with_rules = forms.BooleanField(
        label="Đổi cách tính điểm viết bằng lời thành quy tắc chấm, nơi nào rõ ràng",
        required=False,
    )


class BandForm(StyledForm):
    """A band between two edges."""

    name = TidyCharField(
        label="Tên mức", max_length=80, error_messages={"required": "Hãy nhập tên mức, ví dụ Tốt."}
    )
    group = forms.ModelChoiceField(
        label="Tính cho",
        queryset=Criterion.objects.none(),
        required=False,
        empty_label="Cả bộ",
    )
    measure = forms.ChoiceField(label="Tính theo", choices=BandMeasure.choices)
    lower = TidyCharField(
        label="Từ", required=False, max_length=20, help_text="Để trống: không giới hạn dưới."
    )
    lower_belongs = forms.BooleanField(label="Gồm cả mức dưới (≥)", required=False, initial=True)
    upper = TidyCharField(
        label="Đến", required=False, max_length=20, help_text="Để trống: không giới hạn trên."
    )
    upper_belongs = forms.BooleanField(label="Gồm cả mức trên (≤)", required=False)
    clause = TidyCharField(label="Điều khoản", required=False, max_length=250)

    def __init__(self, *args: Any, groups: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups  # type: ignore[attr-defined]


class CriteriaSetForm(StyledForm):
    """A set's own texts."""

    code = TidyCharField(
        label="Mã",
        max_length=80,
        help_text="Chữ thường không dấu, chữ số, dấu gạch nối. Ví dụ: dti-2023. Không đổi được về sau.",
        error_messages={"required": "Hãy nhập mã của bộ tiêu chí."},
    )
    title = TidyCharField(
        label="Tên bộ tiêu chí",
        max_length=250,
        error_messages={"required": "Hãy nhập tên bộ tiêu chí."},
    )
    basis = TidyCharField(
        label="Văn bản ban hành",
        max_length=250,
        required=False,
        help_text="Ví dụ: Quyết định 02/QĐ-UBND ngày 03/01/2023",
    )
    stated_maximum = TidyCharField(
        label="Tổng điểm tối đa ghi trong văn bản",
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={"required": "Hãy nhập tổng điểm tối đa, ví dụ 100."},
    )
    year = CountField(
        label="Năm áp dụng",
        required=False,
        help_text="Để trống nếu bộ dùng cho nhiều năm.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": "4"}),
    )
    rescale = forms.ChoiceField(
        label="Khi có tiêu chí không áp dụng với đơn vị",
        choices=Rescale.choices,
        required=False,
        initial=Rescale.WHOLE,
        help_text="Tính lại: điểm đạt được nhân điểm tối đa, chia phần điểm tối đa còn áp dụng. Làm theo văn bản.",
    )
    note = forms.CharField(
        label="Ghi chú", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, is_new: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_new:
            del self.fields["code"]

    def clean_rescale(self) -> str:
        """A form that does not ask keeps the usual way."""
        return self.cleaned_data.get("rescale") or Rescale.WHOLE.value


class CriterionForm(StyledForm):
    """A group or a criterion; the fields of its rule follow the rule that is chosen."""

    code = TidyCharField(
        label="Mã",
        max_length=20,
        help_text="Giữ đúng như văn bản: 4.10 khác 4.1.",
        error_messages={"required": "Hãy nhập mã, ví dụ 4.10."},
    )
    name = TidyCharField(label="Tên", max_length=400, error_messages={"required": "Hãy nhập tên."})
    kind = forms.ChoiceField(
        label="Loại",
        choices=[one for one in CriterionKind.choices if one[0] != CriterionKind.GROUP],
        required=False,
        initial=CriterionKind.POINTS,
    )
    maximum = TidyCharField(
        label="Điểm tối đa",
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text="Điểm trừ: số điểm bị trừ nhiều nhất. Điều kiện bắt buộc: để trống.",
    )
    may_not_apply = forms.BooleanField(
        label="Đơn vị được chọn «Không áp dụng», kèm lý do", required=False, widget=forms.CheckboxInput
    )
    how = forms.CharField(
        label="Cách tính điểm (nguyên văn)",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    evidence_hint = forms.CharField(
        label="Tài liệu kiểm chứng cần có",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    rule = forms.ChoiceField(
        label="Quy tắc chấm",
        choices=PointRule.choices,
        required=False,
        initial=PointRule.MANUAL,
        help_text="Có quy tắc, người chấm chỉ nhập số liệu; điểm do hệ thống tính và hiện kèm phép tính.",
    )

    def __init__(self, *args: Any, is_group: bool, rule: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_group, self.chosen = is_group, rule
        self.wants = RULES[rule].wants if rule in RULES and not is_group else ()
        if is_group:
            for name in ("kind", "may_not_apply", "how", "evidence_hint", "rule"):
                del self.fields[name]
            self.fields[
                "maximum"
            ].help_text = "Như văn bản ghi; để trống nếu văn bản không ghi điểm của nhóm."
        for name in self.wants:
            self.fields[name] = _rule_field(name, rule)

    @property
    def own_fields(self) -> list[forms.BoundField]:
        """What every row has."""
        return [self[name] for name in self.fields if name not in (*self.wants, "rule")]

    @property
    def rule_fields(self) -> list[forms.BoundField]:
        """What the chosen rule asks for."""
        return [self[name] for name in self.wants]

    def typed(self) -> TypedCriterion:
        """The row as typed, for the verb."""
        said = dict(self.cleaned_data)
        params = {name: said.pop(name) for name in self.wants}
        if self.is_group:
            said["kind"] = CriterionKind.GROUP.value
        else:
            said["kind"], said["rule"] = said["kind"] or CriterionKind.POINTS.value, self.chosen
        return TypedCriterion(**said, params=params)


def _rule_field(name: str, rule: str) -> forms.Field:
    if name == "rows":
        return forms.CharField(
            label="Các mức",
            required=False,
            max_length=10_000,
            help_text=ROWS_HELP[PointRule(rule)],
            widget=forms.Textarea(attrs={"rows": 5, "class": "form-control"}),
        )
    if name == "over":
        return forms.BooleanField(label="a được lớn hơn b (vượt kế hoạch vẫn tính đủ điểm)", required=False)
    label, help_text = WORDS[name]
    attrs = {"class": "form-control"} | ({"inputmode": "decimal"} if name in ("each", "full") else {})
    return TidyCharField(
        label=label, required=False, max_length=200, help_text=help_text, widget=forms.TextInput(attrs=attrs)
    )
