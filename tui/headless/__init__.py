"""All of the front end that draws nothing; none of it imports Textual."""
