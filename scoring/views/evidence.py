"""Documents of a line: added, taken off after a question, handed out as a download."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.domain.submissions import once
from accounts.errors import DomainError
from accounts.files import stored_file_response
from campaigns.context import access
from campaigns.criteria import answered_criteria
from campaigns.models import Criterion
from scoring.domain.evidence import add_evidence, delete_evidence
from scoring.forms import EvidenceForm
from scoring.models import Evidence
from scoring.queries import document_of, evidence_visible_to
from scoring.views.common import own_sheet
from scoring.views.pages import new_key


@require_http_methods(["GET", "POST"])
def evidence(request: HttpRequest, slug: str, criterion_id: int) -> HttpResponse:
    """The documents of one criterion and the form for one more."""
    own = own_sheet(request, slug)
    criterion = get_object_or_404(answered_criteria(own.criteria_set_id), pk=criterion_id)
    form = EvidenceForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(_add(request, own, criterion, form))
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
    period = (own.campaign.period_start, own.campaign.period_end)
    rows = Evidence.objects.filter(item__sheet=own, item__criterion=criterion)
    context = {
        "sheet": own,
        "campaign": own.campaign,
        "criterion": criterion,
        "form": form,
        "current": "campaigns",
    }
    context |= {"documents": [document_of(row, period) for row in rows], "key": new_key()}
    return render(request, "scoring/evidence.html", context, status=422 if form.errors else 200)


def _add(request: HttpRequest, own, criterion: Criterion, form: EvidenceForm) -> str:
    values = {key: form.cleaned_data[key] for key in ("subject", "number", "issued_on", "pages")}
    upload = form.upload()

    def act() -> str:
        row = add_evidence(
            sheet=own, criterion=criterion, upload=upload, by=request.user, at=request.arrived_at, **values
        )
        messages.success(request, f"Đã thêm tài liệu «{row}» cho tiêu chí {criterion.code}.")
        return reverse("scoring:evidence", args=[own.campaign.slug, criterion.pk])

    key = request.POST.get("key", "")
    return once(key=key, by=request.user, at=request.arrived_at, purpose="evidence.add", act=act)


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Asks, then takes the document off."""
    own = own_sheet(request, slug)
    row = get_object_or_404(evidence_visible_to(access(request)), pk=pk, item__sheet=own)
    if request.method == "GET":
        context = {
            "row": row,
            "criterion": row.item.criterion,
            "campaign": own.campaign,
            "current": "campaigns",
        }
        return render(request, "scoring/evidence_delete.html", context)
    delete_evidence(evidence=row, by=request.user, at=request.arrived_at)
    messages.success(request, "Đã xóa tài liệu.")
    return redirect("scoring:evidence", slug, row.item.criterion_id)


@require_GET
def evidence_file(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """The file as a download, for those who may see the sheet."""
    row = get_object_or_404(evidence_visible_to(access(request)), pk=pk, item__sheet__campaign__slug=slug)
    return stored_file_response(row.file, row.original_name, content_type=row.content_type)
