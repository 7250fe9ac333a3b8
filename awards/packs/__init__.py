"""Plan packs: one TOML file is one plan, every value with its clause. Only data, no code."""
