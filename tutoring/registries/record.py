"""What a registry says of one study, in types of our own."""

from dataclasses import dataclass, field

from tutoring.registries.numbers import Amount, PartialDate, PValue

NO_AMOUNT, NO_P_VALUE, NO_DATE = Amount(""), PValue(""), PartialDate("")


@dataclass(frozen=True)
class Identifier:
    """A number the study is known by; `kind` is nct, eudract, ctis, isrctn, utn, sponsor or other."""

    kind: str
    value: str
    issuer: str = ""


@dataclass(frozen=True)
class Organisation:
    """A sponsor or collaborator; `sort` is the registry's class (INDUSTRY, NIH, OTHER …)."""

    name: str
    sort: str = ""


@dataclass(frozen=True)
class Design:
    """How the study is built; words are the registry's codes (RANDOMIZED, PARALLEL, DOUBLE …)."""

    study_type: str = ""
    phases: tuple[str, ...] = ()
    allocation: str = ""
    model: str = ""
    model_description: str = ""
    purpose: str = ""
    masking: str = ""
    masked: tuple[str, ...] = ()
    masking_description: str = ""
    enrolment: int | None = None
    enrolment_type: str = ""


@dataclass(frozen=True)
class Arm:
    """A group as planned. The type is what the sponsor chose: a placebo arm may be typed EXPERIMENTAL."""

    label: str
    type: str = ""
    description: str = ""
    interventions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Intervention:
    """What is given or done."""

    name: str
    type: str = ""
    description: str = ""
    arms: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True)
class EligibilityLine:
    """One criterion; `side` is inclusion, exclusion or "" before any heading; `heading` the words above it."""

    text: str
    side: str = ""
    heading: str = ""
    depth: int = 0


@dataclass(frozen=True)
class Eligibility:
    """Who may take part."""

    text: str = ""
    lines: tuple[EligibilityLine, ...] = ()
    sex: str = ""
    least_age: str = ""
    most_age: str = ""
    healthy_volunteers: bool | None = None


@dataclass(frozen=True)
class Site:
    """A place where the study is run."""

    facility: str
    city: str
    country: str
    status: str = ""


@dataclass(frozen=True)
class PlannedOutcome:
    """What was to be measured; `type` is PRIMARY, SECONDARY or OTHER_PRE_SPECIFIED."""

    type: str
    title: str
    description: str = ""
    time_frame: str = ""


@dataclass(frozen=True)
class Group:
    """A group in one table of results; its id means nothing outside that table, the title does."""

    id: str
    title: str
    description: str = ""


@dataclass(frozen=True)
class Count:
    """How many, in one group."""

    group_id: str
    amount: Amount


@dataclass(frozen=True)
class Denominator:
    """How many of `units` (Participants, Eyes …) were analysed in each group."""

    units: str
    counts: tuple[Count, ...] = ()


@dataclass(frozen=True)
class Measurement:
    """One measured value with its spread or limits, in one group."""

    group_id: str
    value: Amount
    spread: Amount = NO_AMOUNT
    lower: Amount = NO_AMOUNT
    upper: Amount = NO_AMOUNT
    comment: str = ""


@dataclass(frozen=True)
class Category:
    """A row of values within a class."""

    title: str = ""
    measurements: tuple[Measurement, ...] = ()


@dataclass(frozen=True)
class Class:
    """A block of rows of a table of results, with its own denominators where they differ."""

    title: str = ""
    denominators: tuple[Denominator, ...] = ()
    categories: tuple[Category, ...] = ()


@dataclass(frozen=True)
class Analysis:
    """One statistical comparison of groups."""

    group_ids: tuple[str, ...] = ()
    description: str = ""
    method: str = ""
    p_value: PValue = NO_P_VALUE
    p_comment: str = ""
    parameter: str = ""
    value: Amount = NO_AMOUNT
    level: Amount = NO_AMOUNT
    sides: str = ""
    lower: Amount = NO_AMOUNT
    upper: Amount = NO_AMOUNT
    dispersion: str = ""
    dispersion_value: Amount = NO_AMOUNT
    comment: str = ""
    hypothesis: str = ""
    hypothesis_comment: str = ""


@dataclass(frozen=True)
class Outcome:
    """An outcome as reported, with its values and analyses."""

    type: str
    title: str
    description: str = ""
    population: str = ""
    status: str = ""
    time_frame: str = ""
    parameter: str = ""
    dispersion: str = ""
    unit: str = ""
    units_analysed: str = ""
    groups: tuple[Group, ...] = ()
    denominators: tuple[Denominator, ...] = ()
    classes: tuple[Class, ...] = ()
    analyses: tuple[Analysis, ...] = ()


@dataclass(frozen=True)
class BaselineMeasure:
    """How the groups were before; the groups stand in the measure so that it can be shown by itself."""

    title: str
    description: str = ""
    population: str = ""
    parameter: str = ""
    dispersion: str = ""
    unit: str = ""
    groups: tuple[Group, ...] = ()
    denominators: tuple[Denominator, ...] = ()
    classes: tuple[Class, ...] = ()


@dataclass(frozen=True)
class Milestone:
    """A step of the participants' flow, or a reason to leave (`is_drop`)."""

    title: str
    counts: tuple[Count, ...] = ()
    is_drop: bool = False
    comment: str = ""


@dataclass(frozen=True)
class Period:
    """One period of the participants' flow."""

    title: str
    milestones: tuple[Milestone, ...] = ()


@dataclass(frozen=True)
class Flow:
    """Who came, went on and left."""

    recruitment: str = ""
    before: str = ""
    groups: tuple[Group, ...] = ()
    periods: tuple[Period, ...] = ()


@dataclass(frozen=True)
class SafetyStat:
    """One event in one group; what the record does not give is None."""

    group_id: str
    affected: int | None = None
    at_risk: int | None = None
    events: int | None = None

    @property
    def risk(self) -> float | None:
        """Affected over at risk, when both are known and make sense."""
        if self.affected is None or not self.at_risk or self.affected > self.at_risk:
            return None
        return self.affected / self.at_risk


@dataclass(frozen=True)
class SafetyRow:
    """One adverse event term, serious or other, over the groups."""

    term: str
    serious: bool
    organ_system: str = ""
    vocabulary: str = ""
    assessment: str = ""
    notes: str = ""
    stats: tuple[SafetyStat, ...] = ()


@dataclass(frozen=True)
class SafetyGroup:
    """A group of the safety tables with its totals."""

    id: str
    title: str
    description: str = ""
    deaths: int | None = None
    deaths_at_risk: int | None = None
    serious: int | None = None
    serious_at_risk: int | None = None
    other: int | None = None
    other_at_risk: int | None = None


@dataclass(frozen=True)
class Safety:
    """What harm was recorded, how and over which time."""

    time_frame: str = ""
    description: str = ""
    threshold: Amount = NO_AMOUNT
    groups: tuple[SafetyGroup, ...] = ()
    rows: tuple[SafetyRow, ...] = ()


@dataclass(frozen=True)
class Reference:
    """A publication; `type` is BACKGROUND, RESULT or DERIVED."""

    citation: str
    type: str = ""
    pmid: str = ""
    doi: str = ""


@dataclass(frozen=True)
class Link:
    """A page elsewhere, or a document of the study."""

    title: str
    url: str
    date: str = ""


@dataclass(frozen=True)
class Note:
    """What we say ourselves about where a shipped record comes from."""

    text: str
    source: str = ""
    record_date: str = ""


@dataclass(frozen=True)
class Record:
    """Everything we read from one registry record."""

    registry: str
    number: str
    title: str
    record_date: PartialDate
    source_url: str
    official_title: str = ""
    acronym: str = ""
    status: str = ""
    summary: str = ""
    description: str = ""
    identifiers: tuple[Identifier, ...] = ()
    sponsor: Organisation = Organisation("")
    collaborators: tuple[Organisation, ...] = ()
    design: Design = Design()
    start: PartialDate = NO_DATE
    primary_completion: PartialDate = NO_DATE
    completion: PartialDate = NO_DATE
    first_posted: PartialDate = NO_DATE
    results_posted: PartialDate = NO_DATE
    conditions: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    mesh_conditions: tuple[str, ...] = ()
    mesh_interventions: tuple[str, ...] = ()
    arms: tuple[Arm, ...] = ()
    interventions: tuple[Intervention, ...] = ()
    eligibility: Eligibility = Eligibility()
    countries: tuple[str, ...] = ()
    sites: tuple[Site, ...] = ()
    planned: tuple[PlannedOutcome, ...] = ()
    has_results: bool = False
    limitations: str = ""
    flow: Flow = Flow()
    baseline: tuple[BaselineMeasure, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    safety: Safety = Safety()
    references: tuple[Reference, ...] = ()
    links: tuple[Link, ...] = ()
    documents: tuple[Link, ...] = ()
    note: Note = field(default=Note(""))
