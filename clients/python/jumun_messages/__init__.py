"""Jumun's messages to people, from the topic, in Python."""
