"""Update the countries of the database from the source: plan the changes, and apply them.

Used by the data migration and by `manage.py update_countries`. The model classes come from an app registry, so that
it works on a migration's models too. It uses only fields that exist since the first migration.

An update adds missing countries and aliases, corrects codes, and changes or removes only aliases from the country
list. It keeps what editors decided: names, slugs, descriptions, retirement, ambiguity of a name, Wikidata ids once
set, and every alias that they wrote or changed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps.registry import Apps
from django.db import transaction
from django.utils.translation import gettext as _

from entities.countries.source import AliasEntry, CountryEntry, read_countries
from entities.names import ascii_slug, first_free_slug, name_key

VOCABULARY = "vocabulary"
COUNTRY = "country"


@dataclass
class UpdatePlan:
    """What an update would write, as unsaved or changed rows; `descriptions` has one line for each change.

    `remarks` are lines about differences that are kept.
    """

    new: list[CountryEntry] = field(default_factory=list)
    changed_countries: list[Any] = field(default_factory=list)
    new_aliases: list[Any] = field(default_factory=list)
    changed_aliases: list[Any] = field(default_factory=list)
    removed_aliases: list[Any] = field(default_factory=list)
    descriptions: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        return not self.descriptions


class CountryUpdate:
    """Compares the source with the database, and applies the differences."""

    def __init__(self, apps: Apps, entries: list[CountryEntry] | None = None) -> None:
        self.entity_model = apps.get_model("entities", "Entity")
        self.country_model = apps.get_model("entities", "Country")
        self.alias_model = apps.get_model("entities", "Alias")
        self.former_slug_model = apps.get_model("entities", "FormerSlug")
        self.entries = read_countries() if entries is None else entries

    def plan(self) -> UpdatePlan:
        """Compare every country; three queries."""
        plan = UpdatePlan()
        countries = {country.alpha2: country for country in self.country_model.objects.all()}
        aliases = self.stored_aliases()
        keys = {(country.name_key, country.qualifier) for country in countries.values()}
        for entry in self.entries:
            country = countries.get(entry.alpha2)
            if country is not None:
                self.compare_country(plan, country, entry)
                self.compare_aliases(plan, country, entry, aliases.get(country.pk, []))
            elif (name_key(entry.name), "") in keys:
                plan.remarks.append(_("%s: left out, another country has this name.") % entry.name)
            else:
                plan.new.append(entry)
                plan.descriptions.append(_("%(name)s (%(code)s): new") % {"name": entry.name, "code": entry.alpha2})
        return plan

    def apply(self, plan: UpdatePlan) -> None:
        """Write the plan in one transaction. A plan made afterwards from the same source is empty."""
        with transaction.atomic():
            for country in plan.changed_countries:
                country.save()
            self.alias_model.objects.filter(pk__in=[alias.pk for alias in plan.removed_aliases]).delete()
            self.alias_model.objects.bulk_update(plan.changed_aliases, ["name", "language", "sort", "ambiguous"])
            created = self.create_countries(plan.new)
            self.alias_model.objects.bulk_create([*plan.new_aliases, *self.aliases_of(created)], batch_size=500)

    def stored_aliases(self) -> dict[int, list[Any]]:
        """The aliases of countries, by key of the country."""
        aliases: dict[int, list[Any]] = {}
        for alias in self.alias_model.objects.filter(entity__kind=COUNTRY):
            aliases.setdefault(alias.entity_id, []).append(alias)
        return aliases

    def compare_country(self, plan: UpdatePlan, country: Any, entry: CountryEntry) -> None:
        changes = []
        if country.alpha3 != entry.alpha3:
            changes.append(_("code %(old)s becomes %(new)s") % {"old": country.alpha3, "new": entry.alpha3})
            country.alpha3 = entry.alpha3
        if entry.wikidata_id and not country.wikidata_id:
            changes.append(_("Wikidata id %s added") % entry.wikidata_id)
            country.wikidata_id = entry.wikidata_id
        if changes:
            plan.changed_countries.append(country)
            plan.descriptions.append(f"{country.name}: {', '.join(changes)}")
        if country.name != entry.name:
            values = {"name": country.name, "source": entry.name}
            plan.remarks.append(_("%(name)s: the source has “%(source)s”; the present name is kept.") % values)

    def compare_aliases(self, plan: UpdatePlan, country: Any, entry: CountryEntry, stored: list[Any]) -> None:
        wanted = {name_key(alias.name): alias for alias in entry.aliases if name_key(alias.name) != country.name_key}
        if name_key(entry.name) != country.name_key:
            wanted.setdefault(name_key(entry.name), AliasEntry(entry.name, "en", "name", entry.ambiguous))
        present = {alias.name_key for alias in stored}
        for key, alias_entry in wanted.items():
            if key not in present:
                plan.new_aliases.append(self.build_alias(country.pk, alias_entry))
                plan.descriptions.append(_("%(name)s: alias “%(alias)s” added") % self.params(country, alias_entry))
        for alias in stored:
            if alias.origin == VOCABULARY:
                self.compare_alias(plan, country, alias, wanted.get(alias.name_key))

    def compare_alias(self, plan: UpdatePlan, country: Any, alias: Any, wanted: AliasEntry | None) -> None:
        if wanted is None:
            plan.removed_aliases.append(alias)
            plan.descriptions.append(_("%(name)s: alias “%(alias)s” removed") % self.params(country, alias))
        elif as_entry(alias) != wanted:
            alias.name, alias.language, alias.sort = wanted.name, wanted.language, wanted.sort
            alias.ambiguous = wanted.ambiguous
            plan.changed_aliases.append(alias)
            plan.descriptions.append(_("%(name)s: alias “%(alias)s” changed") % self.params(country, wanted))

    @staticmethod
    def params(country: Any, alias: Any) -> dict[str, str]:
        return {"name": country.name, "alias": alias.name}

    def create_countries(self, entries: list[CountryEntry]) -> list[tuple[int, CountryEntry]]:
        """Insert the parent rows in one query, then the rows of Country; return pairs of key and entry."""
        used_slugs = self.used_slugs()
        entities = [
            self.entity_model(
                kind=COUNTRY,
                name=entry.name,
                name_key=name_key(entry.name),
                slug=claim_slug(entry.name, used_slugs),
                ambiguous=entry.ambiguous,
                wikidata_id=entry.wikidata_id,
            )
            for entry in entries
        ]
        entities = self.entity_model.objects.bulk_create(entities)
        for entity, entry in zip(entities, entries, strict=True):
            child = self.country_model(entity_ptr_id=entity.pk, alpha2=entry.alpha2, alpha3=entry.alpha3)
            # Raw saving writes only the columns of Country; the parent row exists already.
            child.save_base(raw=True, force_insert=True)
        return [(entity.pk, entry) for entity, entry in zip(entities, entries, strict=True)]

    def used_slugs(self) -> set[str]:
        """Current and former slugs of countries."""
        current = self.entity_model.objects.filter(kind=COUNTRY).values_list("slug", flat=True)
        former = self.former_slug_model.objects.filter(kind=COUNTRY).values_list("slug", flat=True)
        return {*current, *former}

    def aliases_of(self, created: list[tuple[int, CountryEntry]]) -> Iterator[Any]:
        for key, entry in created:
            for alias in entry.aliases:
                yield self.build_alias(key, alias)

    def build_alias(self, entity_id: int, entry: AliasEntry) -> Any:
        return self.alias_model(
            entity_id=entity_id,
            name=entry.name,
            name_key=name_key(entry.name),
            language=entry.language,
            sort=entry.sort,
            ambiguous=entry.ambiguous,
            origin=VOCABULARY,
        )


def as_entry(alias: Any) -> AliasEntry:
    """Convert a stored alias for comparison with the source."""
    return AliasEntry(alias.name, alias.language, alias.sort, alias.ambiguous)


def claim_slug(name: str, used_slugs: set[str]) -> str:
    """Choose a free slug for this name, and add it to those in use."""
    slug = first_free_slug([ascii_slug(name, COUNTRY)], used_slugs)
    used_slugs.add(slug)
    return slug
