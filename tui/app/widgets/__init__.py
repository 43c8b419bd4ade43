"""Drawing: each is given data and posts typed messages."""
