"""How far a claim may reach. Nothing else stands here, since the settings are read before anything else is loaded."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

LONGEST_CLAIM: Final = timedelta(hours=8)
"""A claim that reaches farther was made before the clock was set back, and would keep colleagues out until it has
caught up."""
