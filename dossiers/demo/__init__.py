"""Labelled demo data by stage; every number here is made up, except the names and codes of the 14 communes."""

from collections.abc import Callable

from campaigns.models import Campaign
from dossiers.demo import base, decided, nominated, reviewed, scored

# Each stage builds on the one before it, through the same verbs that people use.
STAGES: dict[str, Callable[[], Campaign]] = {
    "plan": base.seed_plan,
    "launched": base.seed_launched,
    "scored": scored.seed_scored,
    "nominated": nominated.seed_nominated,
    "reviewed": reviewed.seed_reviewed,
    "decided": decided.seed_decided,
}


def seed(stage: str) -> Campaign:
    """Fills up to and including `stage`; a stage that is there already changes nothing."""
    return STAGES[stage]()
