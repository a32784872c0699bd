"""Review: what the municipalities want changed in the agreed text, and what was decided about it.

    wanted     the agreed text as one municipality wants it, and what it started from
    edits      the single changes between two texts, each of which can be made alone
    pending    what is left to decide: changes that fit, are overtaken or have lost their place,
               and conflicts between them
    moves      text that goes from one section to another: which two changes it is
    decisions  the log of what was decided, by whom and why
    comments   what is said beside the text, in threads
    items      changes and threads together: what is open, and in which order one looks

Only texts and decisions are stored. What is pending is worked out from them whenever somebody
looks: a change that has been taken in is gone by itself, one whose sentence has been rewritten is
shown where that sentence now stands.
"""
