"""Subscriptions: discovery, credentials, feed status."""
