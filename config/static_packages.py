"""Which files of the npm packages are collected: pages use few of them, and compressing all takes a minute."""

from django.contrib.staticfiles.apps import StaticFilesConfig


class StaticFiles(StaticFilesConfig):
    """Leaves out types, modules for bundlers and variants of styles that no page asks for."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "*.ts",
        "*.cjs",
        "*.cjs.map",
        "*.scss",
        "*.md",
        "*.rtl.*",
        "bootstrap-grid.*",
        "bootstrap-reboot.*",
        "bootstrap-utilities.*",
        "bootstrap.esm.*",
        "chunks",
        "helpers.js*",
        # Be Vietnam Pro: upright 400 to 700 and italic 400.
        "index.css",
        "latin*.css",
        "vietnamese*.css",
        "[12389]00*.css",
        "[567]00-italic.css",
        "*-[12389]00-*.woff*",
        "*-[567]00-italic.woff*",
    ]
