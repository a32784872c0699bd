"""How `workbench.core.merging.conflict` names places and wordings."""

from workbench.core.merging.conflict import Settlement, place_digest, wordings_digest


def test_a_place_is_named_by_what_stands_there_and_beside_it() -> None:
    place = place_digest("Vi tillstyrker.", "Före.", "Efter.", 0)
    assert place == place_digest("Vi tillstyrker.", "Före.", "Efter.", 0)
    others = {
        place_digest("Vi avstyrker.", "Före.", "Efter.", 0),
        place_digest("Vi tillstyrker.", "", "Efter.", 0),
        place_digest("Vi tillstyrker.", "Före.", "", 0),
        place_digest("Vi tillstyrker.Före.", "", "Efter.", 0),
        place_digest("Vi tillstyrker.", "Före.", "Efter.", 1),
    }
    assert len(others | {place}) == 6


def test_order_and_repetition_of_wordings_do_not_matter() -> None:
    assert wordings_digest(["a", "b"]) == wordings_digest(["b", "a", "b"])
    assert wordings_digest(["a", "b"]) != wordings_digest(["ab"])


def test_any_text_can_be_named() -> None:
    assert len(place_digest("\udcff", "", "", 0)) == 8


def test_a_settlement_knows_its_place() -> None:
    assert Settlement("0123abcd-9876ef", "text").place == "0123abcd"
