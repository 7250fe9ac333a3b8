"""Lời mời: the page behind a one-time link, where a person sets the own password."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.errors import DomainError
from accounts.views.sign_in import sign_in_invited
from campaigns.domain.manage_people import accept_invitation, open_invitation
from campaigns.forms_people import FirstPasswordForm


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """A link that does not hold any more is a page of its own with what to do; it names nobody."""
    try:
        row = open_invitation(secret=secret, at=request.arrived_at)
    except DomainError as error:
        return render(request, "campaigns/invitation_over.html", {"message": error.message}, status=404)
    form = FirstPasswordForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            password = form.cleaned_data["password"]
            person = accept_invitation(secret=secret, password=password, at=request.arrived_at)
        except DomainError as error:
            form.add_error("password", error.message)
        else:
            messages.success(request, "Đã đặt mật khẩu. Từ lần sau đăng nhập bằng mã cán bộ và mật khẩu này.")
            return sign_in_invited(request, person)
    status = 422 if form.errors else 200
    return render(request, "campaigns/invitation.html", {"form": form, "person": row.user}, status=status)
