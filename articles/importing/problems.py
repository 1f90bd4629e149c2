"""Problems of an import: the rejection of a file, and warnings about details that a person should check."""

from dataclasses import dataclass
from enum import StrEnum


class RejectionCode(StrEnum):
    """Why a file cannot be imported."""

    FILE_UNREADABLE = "file_unreadable"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY_LINES = "too_many_lines"
    BINARY = "binary"
    MARKUP = "markup"
    UTF16 = "utf16"
    NOT_UTF8 = "not_utf8"
    HEAD_NOT_CLOSED = "head_not_closed"
    HEAD_YAML_FEATURE = "head_yaml_feature"  # an alias, an anchor, a merge key or a tag of YAML
    NO_TEXT = "no_text"
    NO_TITLE = "no_title"
    TITLE_TOO_LONG = "title_too_long"
    INVALID_DATE_OPTION = "invalid_date_option"
    NO_DATE = "no_date"
    NO_JOURNAL = "no_journal"
    UNKNOWN_JOURNAL = "unknown_journal"
    AMBIGUOUS_JOURNAL = "ambiguous_journal"
    SLUG_IN_USE = "slug_in_use"
    ADDRESS_PROBLEM = "address_problem"  # what `articles.models.addresses.address_problem` found
    AUTHOR_NAME_TOO_LONG = "author_name_too_long"
    INVALID_DRAFT = "invalid_draft"
    PUBLICATION_REFUSED = "publication_refused"


class WarningCode(StrEnum):
    """What a person should check after an import."""

    CONTROL_CHARACTERS = "control_characters"
    INVISIBLE_CHARACTERS = "invisible_characters"
    NO_BREAK_SPACES = "no_break_spaces"
    HEAD_NOT_YAML = "head_not_yaml"
    HEAD_NESTED = "head_nested"
    HEAD_COMMENT = "head_comment"
    DATE_AMBIGUOUS = "date_ambiguous"
    MARKUP = "markup"
    NOTE_IN_THE_MIDDLE = "note_in_the_middle"
    LABEL_WITHOUT_CHANGE = "label_without_change"
    CHANGE_WITHOUT_LABEL = "change_without_label"
    FIRST_PUBLISHED_ELSEWHERE = "first_published_elsewhere"
    UNKNOWN_DISCLAIMER = "unknown_disclaimer"
    DISCLAIMER_DIFFERS = "disclaimer_differs"
    POSSIBLE_HEADING = "possible_heading"
    STANDFIRST_CUT = "standfirst_cut"
    INVALID_CANONICAL_URL = "invalid_canonical_url"
    UNKNOWN_LANGUAGE = "unknown_language"
    AUTHORS_WITH_SAME_NAME = "authors_with_same_name"


class ImportRejected(ValueError):
    """A file that cannot become an article. The message is one line for the person who imports it."""

    def __init__(self, message: object, code: RejectionCode) -> None:
        super().__init__(str(message))
        self.code = code


@dataclass(frozen=True)
class ImportWarning:
    """A detail that a person should check. Line 0 means the whole file."""

    line_number: int
    code: WarningCode
    message: str
