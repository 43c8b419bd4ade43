"""Briefs by the form of the words, for languages without a full model."""
