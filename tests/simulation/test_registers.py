"""The demonstration's registers: of children who wait, under an agreement, linked by the same rules as any other."""

from __future__ import annotations

from datetime import date

from frontdoor.people.models import Person, RegisterAgreement, RegisterEntry
from frontdoor.simulation.registers import make_registers
from tests.world import World, child


def test_each_waiting_child_is_known_to_whoever_would_know_them(world: World) -> None:
    for number in range(12):
        world.contact(child(given_name=f"Pupil{number}"), child(given_name=f"Baby{number}", born=date(2025, 3, 4)))
    world.contact(child(given_name="", family_name="", label="a girl, not named"))
    made = make_registers(authority="874", now=world.now)
    with world.all_rows():
        rows = list(RegisterEntry.objects.all())
        names = {one.id: one.given_name for one in Person.objects.all()}
        assert len(rows) == made > 12
        assert all(row.person and names[row.person] == row.given_name for row in rows)
        kinds = {(row.register, row.given_name[:4]) for row in rows}
        assert kinds == {
            ("general_practice", "Pupi"), ("general_practice", "Baby"), ("school_roll", "Pupi"),
            ("health_visiting", "Baby"),
        }  # fmt: skip
        agreed = {(one.agency, one.register) for one in RegisterAgreement.objects.all()}
        assert {(row.agency, row.register) for row in rows} == agreed
