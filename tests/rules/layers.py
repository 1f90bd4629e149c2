"""Layers of URL names and templates. import-linter checks imports; this is what it cannot see.

The order is that of docs/architecture.md. A file may name URLs and templates of its own layer and of those below.
"""

import ast
import re
from collections.abc import Iterator

from .base import Example, Problem, Rule

# From the lowest to the highest. Names are Python packages; the longest one that fits a file decides.
PACKAGES: tuple[tuple[str, ...], ...] = (
    ("entities",),
    ("articles.models", "articles.blocks", "articles.admin"),
    ("articles.record",),
    ("articles.corrections",),
    ("articles.reading", "articles.importing", "articles"),
    ("journal.newsletter",),
    ("journal",),
)
LAYERS = {package: height for height, packages in enumerate(PACKAGES) for package in packages}
SHARED = -1  # the parts that pages of every app are made of, which know no app
# The package of each folder of templates/. Files directly in templates/ are shared.
TEMPLATE_FOLDERS = {
    "articles": "articles.models",
    "components": None,
    "corrections": "articles.corrections",
    "devmail": "journal",
    "entities": "entities",
    "journal": "journal",
    "newsletter": "journal.newsletter",
    "reading": "articles.reading",
    # Wagtail's global preview template of blocks, replaced by the site.
    "wagtailcore": "articles.reading",
}
NAMESPACES = {
    "corrections": "articles.corrections",
    "reading": "articles.reading",
    "newsletter": "journal.newsletter",
    "devmail": "journal",
}
# Names without a namespace: whole, or the beginning with an underscore at its end.
URL_NAMES = {
    "entities_": "entities",
    "newsletter_": "journal.newsletter",
    "search": "journal",
    "healthz": "journal",
    "article_changes": "journal",
}
FROM_WAGTAIL = "wagtail"  # begins every namespace, name and template folder of Wagtail
RESOLVERS = {"reverse", "reverse_lazy", "redirect", "resolve_url"}

URL_NAME = re.compile(r"(?P<namespace>\w+):[\w.-]+")
TEMPLATE = re.compile(r"(?P<folder>\w+)/[\w./-]*\.(?:html|txt)")
TEMPLATE_START = re.compile(r"(?P<folder>\w+)/[\w./-]*")
TAG = re.compile(r"{%.*?%}", re.DOTALL)
QUOTED = re.compile(r"""(["'])(?P<text>[^"']*)\1""")


def height_of_package(package: str | None) -> int:
    return SHARED if package is None else LAYERS[package]


def height_of_file(path: str) -> int | None:
    """The layer of a Python module or a template; None for files that no layer holds, such as tests."""
    if path.startswith("templates/"):
        folder = path.split("/")[1]
        return SHARED if folder.endswith(".html") else height_of_package(TEMPLATE_FOLDERS.get(folder))
    parts = path.removesuffix(".py").split("/")
    packages = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((LAYERS[package] for package in packages if package in LAYERS), None)


def height_of_url(name: str) -> int | None:
    """The layer of a URL name; None for Wagtail's and for a path."""
    if found := URL_NAME.fullmatch(name):
        namespace = found["namespace"]
        return height_of_package(NAMESPACES[namespace]) if namespace in NAMESPACES else None
    for start, package in URL_NAMES.items():
        if name == start or (start.endswith("_") and name.startswith(start)):
            return height_of_package(package)
    return None


def height_of_template(name: str, pattern: re.Pattern[str] = TEMPLATE) -> int | None:
    """The layer of a template by its folder; None when the text names no template of ours."""
    found = pattern.fullmatch(name)
    if not found or found["folder"] not in TEMPLATE_FOLDERS:
        return None
    return height_of_package(TEMPLATE_FOLDERS[found["folder"]])


class NamesOfLowerLayers(Rule):
    """Name URLs and templates of your own layer or of a lower one only. What a lower layer needs from a higher one, it
    offers as a Wagtail hook, a signal or a port, and the higher one registers itself.

    In Python: every string that is a namespaced URL name or the path of a template, and the first argument of
    reverse(), redirect() and their like. In templates: every quoted text inside a tag.
    """

    good = (
        Example("articles/corrections/menu.py", 'url = reverse("corrections:withdraw")\n'),
        Example("articles/record/admin_hooks.py", 'redirect("wagtailadmin_pages:edit", page.pk)\n'),
        Example("articles/record/views.py", 'render(request, "components/hunk.html")\n'),
        Example("journal/search/views.py", 'render(request, "reading/list_base.html")\n'),
        Example("entities/forms.py", 'reverse("entities_search", args=[kind])\n'),
        Example("templates/corrections/review.html", '{% include "components/hunk.html" with hunk=hunk only %}\n'),
        Example("templates/journal/home.html", "<a href=\"{% url 'reading:feed' %}\">\n"),
    )
    bad = (
        Example("articles/record/admin_hooks.py", 'redirect("corrections:review", page.pk)\n'),
        Example("articles/record/admin_hooks.py", "url = f\"{reverse('corrections:withdraw')}?id=1\"\n"),
        Example("articles/models/journal.py", 'class JournalPage:\n    template = "reading/journal.html"\n'),
        Example("articles/corrections/mails.py", 'render_to_string(f"newsletter/mail/{name}.txt")\n'),
        Example("articles/reading/views/lists.py", 'reverse("search")\n'),
        Example("templates/articles/notes_panel.html", "<a href=\"{% url 'corrections:discard' note.pk %}\">\n"),
        Example("templates/components/note.html", '{% include "reading/note.html" %}\n'),
    )

    def applies_to(self, path: str) -> bool:
        return height_of_file(path) is not None and "/migrations/" not in path and path.endswith((".py", ".html"))

    def problems(self, path: str, text: str) -> Iterator[Problem]:
        own = height_of_file(path)
        names = names_in_python(text) if path.endswith(".py") else names_in_template(text)
        for line, name, height in names:
            if own is not None and height is not None and height > own:
                yield Problem(path, line, f"names {name!r} of a layer above")


def names_in_python(text: str) -> Iterator[tuple[int, str, int | None]]:
    """Line, name and layer of the URL names and templates in a module."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            function = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            first = node.args[0] if node.args else None
            name = first.value if isinstance(first, ast.Constant) else None
            if function in RESOLVERS and isinstance(name, str) and ":" not in name:
                yield node.lineno, name, height_of_url(name)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            height = height_of_template(node.value)
            if height is None and ":" in node.value:
                height = height_of_url(node.value)
            yield node.lineno, node.value, height
        elif isinstance(node, ast.JoinedStr) and node.values and isinstance(node.values[0], ast.Constant):
            start = str(node.values[0].value)
            yield node.lineno, f"{start}…", height_of_template(start, TEMPLATE_START)


def names_in_template(text: str) -> Iterator[tuple[int, str, int | None]]:
    """Line, name and layer of what the tags of a template name."""
    for tag in TAG.finditer(text):
        line = text.count("\n", 0, tag.start()) + 1
        is_url = re.match(r"{%\s*url\b", tag.group()) is not None
        for quoted in QUOTED.finditer(tag.group()):
            name = quoted["text"]
            yield line, name, height_of_url(name) if is_url else height_of_template(name)


class TemplateFoldersBelongToApps(Rule):
    """Put a template into the folder of its app, or into templates/components/ when every app may use it. A new app
    adds its folder to TEMPLATE_FOLDERS in tests/rules/layers.py.

    Directly in templates/ are the base page and the error pages that Django looks for.
    """

    good = (
        Example("templates/reading/article.html", ""),
        Example("templates/404.html", ""),
        Example("templates/base.html", ""),
    )
    bad = (Example("templates/misc/article.html", ""), Example("templates/article.html", ""))

    def applies_to(self, path: str) -> bool:
        return path.startswith("templates/")

    def problems(self, path: str, text: str) -> Iterator[Problem]:
        folder, separator, _ = path.removeprefix("templates/").partition("/")
        if not separator and folder not in {"base.html", "403.html", "404.html", "500.html"}:
            yield Problem(path, 0, "a template without an app")
        if separator and folder not in TEMPLATE_FOLDERS:
            yield Problem(path, 0, f"no app is known for the folder {folder}")
