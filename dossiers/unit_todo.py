"""What a unit has to do in a campaign, and what comes next when nothing is left."""

from collections.abc import Iterator

from django.urls import reverse

from accounts.dates import date_short, date_time_short
from accounts.models import User
from awards.next_step import next_steps
from campaigns.criteria import answered_criteria
from campaigns.enums import DeadlineCode, NominatedBy
from dossiers.checks import completeness
from dossiers.enums import DossierState
from dossiers.models import Dossier
from dossiers.progress import Progress
from dossiers.task import UNLIMITED, Due, Task, due_by, due_count, due_limited
from dossiers.unit_progress import UnitProgress
from scoring.enums import ImportState
from scoring.models import SheetItem
from scoring.permissions import can_confirm_results


def unit_tasks(progress: Progress) -> Iterator[Task]:
    """The unit's tasks of one campaign (its own row is the only one in `progress.units`)."""
    if progress.is_draft or not progress.units:
        return
    row = progress.units[0]
    if not row.registration and progress.asks_registration:
        yield from registration_task(progress)
        return
    if progress.without_sheet and progress.is_open(DeadlineCode.SELF_SCORE):
        yield sheet_task(progress, row)
    for dossier in row.dossiers_in(DossierState.RETURNED):
        yield returned_task(progress, dossier)
    if not progress.takes_dossiers:
        return
    drafts: list[Dossier | None] = list(row.dossiers_in(DossierState.DRAFT))
    for draft in drafts or ([] if row.dossiers else [None]):
        yield dossier_task(progress, draft)


def confirm_task(progress: Progress, by: User) -> Iterator[Task]:
    """A head who is the second pair of eyes on official results that an office of one officer prepared."""
    waiting, campaign = progress.waiting_import, progress.campaign
    if waiting is None or waiting.state != ImportState.PROPOSED:
        return
    if can_confirm_results(index_import=waiting, by=by, at=progress.at):
        yield Task(
            due=due_count(1, "tệp chờ xác nhận", near=True),
            title=f"Xác nhận kết quả chính thức năm {waiting.year}",
            text=f"Tệp «{waiting.filename}» do {waiting.proposed_by} đề nghị; chưa có gì được ghi nhận.",
            clause=campaign.clauses.get("measure", ""),
            url=reverse("scoring:import_step", args=[campaign.slug, waiting.pk]),
            button="Xem và xác nhận",
            urgent=True,
            order=1,
        )


def registration_task(progress: Progress) -> Iterator[Task]:
    """Until the last day for registering; afterwards nothing can be done about it."""
    campaign, code = progress.campaign, DeadlineCode.REGISTRATION
    if not progress.is_open(code):
        return
    if code in progress.deadlines:
        ends = f"Hạn đăng ký: hết ngày {date_short(progress.last_day(code))}."
    elif not progress.has_deadline(code):
        ends = f"Nên đăng ký sớm; nhận đăng ký đến hết ngày {date_short(progress.last_day(code))}."
    else:
        ends = f"Nên đăng ký sớm; hồ sơ nhận đến hết ngày {date_short(progress.last_day(code))}."
    yield Task(
        due=due_by(progress.last_day(code), progress.left(code)),
        title="Đăng ký thi đua",
        text=f"{campaign.short_title}. Có đăng ký mới được xét khen thưởng. {ends}",
        clause=progress.clauses.get("registered", ""),
        url=reverse("campaigns:register", args=[campaign.slug]),
        button="Đăng ký",
        urgent=True,
        order=progress.left(code).days,
    )


def sheet_task(progress: Progress, row: UnitProgress) -> Task:
    """How many criteria have their points, and until when the sheet is awaited."""
    campaign, code = progress.campaign, DeadlineCode.SELF_SCORE
    limited, left = progress.has_deadline(code), progress.left(code)
    wanted = answered_criteria(campaign.criteria_set_id).count()
    scored = SheetItem.objects.filter(sheet=row.sheet, answered=True).count() if row.sheet else 0
    if scored == wanted and wanted:
        text = f"Đã chấm đủ {wanted} tiêu chí. Kiểm tra lại rồi gửi."
    else:
        text = f"Đã chấm {scored} trên {wanted} tiêu chí. Bảng điểm tự chấm là một phần của hồ sơ."
    return Task(
        due=due_limited(limited, progress.last_day(code), left),
        title="Gửi bảng điểm tự chấm" if scored else "Tự chấm điểm",
        text=f"{campaign.short_title}. {text}",
        clause=progress.clauses.get("bang_diem", ""),
        url=reverse("scoring:sheet", args=[campaign.slug]),
        button="Chấm tiếp" if scored else "Bắt đầu chấm",
        urgent=limited and left.days <= 7,
        order=left.days if limited else UNLIMITED - 1,
    )


def returned_task(progress: Progress, dossier: Dossier) -> Task:
    """A returned dossier with its reason; after the deadline it says that too."""
    code = DeadlineCode.DOSSIER
    is_open = progress.is_open(code)
    due = (
        due_by(progress.last_day(code), progress.left(code)) if is_open else Due("!", "đã quá hạn gửi", True)
    )
    late = "" if is_open else f" Hạn gửi đã hết ngày {date_short(progress.last_day(code))}."
    return Task(
        due=due,
        title="Hồ sơ bị trả lại, cần bổ sung",
        text=f"Lý do: {dossier.returned_reason}{late}",
        clause=clause_of(progress),
        url=reverse("dossiers:dossier", args=[dossier.pk]),
        button="Sửa hồ sơ",
        urgent=True,
        order=-1,
    )


def dossier_task(progress: Progress, dossier: Dossier | None) -> Task:
    """What the dossier still lacks, and the days and hours that are left."""
    code = DeadlineCode.DOSSIER
    left, last = progress.left(code), progress.last_day(code)
    lacking = [line.sentence for line in completeness(dossier) if not line.ok] if dossier else []
    address = reverse("dossiers:my_dossier", args=[progress.campaign.slug])
    if dossier is None:
        text = "Chưa lập hồ sơ: chọn tập thể, cá nhân, ghi kết quả họp Hội đồng, tạo giấy tờ rồi gửi."
    elif lacking:
        more = f" Và {len(lacking) - 2} việc khác." if len(lacking) > 2 else ""
        text = f"{' '.join(lacking[:2])}{more}"
    else:
        text = "Hồ sơ đã đủ, chỉ còn gửi."
    hours = f"{left.days} ngày" if left.days > 1 else f"{left.hours} giờ"
    limited = progress.has_deadline(code)
    ends = f"Còn {hours}, đến hết ngày {date_short(last)}." if limited else "Kế hoạch không nêu hạn gửi."
    what = f" {dossier.award}." if dossier and len(progress.units[0].dossiers) > 1 else ""
    return Task(
        due=due_limited(limited, last, left),
        title="Gửi hồ sơ đề nghị khen thưởng",
        text=f"{what} {text} {ends}".strip(),
        clause=clause_of(progress),
        url=reverse("dossiers:dossier", args=[dossier.pk]) if dossier else address,
        button="Lập hồ sơ" if dossier is None else "Soạn tiếp" if lacking else "Gửi hồ sơ",
        urgent=limited and left.days <= 7,
        order=left.days if limited else UNLIMITED,
    )


def clause_of(progress: Progress) -> str:
    """The clause of the day for the dossiers."""
    deadline = progress.deadlines.get(DeadlineCode.DOSSIER)
    return deadline.clause if deadline else ""


def whats_next(progress: Progress) -> str:
    """One sentence for a unit that has nothing to do in a campaign now; empty while there is a task."""
    if progress.is_draft or not progress.units or any(True for _ in unit_tasks(progress)):
        return ""
    row, standing = progress.units[0], progress.campaign.standing_unit
    if not row.registration and progress.asks_registration:
        return "Đơn vị không đăng ký phong trào này; đã hết hạn đăng ký."
    if progress.campaign.nominated_by == NominatedBy.STANDING:
        return f"Đơn vị không phải lập hồ sơ: {standing} lựa chọn, lập danh sách đề nghị khen thưởng."
    if not progress.is_round_open:
        return "Chưa có đợt xét khen thưởng nào đang mở."
    if not progress.wants_dossiers:
        by = ", thủ trưởng đơn vị tự khen thưởng theo thẩm quyền" if progress.has_own_power else ""
        return f"{progress.round}: đơn vị không gửi hồ sơ{by}."
    dossier = row.dossier
    if dossier is None or dossier.state == DossierState.DRAFT:
        return (
            f"Đã hết hạn gửi hồ sơ ({date_short(progress.last_day(DeadlineCode.DOSSIER))}); đơn vị chưa gửi."
        )
    if dossier.state == DossierState.SENT:
        sent = date_time_short(dossier.sent_at)
        return f"Hồ sơ đã gửi lúc {sent}. {standing} đang kiểm tra; nếu cần bổ sung, việc sẽ hiện ở đây."
    meeting = progress.next_meeting
    if meeting:
        return f"Hồ sơ đã được tiếp nhận. Hội đồng họp ngày {date_short(meeting.held_on)}."
    if progress.last_meeting:
        return (
            "Hồ sơ đã được tiếp nhận và Hội đồng đã xét. Kết quả công bố sau khi có quyết định khen thưởng."
        )
    waits = next_steps(progress.campaign).waits_for(progress.round.kind)
    return f"Hồ sơ đã được tiếp nhận, {waits}."
