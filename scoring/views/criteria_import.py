"""Nhập bộ tiêu chí từ Excel, CSV: here, because the points that sheets already hold say what may still change."""

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
from campaigns.domain.import_criteria import import_criteria
from campaigns.forms_criteria import CriteriaFileForm
from campaigns.importers.criteria_plan import CriteriaPlan, plan_criteria
from campaigns.importers.criteria_rows import MOST_ROWS, RawCriterion, read_criteria_rows
from campaigns.models import CriteriaSet
from campaigns.views.criteria import editable_or_404
from campaigns.views.yearly import posted
from scoring.views.criteria import scores_of

SALT = "scoring.criteria"
A_DAY = 24 * 3600
SHOWN = 100


@require_http_methods(["GET", "HEAD", "POST"])
def criteria_import(request: HttpRequest, code: str) -> HttpResponse:
    """The form for a file; its answer is the preview, nothing is written yet."""
    found = editable_or_404(request, code)
    form = CriteriaFileForm(posted(request), request.FILES or None, initial={"with_rules": True})
    if request.method == "POST" and form.is_valid():
        try:
            return preview(request, found, read_upload(form))
        except DomainError as error:
            form.add_error("file", error.message)
    context = {"current": "campaigns", "set": found, "form": form, "count": found.criteria.count()}
    return render(request, "scoring/criteria_import.html", context, status=422 if form.errors else 200)


def read_upload(form: CriteriaFileForm) -> dict[str, Any]:
    """The rows of the file as plain data that a form can carry, signed, to the next step."""
    name, data = uploaded_bytes(form.cleaned_data["file"])
    book = read_workbook(data, filename=name, max_rows=MOST_ROWS, allow_csv=True)
    return {
        "filename": name[:200],
        "sha256": hashlib.sha256(data).hexdigest(),
        "with_rules": form.cleaned_data["with_rules"],
        "rows": [asdict(row) for row in read_criteria_rows(book)],
    }


def plan_of(found: CriteriaSet, upload: dict[str, Any]) -> CriteriaPlan:
    """The same reading for the preview and for the commit."""
    rows = [RawCriterion(**row) for row in upload["rows"]]
    return plan_criteria(criteria_set=found, raw=rows, with_rules=upload["with_rules"])


def preview(
    request: HttpRequest, found: CriteriaSet, upload: dict[str, Any], *, problem: str = ""
) -> HttpResponse:
    """The tree that the file describes, with what is new, what changes, what is odd and what is wrong."""
    plan = plan_of(found, upload)
    lines = [{"node": node, "changes": plan.changes.get(node.row.code)} for node in plan.nodes]
    context = {
        "current": "campaigns",
        "set": found,
        "plan": plan,
        "lines": lines,
        "upload": upload,
        "problem": problem,
        "problems": plan.problems[:SHOWN],
        "key": uuid.uuid4(),
        "carried": signing.dumps({**upload, "set": found.pk}, salt=SALT, compress=True),
    }
    return render(request, "scoring/criteria_preview.html", context, status=422 if problem else 200)


@require_POST
def criteria_import_confirm(request: HttpRequest, code: str) -> HttpResponse:
    """Writes a previewed file: planned again, all rows or none."""
    found = editable_or_404(request, code)
    try:
        upload = signing.loads(request.POST.get("carried", ""), salt=SALT, max_age=A_DAY)
    except signing.BadSignature:
        raise DomainError("Bản xem trước không còn dùng được. Hãy tải tệp lên lại.") from None
    if upload.pop("set") != found.pk:
        raise DomainError("Bản xem trước là của bộ tiêu chí khác. Hãy tải tệp lên lại.")

    def act() -> str:
        plan = plan_of(found, upload)
        added, changed = import_criteria(
            criteria_set=found, nodes=plan.nodes, bands=plan.bands, problems=plan.problems,
            scores_of=scores_of, filename=upload["filename"], sha256=upload["sha256"],
            by=request.user, at=request.arrived_at,
        )  # fmt: skip
        messages.success(request, f"Đã nhập: thêm {added} dòng, sửa {changed} dòng.")
        return reverse("campaigns:criteria_set", args=[code])

    try:
        key = request.POST.get("key", "")
        return redirect(
            once(key=key, by=request.user, at=request.arrived_at, purpose="criteria.import", act=act)
        )
    except DomainError as error:
        return preview(request, found, upload, problem=error.message)
