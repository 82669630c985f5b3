"""The signs of what is read off paper or out on the telephone: references, verification codes, incident numbers."""

from typing import Final

ALPHABET: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Thirty-two signs; 0, O, 1 and I, which are taken for one another, are not among them."""
