"""Subscribing: discovery, credentials, how feeds are."""
