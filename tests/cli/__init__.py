"""Tests of the `portal` command."""
