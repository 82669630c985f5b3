"""Drawings of workflows: what stands in one, where, and its picture as SVG. Pure."""
