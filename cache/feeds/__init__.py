"""Feeds stored: subscriptions, health and options."""
