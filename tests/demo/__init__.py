"""Tests of the demo: its data, its folder and its command."""
