"""Gỡ yếu tố thứ hai: asked by an administrator, confirmed by a second person where the role demands it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from accounts.views.password_again import proven_again
from campaigns.domain.reset_second_factor import ask_factor_reset, confirm_factor_reset, refuse_factor_reset
from campaigns.people import resets_to_confirm
from campaigns.views.people import managed, person_or_404


@proven_again
@require_POST
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes the second factor of a person away, or asks for it."""
    managed(request)
    row = person_or_404(request, pk)
    reason = request.POST.get("reason", "")[:300]
    waits = ask_factor_reset(person=row, reason=reason, by=request.user, at=request.arrived_at)
    if waits:
        messages.success(
            request, f"Đã đề nghị gỡ yếu tố thứ hai của {row}; một người thứ hai xác nhận thì mới gỡ."
        )
    else:
        messages.success(request, f"Đã gỡ yếu tố thứ hai của {row}. Lần đăng nhập tới chỉ hỏi mật khẩu.")
    return redirect("campaigns:person", pk)


@proven_again
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Yes, or no."""
    row = get_object_or_404(resets_to_confirm(request.user, request.arrived_at), pk=pk)
    by = {"reset": row, "by": request.user, "at": request.arrived_at}
    if "refuse" in request.POST:
        refuse_factor_reset(**by)
        messages.success(request, f"Không gỡ yếu tố thứ hai của {row.user}.")
    else:
        confirm_factor_reset(**by)
        messages.success(request, f"Đã gỡ yếu tố thứ hai của {row.user}.")
    return redirect("campaigns:confirmations")
