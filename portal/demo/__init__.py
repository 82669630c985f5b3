"""A portal with made-up people and cases, to try everything without an account anywhere.

Nothing here knows a service: the data come from the examples and the workflow of whatever services there are, and go
through the same use cases as everybody's.
"""
