from django.conf import settings
from django.db import models
from django.db.models import Q

from awards.enums import PaperKind
from awards.models import Nomination
from dossiers.enums import JobState
from dossiers.models.dossier import Dossier


class Document(models.Model):
    """A paper of a dossier; its text is in its versions, which are never overwritten."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(max_length=40, choices=PaperKind.choices)
    nomination = models.ForeignKey(
        Nomination, null=True, blank=True, on_delete=models.PROTECT, related_name="documents"
    )
    title = models.CharField(max_length=250)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "kind", "nomination"],
                condition=Q(nomination__isnull=False),
                name="one_document_a_nominee",
            ),
            models.UniqueConstraint(
                fields=["dossier", "kind"],
                condition=Q(nomination__isnull=True),
                name="one_document_a_dossier",
            ),
        ]

    def __str__(self):
        return self.title


class DocumentVersion(models.Model):
    """What was rendered: the data, what made it, the file and its hash."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    form_regime = models.CharField(max_length=40, blank=True)
    template_version = models.CharField(max_length=64)
    context = models.JSONField()
    context_sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to="", max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    pages = models.PositiveSmallIntegerField()
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="document_version_once"),
        ]

    def __str__(self):
        return f"{self.document}, bản {self.number}"


class RenderJob(models.Model):
    """A paper to be rendered. The row is the job; the broker only carries its number."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="jobs")
    batch = models.UUIDField(db_index=True)
    state = models.CharField(max_length=10, choices=JobState.choices, default=JobState.QUEUED)
    context = models.JSONField()
    context_sha256 = models.CharField(max_length=64)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    version = models.ForeignKey(DocumentVersion, null=True, blank=True, on_delete=models.PROTECT)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["state", "requested_at"], name="job_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="done", finished_at__isnull=False, version__isnull=False)
                | Q(state="failed", finished_at__isnull=False)
                | Q(state__in=["queued", "running"], finished_at__isnull=True),
                name="job_finished_exactly_when_over",
            ),
        ]

    def __str__(self):
        return f"{self.document}: {self.get_state_display()}"
