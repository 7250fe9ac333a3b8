"""The form of a unit's minutes: a few fields, a table of members, a table of votes; rows without script too."""

from dataclasses import dataclass, field
from datetime import time
from typing import Any

from django import forms

from accounts.dates import local
from accounts.errors import DomainError
from accounts.fields import DayField, StyledForm
from accounts.numbers import parse_decimal, whole_number
from awards.domain.record_unit_meeting import Minutes, Sitting, Votes, check_minutes
from awards.enums import CouncilRole
from awards.models import Nomination
from awards.queries import unit_council
from dossiers.models import Dossier
from dossiers.papers.build_parts import place_of
from dossiers.papers.facts import DossierFacts

METHODS = [("Bỏ phiếu kín", "Bỏ phiếu kín"), ("Biểu quyết giơ tay", "Biểu quyết giơ tay")]
NOTE = (
    "Hội đồng nghe báo cáo tóm tắt thành tích của từng tập thể, cá nhân.\n"
    "Hội đồng thảo luận, đối chiếu từng trường hợp với tiêu chuẩn, điều kiện của kế hoạch."
)
BLANK = {"name": "", "office": "", "role": CouncilRole.MEMBER, "present": "1", "reason": ""}


class MeetingForm(StyledForm):
    """When, where and how the council met."""

    council_name = forms.CharField(label="Tên Hội đồng", max_length=200)
    held_on = DayField(label="Ngày họp", help_text="Ví dụ 28/11/2023.")
    starts_at = forms.TimeField(label="Bắt đầu lúc", required=False, help_text="Ví dụ 14:00.")
    ends_at = forms.TimeField(label="Kết thúc lúc", required=False, help_text="Ví dụ 15:30.")
    place = forms.CharField(label="Địa điểm", max_length=200)
    method = forms.ChoiceField(label="Cách biểu quyết", choices=METHODS)
    note = forms.CharField(
        label="Diễn biến, ý kiến",
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=20_000,
        help_text="In ở mục 1 của biên bản. Hãy sửa cho đúng diễn biến thật của cuộc họp.",
    )


@dataclass
class MinutesInput:
    """The page as typed: `problems` are sentences, `minutes` what may be recorded when there are none."""

    form: MeetingForm
    members: list[dict[str, str]]
    votes: list[dict[str, Any]]
    problems: list[str] = field(default_factory=list)
    minutes: Minutes | None = None

    @property
    def roles(self) -> list[tuple[str, str]]:
        return list(CouncilRole.choices)


def from_rows(dossier: Dossier, facts: DossierFacts) -> MinutesInput:
    """The form as it opens: what was recorded, else the members of the last time, else empty rows."""
    meeting, unit = facts.meeting, facts.unit
    initial: dict[str, Any] = {
        "council_name": f"Hội đồng Thi đua - Khen thưởng {place_of(unit)}",
        "place": f"Phòng họp {unit.short_name or unit.name}",
        "method": METHODS[0][0],
        "note": NOTE,
    }
    if meeting:
        initial = {name: getattr(meeting, name) for name in MeetingForm.base_fields if name != "council_name"}
        initial["council_name"] = meeting.council.name
        for name in ("starts_at", "ends_at"):
            initial[name] = hour_text(initial[name])
    members = [member_row(row.member, row.present, row.reason) for row in facts.attendances]
    if not members:
        council = unit_council(dossier.campaign, unit.pk)
        members = [member_row(row, True, "") for row in council.members.all()] if council else []
    if not members:
        roles = [CouncilRole.CHAIR, CouncilRole.VICE_CHAIR, *[CouncilRole.MEMBER] * 2, CouncilRole.SECRETARY]
        members = [{**BLANK, "role": role} for role in roles]
    votes = [vote_row(row, facts.results.get(row.pk)) for row in facts.nominations]
    return MinutesInput(MeetingForm(initial=initial), members, votes)


def hour_text(moment: time | None) -> str:
    """«14:00», or nothing."""
    return f"{moment:%H:%M}" if moment else ""


def member_row(member: Any, present: bool, reason: str) -> dict[str, str]:
    """One member as the table shows it."""
    return {
        "name": member.full_name,
        "office": member.office,
        "role": member.role,
        "present": "1" if present else "0",
        "reason": reason,
    }


def vote_row(nomination: Nomination, result: Any) -> dict[str, Any]:
    """One nominee with the votes recorded so far."""
    agree, disagree = (result.agree, result.disagree) if result else ("", "0")
    return {"nomination": nomination, "agree": agree, "disagree": disagree, "error": ""}


def from_post(data: Any, facts: DossierFacts, at: Any) -> MinutesInput:
    """The form as it was sent; every problem at once."""
    typed = MinutesInput(MeetingForm(data), typed_members(data), typed_votes(data, facts))
    if "add" in data:
        typed.members.append(dict(BLANK))
    place = whole_number(data.get("remove"))
    if place is not None and place < len(typed.members):
        del typed.members[place]
    if "add" in data or "remove" in data:
        typed.form = MeetingForm(initial={name: data.get(name, "") for name in MeetingForm.base_fields})
        return typed
    typed.problems = [
        f"{typed.form.fields[name].label}: {error}"
        for name, errors in typed.form.errors.items()
        for error in errors
    ]
    votes = read_votes(typed)
    if typed.problems:
        return typed
    minutes = Minutes(
        sittings=tuple(sitting(row) for row in typed.members if row["name"].strip()),
        votes=votes,
        **typed.form.cleaned_data,
    )
    typed.problems = [error.message for error in check_minutes(minutes, at=local(at))]
    typed.minutes = None if typed.problems else minutes
    return typed


def typed_members(data: Any) -> list[dict[str, str]]:
    """The rows of the table of members, also the empty ones."""
    names = ("name", "office", "role", "present", "reason")
    columns = [data.getlist(f"member_{name}") for name in names]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=False)]


def sitting(row: dict[str, str]) -> Sitting:
    """One typed row as a value; an unknown role is a plain member."""
    role = row["role"] if row["role"] in CouncilRole.values else CouncilRole.MEMBER
    return Sitting(row["name"], row["office"], role, row["present"] == "1", row["reason"])


def typed_votes(data: Any, facts: DossierFacts) -> list[dict[str, Any]]:
    """The votes as typed beside each nominee."""
    return [
        {
            "nomination": row,
            "agree": data.get(f"agree-{row.pk}", ""),
            "disagree": data.get(f"disagree-{row.pk}", ""),
            "error": "",
        }
        for row in facts.nominations
    ]


def read_votes(typed: MinutesInput) -> tuple[Votes, ...]:
    """The votes as numbers; what is no number becomes a problem at its row."""
    found = []
    for row in typed.votes:
        name = row["nomination"].name
        try:
            agree = parse_decimal(row["agree"], label=f"Phiếu đồng ý cho {name}", places=0)
            disagree = parse_decimal(row["disagree"] or 0, label=f"Phiếu không đồng ý cho {name}", places=0)
        except DomainError as error:
            row["error"] = error.message
            typed.problems.append(error.message)
        else:
            found.append(Votes(row["nomination"], min(int(agree), 32000), min(int(disagree), 32000)))
    return tuple(found)
