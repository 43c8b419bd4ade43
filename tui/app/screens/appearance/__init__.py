"""How the main screen looks: order, widths, heights, closed panels, the text alone; remembered."""
