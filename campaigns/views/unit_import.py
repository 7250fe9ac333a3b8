"""Nhập danh sách đơn vị: a list from Excel or CSV, looked at first, then all of it or nothing."""

import hashlib
import uuid
from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.domain.submissions import once
from accounts.errors import DomainError
from accounts.excel.reading import read_workbook
from accounts.files import uploaded_bytes
from campaigns.forms_people import UnitFileForm
from campaigns.importers.unit_list import import_unit_list, placed_under
from campaigns.importers.unit_rows import UnitList, UnitRow, read_units
from campaigns.importers.units import write_units
from campaigns.models import Unit
from campaigns.views.people import managed
from campaigns.views.yearly import posted

SALT = "campaigns.unit_import"
A_DAY = 86400
MOST_ROWS = 20_000
SHOWN = 50


@require_http_methods(["GET", "HEAD", "POST"])
def unit_import(request: HttpRequest) -> HttpResponse:
    """The form for a file; its answer is the preview, nothing is written yet."""
    tops = Unit.objects.filter(pk__in=managed(request)).order_by("sort_key")
    form = UnitFileForm(posted(request), request.FILES or None, tops=tops)
    if request.method == "POST" and form.is_valid():
        try:
            return preview(request, read_upload(form))
        except DomainError as error:
            form.add_error("file", error.message)
    context = {"current": "units", "form": form}
    return render(request, "campaigns/unit_import.html", context, status=422 if form.errors else 200)


def read_upload(form: UnitFileForm) -> dict[str, Any]:
    """The rows of the file as plain data that a form can carry, signed, to the next step."""
    name, data = uploaded_bytes(form.cleaned_data["file"])
    found = read_units(read_workbook(data, filename=name, max_rows=MOST_ROWS, allow_csv=True))
    if form.cleaned_data["under"]:
        found = placed_under(found, form.cleaned_data["under"].code)
    return {
        "filename": name[:200],
        "sha256": hashlib.sha256(data).hexdigest(),
        "rows": [asdict(row) for row in found.rows],
        "problems": found.problems,
    }


def list_of(upload: dict[str, Any]) -> UnitList:
    """The carried rows as they were read."""
    return UnitList([UnitRow(**row) for row in upload["rows"]], list(upload["problems"]))


def preview(request: HttpRequest, upload: dict[str, Any], *, problem: str = "") -> HttpResponse:
    """What the file would change and every sentence that stands against it."""
    report = write_units(list_of(upload), within=managed(request), dry_run=True)
    context = {
        "current": "units",
        "upload": upload,
        "report": report,
        "lines": report.lines[:SHOWN],
        "problems": report.problems[:SHOWN],
        "asks": report.asks[:SHOWN],
        "problem": problem,
        "key": uuid.uuid4(),
        "carried": signing.dumps({**upload, "user": request.user.pk}, salt=SALT, compress=True),
    }
    status = 422 if problem or report.problems else 200
    return render(request, "campaigns/unit_import_preview.html", context, status=status)


@require_POST
def unit_import_confirm(request: HttpRequest) -> HttpResponse:
    """Writes a previewed list: read again, checked again, all rows or none."""
    places = managed(request)
    try:
        upload = signing.loads(request.POST.get("carried", ""), salt=SALT, max_age=A_DAY)
    except signing.BadSignature:
        raise DomainError("Bản xem trước không còn dùng được. Hãy tải tệp lên lại.") from None
    if upload.pop("user") != request.user.pk:
        raise DomainError("Bản xem trước là của người khác. Hãy tải tệp lên lại.")

    def act() -> str:
        file = {"filename": upload["filename"], "sha256": upload["sha256"]}
        by = {"by": request.user, "at": request.arrived_at}
        despite = request.POST.get("despite") == "on"
        report = import_unit_list(found=list_of(upload), within=places, despite=despite, **file, **by)
        messages.success(request, f"Đã nhập: {report.created} đơn vị mới, {report.changed} thay đổi.")
        return reverse("campaigns:units")

    try:
        key = request.POST.get("key", "")
        return redirect(
            once(key=key, by=request.user, at=request.arrived_at, purpose="units.import", act=act)
        )
    except DomainError as error:
        return preview(request, upload, problem=error.message)
