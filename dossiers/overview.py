"""A campaign's nine steps, from the launch to the report, each with its numbers for the person who looks."""

from django.urls import reverse

from awards.enums import MeetingState
from campaigns.access import Access
from campaigns.enums import DeadlineCode, MeasuredBy
from dossiers.own_steps import own_steps
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
from dossiers.task import lower_first
from dossiers.unit_progress import names

NAMES = (
    "Phát động", "Đăng ký", "Tự chấm", "Thẩm định", "Kết quả, xếp hạng", "Đề nghị", "Hội đồng", "Quyết định",
    "Báo cáo",
)  # fmt: skip
REGISTRATION, SELF_SCORE, CHECK, RESULTS, COUNCIL = 2, 3, 4, 5, 7


def steps_of(progress: Progress, access: Access) -> list[Step]:
    """The nine steps without those that the plan does not have. A unit sees its own numbers only."""
    steps = [Step(number, name) for number, name in enumerate(NAMES, start=1)]
    fill = own_steps if access.is_unit else office_steps
    fill(progress, access, steps)
    mark_states(progress, steps)
    absent = absent_steps(progress)
    steps = [step for step in steps if step.number not in absent]
    for number, step in enumerate(steps, start=1):
        step.number = number
    return steps


def absent_steps(progress: Progress) -> set[int]:
    """Registering that nobody asks for, sheets and their check, a ranking or a council that the plan does not have."""
    has = {
        REGISTRATION: progress.asks_registration,
        SELF_SCORE: progress.campaign.has_self_score,
        CHECK: progress.campaign.has_self_score,
        RESULTS: progress.campaign.measured_by != MeasuredBy.PERSON,
        COUNCIL: progress.has_council,
    }
    return {number for number, there in has.items() if not there}


def place_among(progress: Progress) -> tuple[int, int, str]:
    """(number of the current step, how many steps the campaign has, name of the current one) as they are shown."""
    number, absent = current_step(progress), absent_steps(progress)
    before = sum(one < number for one in absent)
    return number - before, len(NAMES) - len(absent), NAMES[number - 1]


def current_step(progress: Progress) -> int:
    """How far the campaign has come: the number of the step that is being worked on."""
    if progress.is_draft:
        return 1
    if progress.places and progress.given >= progress.places:
        return 9
    if progress.last_meeting:
        return 8
    if not progress.has_council and progress.undecided and not progress.is_open(DeadlineCode.DOSSIER):
        return 8
    meeting = progress.next_meeting
    if (meeting and meeting.state == MeetingState.OPEN) or progress.waiting_for_council:
        return 7 if not progress.is_open(DeadlineCode.DOSSIER) or meeting else 6
    if progress.ranking or progress.has_contest_results or any(row.dossiers for row in progress.units):
        return 6
    if progress.imports:
        return 5
    return early_step(progress)


def early_step(progress: Progress) -> int:
    """Before there are results: registering, scoring itself, or waiting for the results."""
    awaits = progress.asks_registration and progress.unregistered
    if progress.campaign.has_self_score:
        if not awaits:
            return SELF_SCORE if progress.without_sheet else 5
        return SELF_SCORE if any(row.sheet for row in progress.units) else 2
    if awaits and progress.is_open(DeadlineCode.REGISTRATION):
        return 2
    return 6 if progress.campaign.measured_by == MeasuredBy.PERSON else 5


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
    if not progress.wants_dossiers:
        fill_without_dossiers(progress, dossier)
    note_assessed(progress, dossier)
    check.lines = [f"Xét theo {lower_first(campaign.ranking_basis)}."] if campaign.ranking_basis else []
    fill_results(progress, result)
    result.url, result.button = results_door(progress)
    fill_council(progress, council)
    council.url, council.button = reverse("dossiers:council"), "Phiên họp"
    decide.note = f"{progress.given}/{progress.places}" if progress.places else str(progress.awarded)
    decide.lines = [f"Đã chọn {progress.given} trên {progress.places} chỉ tiêu khen thưởng."]
    if not progress.places:
        decide.lines = [f"Đã chọn {progress.awarded} trường hợp; đợt này kế hoạch không nêu số lượng."]
    decide.url, decide.button = reverse("dossiers:awarding", args=slug), "Khen thưởng, kinh phí"
    report.lines = ["Tổng hợp kết quả khi đã có quyết định khen thưởng."]
    if not access.is_staff:
        hide_doors(steps, keep={1, 7})


def results_door(progress: Progress) -> tuple[str, str]:
    """Where the results come in or are looked at: the contest's room, the ranking, or the import."""
    slug = [progress.campaign.slug]
    if progress.campaign.measured_by == MeasuredBy.CONTEST:
        return reverse("scoring:contest", args=slug), "Kết quả cuộc thi"
    if progress.campaign.measured_by == MeasuredBy.PERSON:
        return "", ""
    if progress.ranking:
        return reverse("scoring:ranking", args=slug), "Xem xếp hạng"
    return reverse("scoring:imports", args=slug), "Nhập kết quả"


def fill_units(progress: Progress, sign: Step, score: Step, dossier: Step) -> None:
    """The three steps that the units take: how many have, who has not, until when."""
    slug = [progress.campaign.slug]
    everyone, signed, awaited = len(progress.units), len(progress.registered), len(progress.expected)
    sign.lines = [f"{signed} trên {everyone} đơn vị đã đăng ký.", until(progress, DeadlineCode.REGISTRATION)]
    sign.url, sign.button = reverse("campaigns:register", args=slug), "Danh sách đăng ký"
    who = "đơn vị đã đăng ký" if progress.asks_registration else "đơn vị"
    sent = awaited - len(progress.without_sheet)
    score.lines = [
        f"{sent} trên {awaited} {who} gửi bảng điểm.",
        until(progress, DeadlineCode.SELF_SCORE),
    ]
    score.url, score.button = reverse("scoring:sheet", args=slug), "Xem bảng điểm"
    came = awaited - len(progress.without_dossier)
    dossier.lines = [
        f"{came} trên {awaited} {who} gửi hồ sơ.",
        until(progress, DeadlineCode.DOSSIER),
    ]
    if progress.waiting_dossiers:
        dossier.lines.append(f"{len(progress.waiting_dossiers)} hồ sơ chờ kiểm tra.")
    dossier.url, dossier.button = f"{reverse('dossiers:list')}?phong-trao={slug[0]}", "Hồ sơ"
    for step, done, total, rows in (
        (sign, signed, everyone, progress.unregistered),
        (score, sent, awaited, progress.without_sheet),
        (dossier, came, awaited, progress.without_dossier),
    ):
        step.bar, step.note, step.missing = (done, total), f"{done}/{total}", names(rows)


def hide_doors(steps: list[Step], keep: set[int]) -> None:
    """Council members read the numbers; the rooms of the office are not theirs."""
    for step in steps:
        if step.number not in keep:
            step.url = step.button = ""
