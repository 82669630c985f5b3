"""The wording of what the checker finds in a service that could be read, a file a subject."""
