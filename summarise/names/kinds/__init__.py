"""Tell what a name is of: a person, an organisation, a place."""
