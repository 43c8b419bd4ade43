"""The demo edition: made-up papers about real events, served on loopback for `nutgraf demo`."""
