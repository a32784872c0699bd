"""The answer: a response becomes the document that the ministry, a board or a reader gets.

Pure: nothing here knows Word or PDF. `joint` is what is sent, `proof` and
`alternatives` what a working copy of it shows besides; `basis` is one municipality's
tjänsteskrivelse; `summary` is who said what; `arms` and `picture` are what stands on the letterhead
besides words.
"""

from workbench.core.answer.basis import decision_basis
from workbench.core.answer.dissents import Dissent, dissents
from workbench.core.answer.joint import AnswerOptions, joint_answer
from workbench.core.answer.summary import contribution_summary

__all__ = [
    "AnswerOptions",
    "Dissent",
    "contribution_summary",
    "decision_basis",
    "dissents",
    "joint_answer",
]
