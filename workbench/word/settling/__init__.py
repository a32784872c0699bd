"""Settling the tracked changes of one part: what stays, what goes, and what that pulls along.

decision       accept or reject, and what a mark then does to what it is about
content        runs and whatever else a mark wraps
properties     formatting, numbering, merged cells
controls       content controls and formulas without what they hold
tables         rows and cells, and the tables that they leave behind
paragraphs     paragraphs that join when the mark between them goes
fields         fields of which only a part was left
waiting        marks that cannot go before something else is settled
story          all of it, in the order that makes it right
"""
