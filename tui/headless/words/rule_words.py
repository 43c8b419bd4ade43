"""Describe rules with actions."""

import shlex

from cache.values.rule_rows import Rule, RuleActions
from fetch.text.clean import clean_line


def describe_actions(actions: RuleActions) -> str:
    """Return what a rule does: "star, tag Sea, run tee"; "nothing" when its mute was taken back."""
    words = [
        name
        for name, is_done in (
            ("star", actions.stars),
            ("later", actions.keeps_later),
            ("mark read", actions.marks_read),
            ("mute", actions.mutes),
            ("notify", actions.notifies),
        )
        if is_done
    ]
    words += [f"tag {clean_line(tag)}" for tag in actions.tags]
    if actions.command:
        words.append(f"run {clean_line(shlex.join(actions.command))}")
    return ", ".join(words) or "nothing"


def describe_rule(rule: Rule) -> str:
    """Return a rule as one line: "climate -cricket → star, notify"."""
    return f"{clean_line(rule.query)} → {describe_actions(rule.actions)}"
