"""Types of the word lists of figures, money and dates.

What each list is for stands beside it in `summarise/lexicon/data/en.toml` and `currencies.toml`.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FigureLists:
    """Numbers, units, and what stands around them."""

    approximators: frozenset[str]
    number_words: Mapping[str, float]
    number_scales: Mapping[str, float]
    scale_tokens: frozenset[str]
    no_numbers: frozenset[str]
    vague_numbers: frozenset[str]
    ordinals: frozenset[str]
    range_links: frozenset[str]
    number_links: frozenset[str]
    percent: frozenset[str]
    fractions: Mapping[str, float]
    fraction_leads: frozenset[str]
    change_words: frozenset[str]
    count_suffixes: frozenset[str]
    call_words: frozenset[str]
    age_words: frozenset[str]
    contests: frozenset[str]
    weight_words: frozenset[str]
    vote_words: frozenset[str]
    whole_nouns: frozenset[str]
    vague_leads: frozenset[str]
    casualty_verbs: frozenset[str]
    unit_abbreviations: frozenset[str]
    measure_units: tuple[str, ...]
    dimension_words: frozenset[str]
    measured_nouns: frozenset[str]
    durations: frozenset[str]
    relative_after: frozenset[str]
    lasting_words: frozenset[str]
    period_leads: frozenset[str]
    determiners: frozenset[str]
    known_determiners: frozenset[str]
    uncounted_one: frozenset[str]
    clock_words: frozenset[str]
    clock_leads: frozenset[str]
    numbered_things: frozenset[str]
    telling: frozenset[str]
    casualties: frozenset[str]
    narrative: frozenset[str]
    factors: Mapping[str, float]
    factor_followers: tuple[str, ...]
    factor_leads: tuple[str, ...]
    total_nouns: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CurrencyLists:
    """Currencies by their signs, codes and words, with their ISO 4217 codes."""

    codes: frozenset[str]
    codes_for_words: frozenset[str]
    words_for_words: frozenset[str]
    signs: Mapping[str, str]
    words: Mapping[str, str]
    hundredths: Mapping[str, str]
    countries: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TimeLists:
    """Time expressions."""

    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    month_abbreviations: Mapping[str, int]
    seasons: Mapping[str, int]
    months_for_words: frozenset[str]
    units: tuple[str, ...]
    day_parts: tuple[str, ...]
    hours: tuple[str, ...]
    lasting_hours: tuple[str, ...]
    unit_precisions: Mapping[str, str]
    unit_days: Mapping[str, int]
    unit_months: Mapping[str, int]
    counts: tuple[str, ...]
    leads: tuple[str, ...]
    parts: tuple[str, ...]
    which: tuple[str, ...]
    steps: Mapping[str, int]
    near: tuple[str, ...]
    spoken: tuple[str, ...]
    shifts: Mapping[str, int]
    amounts: tuple[str, ...]
    sides: tuple[str, ...]
    hints: tuple[str, ...]
    weekday_leads: tuple[str, ...]
    month_leads: tuple[str, ...]
    decade_parts: tuple[str, ...]
    range_starts: tuple[str, ...]
    range_links: tuple[str, ...]
    adverbs: tuple[str, ...]
    within_adverbs: tuple[str, ...]
    within_leads: tuple[str, ...]
    within_units: tuple[str, ...]
    span_leads: tuple[str, ...]
    past_marks: tuple[str, ...]
    future_auxiliaries: frozenset[str]
    future_lemmas: frozenset[str]
    conditional_auxiliaries: frozenset[str]
    past_auxiliaries: frozenset[str]
    perfect_auxiliaries: frozenset[str]
    present_auxiliaries: frozenset[str]
    intending_verbs: frozenset[str]
    stative_verbs: frozenset[str]
    named_bodies: frozenset[str]
    played_periods: frozenset[str]
    year_leads: frozenset[str]
    named_days: frozenset[str]
    named_day_heads: frozenset[str]
    day_first_regions: frozenset[str]
    month_first_regions: frozenset[str]
