"""From articles, stories and actors to lines of a given width. Pure."""
