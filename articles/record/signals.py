"""Signals of the record.

recorded(sender=ArticlePage, publication, entries): sent inside the transaction that appended the entries, for
receivers that only write rows. An exception in a receiver rolls the whole change back.
"""

from django.dispatch import Signal

recorded = Signal()
