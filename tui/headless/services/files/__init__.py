"""Files: downloads, exports, pictures."""
