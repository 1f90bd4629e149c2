"""Countries, programmes and firms in Wagtail's admin, and the field by which editors choose them."""
