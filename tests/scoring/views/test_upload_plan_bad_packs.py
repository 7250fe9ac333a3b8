"""A pack from outside with anything in it: a sentence that names file and key, nothing loaded, never a broken page."""

import copy
from datetime import UTC, date, datetime

import pytest
import tomli_w
from django.core.files.uploadedfile import SimpleUploadedFile

from awards.packs_schema import read_pack
from campaigns.models import Campaign, Unit
from dossiers.demo.base import moment

UPLOAD = "/phong-trao/nap-goi/"


@pytest.fixture
def send(tan_chau_draft):
    """Sends bytes as a pack and returns the answer."""
    client = tan_chau_draft.browser(tan_chau_draft.officer, at=moment(2023, 7, 28, 9))
    client.raise_request_exception = False

    def act(raw: bytes, **more):
        return client.post(UPLOAD, {"file": SimpleUploadedFile("goi.toml", raw), **more})

    return act


def changed(path: str, value, slug: str = "goi-la") -> bytes:
    """The pack of Tân Châu under another address, with one value replaced."""
    pack = copy.deepcopy(read_pack("tan_chau_2023"))
    pack["slug"] = slug
    place, *keys = [int(one) if one.isdigit() else one for one in path.split(".")][::-1]
    table = pack
    for key in reversed(keys):
        table = table[key]
    table[place] = value
    return tomli_w.dumps(pack).encode()


TEXTS = {
    "a number of 5000 digits": b"schema = " + b"1" * 5000,
    "lists in lists": b"schema = " + b"[" * 20000,
    "tables in tables": b"schema = " + b"{a=" * 20000,
    "a key twice": b"schema = 1\nschema = 1",
    "not UTF-8": b'title = "\xff\xfe"',
    "10 MB": b"# " + b"x" * (10 * 1024 * 1024),
    "nothing": b" ",
    "a day that is none": b"day = 2023-02-30",
}
LONG = "x" * 10_000
VALUES = [
    ("title", "a\x00b"), ("title", LONG), ("short_title", LONG), ("plan.number", LONG), ("authority.title", LONG),
    ("awards.0.name", LONG), ("awards.0.clause", LONG), ("awards.0.decided_by", LONG), ("groups.0.name", LONG),
    ("rounds.0.name", LONG), ("awards.0.quotas.0.clause", LONG), ("period.stated", LONG),
    ("deadlines.0.stated", LONG), ("awards.0.papers.0.name", LONG), ("awards.0.law_key", LONG),
    ("slug", "có dấu"), ("slug", "../x"), ("slug", "x" * 300), ("slug", "moi"), ("slug", "a b"),
    ("awards.0.code", "a/b c"), ("rounds.0.code", "đợt 1"), ("groups.0.code", "../"), ("groups.0.code", "x" * 50),
    ("year", 0), ("year", -1), ("year", 99999), ("year", 2**70), ("year", True), ("year", 2023.0),
    ("rounds.0.first_year", -5), ("rounds.0.last_year", 2**70),
    ("awards.0.quotas.0.maximum", 0), ("awards.0.quotas.0.maximum", -3), ("awards.0.quotas.0.maximum", 40_000),
    ("awards.0.quotas.0.maximum", 2**70), ("awards.0.quotas.0.maximum", "10"),
    ("period.start", "2023-01-01"), ("period.start", datetime(2023, 1, 1, tzinfo=UTC)),
    ("period.end", date(9999, 12, 31)),
    ("period.start", date(1, 1, 1)), ("plan.date", "hôm nay"), ("awards", "x"), ("awards", []),
    ("awards.0.conditions", [[1]]), ("awards.0.conditions.0", "x"), ("awards.0.conditions.0.params", "x"),
    ("awards.0.conditions.0.rule", "no_such_rule"), ("awards.0.conditions.0.params", {"la": 1}),
    ("awards.0.kind", ["giay_khen"]), ("awards.0.kind", {"a": 1}), ("measure.measured_by", 3),
    ("criteria_set", LONG), ("unconfirmed", [3]), ("groups.0.unit_codes", [LONG]), ("groups.0.kinds", ["la"]),
]  # fmt: skip
PERCENTS = [
    "NaN",
    float("nan"),
    float("inf"),
    "-1",
    -1,
    "100.01",
    "1e5",
    "Infinity",
    True,
    [90],
    {"a": 1},
    "",
]


def test_no_file_breaks_the_page(send):
    before = Campaign.objects.count()
    for said, raw in TEXTS.items():
        answer = send(raw, confirmed="1")
        assert answer.status_code == 422, (said, answer.status_code)
        assert "goi.toml" in answer.content.decode(), said
    assert Campaign.objects.count() == before


def test_no_value_breaks_the_page_or_is_loaded(send):
    before, wrong = Campaign.objects.count(), []
    for number, (path, value) in enumerate(VALUES):
        answer = send(changed(path, value, f"goi-la-{number}"), confirmed="1")
        if answer.status_code != 422:
            wrong.append((path, str(value)[:30], answer.status_code))
        elif len(answer.content) > 20_000:
            wrong.append((path, str(value)[:30], "a page as long as the value"))
    assert not wrong
    assert Campaign.objects.count() == before


def test_a_percent_is_a_number_from_0_to_100(send):
    wrong = []
    for number, value in enumerate(PERCENTS):
        params = {"min_percent": value, "years": 1}
        row = {"rule": "index_threshold", "params": params, "text": "x", "clause": "x"}
        raw = changed("awards.0.conditions.0", row, f"goi-la-{number}")
        answer = send(raw, confirmed="1")
        if answer.status_code != 422:
            wrong.append((value, answer.status_code))
    assert not wrong


def test_units_of_another_place_are_not_put_into_a_group(send):
    other = Unit.objects.create(code="xa-la", name="UBND xã Lạ", kind="ubnd_xa", valid_from=date(2000, 1, 1))
    answer = send(changed("groups.0.unit_codes", [other.code]), confirmed="1")
    assert answer.status_code == 422 and "xa-la" in answer.content.decode()
    assert "UBND xã Lạ" not in answer.content.decode()
