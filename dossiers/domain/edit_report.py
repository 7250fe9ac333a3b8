"""Báo cáo thành tích in guided fields; two people who write at once never lose each other's text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.dates import local
from accounts.domain.audit import record_event
from accounts.errors import DomainError, Stale
from accounts.models import User
from accounts.text import nfc, tidy
from awards.models import Nomination
from dossiers.domain.open_dossier import check_in, editable, touch
from dossiers.models import AchievementReport, Dossier, PastAward

TEXTS = ("general", "duties", "results", "measures", "effects", "lessons")
LINES = ("home_town", "residence", "education", "address", "phone")
OTHERS = ("birth_date", "staff_count")
LONGEST_TEXT = 20_000


@dataclass(frozen=True)
class OldAward:
    """A title or award that was received before."""

    year: int
    name: str
    decision: str = ""


def edit_report(
    *,
    dossier: Dossier,
    nomination: Nomination,
    version: int,
    by: User,
    at: datetime,
    past_awards: Sequence[OldAward] | None = None,
    **values: Any,
) -> AchievementReport:
    """Saves the given fields if `version` is the one that was read, else Stale and nothing is written.

    `past_awards` None leaves the table as it is. Saving the same again changes nothing, not even the version.
    """
    with transaction.atomic():
        row = editable(dossier=dossier, by=by, at=at)
        check_in(row, nomination)
        report, _ = AchievementReport.objects.select_for_update(no_key=True).get_or_create(
            nomination=nomination, defaults={"updated_at": at, "updated_by": by}
        )
        values = cleaned_report(values, at=at)
        changed = [name for name, value in values.items() if getattr(report, name) != value]
        awards_change = past_awards is not None and not same_awards(report, past_awards)
        if not changed and not awards_change:
            return report
        check_version(report, version)
        for name in changed:
            setattr(report, name, values[name])
        if awards_change:
            write_past_awards(report, past_awards or (), at=at)
        report.version, report.updated_at, report.updated_by = report.version + 1, at, by
        report.save()
        touch(row, at=at)
        _record(row, nomination, changed + (["past_awards"] if awards_change else []), by=by, at=at)
        return report


def _record(dossier: Dossier, nomination: Nomination, changed: list[str], *, by: User, at: datetime) -> None:
    record_event(
        by=by,
        at=at,
        kind="nomination.report_edited",
        target=dossier,
        campaign=dossier.campaign,
        unit=dossier.unit,
        changes={"nomination": nomination.pk, "fields": changed},
        sentence=f"{dossier.unit} sửa báo cáo thành tích của {nomination.name}.",
    )


def check_version(report: AchievementReport, version: int) -> None:
    """Stale when somebody saved since this person read it."""
    if report.version != version:
        raise Stale(
            f"{report.updated_by} vừa lưu báo cáo này lúc {local(report.updated_at):%H:%M}. "
            "Nội dung bạn đang gõ chưa được lưu; hãy so hai bản ở dưới rồi lưu lại."
        )


def cleaned_report(values: dict[str, Any], *, at: datetime) -> dict[str, Any]:
    """Texts in NFC and within bounds; unknown names are a programming error."""
    cleaned: dict[str, Any] = {}
    for name, value in values.items():
        if name in TEXTS:
            cleaned[name] = nfc(str(value)).replace("\r\n", "\n").strip()
            if len(cleaned[name]) > LONGEST_TEXT:
                raise DomainError(f"Mục này dài quá {LONGEST_TEXT} ký tự. Hãy rút gọn.", field=name)
        elif name in LINES:
            cleaned[name] = tidy(str(value))
            longest = AchievementReport._meta.get_field(name).max_length
            if longest and len(cleaned[name]) > longest:
                raise DomainError(f"Mục này dài quá {longest} ký tự.", field=name)
        elif name in OTHERS:
            cleaned[name] = value
        else:
            raise TypeError(f"Unknown field of a report: {name}")
    check_numbers(cleaned, day=local(at).date())
    return cleaned


def check_numbers(values: dict[str, Any], *, day: date) -> None:
    """A birthday lies in a working person's past, a staff has someone in it."""
    born = values.get("birth_date")
    if born is not None and not 1900 <= born.year <= day.year - 14:
        raise DomainError("Ngày sinh không hợp lý. Hãy kiểm tra lại năm sinh.", field="birth_date")
    staff = values.get("staff_count")
    if staff is not None and not 0 < staff < 1_000_000:
        raise DomainError("Tổng số cán bộ phải là số từ 1 trở lên.", field="staff_count")


def same_awards(report: AchievementReport, wanted: Sequence[OldAward]) -> bool:
    """Whether the table holds exactly these rows."""
    rows = [(row.year, row.name, row.decision) for row in report.past_awards.order_by("year", "id")]
    return rows == [(one.year, tidy(one.name), tidy(one.decision)) for one in in_order(wanted)]


def in_order(awards: Sequence[OldAward]) -> list[OldAward]:
    """By year; rows of one year keep their order."""
    return sorted(awards, key=lambda one: one.year)


def write_past_awards(report: AchievementReport, wanted: Sequence[OldAward], *, at: datetime) -> None:
    """Replaces the table by the given rows."""
    for one in wanted:
        if not 1945 <= one.year <= local(at).year:
            raise DomainError(f"Năm {one.year} trong bảng khen thưởng không hợp lý.", field="past_awards")
        if not tidy(one.name):
            raise DomainError(
                f"Dòng năm {one.year}: hãy ghi danh hiệu hoặc hình thức khen thưởng.", field="past_awards"
            )
    report.past_awards.all().delete()
    PastAward.objects.bulk_create(
        PastAward(report=report, year=one.year, name=tidy(one.name)[:200], decision=tidy(one.decision)[:250])
        for one in in_order(wanted)
    )
