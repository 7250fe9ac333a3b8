"""The scan of an old decision: attached by the keeper of the history, downloaded by whoever sees the award."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from accounts.errors import DomainError
from accounts.files import stored_file_response
from awards.domain.attach_decision import attach_decision
from awards.forms.history import DecisionFileForm
from awards.models import DecisionFile
from awards.views.history import kept_office, readable


@require_POST
def attach(request: HttpRequest, pk: int) -> HttpResponse:
    """Keeps the scan of the award's decision."""
    row = get_object_or_404(readable(request), pk=pk, keeper=kept_office(request))
    form = DecisionFileForm(request.POST, request.FILES)
    if not form.is_valid():
        raise DomainError(str(form.errors["file"][0]), field="file")
    kept = attach_decision(
        decision=row.decision, upload=form.upload(), by=request.user, at=request.arrived_at
    )
    messages.success(request, f"Đã kèm tệp «{kept}» vào quyết định {row.decision.number}.")
    return redirect("awards:past_award", pk)


@require_safe
def download(request: HttpRequest, pk: int, file_pk: int) -> HttpResponseBase:
    """A scan of the award's decision; one that was replaced only for the keeper."""
    row = get_object_or_404(readable(request), pk=pk)
    found = get_object_or_404(DecisionFile, pk=file_pk, decision=row.decision)
    if found.replaced_at and kept_office(request) != row.keeper:
        raise Http404
    return stored_file_response(found.file, found.original_name, content_type=found.content_type)
