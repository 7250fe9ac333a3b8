"""What the pages of this room take in; limits and meaning are decided by the verbs."""

from django import forms
from django.conf import settings

from accounts.fields import DayField, StyledForm
from accounts.numbers import whole_number
from accounts.uploads import Upload, accept_upload
from scoring.domain.index_imports import SKIP
from scoring.domain.sheets import TypedLine
from scoring.enums import Scale, TextCode
from scoring.sheets import Line, SheetPicture, Typed

FILES = ".pdf,.docx,.xlsx,.jpg,.jpeg,.png"


def typed_of(data, line: Line) -> Typed | None:
    """What the form carries for a criterion; None when it carries nothing of it.

    Fields are named by the criterion's key: points-7, note-7, in-7-a, in-7-answer, in-7-parts, na-7.
    """
    key = line.criterion.pk
    if f"version-{key}" not in data:
        return None
    inputs = {
        one.name: data.getlist(f"in-{key}-{one.name}")[:100]
        if one.many
        else data.get(f"in-{key}-{one.name}", "").strip()[:60]
        for one in line.questions
    }
    return Typed(
        points=data.get(f"points-{key}", "")[:60],
        note=data.get(f"note-{key}", ""),
        inputs=inputs,
        applies=f"na-{key}" not in data,
    )


def typed_line(data, line: Line) -> TypedLine | None:
    """The line as typed; None when the form carries nothing or just what is stored."""
    typed = typed_of(data, line)
    if typed is None:
        return None
    stored = {one.name: line.inputs.get(one.name) or ([] if one.many else "") for one in line.questions}
    same = (typed.points.strip(), typed.note.replace("\r\n", "\n").strip(), typed.inputs, typed.applies)
    points = line.points_text if line.types_points else ""
    if same == (points, line.note, stored, line.applies):
        return None
    known = whole_number(data[f"version-{line.criterion.pk}"])
    return TypedLine(line.criterion, typed, -1 if known is None else known)


def typed_lines(data, picture: SheetPicture) -> list[TypedLine]:
    """The changed lines of a whole form."""
    return [found for line in picture.lines if (found := typed_line(data, line))]


class EvidenceForm(StyledForm):
    """A document: its subject is needed, the rest may follow."""

    subject = forms.CharField(
        label="Trích yếu (tên tài liệu)",
        max_length=300,
        error_messages={"required": "Hãy nhập trích yếu (tên) của tài liệu."},
        help_text="Ví dụ: Thông báo kết luận họp Ban Chỉ đạo chuyển đổi số quý I",
    )
    number = forms.CharField(
        label="Số, ký hiệu", max_length=80, required=False, help_text="Ví dụ: 12/TB-UBND"
    )
    issued_on = DayField(label="Ngày ban hành", required=False, help_text="Ví dụ: 15/02/2023")
    pages = forms.CharField(label="Trang", max_length=40, required=False, help_text="Ví dụ: tr. 2")
    file = forms.FileField(
        label="Tệp kèm theo (nếu có)",
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": FILES}),
        error_messages={"empty": "Tệp trống. Hãy kiểm tra rồi tải lại."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        megabytes = settings.MAX_UPLOAD_BYTES // 1024 // 1024
        self.fields["file"].help_text = f"Tệp .pdf, .docx, .xlsx, .jpg hoặc .png, nhiều nhất {megabytes} MB."

    def upload(self) -> Upload | None:
        """The accepted file, None without one; raises DomainError when it may not be kept."""
        file = self.cleaned_data.get("file")
        if not file:
            return None
        data = file.read(settings.MAX_UPLOAD_BYTES + 1)
        return accept_upload(name=file.name, data=data, max_bytes=settings.MAX_UPLOAD_BYTES)


class ImportUploadForm(StyledForm):
    """The workbook of official results and the year they are for."""

    year = forms.IntegerField(
        label="Năm đánh giá",
        min_value=2000,
        max_value=2100,
        error_messages={
            "required": "Hãy nhập năm đánh giá.",
            "invalid": "Năm đánh giá phải là số, ví dụ 2023.",
        },
    )
    file = forms.FileField(
        label="Tệp kết quả (.xlsx hoặc .csv)",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text="Bảng có hàng tiêu đề, một cột tên hoặc mã đơn vị và một cột tổng điểm.",
        error_messages={
            "required": "Hãy chọn tệp Excel cần nhập.",
            "empty": "Tệp trống. Hãy kiểm tra rồi tải lại.",
        },
    )


class ColumnsForm(StyledForm):
    """What each column holds, and the scale: chosen by a person, never guessed."""

    sheet = forms.ChoiceField(label="Trang tính")
    text_code = forms.ChoiceField(
        label="Chữ trong tệp",
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn chuyển chữ sang Unicode hay giữ nguyên."},
    )
    header_row = forms.IntegerField(
        label="Hàng tiêu đề (hàng cuối cùng của tiêu đề)", min_value=1, required=False
    )
    name = forms.ChoiceField(label="Cột tên đơn vị", required=False)
    code = forms.ChoiceField(label="Cột mã đơn vị", required=False)
    value = forms.ChoiceField(label="Cột tổng điểm", required=False)
    rank = forms.ChoiceField(label="Cột hạng in trong tệp", required=False)
    scale = forms.ChoiceField(
        label="Thang điểm",
        choices=Scale.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn thang điểm của cột tổng điểm."},
    )
    scale_maximum = forms.CharField(
        label="Điểm tối đa (khi chọn thang điểm khác)", max_length=20, required=False
    )

    def __init__(self, *args, sheets, columns, legacy=None, **kwargs):
        """`legacy` is the font of before Unicode that the sheet was typed with, None where it was not."""
        super().__init__(*args, **kwargs)
        if legacy:
            self.fields["text_code"].choices = [
                (code, TextCode(code).label) for code in (legacy.kind, TextCode.NONE)
            ]
            self.fields["text_code"].help_text = f"Ô {legacy.place}: «{legacy.stored}» là «{legacy.text}»."
        else:
            del self.fields["text_code"]
        self.fields["sheet"].choices = [(name, name) for name in sheets]
        choices = [("", "Không có")] + [
            (str(column.index), f"{column.letter}: {column.text or 'không tên'}") for column in columns
        ]
        for key in ("name", "code", "value", "rank"):
            self.fields[key].choices = choices

    def columns(self) -> dict[str, int | None]:
        """The chosen column of each role, by index."""
        chosen = {key: self.cleaned_data[key] for key in ("name", "code", "value", "rank")}
        return {key: int(index) if index else None for key, index in chosen.items()}

    def scale_code(self) -> str:
        """ "one", "percent" or "points:MAX"."""
        scale = self.cleaned_data["scale"]
        return f"points:{self.cleaned_data['scale_maximum']}" if scale == Scale.POINTS else scale


class UndoForm(StyledForm):
    """Why a confirmed import is taken back."""

    reason = forms.CharField(
        label="Lý do hủy",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Hãy ghi lý do hủy lần nhập này."},
    )


def name_decisions(data) -> dict[str, int | str]:
    """The answers of the preview: name key -> unit or "skip"; unanswered names are left out."""
    found: dict[str, int | str] = {}
    for key, answer in zip(data.getlist("ten"), data.getlist("chon"), strict=False):
        if answer == SKIP:
            found[key] = SKIP
        elif (unit := whole_number(answer)) is not None:
            found[key] = unit
    return found
