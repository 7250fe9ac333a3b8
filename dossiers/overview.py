"""A campaign's nine steps, from the launch to the report, each with its numbers for the person who looks."""

from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse

from accounts.dates import date_short, weekday
from awards.enums import MeetingState
from campaigns.access import Access
from campaigns.enums import DeadlineCode
from dossiers.enums import DOSSIER_LABEL_FOR_UNIT
from dossiers.progress import Progress, UnitProgress, names
from dossiers.task import lower_first
from scoring.models import Standing

NAMES = (
    "Phát động", "Đăng ký", "Tự chấm", "Thẩm định", "Kết quả, xếp hạng", "Đề nghị", "Hội đồng", "Quyết định",
    "Báo cáo",
)  # fmt: skip


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


def steps_of(progress: Progress, access: Access) -> list[Step]:
    """The nine steps. A unit sees its own numbers only, never who else is missing."""
    steps = [Step(number, name) for number, name in enumerate(NAMES, start=1)]
    fill = own_steps if access.is_unit else office_steps
    fill(progress, access, steps)
    mark_states(progress, steps)
    return steps


def current_step(progress: Progress) -> int:
    """How far the campaign has come: the number of the step that is being worked on."""
    if progress.is_draft:
        return 1
    if progress.places and progress.given >= progress.places:
        return 9
    if progress.last_meeting:
        return 8
    meeting = progress.next_meeting
    if (meeting and meeting.state == MeetingState.OPEN) or progress.waiting_for_council:
        return 7 if not progress.is_open(DeadlineCode.DOSSIER) or meeting else 6
    if progress.ranking:
        return 6
    if progress.imports:
        return 5
    if not progress.unregistered:
        return 3 if progress.without_sheet else 5
    return 3 if any(row.sheet for row in progress.units) else 2


def mark_states(progress: Progress, steps: list[Step]) -> None:
    """Everything before the current step is done, or open while something in it is still missing."""
    now = current_step(progress)
    for step in steps:
        if step.number == now:
            step.state = "now"
        elif step.number < now:
            unfinished = step.bar is not None and step.bar[0] < step.bar[1]
            step.state = "open" if unfinished and still_possible(progress, step.number) else "done"


def still_possible(progress: Progress, number: int) -> bool:
    """Whether the step behind can still be caught up with."""
    codes = {2: DeadlineCode.REGISTRATION, 3: DeadlineCode.SELF_SCORE, 6: DeadlineCode.DOSSIER}
    return number not in codes or progress.is_open(codes[number])


def office_steps(progress: Progress, access: Access, steps: list[Step]) -> None:
    """Numbers, who is missing, and the page of each step."""
    launch, sign, score, check, result, dossier, council, decide, report = steps
    campaign, slug = progress.campaign, [progress.campaign.slug]
    fill_launch(progress, launch)
    if progress.is_draft:
        return
    fill_units(progress, sign, score, dossier)
    check.lines = [f"Xếp hạng theo {lower_first(campaign.ranking_basis)}."]
    fill_results(progress, result)
    result.url, result.button = reverse("scoring:ranking", args=slug), "Xem xếp hạng"
    if not progress.ranking:
        result.url, result.button = reverse("scoring:imports", args=slug), "Nhập kết quả"
    fill_council(progress, council)
    council.url, council.button = reverse("dossiers:council"), "Phiên họp"
    decide.note = f"{progress.given}/{progress.places}"
    decide.lines = [f"Đã chọn {progress.given} trên {progress.places} chỉ tiêu khen thưởng."]
    decide.url, decide.button = reverse("dossiers:awarding", args=slug), "Khen thưởng, kinh phí"
    report.lines = ["Tổng hợp kết quả khi đã có quyết định khen thưởng."]
    if not access.is_staff:
        hide_doors(steps, keep={1, 7})


def fill_units(progress: Progress, sign: Step, score: Step, dossier: Step) -> None:
    """The three steps that the units take: how many have, who has not, until when."""
    slug = [progress.campaign.slug]
    everyone, signed = len(progress.units), len(progress.registered)
    sign.lines = [f"{signed} trên {everyone} đơn vị đã đăng ký.", until(progress, DeadlineCode.REGISTRATION)]
    sign.url, sign.button = reverse("campaigns:register", args=slug), "Danh sách đăng ký"
    sent = signed - len(progress.without_sheet)
    score.lines = [
        f"{sent} trên {signed} đơn vị đã đăng ký gửi bảng điểm.",
        until(progress, DeadlineCode.SELF_SCORE),
    ]
    score.url, score.button = reverse("scoring:sheet", args=slug), "Xem bảng điểm"
    came = signed - len(progress.without_dossier)
    dossier.lines = [
        f"{came} trên {signed} đơn vị đã đăng ký gửi hồ sơ.",
        until(progress, DeadlineCode.DOSSIER),
    ]
    if progress.waiting_dossiers:
        dossier.lines.append(f"{len(progress.waiting_dossiers)} hồ sơ chờ kiểm tra.")
    dossier.url, dossier.button = f"{reverse('dossiers:list')}?phong-trao={slug[0]}", "Hồ sơ"
    for step, done, total, rows in (
        (sign, signed, everyone, progress.unregistered),
        (score, sent, signed, progress.without_sheet),
        (dossier, came, signed, progress.without_dossier),
    ):
        step.bar, step.note, step.missing = (done, total), f"{done}/{total}", names(rows)


def hide_doors(steps: list[Step], keep: set[int]) -> None:
    """Council members read the numbers; the rooms of the office are not theirs."""
    for step in steps:
        if step.number not in keep:
            step.url = step.button = ""


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
    if progress.confirmed_import:
        day = date_short(progress.confirmed_import.confirmed_at)
        step.note = day[:5]
        step.lines = [f"Kết quả chính thức năm {progress.year} được ghi nhận ngày {day}."]
    elif progress.waiting_import:
        step.lines = ["Một tệp kết quả đang chờ xác nhận."]
    else:
        step.lines = [f"Chưa có kết quả chính thức năm {progress.year}."]


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


def until(progress: Progress, code: str) -> str:
    """The last day, and what is left of it."""
    last: date = progress.last_day(code)
    if not progress.is_open(code):
        return f"Đã hết hạn nhận ({lower_first(weekday(last))} {date_short(last)})."
    return f"Nhận đến hết {lower_first(weekday(last))} {date_short(last)} ({progress.left(code).text})."


def own_steps(progress: Progress, access: Access, steps: list[Step]) -> None:
    """The unit's own way: what it did, when, and until when it can."""
    launch, sign, score, check, result, dossier, council, decide, _ = steps
    fill_launch(progress, launch)
    if progress.is_draft or not progress.units:
        return
    row = progress.units[0]
    own_registration(progress, row, sign)
    own_sheet(progress, row, score)
    check.lines = ["Theo kết quả đánh giá chính thức."]
    fill_results(progress, result)
    own_result(progress, row.unit.pk, result)
    own_dossier(progress, row, dossier)
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
