"""Word files: the only room that knows .docx, its markup and lxml.

    archive     the zip as it lies in the file, with everything hostile refused
    markup      one part's XML, parsed without entities and written back
    package     parts, content types and relations: what the rest works on
    revisions   every tracked change as a value
    comments    every comment as a value, in its thread
    text        what a reader would see, by view
    settle      accepting and rejecting
    templating/ a letterhead as a template; the only room that loads python-docx

Nothing is imported here: listing a file must not pay for what it does not use.
"""
