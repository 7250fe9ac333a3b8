"""The steps of a campaign as one unit sees them: its own numbers and nobody else's."""

from django.urls import reverse

from accounts.dates import date_short
from campaigns.access import Access
from campaigns.enums import DeadlineCode, MeasuredBy
from dossiers.enums import DOSSIER_LABEL_FOR_UNIT
from dossiers.progress import Progress
from dossiers.step_parts import (
    Step,
    fill_council,
    fill_launch,
    fill_results,
    fill_without_dossiers,
    note_assessed,
    until,
)
from dossiers.unit_progress import UnitProgress
from scoring.models import Standing


def own_steps(progress: Progress, access: Access, steps: list[Step]) -> None:
    """The unit's own way: what it did, when, and until when it can."""
    launch, sign, score, check, result, dossier, council, decide, _ = steps
    fill_launch(progress, launch)
    if progress.is_draft or not progress.units:
        return
    row = progress.units[0]
    own_registration(progress, row, sign)
    own_sheet(progress, row, score)
    if progress.campaign.measured_by == MeasuredBy.INDEX:
        check.lines = ["Theo kết quả đánh giá chính thức."]
    fill_results(progress, result)
    own_result(progress, row.unit.pk, result)
    if not progress.wants_dossiers:
        fill_without_dossiers(progress, dossier)
        dossier.lines, dossier.note = dossier.lines[:1], ""
        if not progress.has_own_power:
            dossier.url = dossier.button = ""
    else:
        own_dossier(progress, row, dossier)
    note_assessed(progress, dossier)
    fill_council(progress, council)
    council.lines = council.lines[:1]
    decide.lines = [decision_line(progress)]


def own_registration(progress: Progress, row: UnitProgress, step: Step) -> None:
    """Registered on a day, or not yet."""
    step.bar = (int(row.registration is not None), 1)
    step.url = reverse("campaigns:register", args=[progress.campaign.slug])
    if row.registration:
        day = date_short(row.registration.registered_at)
        step.note, step.lines, step.button = day[:5], [f"Đã đăng ký ngày {day}."], "Xem đăng ký"
    else:
        step.lines, step.button = ["Chưa đăng ký.", until(progress, DeadlineCode.REGISTRATION)], "Đăng ký"


def own_sheet(progress: Progress, row: UnitProgress, step: Step) -> None:
    """The self-scored sheet: sent on a day, begun, or not opened."""
    step.bar = (int(row.has_sent_sheet), 1)
    step.url, step.button = reverse("scoring:sheet", args=[progress.campaign.slug]), "Bảng điểm tự chấm"
    if row.sheet and row.has_sent_sheet:
        day = date_short(row.sheet.sent_at)
        step.note, step.lines = day[:5], [f"Đã gửi ngày {day}."]
    else:
        step.lines = ["Đang chấm, chưa gửi." if row.sheet else "Chưa bắt đầu chấm."]


def own_dossier(progress: Progress, row: UnitProgress, step: Step) -> None:
    """The dossier in the words that the unit sees."""
    step.bar = (int(row.has_sent_dossier), 1)
    step.url, step.button = reverse("dossiers:my_dossier", args=[progress.campaign.slug]), "Hồ sơ của đơn vị"
    step.note = date_short(row.dossier.sent_at)[:5] if row.dossier and row.dossier.sent_at else ""
    label = DOSSIER_LABEL_FOR_UNIT[row.dossier.state] if row.dossier else "Chưa lập hồ sơ"
    step.lines = [f"{label}.", until(progress, DeadlineCode.DOSSIER)]


def decision_line(progress: Progress) -> str:
    """What a unit reads about the decision; who is on the list is not told before it is signed."""
    if progress.places and progress.given >= progress.places:
        return "Danh sách trình khen thưởng đã lập xong, chờ quyết định."
    if progress.last_meeting:
        return "Hội đồng đã họp; cơ quan thường trực đang lập danh sách trình khen thưởng."
    return "Kết quả khen thưởng công bố sau khi có quyết định."


def own_result(progress: Progress, unit_id: int, step: Step) -> None:
    """The unit's own rank and score; the others' are not shown here."""
    if not progress.ranking:
        return
    row = (
        Standing.objects.filter(ranking=progress.ranking, unit=unit_id)
        .select_related("result", "group")
        .first()
    )
    if row and row.rank:
        step.lines.append(f"Đơn vị xếp hạng {row.rank} trong nhóm «{row.group}».")
    elif row:
        step.lines.append("Đơn vị chưa có kết quả nên chưa xếp hạng.")
