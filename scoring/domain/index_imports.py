"""An official result file on its way in: uploaded, its columns and scale chosen, unknown names decided."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import PurePath
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import User
from accounts.text import name_key, tidy
from campaigns.domain.write_unit import write_words
from campaigns.enums import CampaignState
from campaigns.models import Campaign, UnitAlias
from campaigns.organisation import past_members
from scoring.enums import ImportState, Scale, TextCode
from scoring.models import IndexImport
from scoring.permissions import check_keeps_results

SKIP = "skip"


def upload_index(
    *,
    campaign: Campaign,
    year: int,
    filename: str,
    data: bytes,
    sheet_name: str,
    columns: dict,
    by: User,
    at: datetime,
) -> IndexImport:
    """Keeps the file with the guess of its columns; the same file again leads to the preview that is open.

    A file that is confirmed already brings along the columns, scale and names that were chosen for it.
    """
    check_keeps_results(by=by, campaign=campaign, at=at)
    if campaign.state != CampaignState.LAUNCHED:
        raise DomainError("Phong trào chưa phát động hoặc đã kết thúc nên không nhập kết quả được.")
    digest = hashlib.sha256(data).hexdigest()
    with transaction.atomic():
        Campaign.objects.select_for_update(no_key=True).get(pk=campaign.pk)
        same = IndexImport.objects.filter(campaign=campaign, year=year, sha256=digest)
        if waiting := same.filter(state__in=[ImportState.PREVIEW, ImportState.PROPOSED]).first():
            return waiting
        row = IndexImport(campaign=campaign, year=year, sheet_name=sheet_name, columns=columns, sha256=digest)
        _take_choices(row, same.filter(state=ImportState.CONFIRMED).first())
        row.filename, row.size = tidy(filename)[-200:], len(data)
        row.uploaded_at, row.uploaded_by = at, by
        row.file = default_storage.save(_place_for(campaign, filename), ContentFile(data))
        row.save()
        record_event(
            by=by,
            at=at,
            kind="index.uploaded",
            target=row,
            campaign=campaign,
            sentence=f"Tải lên tệp kết quả «{row.filename}» năm {year}.",
            changes={"sha256": digest},
        )
        return row


def _place_for(campaign: Campaign, filename: str) -> str:
    """A name that the server makes; of the person's only whether it is a table as plain text."""
    ending = ".csv" if PurePath(filename).suffix.lower() == ".csv" else ".xlsx"
    return f"ket-qua/{campaign.pk}/{uuid4().hex}{ending}"


def _answers_before(campaign: Campaign) -> dict:
    """What a person said of names in the campaign's last confirmed import that could not become other names: whose
    namesake was meant."""
    rows = IndexImport.objects.filter(campaign=campaign, state=ImportState.CONFIRMED)
    last = rows.order_by("-confirmed_at", "-pk").first()
    answers = {key: unit for key, unit in last.decisions.items() if unit != SKIP} if last else {}
    accepted = set(UnitAlias.objects.filter(name_key__in=answers).values_list("name_key", flat=True))
    return {key: unit for key, unit in answers.items() if key not in accepted}


def _take_choices(row: IndexImport, known: IndexImport | None) -> None:
    """What a person chose for the same file before need not be chosen again, nor what was said of namesakes."""
    if known is None:
        row.decisions = _answers_before(row.campaign)
    else:
        for name in ("sheet_name", "columns", "scale", "scale_maximum", "text_code", "decisions"):
            setattr(row, name, getattr(known, name))


def set_columns(
    *,
    index_import: IndexImport,
    sheet_name: str,
    columns: dict,
    scale: str,
    scale_maximum: Decimal | None,
    text_code: str | None = None,
    by: User,
    at: datetime,
) -> IndexImport:
    """Keeps what a person chose: the sheet, what its columns hold, the scale (its maximum for points), the old font.

    `text_code` None leaves the font as it was chosen before.
    """
    with transaction.atomic():
        row = lock_preview(index_import=index_import, by=by, at=at)
        if scale and scale not in Scale.values:
            raise DomainError("Hãy chọn thang điểm của cột tổng điểm.", field="scale")
        if scale == Scale.POINTS and not (scale_maximum and scale_maximum > 0):
            raise DomainError("Hãy nhập điểm tối đa của thang điểm.", field="scale_maximum")
        if text_code and text_code not in TextCode.values:
            raise DomainError("Hãy chọn chuyển chữ sang Unicode hay giữ nguyên.", field="text_code")
        row.sheet_name, row.columns, row.scale = sheet_name, columns, scale
        row.scale_maximum = scale_maximum if scale == Scale.POINTS else None
        row.text_code = row.text_code if text_code is None else text_code
        row.save(update_fields=["sheet_name", "columns", "scale", "scale_maximum", "text_code"])
        return row


def decide_names(
    *, index_import: IndexImport, decisions: Mapping[str, int | str], by: User, at: datetime
) -> IndexImport:
    """Keeps a person's answers for unknown names: key of the name -> unit of the campaign, or "skip"."""
    with transaction.atomic():
        row = lock_preview(index_import=index_import, by=by, at=at)
        wanted = {unit for unit in decisions.values() if unit != SKIP}
        if wanted - _units_of(row.campaign):
            raise DomainError("Đơn vị được chọn không thuộc đối tượng của phong trào. Hãy chọn lại.")
        row.decisions = {**row.decisions, **decisions}
        row.save(update_fields=["decisions"])
        return row


def forget_name(*, index_import: IndexImport, name: str, by: User, at: datetime) -> IndexImport:
    """A name that a person once gave to a unit is asked about again, in this import and in later ones.

    Raises DomainError for a name that was accepted on the unit's own page or left by a change of the organisation.
    """
    key = name_key(name)
    with transaction.atomic():
        row = lock_preview(index_import=index_import, by=by, at=at)
        known = UnitAlias.objects.filter(name_key=key[:300], unit__in=_units_of(row.campaign)).first()
        if known and known.accepted_by_id not in _preparers(row.campaign):
            raise DomainError(
                f"«{known.name}» là tên khác ghi ở trang của {known.unit}. Hãy đề nghị quản trị bỏ tên này ở đó."
            )
        if known is None and key not in row.decisions:
            raise DomainError(f"«{tidy(name)[:80]}» không phải là tên đã được chọn cho đơn vị nào.")
        row.decisions = {one: unit for one, unit in row.decisions.items() if one != key}
        row.save(update_fields=["decisions"])
        if known:
            unit = known.unit
            known.delete()
            write_words([unit])
        record_event(
            by=by,
            at=at,
            kind="index.name_forgotten",
            target=row,
            campaign=row.campaign,
            sentence=f"Quên cách hiểu tên «{tidy(name)[:200]}» khi nhập kết quả.",
            changes={"name": tidy(name)[:200]},
        )
        return row


def _units_of(campaign: Campaign) -> set[int]:
    """The units that names may be given to: the members, and those that ended in the campaign's course."""
    known = set(campaign.members.values_list("unit", flat=True))
    return known | {member.unit_id for member in past_members(campaign)}


def _preparers(campaign: Campaign) -> set[int]:
    """Who has brought results into the campaign: names they accepted were accepted here."""
    rows = IndexImport.objects.filter(campaign=campaign)
    return set(rows.values_list("uploaded_by", flat=True)) | set(rows.values_list("proposed_by", flat=True))


def discard_index(*, index_import: IndexImport, by: User, at: datetime) -> None:
    """Throws a file away that was never confirmed."""
    with transaction.atomic():
        row = lock_preview(index_import=index_import, by=by, at=at)
        record_event(
            by=by,
            at=at,
            kind="index.discarded",
            target=row,
            campaign=row.campaign,
            sentence=f"Bỏ tệp kết quả «{row.filename}» chưa ghi nhận.",
            changes={"sha256": row.sha256},
        )
        name = row.file.name
        row.delete()
        transaction.on_commit(lambda: default_storage.delete(name))


def lock_preview(*, index_import: IndexImport, by: User, at: datetime) -> IndexImport:
    """The import locked for a change; raises DomainError when it is no preview any more or the person may not."""
    row = lock_import(index_import)
    check_keeps_results(by=by, campaign=row.campaign, at=at)
    check_state(row, ImportState.PREVIEW)
    return row


def lock_import(index_import: IndexImport) -> IndexImport:
    """The import as it is now, locked."""
    rows = IndexImport.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("campaign", "campaign__standing_unit", "campaign__issuer").get(
        pk=index_import.pk
    )


def check_state(row: IndexImport, state: str) -> None:
    """Raises DomainError when the import has moved on."""
    if row.state != state:
        raise DomainError(
            f"Lần nhập «{row.filename}» đã ở trạng thái «{row.get_state_display()}», không sửa được."
        )


def choices_mark(index_import: IndexImport) -> str:
    """A hash of everything a person chose for the file: a plan made with other choices is not written."""
    chosen = [
        index_import.sha256,
        index_import.sheet_name,
        index_import.columns,
        index_import.scale,
        f"{Decimal(index_import.scale_maximum or 0):.2f}",
        index_import.decisions,
    ]
    return mark_of([*chosen, index_import.text_code] if index_import.text_code else chosen)


def mark_of(chosen: list) -> str:
    """The hash of plain data."""
    return hashlib.sha256(json.dumps(chosen, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
