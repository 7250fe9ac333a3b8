"""What the officer types about a meeting of the deciding council."""

from collections.abc import Iterator

from django import forms

from accounts.fields import DayField, TidyCharField
from awards.models import Council, CouncilMember, Meeting


class MeetingForm(forms.Form):
    """Day, hour, place, and a row for each member: present or not, and why not."""

    held_on = DayField(label="Ngày họp", error_messages={"required": "Hãy nhập ngày họp."})
    starts_at = forms.TimeField(
        label="Bắt đầu lúc",
        required=False,
        input_formats=["%H:%M", "%Hh%M", "%Hg%M"],
        help_text="Ví dụ 08:00. Có thể để trống.",
        error_messages={"invalid": "Hãy nhập giờ dạng 08:00."},
    )
    place = TidyCharField(
        label="Địa điểm", max_length=200, error_messages={"required": "Hãy nhập địa điểm họp."}
    )
    note = forms.CharField(
        label="Nội dung, ghi chú", required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, council: Council, data=None, *, meeting: Meeting | None = None):
        initial = {}
        self.before = {}
        if meeting:
            initial = {name: getattr(meeting, name) for name in ("held_on", "starts_at", "place", "note")}
            self.before = {row.member_id: row for row in meeting.attendances.all()}
        super().__init__(data, initial=initial)
        self.members = list(council.members.select_related("own_unit"))

    def seats(self) -> Iterator[tuple[CouncilMember, bool, str]]:
        """(member, present, reason) as typed; on an empty form as it was, everybody present at first."""
        for member in self.members:
            if self.is_bound:
                reason = self.data.get(f"r{member.pk}", "")[:200]
                yield member, self.data.get(f"m{member.pk}") == "1", reason
            else:
                before = self.before.get(member.pk)
                yield member, before.present if before else True, before.reason if before else ""
