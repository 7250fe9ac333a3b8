"""Files handed to the browser: always as an attachment, never shown as a page."""

import re
from urllib.parse import quote

from django.http import HttpResponse

from accounts.excel.writing import CONTENT_TYPE
from accounts.text import fold


def attachment_disposition(name: str) -> str:
    """Content-Disposition for a Vietnamese file name (RFC 5987), with a plain name for old programs."""
    clean = re.sub(r'[\x00-\x1f\x7f"\\/:*?<>|]+', " ", name).strip() or "tep"
    stem, dot, ending = clean.rpartition(".")
    plain = fold(stem) + dot + fold(ending) if stem else fold(clean)
    plain = re.sub(r"[^a-z0-9. ]+", "", plain).strip() or "tep"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(clean, safe='')}"


def attachment_response(name: str, data: bytes, *, content_type: str) -> HttpResponse:
    """The bytes as a download that the browser may not guess the type of or run."""
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = attachment_disposition(name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def excel_response(name: str, data: bytes) -> HttpResponse:
    """A workbook as a download; `name` gets the .xlsx ending when it has none."""
    name = name if name.lower().endswith(".xlsx") else f"{name}.xlsx"
    return attachment_response(name, data, content_type=CONTENT_TYPE)
