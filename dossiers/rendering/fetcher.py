"""The only door through which WeasyPrint may read anything: our four font faces, by name."""

from pathlib import Path

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

SCHEME = "paperfont:"


class PaperFetcher(URLFetcher):
    """Answers `paperfont:<file name>` from the given files; every other address stops the rendering."""

    def __init__(self, files: dict[str, Path]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self.files = files

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The bytes of one of our faces; FatalURLFetchingError for anything else."""
        path = self.files.get(url.removeprefix(SCHEME)) if url.startswith(SCHEME) else None
        if path is None:
            raise FatalURLFetchingError(f"A paper may not fetch {url!r}.")
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": "font/ttf"})
