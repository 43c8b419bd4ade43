"""The values that reads return: list rows, stories and interests."""
