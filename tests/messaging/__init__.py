"""Tests of the outbox, its delivery and the gateways."""
