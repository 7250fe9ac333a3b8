"""Việc cần làm: tasks are computed from facts, so that a task is gone when its cause is gone."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse

from accounts.dates import date_short, date_time_short
from accounts.numbers import format_decimal
from awards.enums import MeetingState
from awards.quotas import subject_words
from campaigns.access import Access
from campaigns.enums import DeadlineCode, MeasuredBy, NominatedBy, Role, SubjectKind
from campaigns.models import Campaign
from campaigns.plan_name import plan_words
from campaigns.queries import campaigns_visible_to
from dossiers.enums import DossierState
from dossiers.progress import Progress, progress_of
from dossiers.task import UNLIMITED, Task, due_by, due_count, due_limited, due_on
from dossiers.unit_progress import by_group, names
from dossiers.unit_todo import clause_of, confirm_task, unit_tasks, whats_next
from dossiers.vote_todo import vote_tasks

# Before that a missing dossier is no task for the office: the units have time.
REMIND_DAYS = 45
Propose = Callable[..., Any]


def running_campaigns(access: Access) -> list[Campaign]:
    """The campaigns that make tasks: what the person sees, newest first, at most 20."""
    return list(campaigns_visible_to(access).select_related("standing_unit", "issuer")[:20])


def tasks_for(
    access: Access, at: datetime, *, propose: Propose, found: list[Progress] | None = None
) -> list[Task]:
    """The person's tasks, soonest first. `propose` draws the lines under the quotas (it lies in the domain)."""
    if found is None:
        found = [progress_of(campaign, access, at) for campaign in running_campaigns(access)]
    tasks: list[Task] = []
    for progress in found:
        if access.is_unit:
            tasks += [*confirm_task(progress, access.user), *unit_tasks(progress)]
        elif access.role == Role.STANDING_OFFICER and progress.campaign.standing_unit == access.unit:
            tasks += officer_tasks(progress, propose)
    if access.is_council:
        tasks += vote_tasks(access, at)
    return sorted(tasks, key=lambda task: task.order)


def next_for(access: Access, found: list[Progress]) -> list[str]:
    """What happens next, for a person with nothing to do."""
    if access.is_unit:
        return [sentence for progress in found if (sentence := whats_next(progress))]
    if access.is_council:
        meetings = [progress.next_meeting for progress in found if progress.next_meeting]
        return [f"Hội đồng họp ngày {date_short(one.held_on)}." for one in meetings]
    return []


def officer_tasks(progress: Progress, propose: Propose) -> Iterator[Task]:
    """The standing body's tasks of one campaign, in the order of the steps."""
    if progress.is_draft:
        yield launch_task(progress.campaign)
        return
    yield from registration_task(progress)
    yield from sheets_task(progress)
    if progress.campaign.measured_by == MeasuredBy.INDEX:
        yield from import_task(progress)
    if progress.ranking and not progress.last_meeting:
        yield from tie_tasks(progress, propose)
    yield from direct_task(progress)
    yield from waiting_task(progress)
    yield from missing_dossiers_task(progress)
    yield from meeting_task(progress)
    yield from awards_task(progress)


def launch_task(campaign: Campaign) -> Task:
    """A plan in draft waits for its launch."""
    return Task(
        due=due_on(campaign.plan_date or campaign.period_start),
        title=f"Phát động phong trào {campaign.short_title}",
        text=f"{plan_words(campaign)} đã nạp. Kiểm tra từng điều khoản, thời hạn và kinh phí rồi phát động.",
        clause=campaign.clauses.get("standing_unit", ""),
        url=reverse("awards:plan", args=[campaign.slug]),
        button="Kiểm tra và phát động",
        urgent=True,
        order=0,
    )


def registration_task(progress: Progress) -> Iterator[Task]:
    """Units that have not registered, while they still can."""
    rows, code = progress.unregistered, DeadlineCode.REGISTRATION
    if not rows or not progress.asks_registration or not progress.is_open(code):
        return
    yield Task(
        due=due_by(progress.last_day(code), progress.left(code)),
        title=f"{len(rows)} đơn vị chưa đăng ký thi đua",
        text=f"{names(rows)}. Đăng ký là tự nguyện nhưng có đăng ký mới được xét khen thưởng.",
        clause=progress.clauses.get("registered", ""),
        url=reverse("dossiers:reminder", args=[progress.campaign.slug, "dang-ky"]),
        button="Soạn nhắc việc",
        order=progress.left(code).days,
    )


def sheets_task(progress: Progress) -> Iterator[Task]:
    """Registered units that have not sent their sheet, while they still can."""
    rows, code = progress.without_sheet, DeadlineCode.SELF_SCORE
    if not rows or not progress.is_open(code):
        return
    begun = sum(row.sheet is not None for row in rows)
    begun_words = f" Trong đó {begun} đơn vị đang chấm dở." if begun else ""
    limited, left = progress.has_deadline(code), progress.left(code)
    yield Task(
        due=due_limited(limited, progress.last_day(code), left),
        title=f"{len(rows)} đơn vị chưa gửi bảng điểm tự chấm",
        text=f"{names(rows)}.{begun_words}",
        clause=progress.clauses.get("bang_diem", ""),
        url=reverse("dossiers:reminder", args=[progress.campaign.slug, "tu-cham"]),
        button="Soạn nhắc việc",
        order=left.days if limited else UNLIMITED,
    )


def import_task(progress: Progress) -> Iterator[Task]:
    """The official results of the year: none yet, or a file that waits for a yes."""
    campaign, waiting = progress.campaign, progress.waiting_import
    if waiting:
        uploaded = date_time_short(waiting.uploaded_at)
        yield Task(
            due=due_count(1, "tệp chờ xác nhận", near=True),
            title="Xác nhận tệp kết quả đã nạp",
            text=f"Tệp «{waiting.filename}», nạp lúc {uploaded}. {waiting.get_state_display()}.",
            clause=campaign.clauses.get("measure", ""),
            url=reverse("scoring:import_step", args=[campaign.slug, waiting.pk]),
            button="Xem và xác nhận",
            urgent=True,
            order=1,
        )
    elif progress.confirmed_import is None and progress.expected and progress.results_are_awaited:
        yield Task(
            due=due_count(progress.year, "kết quả năm"),
            title=f"Nhập kết quả đánh giá chính thức năm {progress.year}",
            text=f"{campaign.ranking_basis}. Chưa có tệp nào; có kết quả mới xếp hạng được.",
            clause=campaign.clauses.get("measure", ""),
            url=reverse("scoring:imports", args=[campaign.slug]),
            button="Nhập từ Excel",
            order=500,
        )


def tie_tasks(progress: Progress, propose: Propose) -> Iterator[Task]:
    """A tie across the last place of a list: a person must choose and write down the ground."""
    if progress.round is None:
        return
    for table in propose(campaign=progress.campaign, at=progress.at, round=progress.round).tables:
        if not (tied := table.tied):
            continue
        quota, line = table.quota, tied[0].line
        values = {row.line.value for row in tied}
        same = f" cùng {format_decimal(line.value)}" if line.value is not None and len(values) == 1 else ""
        of = f"nhóm «{quota.group}»" if quota.group else f"chỉ tiêu {subject_words(quota)}"
        yield Task(
            due=due_count(table.cut.free, "chỗ đồng hạng" if line.rank else "chỗ chờ chọn"),
            title=f"{len(tied)} trường hợp {f'đồng hạng {line.rank}' if line.rank else 'chờ chọn'} của {of}",
            text=f"{', '.join(name_of(row) for row in tied)}{same}, chỉ còn {table.cut.free} chỉ tiêu "
            f"{subject_words(quota)}. Cần người có thẩm quyền chọn và ghi căn cứ.",
            clause=quota.clause,
            url=reverse("dossiers:proposals", args=[progress.campaign.slug]) + f"?dot={progress.round.code}",
            button="Xem và ghi ý kiến",
            order=100,
        )


def name_of(row: Any) -> str:
    """A collective by its unit's short name, a person by name and unit."""
    is_person = row.nomination and row.nomination.subject == SubjectKind.CA_NHAN
    return f"{row.nomination} ({row.unit})" if is_person else str(row.unit)


def direct_task(progress: Progress) -> Iterator[Task]:
    """The plan lets the standing body choose, and it has put nobody forward in the open round."""
    by_standing = progress.campaign.nominated_by == NominatedBy.STANDING
    if not by_standing or sum(progress.nominations.values()) or not progress.is_round_open:
        return
    yield Task(
        due=due_count(0, "đề nghị đã lập"),
        title="Lập danh sách đề nghị khen thưởng",
        text=f"{progress.campaign.short_title}. Theo kế hoạch, cơ quan thường trực lựa chọn tập thể, cá nhân.",
        clause=progress.campaign.clauses.get("measure", ""),
        url=reverse("dossiers:direct_list", args=[progress.campaign.slug]),
        button="Lập danh sách",
        order=120,
    )


def waiting_task(progress: Progress) -> Iterator[Task]:
    """Dossiers that have come and that nobody has checked."""
    rows = progress.waiting_dossiers
    if not rows:
        return
    dossiers = [one for row in rows for one in row.dossiers_in(DossierState.SENT)]
    first = min(one.sent_at for one in dossiers)
    address = reverse("dossiers:list") + f"?phong-trao={progress.campaign.slug}&trang-thai=sent"
    if len(dossiers) == 1:
        address = reverse("dossiers:dossier", args=[dossiers[0].pk])
    yield Task(
        due=due_count(len(dossiers), "hồ sơ chờ kiểm tra", near=True),
        title=f"Kiểm tra hồ sơ của {names(rows, 3)}",
        text=f"Hồ sơ đến sớm nhất lúc {date_time_short(first)}. Chưa ai xem.",
        url=address,
        button="Kiểm tra hồ sơ",
        urgent=True,
        order=2,
    )


def missing_dossiers_task(progress: Progress) -> Iterator[Task]:
    """Registered units whose dossier has not come, in the last weeks before the deadline."""
    rows, code = progress.without_dossier, DeadlineCode.DOSSIER
    left = progress.left(code)
    if not rows or not progress.is_open(code) or left.days > REMIND_DAYS:
        return
    yield Task(
        due=due_by(progress.last_day(code), left),
        title=f"{len(rows)} đơn vị chưa gửi hồ sơ đề nghị khen thưởng",
        text=f"{progress.campaign.short_title}. Gồm {by_group(rows)}.",
        clause=clause_of(progress),
        url=reverse("dossiers:reminder", args=[progress.campaign.slug, "ho-so"]),
        button="Soạn nhắc việc",
        urgent=left.days <= 7,
        order=left.days,
    )


def meeting_task(progress: Progress) -> Iterator[Task]:
    """Accepted nominations without a meeting; a meeting to open; a meeting to close."""
    meeting, waiting = progress.next_meeting, progress.waiting_for_council
    if meeting is None:
        # What a closed meeting left out stood below the line: whether to meet again is the office's choice.
        if waiting and not progress.last_meeting:
            yield Task(
                due=due_count(waiting, "đề nghị chờ xét"),
                title="Chuẩn bị phiên họp Hội đồng Thi đua - Khen thưởng",
                text=f"{waiting} đề nghị đã được tiếp nhận và chưa đưa vào phiên họp nào.",
                url=reverse("dossiers:council"),
                button="Chuẩn bị phiên họp",
                order=200,
            )
        return
    is_open = meeting.state == MeetingState.OPEN
    yield Task(
        due=due_on(meeting.held_on),
        title="Kết thúc phiên họp Hội đồng" if is_open else "Mở phiên họp Hội đồng",
        text=f"{meeting.voted} ủy viên đã bỏ phiếu."
        if is_open
        else f"{waiting} đề nghị chờ đưa ra biểu quyết.",
        url=reverse("dossiers:meeting", args=[meeting.pk]),
        button="Xem phiên họp",
        urgent=is_open,
        order=(meeting.held_on - progress.day).days,
    )


def awards_task(progress: Progress) -> Iterator[Task]:
    """The council has voted; places are free and nominations undecided."""
    free = progress.places - progress.given
    if not may_choose(progress) or progress.undecided < 1 or (progress.places and free < 1):
        return
    chosen = f"đã chọn {progress.given} trên {progress.places} chỉ tiêu"
    if not progress.places:
        chosen = f"đã chọn {progress.awarded}, kế hoạch không nêu số lượng"
    yield Task(
        due=due_count(free, "chỉ tiêu còn lại")
        if progress.places
        else due_count(progress.undecided, "chờ chọn"),
        title="Đánh dấu tập thể, cá nhân được khen thưởng",
        text=f"{seen_by(progress)}; {progress.undecided} đề nghị chưa có kết luận, {chosen}.",
        url=reverse("dossiers:awarding", args=[progress.campaign.slug]),
        button="Xét khen thưởng",
        order=150,
    )


def may_choose(progress: Progress) -> bool:
    """After the council's meeting; where the plan has no council, once no more dossiers come."""
    if progress.has_council:
        return progress.last_meeting is not None
    return not progress.takes_dossiers


def seen_by(progress: Progress) -> str:
    """Who has considered the nominations so far."""
    if progress.last_meeting:
        return f"Hội đồng đã họp ngày {date_short(progress.last_meeting.held_on)}"
    return "Kế hoạch không có bước Hội đồng cấp quyết định biểu quyết"
