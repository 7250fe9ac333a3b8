"""A paper that exists already, signed and stamped: the unit hands in the PDF instead of having it made here."""

import hashlib
import io
import uuid
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import User
from accounts.uploads import MEGABYTE, Upload, accept_upload
from awards.enums import PaperKind
from dossiers.domain.open_dossier import editable, touch
from dossiers.models import Document, DocumentVersion, Dossier
from dossiers.papers.build import context_sha256
from dossiers.queries import FILE_KINDS, required_papers
from dossiers.task import lower_first

# Stands in place of a template's hash: nothing of ours laid this paper out.
OF_THE_UNIT = "tep-don-vi-gui"
MOST_BYTES = 20 * MEGABYTE


def hand_in_paper(
    *, dossier: Dossier, kind: str, name: str, data: bytes, by: User, at: datetime
) -> DocumentVersion:
    """Keeps the PDF as a new version of the paper; the same file again changes nothing.

    DomainError for a kind that the plan does not ask for or that is made here, and for a file that is no whole PDF.
    """
    with transaction.atomic():
        row = editable(dossier=dossier, by=by, at=at)
        paper = next((one for one in required_papers(row) if one.kind == kind), None)
        if paper is None or kind not in FILE_KINDS:
            raise DomainError("Hồ sơ này không cần nộp tệp của loại giấy tờ đó. Hãy tải lại trang.")
        upload = accept_upload(name=name, data=data, max_bytes=MOST_BYTES)
        pages = pages_of(upload)
        document, _ = Document.objects.select_for_update(no_key=True).get_or_create(
            dossier=row,
            kind=kind,
            nomination=None,
            defaults={"title": paper.name[:250], "position": paper.position},
        )
        last = document.versions.order_by("-number").first()
        if last and last.sha256 == upload.sha256:
            return last
        version = _keep(document, upload, pages, number=last.number + 1 if last else 1, at=at)
        touch(row, at=at)
        record_event(
            by=by,
            at=at,
            kind="paper.handed_in",
            target=row,
            campaign=row.campaign,
            unit=row.unit,
            changes={"kind": kind, "sha256": upload.sha256},
            sentence=f"{row.unit} nộp tệp «{upload.name}» ({lower_first(str(PaperKind(kind).label))}, {pages} trang).",
        )
        return version


def pages_of(upload: Upload) -> int:
    """How many pages the PDF has; DomainError when it is another kind of file, locked or broken."""
    if upload.kind != "pdf":
        raise DomainError(
            f"Tệp «{upload.name}» không phải PDF. Hãy lưu bản đã ký thành .pdf rồi nộp.", field="file"
        )
    try:
        reader = PdfReader(io.BytesIO(upload.data))
        pages = 0 if reader.is_encrypted else len(reader.pages)
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise DomainError(
            f"Không đọc được tệp «{upload.name}». Hãy lưu lại thành PDF rồi nộp.", field="file"
        ) from error
    if not 1 <= pages <= 2000:
        raise DomainError(
            f"Tệp «{upload.name}» có mật khẩu hoặc không có trang nào. Hãy lưu lại rồi nộp.", field="file"
        )
    return pages


def _keep(document: Document, upload: Upload, pages: int, *, number: int, at: datetime) -> DocumentVersion:
    context = {"kind": document.kind, "file": upload.name, "sha256": upload.sha256}
    name = f"papers/{document.dossier_id}/{uuid.uuid4().hex}.pdf"
    return DocumentVersion.objects.create(
        document=document,
        number=number,
        template_version=OF_THE_UNIT,
        context=context,
        context_sha256=context_sha256(context),
        file=default_storage.save(name, ContentFile(upload.data)),
        sha256=hashlib.sha256(upload.data).hexdigest(),
        size=len(upload.data),
        pages=pages,
        created_at=at,
    )
