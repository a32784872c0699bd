"""Swedish abbreviations by what a full stop after them may mean.

The sets answer one question for `language.sentences`: can this abbreviation be the last word of a
sentence? All are written in lower case with their full stops and without spaces; `bl. a.` is
looked up as `bl.a.`. Sources: Svenska skrivregler (Språkrådet), Myndigheternas skrivregler
(Ds 2014:43), and what stands in Swedish reports and laws.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


INSIDE = _words("""
    t.ex. ex. bl.a. bl. dvs. d.v.s. jfr. jmf. s.k. f.d. fr.o.m. f.o.m. t.o.m. p.g.a. pga.
    m.a.o. m.h.t. m.h.a. m.a.p. f.n. f.ö. i.o.m. i.st.f. på.gr.a. enl. ev. inkl. exkl. resp.
    ca. c:a. kl. nr. n:r. dnr. diarienr. prop. bet. rskr. dir. skr. dep. avd. ang. betr. s.
    dr. prof. doc. hr. frk. s:t. s:ta. uppl. utg. övers. obs. tel. tfn. bitr. tf. t.f. förf.
    eg. eng. lat. milj. mdr. motsv. dåv. å.k. vs. särsk. forts. o. t. i. ibid. sthlm.
    """)
"""Something always follows: a name, a number, an example. Never the end of a sentence."""

REFERENCE = _words("""
    kap. st. jan. feb. febr. apr. aug. sept. sep. okt. nov. dec. mån. tis. ons. tors. fre.
    lör. sön. tim. kvm. e.kr. f.kr. u.å. o.j. a. b. e. g. h. k. n. v. x. y. årg. vol. ordf.
    mfl. adj.
    """)
"""Usually goes on; but `… i 5 kap. Det innebär …` ends: a word that opens sentences decides."""

NUMBERED = _words("""
    art. avs. bil. del. fig. form. led. max. min. mom. not. p. pkt. punkt. sid. tab. sek.
    """)
"""Goes on before a number only; otherwise it is an ordinary word at the end of its sentence."""

CLOSING = _words("""
    m.fl. m.m. mm. osv. o.s.v. etc. o.d. o.dyl. dyl. e.d. e.dyl. inc. ltd. al. fl. f. ff. m.
    kr. tkr. mnkr. mkr.
    """)
"""Often the last word of a sentence: a capital after it opens the next one."""

OPENERS = _words("""
    alla allt att av beträffande både de dels den denna dessa dessutom det detta då därav
    därefter däremot därför därigenom därmed därtill därutöver dock eftersom en enligt ett
    flera flertalet från följaktligen för förslaget förslagen genom här härutöver i inför
    ingen inget inte kommunen kommunerna med men mot nuvarande nu när och också om på
    regeringen sammanfattningsvis samtidigt samtliga slutligen som så sådan sådana till
    trots under utan utifrån utredaren utredningen var vad vi vid vidare vilket vissa våra
    åtgärden än är även återigen över övriga however the this these that they we it in on if
    when but and
    """)
"""Words that open a sentence and, when capitalised, are hardly ever a name."""

MONTHS = _words("""
    januari februari mars april maj juni juli augusti september oktober november december
    """)

LABELLED_BY_LETTER = _words("""
    alternativ bilaga del grupp nivå typ led figur tabell kategori modell klass avsnitt
    """)
"""Before a single capital letter these make it a label and not an initial: `alternativ B.`"""
