"""One step of a campaign, and the parts of it that staff and units read alike."""

from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse

from accounts.dates import date_short, weekday
from campaigns.enums import MeasuredBy, NominatedBy
from dossiers.progress import Progress
from dossiers.task import lower_first


@dataclass
class Step:
    """One step: `state` is "done", "now", "open" (begun, not at its end) or "" (still to come)."""

    number: int
    name: str
    state: str = ""
    note: str = ""
    lines: list[str] = field(default_factory=list)
    missing: str = ""
    url: str = ""
    button: str = ""
    bar: tuple[int, int] | None = None


def fill_launch(progress: Progress, step: Step) -> None:
    """The day of the launch, or that it is still to come."""
    campaign = progress.campaign
    step.url, step.button = reverse("awards:plan", args=[campaign.slug]), "Xem kế hoạch"
    if progress.is_draft:
        step.lines = ["Kế hoạch đang được chuẩn bị, các đơn vị chưa thấy."]
        step.button = "Kiểm tra và phát động"
        return
    step.note = date_short(campaign.launched_at)[:5]
    step.lines = [
        f"Phát động ngày {date_short(campaign.launched_at)}; kế hoạch đã khóa thành bản {campaign.version}."
    ]


def fill_results(progress: Progress, step: Step) -> None:
    """When the results came and were ranked."""
    if progress.campaign.measured_by == MeasuredBy.CONTEST:
        known = progress.has_contest_results
        step.lines = ["Đã ghi nhận kết quả cuộc thi." if known else "Chưa có kết quả cuộc thi."]
    elif progress.confirmed_import:
        day = date_short(progress.confirmed_import.confirmed_at)
        step.note = day[:5]
        step.lines = [f"Kết quả chính thức năm {progress.year} được ghi nhận ngày {day}."]
    elif progress.waiting_import:
        step.lines = ["Một tệp kết quả đang chờ xác nhận."]
    else:
        step.lines = [f"Chưa có kết quả chính thức năm {progress.year}."]


def note_assessed(progress: Progress, step: Step) -> None:
    """That a person confirms the criteria, where the plan ranks by nothing."""
    if progress.campaign.measured_by == MeasuredBy.PERSON:
        step.lines.append(
            "Người có trách nhiệm xác nhận từng tiêu chuẩn; kế hoạch không xếp hạng theo chỉ số."
        )


def fill_council(progress: Progress, step: Step) -> None:
    """The meeting: its day, and how far it is."""
    meeting = progress.next_meeting or progress.last_meeting
    if meeting is None:
        step.lines = ["Chưa có phiên họp nào."]
    else:
        step.note = date_short(meeting.held_on)[:5]
        day = f"{weekday(meeting.held_on)} {date_short(meeting.held_on)}"
        step.lines = [f"{day}: {meeting.get_state_display().lower()}."]
    if progress.waiting_for_council and not progress.last_meeting:
        step.lines.append(f"{progress.waiting_for_council} đề nghị đã tiếp nhận chờ đưa vào phiên họp.")


def fill_without_dossiers(progress: Progress, step: Step) -> None:
    """No unit sends a dossier in this round: the office makes the list, or heads commend by own power."""
    if progress.campaign.nominated_by == NominatedBy.STANDING:
        return fill_direct(progress, step)
    step.bar, step.note, step.missing = None, "", ""
    step.url = step.button = ""
    if not progress.has_own_power:
        step.lines = ["Đợt này đơn vị không gửi hồ sơ đề nghị."]
        return None
    step.lines = ["Đợt này đơn vị không gửi hồ sơ: thủ trưởng đơn vị tự khen thưởng theo thẩm quyền."]
    step.url = reverse("dossiers:own_awards", args=[progress.campaign.slug])
    step.button = "Khen của đơn vị"
    return None


def fill_direct(progress: Progress, step: Step) -> None:
    """The plan asks no unit for a dossier: the standing body makes the list."""
    count = sum(progress.nominations.values())
    step.lines = [f"{progress.campaign.standing_unit} (cơ quan thường trực) lựa chọn, lập danh sách đề nghị."]
    step.lines.append(f"Đã đề nghị {count} tập thể, cá nhân." if count else "Chưa đề nghị ai.")
    step.bar, step.note, step.missing = None, str(count), ""
    step.url = reverse("dossiers:direct_list", args=[progress.campaign.slug])
    step.button = "Danh sách đề nghị"


def until(progress: Progress, code: str) -> str:
    """The last day, and what is left of it; that the plan names none."""
    if not progress.has_deadline(code):
        return "Kế hoạch không nêu hạn."
    last: date = progress.last_day(code)
    if not progress.is_open(code):
        return f"Đã hết hạn nhận ({lower_first(weekday(last))} {date_short(last)})."
    return f"Nhận đến hết {lower_first(weekday(last))} {date_short(last)} ({progress.left(code).text})."
