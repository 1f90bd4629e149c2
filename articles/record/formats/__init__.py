"""The forms in which heads, versions, notes, addenda and accounts are stored, in every format ever written.

A stored text is never rewritten, so each form contains the number of its format. A module here has the types of the
newest format of one form, a function that makes its canonical text, and a reader that returns a text of any format in
the shape of the newest one. The formats of heads, notes and versions are counted separately. `docs/record.md`
describes them for people who check the record without this software.
"""
