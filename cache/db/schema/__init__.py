"""The schema steps, one module per version. A released step is never edited."""
