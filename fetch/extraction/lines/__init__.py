"""Judge the lines of an article by their words and their form."""
