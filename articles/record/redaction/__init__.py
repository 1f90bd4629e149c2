"""Redaction: removing words or a picture from every copy of an article, by law and with a public trace.

`words` and `places` find what is to be removed in texts of the record, `rows` in all other tables, `chain` rewrites the
texts of one chain, and `acts` does all of it for an article in one transaction. `pictures` does the same for a picture.
`instructions` keeps, outside the database and without the words, what a restored backup needs.
"""
