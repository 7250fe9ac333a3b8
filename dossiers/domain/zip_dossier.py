"""Trọn bộ hồ sơ: one zip that is the same, byte for byte, as long as its papers are."""

import io
import zipfile

from accounts.errors import DomainError
from dossiers.domain.send_dossier import paper_file_name
from dossiers.models import Dossier
from dossiers.queries import required_papers

# A fixed moment inside the archive: the same papers give the same bytes.
STAMP = (2000, 1, 1, 0, 0, 0)


def zip_dossier(*, dossier: Dossier) -> bytes:
    """All papers rendered so far, in the plan's order; DomainError while there is none."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, paper in enumerate(required_papers(dossier), start=1):
            if paper.version is None:
                continue
            entry = zipfile.ZipInfo(paper_file_name(place, paper), STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            with paper.version.file.open("rb") as file:
                archive.writestr(entry, file.read())
        if not archive.namelist():
            raise DomainError("Hồ sơ chưa có giấy tờ nào. Hãy bấm «Tạo giấy tờ» trước.")
    return stream.getvalue()
