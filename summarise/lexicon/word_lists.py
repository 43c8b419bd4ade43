"""Types of the English word lists, one class for each subject; of figures and dates: `fact_lists`.

What each list is for stands beside it in `summarise/lexicon/data/en.toml` and `boilerplate.toml`.
"""

from collections.abc import Mapping

from msgspec import Struct

from summarise.lexicon.compression_lists import CompressionLists
from summarise.lexicon.fact_lists import FigureLists, TimeLists


class NameLists(Struct, frozen=True, kw_only=True, eq=False):
    """Words in and around names."""

    honorifics: frozenset[str]
    male_honorifics: frozenset[str]
    female_honorifics: frozenset[str]
    peoples: frozenset[str]
    party_people: frozenset[str]
    party_chambers: tuple[str, ...]
    never_names: frozenset[str]
    state_abbreviations: frozenset[str]
    sure_abbreviations: frozenset[str]
    degrees: frozenset[str]
    courses: frozenset[str]
    study_words: frozenset[str]
    seat_holders: frozenset[str]
    determiners_of_things: frozenset[str]
    naming_words: tuple[str, ...]
    naming_adverbs: tuple[str, ...]
    former_words: tuple[str, ...]
    dotted_titles: tuple[str, ...]
    initial_particles: tuple[str, ...]
    numbered_brands: tuple[str, ...]
    particles: frozenset[str]
    surname_starts: frozenset[str]
    surname_particles: frozenset[str]
    joining_prepositions: frozenset[str]
    doubtful_particles: frozenset[str]
    sure_alone: frozenset[str]
    heads_of: frozenset[str]
    possessive_owners: frozenset[str]
    possessive_heads: frozenset[str]
    ministry_starts: frozenset[str]
    title_prepositions: frozenset[str]
    title_small_words: frozenset[str]
    date_names: frozenset[str]
    months_for_people: frozenset[str]
    months_for_surnames: frozenset[str]
    place_starts: frozenset[str]
    creeds: frozenset[str]
    credit_words: frozenset[str]
    credit_prepositions: frozenset[str]
    adjective_ends: tuple[str, ...]
    place_prepositions: tuple[str, ...]
    determiners: frozenset[str]
    openers: frozenset[str]
    joiners: frozenset[str]
    surname_offices: frozenset[str]
    generations: frozenset[str]
    small_words: frozenset[str]


class RoleLists(Struct, frozen=True, kw_only=True, eq=False):
    """What people and bodies are."""

    role_nouns: frozenset[str]
    role_modifiers: frozenset[str]
    national_offices: frozenset[str]
    short_offices: Mapping[str, str]
    wider_offices: Mapping[str, str]
    seats_of_government: frozenset[str]
    relational_nouns: frozenset[str]
    lessening_modifiers: frozenset[str]
    title_links: frozenset[str]
    title_tails: frozenset[str]
    ranks: frozenset[str]
    courtesy_titles: frozenset[str]
    addressed_offices: frozenset[str]
    bare_titles: frozenset[str]
    honorific_offices: frozenset[str]
    person_nouns: frozenset[str]
    telling_nouns: frozenset[str]
    body_nouns: frozenset[str]
    participle_roles: frozenset[str]
    apposition_adverbs: frozenset[str]
    premodifier_adverbs: frozenset[str]
    premodifier_participles: frozenset[str]
    pair_words: frozenset[str]
    rank_nouns: frozenset[str]
    naming_participles: frozenset[str]
    post_verbs: frozenset[str]
    leading_verbs: frozenset[str]
    leaving_verbs: frozenset[str]
    taking_verbs: frozenset[str]


class KindLists(Struct, frozen=True, kw_only=True, eq=False):
    """What tells whether a name is a person's, a body's or a place's."""

    organisation_heads: frozenset[str]
    organisation_triggers: frozenset[str]
    company_ends: frozenset[str]
    company_tails: frozenset[str]
    company_forms: frozenset[str]
    alliance_heads: frozenset[str]
    house_heads: frozenset[str]
    body_adjectives: frozenset[str]
    body_starts: frozenset[str]
    corporate_nouns: frozenset[str]
    serving_nouns: frozenset[str]
    shared_nouns: frozenset[str]
    grouped_nouns: frozenset[str]
    holdings: frozenset[str]
    owned_ends: tuple[str, ...]
    exchanges: tuple[str, ...]
    place_heads: frozenset[str]
    place_triggers: frozenset[str]
    work_nouns: frozenset[str]
    final_heads: frozenset[str]
    product_nouns: frozenset[str]
    performer_nouns: frozenset[str]
    place_firsts: frozenset[str]
    place_owners: tuple[str, ...]
    sure_locatives: frozenset[str]
    locatives: frozenset[str]
    located_nouns: frozenset[str]
    thing_prepositions: frozenset[str]
    other_heads: frozenset[str]
    other_firsts: frozenset[str]
    numbered_things: frozenset[str]
    regnal_numbers: frozenset[str]
    surname_heads: frozenset[str]
    arabic_articles: tuple[str, ...]
    apposition_determiners: frozenset[str]
    apposition_ends: frozenset[str]
    person_relatives: frozenset[str]
    subject_matters: frozenset[str]
    sport_words: frozenset[str]
    contest_verbs: frozenset[str]
    opposing_words: frozenset[str]
    contest_nouns: frozenset[str]
    result_prepositions: frozenset[str]
    venue_prepositions: tuple[str, ...]


class PersonLists(Struct, frozen=True, kw_only=True, eq=False):
    """Pronouns, and nouns that tell a person's sex."""

    male_pronouns: frozenset[str]
    female_pronouns: frozenset[str]
    female_nouns: frozenset[str]
    male_nouns: frozenset[str]
    kin_nouns: frozenset[str]
    unnamed_nouns: frozenset[str]


class SpeechLists(Struct, frozen=True, kw_only=True, eq=False):
    """How news tells who said what. Verbs and nouns by lemma."""

    speech_verbs: frozenset[str]
    report_verbs: frozenset[str]
    hinting_verbs: frozenset[str]
    urge_verbs: frozenset[str]
    accuse_verbs: frozenset[str]
    promise_verbs: frozenset[str]
    refusing_verbs: frozenset[str]
    belief_verbs: frozenset[str]
    told_modals: frozenset[str]
    owning_verbs: frozenset[str]
    acting_verbs: frozenset[str]
    asking_verbs: frozenset[str]
    judging_verbs: frozenset[str]
    describe_verbs: frozenset[str]
    issuing_verbs: frozenset[str]
    telling_verbs: frozenset[str]
    letting_verbs: frozenset[str]
    claim_nouns: frozenset[str]
    speech_nouns: frozenset[str]
    speaking_nouns: frozenset[str]
    source_nouns: frozenset[str]
    reporting_nouns: frozenset[str]
    body_words: frozenset[str]
    singling_words: frozenset[str]
    opinion_nouns: frozenset[str]
    interview_words: frozenset[str]
    dying_verbs: frozenset[str]
    killing_verbs: frozenset[str]
    death_nouns: frozenset[str]
    forms_before_quotation: frozenset[str]
    forms_after_quotation: tuple[str, ...]
    complementisers: tuple[str, ...]
    clause_marks: frozenset[str]
    relative_pronouns: frozenset[str]
    open_pronouns: frozenset[str]
    object_pronouns: frozenset[str]
    followed_pronouns: frozenset[str]
    person_pronouns: frozenset[str]
    vague_subjects: frozenset[str]
    qualified_subjects: frozenset[str]


class FactualityLists(Struct, frozen=True, kw_only=True, eq=False):
    """What takes a statement back: it was denied, not made, or only may be made."""

    denying_verbs: frozenset[str]
    denying_phrases: frozenset[str]
    failing_words: frozenset[str]
    retracting_verbs: frozenset[str]
    carrying_words: frozenset[str]
    planning_verbs: frozenset[str]
    performing_verbs: frozenset[str]
    source_verbs: frozenset[str]
    without_words: frozenset[str]
    negating_adverbs: frozenset[str]
    false_adverbs: frozenset[str]
    indefinite_subjects: frozenset[str]
    hearsay_adverbs: frozenset[str]
    no_subjects: frozenset[str]
    any_subjects: frozenset[str]
    no_determiners: frozenset[str]
    open_predicates: frozenset[str]
    open_adjectives: frozenset[str]
    pending_marks: frozenset[str]
    question_marks: frozenset[str]
    question_verbs: frozenset[str]
    factual_nouns: frozenset[str]
    listener_verbs: frozenset[str]


class ActLists(Struct, frozen=True, kw_only=True, eq=False):
    """What counts as an act."""

    light_verbs: frozenset[str]
    saying_verbs: frozenset[str]
    future_words: frozenset[str]
    planning_verbs: frozenset[str]
    planning_passives: frozenset[str]
    conditions: frozenset[str]
    agents_of_place: frozenset[str]


class LemmaLists(Struct, frozen=True, kw_only=True, eq=False):
    """Forms of verbs that the model's rules leave as they are, or get wrong."""

    forms_of_be: frozenset[str]
    forms_of_have: frozenset[str]
    forms_of_hope: frozenset[str]


class PointLists(Struct, frozen=True, kw_only=True, eq=False):
    """What makes a sentence hard to read alone."""

    leaning_openers: frozenset[str]
    leaning_pronouns: frozenset[str]
    counting_openers: frozenset[str]
    subject_pronouns: frozenset[str]
    plural_pronouns: frozenset[str]
    thing_pronouns: frozenset[str]
    demonstratives: frozenset[str]
    deictic_nouns: frozenset[str]
    adding_adverbs: frozenset[str]
    saying_pronouns: tuple[str, ...]
    personal_pronouns: tuple[str, ...]


class Vocabulary(Struct, frozen=True, kw_only=True, eq=False):
    """The word lists of a language that is parsed, one attribute for each table of its file."""

    names: NameLists
    roles: RoleLists
    kinds: KindLists
    people: PersonLists
    speech: SpeechLists
    factuality: FactualityLists
    acts: ActLists
    figures: FigureLists
    time: TimeLists
    lemmas: LemmaLists
    points: PointLists
    compression: CompressionLists


class BoilerplateLists(Struct, frozen=True, kw_only=True, eq=False):
    """Patterns of what stands around the prose of a news page."""

    labels: tuple[str, ...]
    promotion_starts: tuple[str, ...]
    promotion: tuple[str, ...]
    caption_starts: tuple[str, ...]
    caption_brackets: tuple[str, ...]
    caption: tuple[str, ...]
    byline_starts: tuple[str, ...]
    credit: tuple[str, ...]
    jobs: tuple[str, ...]
    date_lines: tuple[str, ...]
    teasers: tuple[str, ...]
    square_brackets: tuple[str, ...]
    caption_labels: tuple[str, ...]
    seen_verbs: tuple[str, ...]
    credit_starts: tuple[str, ...]
    dotted_titles: tuple[str, ...]
    agencies: tuple[str, ...]
    time_zones: tuple[str, ...]
    question_labels: frozenset[str]
    answer_labels: frozenset[str]
