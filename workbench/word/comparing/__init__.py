"""Two Word files become one redline: accepting all of it gives the later, rejecting the earlier.

    comparison     the whole: which parts answer to each other, what cannot be compared
    redline        what it gave beside the file
    pairing        which paragraphs and tables of two stories answer to each other
    script         what happened to the text between them, piece by piece
    inline         a paragraph as a row of pieces
    fingerprint    when two elements are the same thing
    story          a story written again with the changes marked in it
    tables         rows and cells
    pen            the marks themselves
    properties     formatting that changed
    borrowing      what new text brings along: pictures, links, notes, styles, lists

A text is seen as Word sees it: a row of characters in which a paragraph's mark is one character
that carries the paragraph's properties. So a split paragraph is one inserted mark and no more.
"""
