"""Who one is, proven again before what can't be undone; wrong passwords and codes count like those of signing in."""

import json
from collections.abc import Callable
from datetime import datetime
from functools import wraps

from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth as webauthn
from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.clock import real_now
from accounts.domain.guard_sign_in import CODE, TooManyTries, check_may_try, note_failure
from accounts.domain.second_factor import use_code
from accounts.domain.signing_in import note_failed_sign_in, note_wrong_code
from accounts.kept_form import fields_of
from accounts.models import User
from accounts.origin import current_origin
from accounts.second_factor import factors_of, last_proof
from accounts.tokens import hash_of

LONGEST_CREDENTIAL = 20_000
# What a browser's answer that is none at all ends in, somewhere inside the libraries.
UNREADABLE = (ValidationError, ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError)
TICKET = "proof-arrival"


def where(request: HttpRequest) -> dict[str, str]:
    """The address and the device that a password comes from."""
    return {"address": current_origin().address, "device": request.COOKIES.get(settings.DEVICE_COOKIE, "")}


def password_problem(request: HttpRequest, field: str = "password") -> str:
    """Empty when the field holds the person's own password, else the sentence to show."""
    asked = {"username": request.user.get_username(), **where(request), "at": request.arrived_at}
    try:
        check_may_try(**asked)
    except TooManyTries as error:
        return error.message
    if request.user.check_password(request.POST.get(field, "")):
        return ""
    stopped = note_failure(**asked)
    note_failed_sign_in(username=request.user.get_username(), stopped=stopped, at=request.arrived_at)
    return "Mật khẩu không đúng. Chưa ghi gì; hãy nhập lại mật khẩu."


def factor_problem(request: HttpRequest, user: User, *, again: bool = False) -> str:
    """Empty when the form holds a right code or passkey of the person, which is then noted in the session."""
    asked = {"username": user.get_username(), **where(request), "at": request.arrived_at, "step": CODE}
    try:
        check_may_try(**asked)
    except TooManyTries as error:
        return error.message
    credential = request.POST.get("proof_credential", "")
    if credential:
        shown = shown_passkey(user, credential)
    else:
        shown = use_code(user=user, code=request.POST.get("proof_code", "")[:40], at=request.arrived_at)
    if shown:
        post_authentication(request, shown, reauthenticated=again)
        return ""
    stopped = note_failure(**asked)
    note_wrong_code(user=user, stopped=stopped, at=request.arrived_at)
    return WRONG_PASSKEY if credential else WRONG_CODE


WRONG_PASSKEY = "Không xác nhận được khóa truy cập. Hãy thử lại, hoặc dùng mã."
WRONG_CODE = (
    "Mã không đúng hoặc đã dùng rồi. Hãy đợi ứng dụng hiện mã mới rồi nhập lại, hoặc dùng một mã dự phòng."
)


def shown_passkey(user: User | None, credential: str) -> Authenticator | None:
    """The passkey that answered the challenge of this session; None for any other answer. Without a user: whoever's."""
    try:
        answer = json.loads(credential) if len(credential) <= LONGEST_CREDENTIAL else None
        webauthn.parse_authentication_response(answer)
        return webauthn.complete_authentication(user or webauthn.extract_user_from_response(answer), answer)
    except UNREADABLE:
        return None


def passkey_data(user: User) -> dict | None:
    """What the browser needs to ask for a passkey, as the page's data; None when the person has none."""
    if not Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).exists():
        return None
    return {"request_options": webauthn.begin_authentication(user)}


def proven_lately(request: HttpRequest) -> bool:
    """Whether the person proved who they are within PROOF_MINUTES, by the real clock."""
    return real_now().timestamp() - last_proof(request) < settings.PROOF_MINUTES * 60


def proof_problem(request: HttpRequest) -> str:
    """Empty when password, code or passkey in the form are right; the proof counts for the next minutes."""
    if request.POST.get("proof_code") or request.POST.get("proof_credential"):
        return factor_problem(request, request.user, again=True)
    if problem := password_problem(request, "proof_password"):
        return problem
    reauthenticate_by_password(request)
    return ""


def proven_again(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A POST to the view needs a recent proof; without one it is asked for, and the form goes on with it unchanged."""

    @wraps(view)
    def asked(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.method != "POST" or proven_lately(request):
            return view(request, *args, **kwargs)
        answered = {"proof_password", "proof_code", "proof_credential"} & set(request.POST)
        problem = proof_problem(request) if answered else ""
        if answered and not problem:
            request.arrived_at = first_arrival(request) or request.arrived_at
            return view(request, *args, **kwargs)
        return ask_again(request, problem)

    asked.needs_proof = True  # type: ignore[attr-defined]
    return asked


def first_arrival(request: HttpRequest) -> datetime | None:
    """When exactly this form came in before the proof was asked for: a deadline is not missed by being asked."""
    try:
        ticket = signing.loads(
            request.POST.get("proof_ticket", ""), salt=TICKET, max_age=settings.PROOF_MINUTES * 60
        )
    except signing.BadSignature:
        return None
    same = ticket["form"] == form_mark(request)
    return datetime.fromisoformat(ticket["at"]) if same else None


def arrival_ticket(request: HttpRequest) -> str:
    """The signed time of the first arrival of this person's form at this address with this content."""
    at = first_arrival(request) or request.arrived_at
    return signing.dumps({"form": form_mark(request), "at": at.isoformat()}, salt=TICKET)


def form_mark(request: HttpRequest) -> str:
    """A fingerprint of who sent what where."""
    sent = [request.user.pk, request.get_full_path(), fields_of(request.POST)]
    return hash_of(json.dumps(sent).replace("\\r\\n", "\\n"))


def ask_again(request: HttpRequest, problem: str) -> HttpResponse:
    """The page that asks for a proof and holds what was typed; a part of a page gets a sentence instead."""
    if getattr(request, "htmx", False):
        message = "Hãy xác nhận lại danh tính ở trang «Bảo mật tài khoản» rồi bấm lại; nội dung đang gõ vẫn còn ở đây."
        return render(request, "partials/_refusal.html", {"message": message}, status=422)
    context = {
        "problem": problem,
        "kept": fields_of(request.POST),
        "ticket": arrival_ticket(request),
        "had_files": bool(request.FILES),
        "has_factor": bool(factors_of(request.user)),
        "passkey": passkey_data(request.user),
        "minutes": settings.PROOF_MINUTES,
    }
    return render(request, "accounts/confirm_again.html", context, status=422 if problem else 200)
