"""Text made safe to draw, and times in words."""
