"""Languages in which an article may be written (BCP 47 tags)."""

from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

ARTICLE_LANGUAGES = [
    ("en", _("English")), ("ar", _("Arabic")), ("hy", _("Armenian")), ("az", _("Azerbaijani")), ("be", _("Belarusian")),
    ("bg", _("Bulgarian")), ("zh", _("Chinese")), ("hr", _("Croatian")), ("cs", _("Czech")), ("da", _("Danish")),
    ("nl", _("Dutch")), ("et", _("Estonian")), ("fi", _("Finnish")), ("fr", _("French")), ("ka", _("Georgian")),
    ("de", _("German")), ("el", _("Greek")), ("he", _("Hebrew")), ("hu", _("Hungarian")), ("it", _("Italian")),
    ("ja", _("Japanese")), ("kk", _("Kazakh")), ("lv", _("Latvian")), ("lt", _("Lithuanian")), ("no", _("Norwegian")),
    ("fa", _("Persian")), ("pl", _("Polish")), ("pt", _("Portuguese")), ("ro", _("Romanian")), ("ru", _("Russian")),
    ("sr", _("Serbian")), ("sk", _("Slovak")), ("sl", _("Slovenian")), ("es", _("Spanish")), ("sv", _("Swedish")),
    ("tr", _("Turkish")), ("uk", _("Ukrainian")),
]  # fmt: skip  # a list of words, several a line
# Languages that Django does not know and whose usual script runs from right to left.
RIGHT_TO_LEFT = frozenset({"arc", "dv", "ks", "ku-arab", "ps", "sd", "yi"})


def direction(language: str) -> str:
    """Return "rtl" or "ltr" for a language tag (BCP 47)."""
    language = language.lower()
    try:
        return "rtl" if get_language_info(language)["bidi"] else "ltr"
    except KeyError:
        return "rtl" if language.split("-", maxsplit=1)[0] in RIGHT_TO_LEFT else "ltr"
