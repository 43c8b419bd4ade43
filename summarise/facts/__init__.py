"""Figures and dates."""
