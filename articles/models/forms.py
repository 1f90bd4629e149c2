"""Forms of pages in the admin."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from .addresses import address_problem


class AddressedPageForm(WagtailAdminPageForm):
    """A page form that checks the slug of a new page, which is not in the page tree yet."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if cleaned.get("slug") and self.parent_page:
            self.instance.slug = cleaned["slug"]
            if problem := address_problem(self.instance, self.parent_page):
                self.add_error("slug", problem)
        return cleaned
