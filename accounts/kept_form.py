"""The form that was sent after the session ran out: kept on the server, given back to the same person only."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, QueryDict

from accounts.sessions import KEPT_FORM, owner_of_ended

LARGEST = 200_000


@dataclass(frozen=True)
class KeptForm:
    """Where the form was going, and what stood in it."""

    path: str
    fields: list[tuple[str, str]]
    had_files: bool

    @property
    def shown(self) -> list[str]:
        """What was typed in sentences, to be recognised; keys and numbers are not."""
        return [value for name, value in self.fields if name != "key" and " " in value.strip()]


def keep_form(request: HttpRequest) -> None:
    """Keeps what was typed when the browser's session ran out; strangers without such a session get no row for it."""
    owner = owner_of_ended(request.COOKIES.get(settings.SESSION_COOKIE_NAME, ""))
    body = request.POST.urlencode()
    if owner is not None and len(body) <= LARGEST:
        request.session[KEPT_FORM] = {
            "owner": owner,
            "path": request.get_full_path(),
            "body": body,
            "files": bool(request.FILES),
        }


def kept_form(request: HttpRequest) -> KeptForm | None:
    """The form that this person sent when the session ran out; another person's is dropped."""
    kept = request.session.get(KEPT_FORM)
    if kept and kept["owner"] != request.user.pk:
        del request.session[KEPT_FORM]
        return None
    return KeptForm(kept["path"], fields_of(QueryDict(kept["body"])), kept["files"]) if kept else None


def fields_of(data: QueryDict) -> list[tuple[str, str]]:
    """Every name and value that may be shown and sent again: no passwords, codes or tokens."""
    return [
        (name, value)
        for name, values in data.lists()
        if "password" not in name and not name.startswith(("proof_", "csrf"))
        for value in values
    ]
