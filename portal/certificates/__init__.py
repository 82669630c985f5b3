"""Certificates: ordered, entered in a register, made and verified. How a paper looks is of `portal.papers`."""
