"""Tables and queries, one file a subject. Everything above asks here; nothing here decides."""
