"""Tests of the worker and of the queue that calls it."""
