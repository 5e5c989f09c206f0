"""Who somebody is: people, contexts, households, ties, addresses, identifiers, and what is known already."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from frontdoor.ledger.place import Place
from frontdoor.ledger.storage import Kept
from frontdoor.ledger.versions import remembers
from frontdoor.people import identity  # noqa: F401 - its tables are this app's
from frontdoor.people.register_models import RegisterAgreement as RegisterAgreement
from frontdoor.people.register_models import RegisterEntry as RegisterEntry
from frontdoor.people.trace_models import Trace as Trace


@remembers(
    "kind", "given_name", "family_name", "born_on", "expected_on", "died_on", "sex", "ethnicity", "disabilities",
    "label", "name_to_use", "born_estimated", "age_said", "gender", "pronouns", "language", "interpreter", "school",
    "gp", "letters_stopped", "household",
)  # fmt: skip
class Person(Kept):
    """A child, an unborn child or an adult, as one authority knows them. The id and the number are for life.

    A person with no name has a `label` ("girl about 9, red coat"). `provisional` until somebody has said who it is.
    `match_again_since` is when something by which they are matched became known after they came.
    `sex` is the census's (M, F, U); `gender` and `pronouns` are what the person says, seen more narrowly.
    """

    kind = models.CharField(max_length=10, choices=[("child", "Child"), ("unborn", "Unborn"), ("adult", "Adult")])
    local_number = models.CharField(max_length=20)
    label = models.CharField(max_length=120, blank=True)
    given_name = models.CharField(max_length=120, blank=True)
    family_name = models.CharField(max_length=120, blank=True)
    name_to_use = models.CharField(max_length=120, blank=True)
    born_on = models.DateField(null=True, blank=True)
    born_estimated = models.BooleanField(default=False)
    expected_on = models.DateField(null=True, blank=True)
    died_on = models.DateField(null=True, blank=True)
    age_said = models.CharField(max_length=60, blank=True)
    sex = models.CharField(max_length=1, default="U")
    gender = models.CharField(max_length=60, blank=True)
    pronouns = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=60, blank=True)
    interpreter = models.CharField(max_length=12, default="not_asked")
    ethnicity = models.CharField(max_length=4, blank=True)
    disabilities = ArrayField(models.CharField(max_length=4), default=list, blank=True)
    school = models.CharField(max_length=120, blank=True)
    gp = models.CharField(max_length=120, blank=True)
    provisional = models.BooleanField(default=True)
    letters_stopped = models.CharField(max_length=40, blank=True)
    household = models.UUIDField(null=True)
    added_at = models.DateTimeField()
    matched_at = models.DateTimeField(null=True)
    match_again_since = models.DateTimeField(null=True)

    asked_by = ("household", "id")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["authority", "local_number"], name="one_local_number_in_an_authority"),
        )
        indexes = (
            models.Index(fields=["household"], name="person_by_household"),
            models.Index(fields=["authority", "born_on"], name="person_by_birth"),
            models.Index(
                fields=["authority"],
                condition=models.Q(compartment="restricted"),
                name="person_restricted",
            ),
            models.Index(
                fields=["authority", "added_at"],
                condition=models.Q(matched_at__isnull=True, provisional=True),
                name="person_to_match",
            ),
            models.Index(
                fields=["authority"],
                condition=models.Q(match_again_since__isnull=False),
                name="person_to_match_again",
            ),
        )

    def place(self) -> Place:
        """Where events about this person stand."""
        return Place(
            authority=self.authority,
            about=self.id,
            journey=None,
            record=self.id,
            record_kind="person",
            agency=self.agency,
            compartment=self.compartment,
        )


class Name(Kept):
    """A name of a person: the legal one, one they use, a former one, an alias, in any script and order.

    `key` is the name folded for search: lower case, no marks, words in order of the alphabet; `family_key` is the
    surname alone, its words as they are written.
    """

    person = models.UUIDField()
    kind = models.CharField(
        max_length=10, choices=[("legal", "Legal"), ("used", "Used"), ("former", "Former"), ("alias", "Alias")]
    )
    given_name = models.CharField(max_length=120, blank=True)
    family_name = models.CharField(max_length=120, blank=True)
    key = models.CharField(max_length=250, db_collation="C")
    family_key = models.CharField(max_length=250, db_collation="C", blank=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    asked_by = ("person",)

    class Meta:
        indexes = (
            models.Index(fields=["person"], name="name_by_person"),
            models.Index(fields=["authority", "key"], name="name_by_key"),
            models.Index(fields=["authority", "family_key"], name="name_by_family_key"),
        )


class MatchKey(Kept):
    """One narrow key under which a person is found: see `rules.matching.keys`. Kept by the verbs that write what it
    was made from, never typed. Keys that only the engine reads stand behind a wall inside which nobody stands.
    """

    person = models.UUIDField()
    key = models.CharField(max_length=120, db_collation="C")

    asked_by = ("person", "key")

    class Meta:
        indexes = (
            models.Index(fields=["person"], name="match_key_by_person"),
            models.Index(fields=["authority", "key"], include=["person", "compartment"], name="match_key_by_key"),
        )


class MatchForm(Kept):
    """A person folded for comparing, as `rules.matching.described.packed` writes them; read in system scope alone."""

    person = models.UUIDField()
    form = models.JSONField()

    asked_by = ("person",)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person"], name="one_match_form_a_person"),)


class NameCount(Kept):
    """How many people of an authority bear a word in their first name or surname; the empty word counts everybody."""

    role = models.CharField(max_length=6)
    word = models.CharField(max_length=40, db_collation="C")
    people = models.PositiveIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["authority", "role", "word"], name="one_count_a_word"),)


@remembers("unknown_because", "until", whose="person")
class Identifier(Kept):
    """A number somebody else gave a person: NHS number, UPN, a former number of another system."""

    person = models.UUIDField()
    kind = models.CharField(max_length=20)
    value = models.CharField(max_length=40, db_collation="C")
    verified = models.BooleanField()
    unknown_because = models.CharField(max_length=4, blank=True)
    until = models.DateField(null=True)

    asked_by = ("person",)

    class Meta:
        indexes = (
            models.Index(fields=["person"], name="identifier_by_person"),
            models.Index(fields=["authority", "kind", "value"], name="identifier_by_value"),
        )


class Address(Kept):
    """Where somebody lives or lived. Read through `people.queries.show_address` alone, which asks the purpose.

    `confidential` addresses name whom they are kept from; a text that repeats one goes behind the same wall.
    """

    person = models.UUIDField()
    lines = models.TextField()
    postcode = models.CharField(max_length=8, blank=True, db_collation="C")
    kind = models.CharField(max_length=20, default="home")
    confidential = models.BooleanField(default=False)
    keep_from = models.CharField(max_length=200, blank=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    asked_by = ("person",)

    class Meta:
        indexes = (
            models.Index(fields=["person"], name="address_by_person"),
            models.Index(fields=["authority", "postcode"], name="address_by_postcode"),
        )


class Telephone(Kept):
    """A number to ring, and how it is safe to use it. Shown on pressing "Show" alone, and logged."""

    person = models.UUIDField()
    number = models.CharField(max_length=40)
    safe = models.CharField(max_length=200, blank=True)
    confidential = models.BooleanField(default=False)
    until = models.DateField(null=True)

    asked_by = ("person",)

    class Meta:
        indexes = (models.Index(fields=["person"], name="telephone_by_person"),)


class SafetyLine(Kept):
    """One line of the safety band: "Do not ring the house", "Father must not learn the address"."""

    person = models.UUIDField()
    words = models.CharField(max_length=200)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    asked_by = ("person",)

    class Meta:
        indexes = (models.Index(fields=["person"], name="safety_line_by_person"),)


class Household(Kept):
    """People who live together as far as we know. People point at it; it holds no address of its own."""

    known_as = models.CharField(max_length=120, blank=True)
    made_at = models.DateTimeField()


class Relationship(Kept):
    """What one person is to another: `person` is the `relationship` of `to` ("mother", "half brother").

    Parental responsibility is a fact of its own, with its source; "not known" is an answer.
    """

    person = models.UUIDField()
    to = models.UUIDField()
    relationship = models.CharField(max_length=40)
    parental_responsibility = models.CharField(max_length=12, default="not_asked")
    lives_with = models.CharField(max_length=12, default="not_known")
    may_be_a_risk = models.BooleanField(default=False)
    source = models.CharField(max_length=120, blank=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    asked_by = ("to", "person")

    class Meta:
        indexes = (
            models.Index(fields=["person"], name="relationship_by_person"),
            models.Index(fields=["to"], name="relationship_by_other"),
        )


class Context(Kept):
    """Where or among whom harm happens outside the home: a peer group, place, school, business, online space."""

    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    where = models.CharField(max_length=200, blank=True)
    added_at = models.DateTimeField()

    def place(self) -> Place:
        """Where events about this context stand."""
        return Place(
            authority=self.authority,
            about=self.id,
            journey=None,
            record=self.id,
            record_kind="context",
            compartment=self.compartment,
        )


@remembers(
    "open_episode", "early_help", "early_help_since", "plan", "plan_category", "plan_since", "looked_after_by",
    "looked_after_since", "placed_here", "team", "worker", whose="person",
)  # fmt: skip
class OpenStatus(Kept):
    """What the authority's own case system said of a person, and when it said so."""

    person = models.UUIDField()
    source_number = models.CharField(max_length=40)
    open_episode = models.BooleanField(default=False)
    early_help = models.BooleanField(default=False)
    early_help_since = models.DateField(null=True)
    plan = models.CharField(max_length=40, blank=True)
    plan_category = models.CharField(max_length=4, blank=True)
    plan_since = models.DateField(null=True)
    looked_after_by = models.CharField(max_length=120, blank=True)
    looked_after_since = models.DateField(null=True)
    placed_here = models.BooleanField(default=False)
    team = models.CharField(max_length=120, blank=True)
    worker = models.CharField(max_length=120, blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    restricted = models.BooleanField(default=False)
    as_at = models.DateTimeField()

    asked_by = ("person",)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["authority", "person"], name="one_open_status_a_person"),)
