"""`frontdoor migrate`: bring the database's tables up to date, as their owner."""

import argparse
import json

from frontdoor.project.at_hand import django_at_hand

HELP = "Bring the database's tables up to date. Connects as their owner (DATABASE_OWNER_URL)."


def configure(parser: argparse.ArgumentParser) -> None:
    """Only asking is possible."""
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how --check prints (default text)")
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 if something is to be done")


def run(arguments: argparse.Namespace) -> int:
    """Run what is missing, or with --check only say so."""
    with django_at_hand():
        missing = missing_migrations()
        if arguments.check:
            words = "\n".join(missing) or "Nothing to be done."
            print(json.dumps({"missing": missing}) if arguments.format == "json" else words)
            return 1 if missing else 0
        migrate(verbosity=1)
    return 0


def missing_migrations() -> list[str]:
    """Migrations in the code that the database has not had, in the order in which they would run."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def migrate(*, verbosity: int = 0) -> None:
    """Run the missing migrations as the owner; the application's role owns nothing and could not."""
    from django.core.management import call_command
    from django.db import connections

    call_command("migrate", database="owner", verbosity=verbosity, interactive=False)
    connections["owner"].close()
