"""Languages in which an article may be written (BCP 47 tags)."""

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
]  # fmt: skip
RIGHT_TO_LEFT = {"ar", "fa", "he"}


def direction(language: str) -> str:
    """`rtl` or `ltr`, by the language's usual script."""
    return "rtl" if language.split("-")[0] in RIGHT_TO_LEFT else "ltr"
