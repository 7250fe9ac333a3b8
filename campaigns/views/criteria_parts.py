"""The bands of a set, and a new version of it for another year."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from campaigns.domain.copy_criteria import copy_criteria_set
from campaigns.domain.edit_bands import TypedBand, add_band, remove_band
from campaigns.enums import CriterionKind
from campaigns.forms_criteria import BandForm, CriteriaSetForm
from campaigns.views.criteria import editable_or_404, is_officer, set_or_404
from campaigns.views.yearly import answered, form_context, posted, status_of_form


@require_http_methods(["GET", "HEAD", "POST"])
def band_add(request: HttpRequest, code: str) -> HttpResponse:
    """A band of the set or of one of its groups."""
    found = editable_or_404(request, code)
    groups = found.criteria.filter(kind=CriterionKind.GROUP)
    form = BandForm(posted(request), groups=groups, initial={"lower_belongs": True})

    def act() -> str:
        row = add_band(
            criteria_set=found, typed=TypedBand(**form.cleaned_data), by=request.user, at=request.arrived_at
        )
        messages.success(request, f"Đã thêm mức «{row}».")
        return reverse("campaigns:criteria_set", args=[code]) + "#xep-loai"

    if request.method == "POST" and (answer := answered(request, form, purpose="criteria.band", act=act)):
        return answer
    context = {"current": "campaigns", "set": found, "title": "Thêm mức xếp loại", **form_context(form)}
    return render(request, "campaigns/criteria_form.html", context, status=status_of_form(form))


@require_POST
def band_remove(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Takes a band off."""
    found = editable_or_404(request, code)
    row = get_object_or_404(found.bands.select_related("criteria_set"), pk=pk)
    remove_band(band=row, by=request.user, at=request.arrived_at)
    messages.success(request, f"Đã bỏ mức «{row}».")
    return redirect(reverse("campaigns:criteria_set", args=[code]) + "#xep-loai")


@require_http_methods(["GET", "HEAD", "POST"])
def criteria_copy(request: HttpRequest, code: str) -> HttpResponse:
    """A new version of a set, for the next year or from an example."""
    found = set_or_404(request, code)
    if not is_officer(request):
        raise Http404
    year = found.year + 1 if found.year else None
    initial = {"title": found.title, "year": year, "code": f"{code}-{year}" if year else ""}
    form = CriteriaSetForm(posted(request), initial=initial, is_new=True)
    for name in ("stated_maximum", "rescale", "note"):
        del form.fields[name]

    def act() -> str:
        row = copy_criteria_set(
            criteria_set=found, by=request.user, at=request.arrived_at, **form.cleaned_data
        )
        messages.success(
            request, f"Đã lập «{row.title}» từ «{found.title}». Hãy sửa những chỗ văn bản mới đổi."
        )
        return reverse("campaigns:criteria_set", args=[row.code])

    if request.method == "POST" and (answer := answered(request, form, purpose="criteria.copy", act=act)):
        return answer
    context = {"current": "campaigns", "set": found, "title": "Lập bản cho năm khác", **form_context(form)}
    return render(request, "campaigns/criteria_form.html", context, status=status_of_form(form))
