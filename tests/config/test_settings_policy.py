import re

import pytest


@pytest.mark.django_db
def test_every_page_carries_a_strict_policy(client):
    header = client.get("/suc-khoe/")["Content-Security-Policy"]
    policy = dict(part.strip().split(" ", 1) for part in header.split(";"))
    assert not re.search(r"unsafe-(inline|eval)|\*|https?:", header)
    assert policy["default-src"] == "'self'" and policy["frame-ancestors"] == "'none'"
    assert policy["img-src"] == "'self' data:" and policy["object-src"] == "'none'"
    assert policy["base-uri"] == "'none'" and policy["form-action"] == "'self'"


@pytest.mark.django_db
def test_pages_may_not_be_framed_or_guessed(client):
    answer = client.get("/suc-khoe/")
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
