"""How the record speaks.

recorded(sender=ArticlePage, publication, entries): inside the transaction, for receivers that only write
rows. An exception in a receiver undoes the publication.
announced(sender=ArticlePage, publication, entries): after commit; may be lost in a crash.
"""

from django.dispatch import Signal

recorded = Signal()
announced = Signal()
