"""Store feeds: subscriptions, health and options."""
