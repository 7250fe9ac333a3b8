"""One cell of the matrix: a person asks for an address, and what came of it in one word."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from io import BytesIO
from typing import Any
from uuid import uuid4
from zipfile import ZipFile

from django.db import connection, transaction
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import User
from tests.rights.table import Page
from tests.rights_rows import Filled

MISSING_NUMBER, MISSING_WORD = 2**40, "khong-co-that"
FILLED_IN = {"reason": "Lý do", "document": "12/QĐ", "note": "Ghi chú", "ground": "Biên bản", "version": "0"}
# What a request may write whoever asks: its session, its trail, and the key of a form (taken back with the act).
ALWAYS = (
    "django_session",
    "accounts_signinsession",
    "accounts_auditevent",
    "accounts_audithead",
    "accounts_auditday",
    "accounts_submission",
)
CHANGES = ("INSERT", "UPDATE", "DELETE")


@dataclass
class Answer:
    """How a cell ended: ok, missing (404), refused (a sentence), method (405), signin, or broken; and what it wrote."""

    outcome: str
    status: int
    text: str = ""
    wrote: list[str] = field(default_factory=list)


def address(
    page: Page, of: Filled, foreign: Filled | None = None, *, missing: bool = False, keys: dict | None = None
) -> str:
    """The address with the campaign of `of` and the rows of `foreign`, or with rows that do not exist."""
    rows = dict(keys or (foreign or of).keys) | ({"slug": of.keys["slug"]} if foreign else {})
    values: dict[str, Any] = {}
    for name, key in page.rows.items():
        values[name] = key[1:] if key.startswith("=") else rows[key]
    aims = [name for name, key in page.rows.items() if not key.startswith("=")]
    for name in [name for name in aims if name != "slug"] or aims if missing else ():
        values[name] = MISSING_NUMBER if isinstance(values[name], int) else MISSING_WORD
    return reverse(page.name, kwargs=values)


def signed_in(person: User | None) -> Client:
    """A browser of that person; of nobody without one."""
    client = Client(raise_request_exception=False)
    if person is not None:
        client.force_login(person)
    return client


@contextmanager
def cookies_kept(*clients: Client) -> Iterator[None]:
    """What the browsers carry is as before afterwards."""
    before = [{name: one.copy() for name, one in client.cookies.items()} for client in clients]
    yield
    for client, kept in zip(clients, before, strict=True):
        client.cookies = SimpleCookie()
        client.cookies.update(kept)


@contextmanager
def noted_writes() -> Iterator[list[str]]:
    """The tables that are written to meanwhile, but those that every request writes."""
    found: list[str] = []

    def look(execute, sql, params, many, context):
        words = sql.split(None, 3)
        if words and words[0] in CHANGES:
            table = next((word for word in words[1:] if word.startswith('"')), "").strip('"(')
            if table not in ALWAYS:
                found.append(f"{words[0]} {table}")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield found


def ask(
    client: Client, method: str, url: str, body: dict[str, Any] | None = None, *, read: bool = False
) -> Answer:
    """Sends one request and takes back whatever it did."""
    with cookies_kept(client), transaction.atomic(), noted_writes() as wrote:
        before = refusals()
        sent = {"key": str(uuid4()), **(body or {})}
        response = client.get(url) if method == "GET" else client.post(url, sent)
        refused = refusals() > before
        text = text_of(response) if read and response.status_code == 200 else ""
        transaction.set_rollback(True)
    return Answer(outcome_of(response, refused), response.status_code, text, wrote)


def refusals() -> int:
    """How many refused attempts the trail holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM accounts_auditevent WHERE kind = 'refused.not_allowed'")
        return cursor.fetchone()[0]


def outcome_of(response: HttpResponseBase, refused: bool) -> str:
    """The word for an answer."""
    status = response.status_code
    if status == 404:
        return "missing"
    if status == 405:
        return "method"
    if status >= 500:
        return "broken"
    if refused or status == 403:
        return "refused"
    if status == 302 and "?next=" in response["Location"]:
        return "signin"
    return "ok"


def text_of(response: HttpResponseBase) -> str:
    """What a person could read of an answer: a page, every cell of a workbook, every file of a ZIP, and the name."""
    data = b"".join(response.streaming_content) if response.streaming else response.content
    name = response.get("Content-Disposition", "")
    if "spreadsheet" in response.get("Content-Type", ""):
        book = load_workbook(BytesIO(data), read_only=True)
        cells = [
            str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell
        ]
        return " ".join([name, *cells])
    if data[:2] == b"PK":
        with ZipFile(BytesIO(data)) as packed:
            parts = [packed.read(one).decode(errors="ignore") for one in packed.namelist()]
            return " ".join([name, *packed.namelist(), *parts])
    return name + data.decode(errors="ignore")


class FormReader(HTMLParser):
    """The fields of the page's forms that post to the page's own address."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path, self.inside, self.select, self.area = path, False, "", ""
        self.found: dict[str, str] = {}
        # Every name that the form asks for, also what nobody has ticked yet.
        self.offered: set[str] = set()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.inside = given.get("method", "").lower() == "post" and given.get("action", "") in (
                "",
                self.path,
            )
        if not self.inside:
            return
        name = given.get("name", "")
        self.offered.add(name)
        if tag == "input" and name not in ("", "csrfmiddlewaretoken", "key"):
            self.typed(name, given)
        elif tag == "textarea":
            self.area = name
            self.found.setdefault(name, "")
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and given.get("value") and "selected" in given:
            self.found[self.select] = given["value"]
        elif tag == "option" and self.select and given.get("value"):
            self.found.setdefault(self.select, given["value"])

    def typed(self, name: str, given: dict[str, str]) -> None:
        """An input; an empty one is filled in."""
        if given.get("type") in ("checkbox", "radio") and "checked" not in given:
            return
        if given.get("type") not in ("submit", "file"):
            self.found[name] = given.get("value") or FILLED_IN.get(name, "")

    def handle_data(self, data: str) -> None:
        if self.area and data.strip():
            self.found[self.area] = data.strip()

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        if tag == "textarea":
            self.area = ""
        if tag == "select":
            self.select = ""


def form_of(
    client: Client, url: str, offered: set[str] | None = None, to: str | None = None
) -> dict[str, str]:
    """The form of that page `to` an address as a browser would send it, read by somebody who may; else usual fields."""
    with transaction.atomic():
        response = client.get(url)
        text = text_of(response) if response.status_code == 200 else ""
        transaction.set_rollback(True)
    reader = FormReader(to or url)
    reader.feed(text)
    if offered is not None:
        offered |= reader.offered
    return {**FILLED_IN, **reader.found}
