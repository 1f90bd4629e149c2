"""The admin's forms for our pages."""

from wagtail.admin.forms import WagtailAdminPageForm

from .addresses import hides_fixed_address, site_relative


class AddressedPageForm(WagtailAdminPageForm):
    """Refuses a slug that would hide an address of the site, before the page has a place in the tree."""

    def clean(self):
        from django.utils.translation import gettext as _

        cleaned = super().clean()
        slug = cleaned.get("slug")
        if slug and self.parent_page:
            path = site_relative(self.parent_page, slug)
            if path and hides_fixed_address(path):
                self.add_error("slug", _("The site itself answers at %(path)s. Choose another slug.") % {"path": path})
        return cleaned
