"""The five plans that come with the program, and the units that each of them names."""

from awards.domain.load_plan import load_plan
from awards.packs_schema import read_pack
from campaigns.importers.units import import_units
from campaigns.models import Campaign
from dossiers.demo.base import DATA

UNITS = {
    "tan_chau_2023": "units.csv",
    "bac_son_2023": "units_bac_son.csv",
    "vinh_long_2023_2025": "units_vinh_long.csv",
    "dong_thap_2021_2025": "units_dong_thap.csv",
    "ta_ma_2023_2030": "units_ta_ma.csv",
}


def load_units(name: str) -> None:
    """Imports the units of the plan; a list with a fault fails the test."""
    assert import_units(file=DATA / UNITS[name]).problems == []


def loaded(name: str) -> Campaign:
    """The campaign of the pack, on a database with its units."""
    load_units(name)
    campaign = load_plan(pack=read_pack(name), file=f"{name}.toml").campaign
    assert campaign is not None
    return campaign
