"""From a service's fields to WTForms, and from what was typed to answers."""
