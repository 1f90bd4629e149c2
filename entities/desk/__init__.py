"""Entities in the admin: listings, forms, retiring, the answers of the tag field."""
