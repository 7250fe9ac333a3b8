"""Nạp gói kế hoạch: a pack from a file, its difference shown first, written only after a yes."""

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.errors import DomainError
from awards.domain.load_plan import LoadReport
from awards.domain.set_up_campaign import set_up_campaign
from awards.forms.setup import UploadPlanForm
from awards.packs_schema import LARGEST_PACK, PackError, parse_pack
from awards.views.setup import held, own_units
from scoring.rules import find_rule


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """A file, then what loading it would change, then the loading; every fault names file and key."""
    own_units(request)
    form = UploadPlanForm(label_suffix="")
    context: dict[str, Any] = {"current": "campaigns", "form": form}
    if request.method != "POST":
        return render(request, "scoring/plan_upload.html", context)
    try:
        name, text = sent(request)
        pack = parse_pack(text.encode(), name)
        if "confirmed" in request.POST:
            report = run(request, pack, name, dry_run=False)
            messages.success(request, f"Đã nạp gói. {' '.join(report.changes) or 'Không có gì thay đổi.'}")
            return redirect("awards:plan_edit", pack["slug"])
        report = run(request, pack, name, dry_run=True)
    except DomainError as error:
        context["problem"] = error.message
        return render(request, "scoring/plan_upload.html", context, status=422)
    context |= {
        "pack": pack,
        "changes": report.changes,
        "notes": report.notes,
        "held": held(pack),
        "text": text,
        "name": name,
    }
    return render(request, "scoring/plan_upload.html", context)


def run(request: HttpRequest, pack: dict[str, Any], name: str, *, dry_run: bool) -> LoadReport:
    """The one call of the domain, the same for showing and for writing."""
    return set_up_campaign(
        pack=pack,
        by=request.user,
        at=request.arrived_at,
        source=f"tệp {name}",
        new=False,
        dry_run=dry_run,
        check_condition=find_rule,
        file=name,
    )


def sent(request: HttpRequest) -> tuple[str, str]:
    """The file's name and text; after the preview the text comes back with the yes."""
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        if request.POST.get("text"):
            return request.POST.get("name", "goi.toml")[:120], request.POST["text"]
        raise PackError("Hãy chọn tệp gói kế hoạch (.toml).")
    name = (file.name or "goi.toml")[-120:]
    if not name.lower().endswith(".toml"):
        raise PackError(f"{name}: không phải tệp .toml.")
    if (file.size or 0) > LARGEST_PACK:
        raise PackError(f"{name}: tệp lớn hơn {LARGEST_PACK // 1024} KB nên không nhận.")
    try:
        return name, file.read(LARGEST_PACK + 1).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise PackError(f"{name}: không phải văn bản UTF-8.") from None
