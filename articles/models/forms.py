"""The admin's forms for our pages."""

from wagtail.admin.forms import WagtailAdminPageForm

from .addresses import address_problem


class AddressedPageForm(WagtailAdminPageForm):
    """Refuses a slug that would hide or take an address, before the page has a place in the tree."""

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("slug") and self.parent_page:
            self.instance.slug = cleaned["slug"]
            if problem := address_problem(self.instance, self.parent_page):
                self.add_error("slug", problem)
        return cleaned
