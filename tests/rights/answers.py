"""Valid answers to every form (answers.toml), with what has to be so before it is sent."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from campaigns.models import Campaign
from tests.rights import readiness, readiness_council, readiness_scores
from tests.rights.asking import address, form_of
from tests.rights.table import EVERY_ROLE, Page
from tests.rights.world import Ground

FILE = Path(__file__).parent / "answers.toml"
# Sent twice the same, so that what is made from it is the same.
KEY = "11111111-1111-4111-8111-111111111111"


MAKERS = {**vars(readiness), **vars(readiness_scores), **vars(readiness_council)}


@cache
def written_down() -> dict[str, Any]:
    """All of answers.toml."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def writes_nothing() -> dict[str, str]:
    """The forms that write nothing in the tests' world, each with the reason."""
    return written_down()["writes_nothing"]


def forms_answered() -> dict[str, Any]:
    """The forms that have an answer of their own."""
    return written_down()["forms"]


@dataclass
class Sent:
    """A form as somebody who may sends it."""

    client: Client
    url: str
    body: dict[str, Any]
    files: dict[str, tuple[str, bytes]]
    offered: frozenset[str]

    def post(self, extra: dict[str, Any] | None = None, client: Client | None = None):
        """Sends the form; `extra` stands beside it."""
        files = {name: SimpleUploadedFile(*file) for name, file in self.files.items()}
        return (client or self.client).post(self.url, {"key": KEY, **(extra or {}), **self.body, **files})


def answered(page: Page, ground: Ground, browsers) -> Sent:
    """Makes the world ready for the form and fills it in; whoever calls takes the world back."""
    given = written_down()["forms"].get(page.key, {})
    if page.as_if:
        Campaign.objects.filter(pk=ground.mine.campaign.pk).update(**page.as_if)
    who = given.get("who") or next(role for role in EVERY_ROLE if role in page.post)
    client, keys = browsers[who, "own"], dict(ground.mine.keys)
    more: dict[str, Any] = {}
    for name in given.get("before", "").split():
        more |= MAKERS[name](ground, client, keys) or {}
    url = address(page, ground.mine, keys=keys)
    shown = form_of(client, given.get("shown", "").format(**keys) or url, offered := set(), to=url)
    typed = {name.format(**keys): said(value, keys) for name, value in given.get("body", {}).items()}
    files = {name: MAKERS[value](ground) for name, value in given.get("files", {}).items()}
    body = {**shown, **page.body, **more, **typed}
    body = {name: value for name, value in body.items() if name not in given.get("without", ())}
    asked = frozenset({"key", *offered, *given.get("takes", ()), *body, *files})
    return Sent(client, url, body, files, asked)


def said(value: Any, keys: dict[str, Any]) -> Any:
    """A value of the table, with the keys of rows put in."""
    return [one.format(**keys) for one in value] if isinstance(value, list) else value.format(**keys)
