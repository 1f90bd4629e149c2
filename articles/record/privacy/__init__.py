"""Making private what readers have seen, and opening it again, as acts of the record.

A restriction, or a move under one, hides every article under a page in one transaction, in which an act for each
article is stored. The entries follow in batches (`batches`); what a killed process leaves is continued by the
scheduler. Until the entry has been written the flag of the page tree hides the article, afterwards its chain does.
"""
