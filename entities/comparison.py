"""How two revisions of a page are compared in what they are about."""

from wagtail.admin.compare import M2MFieldComparison


class EntityComparison(M2MFieldComparison):
    """Names in one order on both sides, so that only what came or went is shown."""

    def get_items(self):
        return sorted(self.val_a, key=str), sorted(self.val_b, key=str)
