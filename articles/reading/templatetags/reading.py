"""Template tags of the public pages."""

import json
from collections.abc import Mapping

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.safestring import SafeString, mark_safe

from ..rich_text import without_hidden

register = template.Library()
register.filter(without_hidden)

# Inside a script element these could end it or open a comment. Their JSON escapes mean the same.
UNSAFE_IN_SCRIPT = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag
def json_ld(data: Mapping[str, object] | None) -> SafeString:
    """Return structured data as a script element from which no value can break out; empty without data."""
    if not data:
        return SafeString("")
    text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False).translate(UNSAFE_IN_SCRIPT)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')
