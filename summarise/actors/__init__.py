"""Who is in a text: people, bodies and places with their roles and acts."""
