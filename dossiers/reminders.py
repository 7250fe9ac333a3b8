"""Soạn nhắc việc: a ready text that names the units, the last day and the clause; nothing is sent from here."""

from dataclasses import dataclass

from accounts.dates import date_short, weekday
from campaigns.enums import DeadlineCode
from campaigns.plan_name import plan_words
from dossiers.progress import Progress
from dossiers.task import lower_first
from dossiers.unit_progress import UnitProgress

KINDS = ("dang-ky", "tu-cham", "ho-so")
TITLES = {
    "dang-ky": "Nhắc đăng ký thi đua",
    "tu-cham": "Nhắc gửi bảng điểm tự chấm",
    "ho-so": "Nhắc gửi hồ sơ đề nghị khen thưởng",
}


@dataclass(frozen=True)
class Reminder:
    """The text to copy, and whom it is for."""

    title: str
    units: tuple[UnitProgress, ...]
    text: str
    is_open: bool


def reminder_for(progress: Progress, kind: str) -> Reminder:
    """The reminder of one of KINDS for the units that are still missing."""
    code, rows, ask, clause = {
        "dang-ky": (
            DeadlineCode.REGISTRATION,
            progress.unregistered if progress.asks_registration else [],
            "đăng ký thi đua",
            progress.clauses.get("registered", ""),
        ),
        "tu-cham": (
            DeadlineCode.SELF_SCORE,
            progress.without_sheet,
            "hoàn thành và gửi bảng điểm tự chấm",
            progress.clauses.get("bang_diem", ""),
        ),
        "ho-so": (
            DeadlineCode.DOSSIER,
            progress.without_dossier,
            "gửi hồ sơ đề nghị xét khen thưởng",
            clause_of(progress),
        ),
    }[kind]
    return Reminder(
        TITLES[kind], tuple(rows), text_of(progress, code, rows, ask, clause), progress.is_open(code)
    )


def clause_of(progress: Progress) -> str:
    """The clause of the day for the dossiers."""
    deadline = progress.deadlines.get(DeadlineCode.DOSSIER)
    return deadline.clause if deadline else ""


def text_of(progress: Progress, code: str, rows: list[UnitProgress], ask: str, clause: str) -> str:
    """Whole sentences in the words of an office, ready for an e-mail or Zalo."""
    campaign, last = progress.campaign, progress.last_day(code)
    basis = f" ({clause})" if clause else ""
    # Registering ends with the campaign at the latest; a day for other things is never made up.
    limited = progress.has_deadline(code) or code == DeadlineCode.REGISTRATION
    until = f" chậm nhất hết {lower_first(weekday(last))}, ngày {date_short(last)}" if limited else ""
    lines = [
        "Kính gửi:",
        *[f"- {row.unit}{';' if place < len(rows) else '.'}" for place, row in enumerate(rows, start=1)],
        "",
        f"Thực hiện {plan_words(campaign)} của {campaign.issuer.name} về {lower_first(campaign.title)}, "
        f"đến nay các đơn vị nêu trên chưa {ask}.",
        "",
        f"{campaign.standing_unit} (cơ quan thường trực) đề nghị các đơn vị {ask} trên hệ thống Thi đua số"
        f"{until}{basis}. {consequence(code, limited)}".rstrip(),
        "",
        "Nếu cần hướng dẫn, xin liên hệ cơ quan thường trực. Trân trọng./.",
    ]
    return "\n".join(lines)


def consequence(code: str, limited: bool = True) -> str:
    """What follows, in the plan's sense: registering is voluntary, late dossiers are not taken."""
    if code == DeadlineCode.REGISTRATION:
        return "Đăng ký là tự nguyện; đơn vị không đăng ký thì không được xét khen thưởng."
    if code == DeadlineCode.SELF_SCORE:
        return "Bảng điểm tự chấm là một phần của hồ sơ đề nghị khen thưởng."
    return "Hồ sơ gửi sau thời hạn, hệ thống không tiếp nhận." if limited else ""
