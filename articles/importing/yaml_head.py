"""Front matter as YAML. Every scalar is text: `NO` is Norway and `007` keeps its zeros.

PyYAML's events are read, not its objects: an alias is never expanded, and no tag ever builds anything.
"""

from collections.abc import Iterator

import yaml
from django.utils.translation import gettext as _
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from .head_fields import KEYS, HeadField, NestedValue
from .imported import ImportedArticle
from .problems import ImportRejected, ImportWarning, RejectionCode, WarningCode
from .source import Line, clean

# PyYAML needs a second for 20,000 characters, and time that grows with the square of the depth.
LONGEST_HEAD = 20_000
DEEPEST_NESTING = 10
MERGE_KEY = "<<"
LONGEST_QUOTED = 40  # characters of the head in a message


class NotYaml(Exception):
    """A head that is not a YAML mapping with plain keys, or is too long to be parsed."""

    def __init__(self, line_number: int) -> None:
        super().__init__(line_number)
        self.line_number = line_number


def read_fields(lines: list[Line], article: ImportedArticle) -> list[HeadField]:
    """Return the keys of a head in order with their values.

    Raises NotYaml for a head that YAML does not accept, and ImportRejected for aliases, anchors, merge keys and tags.
    """
    reader = HeadReader(lines)
    fields = list(reader.read())
    article.warnings.extend(reader.warnings)
    return fields


# PyYAML's parser sets the marks of every event; its type stubs allow None.
def start_offset(event: Event) -> int:
    """Return the offset of an event's first character."""
    return event.start_mark.index if event.start_mark else 0


def end_offset(event: Event) -> int:
    """Return the offset after an event's last character."""
    return event.end_mark.index if event.end_mark else 0


class HeadReader:
    """Reads the top-level mapping of a head from PyYAML's stream of events."""

    def __init__(self, lines: list[Line]) -> None:
        self.text = "\n".join(line.text for line in lines)
        self.first_line = lines[0].number
        self.warnings: list[ImportWarning] = []
        self.events = iter(self.parse())

    def parse(self) -> list[Event]:
        """Return all events of the head between the start and the end of its one mapping."""
        if len(self.text) > LONGEST_HEAD:
            raise NotYaml(self.first_line)
        try:
            events = self.bounded_events()
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            raise NotYaml(self.first_line + (mark.line if mark else 0)) from error
        except (yaml.YAMLError, ValueError, OverflowError) as error:  # the last two for “\U00110000”
            raise NotYaml(self.first_line) from error
        for event in events:
            self.reject_yaml_features(event)
        mapping = events[2:-2]  # without the events for stream and document
        if not mapping or not isinstance(mapping[0], MappingStartEvent) or not isinstance(mapping[-1], MappingEndEvent):
            raise NotYaml(self.first_line)
        return mapping[1:-1]

    def bounded_events(self) -> list[Event]:
        """Return all events of the head, or raise NotYaml for one that is nested too deeply."""
        events, depth = [], 0
        for event in yaml.parse(self.text, Loader=yaml.BaseLoader):
            events.append(event)
            depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
            if depth > DEEPEST_NESTING:
                raise NotYaml(self.line_number(event))
        return events

    def line_number(self, event: Event) -> int:
        """Return the line of the file on which an event begins."""
        return self.first_line + (event.start_mark.line if event.start_mark else 0)

    def reject_yaml_features(self, event: Event) -> None:
        """Raise ImportRejected for an alias, an anchor or a tag."""
        if not isinstance(event, NodeEvent):
            return
        if isinstance(event, AliasEvent) or event.anchor is not None or getattr(event, "tag", None) is not None:
            self.reject(event)

    def reject(self, event: Event) -> None:
        """Raise ImportRejected for a feature of YAML that front matter does not need."""
        message = _(
            "Line %(line)d: aliases, anchors, merge keys and tags of YAML are not allowed in the head. "
            "Put the value in quotation marks if “%(found)s” is meant as text."
        )
        found = self.text[start_offset(event) :].split(maxsplit=1)[0]
        values = {"line": self.line_number(event), "found": found[:LONGEST_QUOTED]}
        raise ImportRejected(message % values, RejectionCode.HEAD_YAML_FEATURE)

    def read(self) -> Iterator[HeadField]:
        """Yield the keys of the mapping in order."""
        for key in self.events:
            if not isinstance(key, ScalarEvent):
                raise NotYaml(self.line_number(key))
            if key.value == MERGE_KEY:
                self.reject(key)
            head_field = HeadField(self.line_number(key), " ".join(self.lines_of(key)).lower())
            value = next(self.events)
            if isinstance(value, SequenceStartEvent):
                self.read_list(head_field)
            else:
                self.add_value(value, head_field)
            if isinstance(value, ScalarEvent):
                self.warn_of_comment(value, head_field)
            yield head_field

    def read_list(self, head_field: HeadField) -> None:
        """Add the items of a list to the values of a field."""
        for item in self.events:
            if isinstance(item, SequenceEndEvent):
                return
            self.add_value(item, head_field)

    def add_value(self, value: Event, head_field: HeadField) -> None:
        """Add a scalar to a field, one value for each of its lines; anything else is a nested value."""
        if isinstance(value, ScalarEvent):
            head_field.values.extend(self.lines_of(value))
        else:
            head_field.nested.append(NestedValue(self.line_number(value), self.skip(value)))

    def lines_of(self, scalar: ScalarEvent) -> list[str]:
        """Return the lines of a scalar without blank ones. Escapes such as “\\0” are cleaned as the file's text is."""
        # Escapes can write surrogates, which no database stores: pairs are joined, single ones dropped.
        text = scalar.value.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
        text, warnings = clean(text, self.line_number(scalar))
        self.warnings.extend(warnings)
        return [line.strip() for line in text.split("\n") if line.strip()]

    def skip(self, opening: Event) -> str:
        """Skip a nested mapping or list and return its text as written."""
        depth = 1
        end = opening
        while depth:
            end = next(self.events)
            depth += isinstance(end, CollectionStartEvent) - isinstance(end, CollectionEndEvent)
        return " ".join(self.text[start_offset(opening) : end_offset(end)].split())

    def warn_of_comment(self, scalar: ScalarEvent, head_field: HeadField) -> None:
        """Warn that “#” after a value without quotation marks began a comment: it may be a part of the value."""
        rest_of_line = self.text[end_offset(scalar) :].split("\n", 1)[0].strip()
        if head_field.key in KEYS and not scalar.style and rest_of_line.startswith("#"):
            message = _(
                "“%(text)s” is a comment in YAML and was left out. Put the value in quotation marks to keep it."
            )
            values = {"text": rest_of_line[:LONGEST_QUOTED]}
            self.warnings.append(ImportWarning(self.line_number(scalar), WarningCode.HEAD_COMMENT, message % values))
