"""The field by which a page carries entities."""

from modelcluster.contrib.taggit import ClusterTaggableManager


class EntityTagManager(ClusterTaggableManager):
    """Tags of one kind, chosen by id and never made by typing."""
