"""Every kind of finding there is, with its code and how much it weighs in what is sent.

The codes are a contract: scripts read them and recorded overrides name them.
`docs/kontroller.md` says what each looks for and why.
"""

from enum import Enum

from workbench.core.check.finding import Finding, Place, Severity

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE


class Kind(Enum):
    """A kind of finding."""

    # The facts of the referral
    NUMBER_MISSING = ("dnr-saknas", _E)
    NUMBER_WITHOUT_LETTER = ("dnr-utan-bokstav", _E)
    NUMBER_FORM = ("dnr-form", _W)
    NUMBER_IN_TEXT = ("dnr-i-text", _W)
    OWN_NUMBER_MISSING = ("eget-dnr-saknas", _N)
    SENDER_MISSING = ("avsandare-saknas", _W)
    TITLE_MISSING = ("titel-saknas", _E)
    TITLE_DIFFERS = ("titel-avviker", _E)
    DESIGNATION_MISSING = ("beteckning-saknas", _W)
    DESIGNATION_FORM = ("beteckning-form", _W)
    DESIGNATION_DIFFERS = ("beteckning-avviker", _W)
    RECIPIENT_MISSING = ("mottagare-saknas", _E)
    ADDRESS_MISSING = ("epost-saknas", _W)
    DEADLINE_MISSING = ("frist-saknas", _E)
    DEADLINE_PASSED = ("frist-passerad", _E)
    DEADLINE_TODAY = ("frist-i-dag", _W)
    DEADLINE_ON_WEEKEND = ("frist-pa-helg", _N)
    EXTENSION_INCOMPLETE = ("anstand-ofullstandigt", _W)
    DATES_OUT_OF_ORDER = ("datum-i-fel-ordning", _W)
    ROUND_AFTER_DEADLINE = ("rond-efter-frist", _W)
    NOBODY_INVITED = ("ingen-inbjuden", _W)
    SOME_NOT_INVITED = ("nagra-ej-inbjudna", _N)
    INVITATIONS_UNKNOWN = ("inbjudan-okand", _N)
    INVITATION_CONTRADICTED = ("inbjudan-motsagd", _W)
    OFFICER_TWICE = ("handlaggare-dubblerad", _N)
    TEMPLATE_CHANGED = ("mall-bytt", _W)

    # The parts of the answer
    SUMMARY_MISSING = ("sammanfattning-saknas", _E)
    SUMMARY_NOT_FIRST = ("sammanfattning-inte-forst", _E)
    SUMMARY_WITHOUT_POSITION = ("sammanfattning-utan-stallning", _W)
    DISSENT_FIRST = ("sarskilt-yttrande-forst", _E)
    OPENING_EMPTY = ("inledning-onodig", _N)
    SECTION_UNKNOWN = ("avsnitt-okant", _E)
    SECTION_WITHOUT_TEXT = ("avsnitt-utan-text", _E)
    SECTION_TOO_LONG = ("avsnitt-for-langt", _N)
    ANSWER_TOO_LONG = ("svar-for-langt", _W)
    MENTION_UNKNOWN = ("hanvisning-okand", _E)
    MENTION_NOT_ANSWERED = ("hanvisning-ej-besvarad", _N)
    HEADING_UNSEEN = ("rubrik-ej-sedd", _W)
    NUMBER_INFERRED = ("nummer-antaget", _W)
    HEADINGS_MIXED = ("rubriker-blandade", _N)
    RETELLING = ("aterberattelse", _W)

    # Positions
    POSITION_MISSING = ("stallning-saknas", _W)
    POSITION_FAMILY = ("stallning-fel-slag", _E)
    WORDS_FAMILY = ("ord-fel-slag", _E)
    POSITION_CONTRADICTED = ("position-mot-text", _E)
    DEVIATION_UNNAMED = ("avvikelse-ej-namnd", _W)
    CONDITION_UNNAMED = ("forbehall-ej-namnt", _W)
    CONDITION_MISSING = ("forbehall-utan-villkor", _W)
    CONDITION_IN_TEXT = ("forbehall-i-text", _W)
    SPLIT_UNNAMED = ("delat-ej-utskrivet", _E)
    SPLIT_UNMARKED = ("delat-ej-markerat", _W)

    # What was left behind in the text
    PLACEHOLDER = ("platshallare", _E)
    VERSION_MARK = ("versionsmarke", _E)
    EDITING_MARK = ("sparrest", _E)
    SENTENCE_REPEATED = ("mening-upprepad", _W)
    SENTENCE_NEARLY_REPEATED = ("mening-nastan-upprepad", _N)
    WORD_DOUBLED = ("dubbelt-ord", _W)
    NUMBERING = ("numrering", _W)
    UNBALANCED = ("obalans", _W)
    FOOTNOTE_WITHOUT_TEXT = ("fotnot-utan-text", _E)
    FOOTNOTE_UNUSED = ("fotnot-oanvand", _W)
    FOOTNOTE_TWICE = ("fotnot-dubblerad", _W)
    ANNEX_MISSING = ("bilaga-saknas", _E)
    ANNEX_UNMENTIONED = ("bilaga-omnamns-inte", _W)
    TERM_DIFFERS = ("att-sats-avviker", _W)

    # Dates, names, persons
    WEEKDAY_WRONG = ("veckodag-fel", _E)
    DATE_IMPOSSIBLE = ("datum-omojligt", _E)
    DATE_PASSED = ("datum-passerat", _W)
    HEADING_DATE = ("datum-i-rubrik", _W)
    NAME_MISSPELT = ("kommunnamn", _W)
    COUNT_WRONG = ("antal-kommuner", _W)
    PERSONAL_NUMBER = ("personnummer", _E)
    LIKE_PERSONAL_NUMBER = ("personnummer-liknande", _W)
    PERSON_CONTACT = ("personuppgift", _W)

    # The work: contributions, conflicts, changes
    OPEN_CONFLICT = ("oppen-konflikt", _E)
    MARKED_CONTRADICTORY = ("motstridiga-bidrag", _E)
    PENDING_CHANGE = ("vantande-andring", _W)
    MUNICIPALITY_SILENT = ("kommun-utan-bidrag", _W)
    INTEREST_UNANSWERED = ("intresse-obesvarat", _W)
    CONTRIBUTES_WITHOUT_JOINING = ("bidrag-utan-deltagande", _W)
    FEW_TAKE_PART = ("lagt-deltagande", _W)
    CONTRIBUTION_UNCERTAIN = ("osaker-uppgift", _N)
    CONTRIBUTION_UNCHANGED = ("oforandrat", _W)
    CONTRIBUTION_COPIED = ("samma-text", _W)
    CONTRIBUTION_SHARED = ("samma-text-annan-kommun", _N)
    CONTRIBUTION_UNMERGED = ("bidrag-ej-inarbetat", _W)
    LEFT_FROM_ROUND = ("kvar-sedan-steg", _N)
    OUTSIDE_SCOPE = ("utanfor-avgransning", _N)

    # The municipalities' decisions
    ADOPTED_DIFFERS = ("antagen-avviker", _E)
    DECISION_MISSING = ("beslut-saknas", _W)
    ONLY_EXPECTED = ("forvantat-ej-beslutat", _W)
    MEETING_AFTER_DEADLINE = ("sammantrade-efter-frist", _W)
    DECISION_AFTER_DEADLINE = ("beslut-efter-frist", _W)
    DECISION_IN_FUTURE = ("beslut-i-framtiden", _E)
    DECISION_BEFORE_REFERRAL = ("beslut-fore-remiss", _W)
    DECISION_ON_WEEKEND = ("beslut-pa-helg", _N)
    DECISION_INCOMPLETE = ("beslut-ofullstandigt", _N)
    DECISION_WITHOUT_VERSION = ("beslut-utan-version", _N)
    SENT_BACK = ("aterremiss", _W)
    SENT_BACK_WITHOUT_DATE = ("aterremiss-utan-datum", _W)
    SENT_BACK_TOO_LATE = ("aterremiss-efter-frist", _W)
    DEVIATION_WITHOUT_TEXT = ("avvikelse-utan-yttrande", _E)
    DEVIATION_AGREES = ("avvikelse-utan-skillnad", _W)
    DEVIATION_UNKNOWN_SECTION = ("avvikelse-okant-avsnitt", _E)
    NOT_ALIKE = ("likalydande-bruten", _E)

    # Plain language and spelling
    MISSPELT = ("felstavat", _N)
    LONG_SENTENCE = ("lang-mening", _N)
    HEAVY_WORD = ("tungt-ord", _N)
    AND_OR = ("och-eller", _N)
    ABBREVIATION = ("forkortning", _N)
    PERCENT = ("procent-tecken", _N)
    DASH = ("tankstreck", _N)
    DOUBLE_SPACE = ("dubbla-blanksteg", _N)
    PUNCTUATION = ("skiljetecken", _N)
    QUOTATION_MARKS = ("citattecken", _N)
    PASSIVE_CHAIN = ("passivkedja", _N)
    FIGURES = ("siffror", _N)
    DECIMAL_POINT = ("decimalkomma", _N)

    def __init__(self, code: str, severity: Severity) -> None:
        self.code = code
        self.severity = severity

    def found(self, place: Place, message: str, advice: str, quote: str = "") -> Finding:
        """Make a finding of this kind, as heavy as it is in what is sent."""
        return Finding(self.code, self.severity, place, message, advice, quote)

    def found_in_draft(self, place: Place, message: str, advice: str, quote: str = "") -> Finding:
        """Make a finding about words that are not themselves sent: one step lighter."""
        return Finding(self.code, self.severity.lighter, place, message, advice, quote)
