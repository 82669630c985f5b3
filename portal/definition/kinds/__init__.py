"""The types of field, a file each or a few alike: what an answer of the type is, and how it is read and shown.

A new type is a file here with its `Kind`, its name in `model.FieldType`, its line in `table.KINDS`, and its control in
`portal.web.forms.build`. Everything else asks `kind_of(field)` for what it needs to know.
"""
