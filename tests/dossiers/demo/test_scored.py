from accounts.domain.audit import broken_links
from campaigns.models import Registration, UnitAlias
from campaigns.queries import unregistered_units
from dossiers.demo.scored import seed_scored
from scoring.models import Evidence, IndexImport, ScoreSheet, Standing
from scoring.queries import current_ranking, ranking_tables


def test_the_stage_is_as_told_and_repeats_without_change(db):
    campaign = seed_scored()
    assert [unit.name for unit in unregistered_units(campaign)] == ["Thanh tra thị xã"]
    assert list(ScoreSheet.objects.filter(state="draft").values_list("unit__code", flat=True)) == [
        "tan-chau-ttvh"
    ]
    assert ScoreSheet.objects.filter(state="sent").count() == 25
    assert UnitAlias.objects.get().name == "UBND xã Vỉnh Xương"
    ranks = {
        row.standing.unit.short_name: (row.line.rank, str(row.value.normalize()), row.status)
        for table in ranking_tables(current_ranking(campaign, 2023))
        for row in table.rows
    }
    assert ranks["UBND phường Long Thạnh"] == (1, "96.4", "pending")
    assert ranks["UBND phường Long Sơn"] == (3, "91.25", "tie_at_line")
    assert ranks["UBND phường Long Phú"] == (3, "91.25", "tie_at_line")
    assert ranks["UBND xã Tân An"] == (5, "90.8", "next")
    assert ranks["Phòng Nội vụ"][0] == 1
    assert [rank for rank, _, _ in ranks.values()].count(7) == 3
    assert broken_links() == []
    models = (Registration, ScoreSheet, Evidence, IndexImport, Standing)
    before = [model.objects.count() for model in models]
    seed_scored()
    assert [model.objects.count() for model in models] == before
