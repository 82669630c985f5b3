"""Papers: what they say, how that is set and drawn. Pure: what goes in decides what comes out."""
