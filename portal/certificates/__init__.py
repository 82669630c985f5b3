"""Certificates: what a paper says, how it is set and drawn, and how it is signed, registered and verified."""
