"""Which files may be kept: by ending and by content, both; what the browser says about them is not believed."""

import hashlib
import io
import zipfile
from dataclasses import dataclass
from pathlib import PurePath

from accounts.errors import DomainError
from accounts.text import tidy

MEGABYTE = 1024 * 1024
KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jpg": "image/jpeg",
    "png": "image/png",
}
ENDINGS = {".pdf": "pdf", ".docx": "docx", ".xlsx": "xlsx", ".jpg": "jpg", ".jpeg": "jpg", ".png": "png"}
# What a signed paper is scanned to.
SCANS = ("pdf", "jpg", "png")
_MAIN_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
_MOST_ENTRIES = 5000
_UNPACKED = 300 * MEGABYTE


class UploadRefused(DomainError):
    """The file may not be kept."""


@dataclass(frozen=True)
class Upload:
    """An accepted file: its name for people, its kind, its bytes and their hash."""

    name: str
    kind: str
    data: bytes
    sha256: str

    @property
    def content_type(self) -> str:
        return KINDS[self.kind]


def accept_upload(*, name: str, data: bytes, max_bytes: int, kinds: tuple[str, ...] = tuple(KINDS)) -> Upload:
    """The file when ending and content agree on one of the kinds; raises UploadRefused with the reason."""
    name = tidy(PurePath(name.replace("\\", "/")).name)[-200:]
    if len(data) > max_bytes:
        raise UploadRefused(
            f"Tệp «{name}» lớn hơn {max_bytes // MEGABYTE} MB. Hãy giảm dung lượng rồi tải lại.", field="file"
        )
    if not data:
        raise UploadRefused(f"Tệp «{name}» trống. Hãy kiểm tra rồi tải lại.", field="file")
    kind = ENDINGS.get(PurePath(name).suffix.lower())
    if kind not in kinds:
        *first, last = (f".{one}" for one in kinds)
        raise UploadRefused(
            f"Tệp «{name}» không thuộc loại được nhận. Hãy dùng tệp {', '.join(first)} hoặc {last}.",
            field="file",
        )
    if not _content_is(kind, data):
        raise UploadRefused(
            f"Nội dung tệp «{name}» không phải loại .{kind}, hoặc tệp bị hỏng. Hãy lưu lại đúng loại rồi tải lại.",
            field="file",
        )
    return Upload(name, kind, data, hashlib.sha256(data).hexdigest())


def _content_is(kind: str, data: bytes) -> bool:
    if kind == "pdf":
        return data.startswith(b"%PDF-")
    if kind == "png":
        return data.startswith(b"\x89PNG\r\n\x1a\n")
    if kind == "jpg":
        return data.startswith(b"\xff\xd8\xff")
    return _is_office(kind, data)


def _is_office(kind: str, data: bytes) -> bool:
    """A package with the kind's main part, of a sane size and without macros."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except zipfile.BadZipFile:
        return False
    names = {entry.filename for entry in entries}
    small = len(entries) <= _MOST_ENTRIES and sum(entry.file_size for entry in entries) <= _UNPACKED
    macros = any(name.lower().endswith("vbaproject.bin") for name in names)
    return small and not macros and {"[Content_Types].xml", _MAIN_PARTS[kind]} <= names
