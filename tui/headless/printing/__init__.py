"""Articles, stories and editions on paper: one document of blocks, and a renderer a format."""
