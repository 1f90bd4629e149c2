"""Bringing the countries of the database up to the source: what would change, and doing it.

The data migration and `manage.py update_countries` share this module. It takes its model classes
from an app registry, so that it works on a migration's models too, and therefore uses nothing but
fields that exist since the first migration.

What editors decide stays theirs: names, addresses, descriptions, retirement, ambiguity of a name,
Wikidata ids once set, and every alias that they wrote or changed. An update adds what is missing,
corrects codes, and changes or removes only aliases that came with the vocabulary.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from entities.countries.source import AliasEntry, CountryEntry, read_countries
from entities.names import ascii_slug, name_key

VOCABULARY = "vocabulary"
COUNTRY = "country"


@dataclass
class Plan:
    """Everything that an update would do, as unsaved or changed rows, and in sentences for people."""

    new: list[CountryEntry] = field(default_factory=list)
    changed_countries: list[Any] = field(default_factory=list)
    new_aliases: list[Any] = field(default_factory=list)
    changed_aliases: list[Any] = field(default_factory=list)
    removed_aliases: list[Any] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        return not self.sentences


class CountryUpdate:
    """One comparison of the source with the database, and its effect."""

    def __init__(self, apps, entries: list[CountryEntry] | None = None) -> None:
        self.entity_model = apps.get_model("entities", "Entity")
        self.country_model = apps.get_model("entities", "Country")
        self.alias_model = apps.get_model("entities", "Alias")
        self.former_slug_model = apps.get_model("entities", "FormerSlug")
        self.entries = read_countries() if entries is None else entries

    def plan(self) -> Plan:
        plan = Plan()
        countries = {country.alpha2: country for country in self.country_model.objects.all()}
        aliases = self.stored_aliases()
        keys = {(country.name_key, country.qualifier) for country in countries.values()}
        for entry in self.entries:
            country = countries.get(entry.alpha2)
            if country is not None:
                self.compare_country(plan, country, entry)
                self.compare_aliases(plan, country, entry, aliases.get(country.pk, []))
            elif (name_key(entry.name), "") in keys:
                plan.remarks.append(_("%s: another country has this name, left out.") % entry.name)
            else:
                plan.new.append(entry)
                plan.sentences.append(_("%(name)s (%(code)s): new") % {"name": entry.name, "code": entry.alpha2})
        return plan

    def apply(self, plan: Plan) -> None:
        """Write the plan in one transaction; the same source applied again changes nothing."""
        with transaction.atomic():
            for country in plan.changed_countries:
                country.save()
            self.alias_model.objects.filter(pk__in=[alias.pk for alias in plan.removed_aliases]).delete()
            self.alias_model.objects.bulk_update(plan.changed_aliases, ["name", "language", "sort", "ambiguous"])
            created = self.create_countries(plan.new)
            self.alias_model.objects.bulk_create([*plan.new_aliases, *self.aliases_of(created)], batch_size=500)

    def stored_aliases(self) -> dict[int, list[Any]]:
        found: dict[int, list[Any]] = {}
        for alias in self.alias_model.objects.filter(entity__kind=COUNTRY):
            found.setdefault(alias.entity_id, []).append(alias)
        return found

    def compare_country(self, plan: Plan, country, entry: CountryEntry) -> None:
        changes = []
        if country.alpha3 != entry.alpha3:
            changes.append(_("code %(old)s becomes %(new)s") % {"old": country.alpha3, "new": entry.alpha3})
            country.alpha3 = entry.alpha3
        if entry.wikidata_id and not country.wikidata_id:
            changes.append(_("Wikidata id %s added") % entry.wikidata_id)
            country.wikidata_id = entry.wikidata_id
        if changes:
            plan.changed_countries.append(country)
            plan.sentences.append(f"{country.name}: {', '.join(changes)}")
        if country.name != entry.name:
            values = {"name": country.name, "source": entry.name}
            plan.remarks.append(_("%(name)s: the source says “%(source)s”; the name here is kept.") % values)

    def compare_aliases(self, plan: Plan, country, entry: CountryEntry, stored: list[Any]) -> None:
        wanted = {name_key(alias.name): alias for alias in entry.aliases if name_key(alias.name) != country.name_key}
        if name_key(entry.name) != country.name_key:
            wanted.setdefault(name_key(entry.name), AliasEntry(entry.name, "en", "name", entry.ambiguous))
        present = {alias.name_key for alias in stored}
        for key, alias_entry in wanted.items():
            if key not in present:
                plan.new_aliases.append(self.build_alias(country.pk, alias_entry))
                plan.sentences.append(_("%(name)s: alias “%(alias)s” added") % self.words(country, alias_entry))
        for alias in stored:
            if alias.origin == VOCABULARY:
                self.compare_alias(plan, country, alias, wanted.get(alias.name_key))

    def compare_alias(self, plan: Plan, country, alias, wanted: AliasEntry | None) -> None:
        if wanted is None:
            plan.removed_aliases.append(alias)
            plan.sentences.append(_("%(name)s: alias “%(alias)s” removed") % self.words(country, alias))
        elif as_entry(alias) != wanted:
            alias.name, alias.language, alias.sort = wanted.name, wanted.language, wanted.sort
            alias.ambiguous = wanted.ambiguous
            plan.changed_aliases.append(alias)
            plan.sentences.append(_("%(name)s: alias “%(alias)s” changed") % self.words(country, wanted))

    @staticmethod
    def words(country, alias) -> dict[str, str]:
        return {"name": country.name, "alias": alias.name}

    def create_countries(self, entries: list[CountryEntry]) -> list[tuple[int, CountryEntry]]:
        """Write the parent rows at once and the children's own rows after them; pairs of key and entry."""
        taken = self.slugs_taken()
        entities = [
            self.entity_model(
                kind=COUNTRY,
                name=entry.name,
                name_key=name_key(entry.name),
                slug=claim_slug(entry.name, taken),
                ambiguous=entry.ambiguous,
                wikidata_id=entry.wikidata_id,
            )
            for entry in entries
        ]
        entities = self.entity_model.objects.bulk_create(entities)
        for entity, entry in zip(entities, entries, strict=True):
            child = self.country_model(entity_ptr_id=entity.pk, alpha2=entry.alpha2, alpha3=entry.alpha3)
            # Raw: the child's own columns only, since the parent's row is there already.
            child.save_base(raw=True, force_insert=True)
        return [(entity.pk, entry) for entity, entry in zip(entities, entries, strict=True)]

    def slugs_taken(self) -> set[str]:
        """Slugs that a country has or had."""
        current = self.entity_model.objects.filter(kind=COUNTRY).values_list("slug", flat=True)
        former = self.former_slug_model.objects.filter(kind=COUNTRY).values_list("slug", flat=True)
        return {*current, *former}

    def aliases_of(self, created: list[tuple[int, CountryEntry]]) -> Iterator[Any]:
        for key, entry in created:
            for alias in entry.aliases:
                yield self.build_alias(key, alias)

    def build_alias(self, entity_id: int, entry: AliasEntry):
        return self.alias_model(
            entity_id=entity_id,
            name=entry.name,
            name_key=name_key(entry.name),
            language=entry.language,
            sort=entry.sort,
            ambiguous=entry.ambiguous,
            origin=VOCABULARY,
        )


def as_entry(alias) -> AliasEntry:
    """A stored alias in the source's shape, to compare the two."""
    return AliasEntry(alias.name, alias.language, alias.sort, alias.ambiguous)


def claim_slug(name: str, taken: set[str]) -> str:
    """A slug for this name that is not among those taken, and is from now on."""
    plain = ascii_slug(name, COUNTRY)
    candidates = [plain, *(f"{plain}-{number}" for number in range(2, len(taken) + 3))]
    slug = next(candidate for candidate in candidates if candidate not in taken)
    taken.add(slug)
    return slug
