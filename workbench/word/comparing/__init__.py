"""Word files become one redline: accepting all gives the later, rejecting all gives the earlier.

    comparison     the whole: which parts answer to each other, what cannot be compared
    redline        what it gave beside the file
    side           a later file on its way in, and the desk where one part is written
    pairing        which paragraphs and tables of two stories answer to each other
      counterparts   … and which tables
    script         what happened to the text between them, piece by piece
    plan           what one later file makes of a story
    overlay        the plans of several later files, laid over each other
      leavings       what one wrote in a paragraph that another took away before a table
      gathering      all that they do, by where it stands in the earlier file
      insertions     what several put in one place
      moves          moves that they agree on
    inline         a paragraph as a row of pieces
    fingerprint    when two elements are the same thing
    story          a story written again with the changes marked in it
      line           a paragraph of it
      frames         content controls around its paragraphs
      boxes          text boxes, which are stories of their own
    tables         rows and cells
      cells          rows and cells, controls around them seen through
      columns        which columns answer to each other
    bookmarks      those of the later files
    comments       … and their comments, put in where they were
      places         where a place of a later file is in the redline
      threads        the parts that comments lie in
    pen            the marks themselves
    properties     formatting that changed
    identities     ids that nothing else in the file may have
    borrowing      what new text brings along: pictures, links, notes, styles, lists

A text is seen as Word sees it: a row of characters in which a paragraph's mark is one character
that carries the paragraph's properties. So a split paragraph is one inserted mark and no more.
"""
