"""A county's own letterhead as a template: what it lacks, and a copy that lacks nothing.

    styles        the styles that the standard template has, and which of them a template must have
    opening       a Word file past the guard and into python-docx
    own_look      fonts, colours and sizes of the file, and a style dressed in them
    completing    the copy with what is missing
    account       what a file has and lacks, told in Swedish

python-docx is loaded by these modules alone, and never before the file has been looked through.
"""
