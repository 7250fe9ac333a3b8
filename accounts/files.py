"""Files handed to the browser: as an attachment, never shown as a page; only our own PDFs may be looked at."""

import re
from urllib.parse import quote

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase

from accounts.errors import DomainError
from accounts.excel.writing import CONTENT_TYPE
from accounts.text import fold

SANDBOX = "sandbox; default-src 'none'"
# The browser's own PDF reader does not work in a sandbox.
READER = "default-src 'none'; object-src 'self'; frame-ancestors 'none'"


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
    _guard(response, attachment_disposition(name), SANDBOX)
    return response


def uploaded_bytes(file: UploadedFile) -> tuple[str, bytes]:
    """The name and the content of an upload; DomainError above the size that is taken in."""
    name, most = str(file.name), settings.MAX_UPLOAD_BYTES
    if (file.size or 0) > most:
        raise DomainError(f"Tệp «{name}» lớn hơn {most // 1024 // 1024} MB. Hãy giảm dung lượng rồi tải lại.")
    return name, file.read(most + 1)


def stored_file_response(
    file: FieldFile, name: str, *, content_type: str, shown: bool = False
) -> HttpResponseBase:
    """A kept file after the caller checked who asks; by the proxy when PRIVATE_FILES_BY is "nginx", else by us.

    `shown` is for the PDFs that we rendered ourselves: the browser may open them. Http404 when the file is gone.
    """
    if not file or not file.storage.exists(file.name):
        raise Http404
    response: HttpResponseBase
    if settings.PRIVATE_FILES_BY == "nginx":
        response = HttpResponse(content_type=content_type)
        response["X-Accel-Redirect"] = f"/private/{quote(file.name)}"
    else:
        response = FileResponse(file.open("rb"), content_type=content_type)
    disposition = attachment_disposition(name)
    if shown:
        disposition = disposition.replace("attachment", "inline", 1)
    _guard(response, disposition, READER if shown else SANDBOX)
    return response


def _guard(response: HttpResponseBase, disposition: str, policy: str) -> None:
    response["Content-Disposition"] = disposition
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = policy


def excel_response(name: str, data: bytes) -> HttpResponse:
    """A workbook as a download; `name` gets the .xlsx ending when it has none."""
    name = name if name.lower().endswith(".xlsx") else f"{name}.xlsx"
    return attachment_response(name, data, content_type=CONTENT_TYPE)
