"""The example: a real history by fifteen municipalities, the same every time."""

from itertools import pairwise
from pathlib import Path

import pytest

from workbench.config import Settings
from workbench.core.reviewing.decisions import Verdict
from workbench.errors import InputError
from workbench.storage import shipped
from workbench.workspace import Workspace, demo
from workbench.workspace.demo import making


@pytest.fixture(scope="module")
def dalarna(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return demo.make(tmp_path_factory.mktemp("demo") / "dalarna", Settings())


def test_fifteen_municipalities_have_written_it(dalarna: Workspace) -> None:
    response = dalarna.response
    assert len(response.municipalities) == 15
    assert len(response.outline.answered) >= 25
    assert len(response.contributions) >= 160
    assert response.facts.response.fictional
    assert not dalarna.status().silent


def test_every_act_has_its_author(dalarna: Workspace) -> None:
    response = dalarna.response
    for version in dalarna.desk.history.log():
        if version.party == "main":
            assert version.author.name.endswith("Borlänge kommun")
        else:
            municipality = response.municipalities[version.party]
            assert version.author.name.endswith(municipality.official_name)
            assert version.author.email in {o.email for o in municipality.officers}
            assert all(p.startswith(f"municipalities/{version.party}/") for p in version.paths)
        assert version.trailers["Remiss-Act"]
    assert len({version.party for version in dalarna.desk.history.log()}) == 16


def test_the_milestones_come_in_their_order(dalarna: Workspace) -> None:
    names = [milestone.name for milestone in dalarna.desk.history.milestones()]
    assert names[0] == demo.FINAL
    assert names[1:] == sorted(names[1:], reverse=True)
    assert len(names) >= 3
    for later, earlier in pairwise(names):
        assert dalarna.compare(earlier, later)


def test_what_was_decided_at_the_review_is_what_the_example_says(dalarna: Workspace) -> None:
    shipped_files = shipped.files(making.EXAMPLE)
    texts = [path for path in shipped_files if path.startswith("text/")]
    assert len(texts) >= 30
    for path in texts:
        assert dalarna.desk.files()[path] == shipped_files[path], path
    assert dalarna.open_conflicts() == {}
    verdicts = [
        row.verdict
        for key in dalarna.sections_on_review()
        for row in dalarna.review(key).decisions.standing
    ]
    assert {Verdict.ACCEPTED, Verdict.REJECTED, Verdict.SETTLED} <= set(verdicts)
    assert all(
        thread.resolved for key in dalarna.sections_on_review() for thread in dalarna.comments(key)
    )


def test_in_the_middle_of_the_review_there_is_something_to_decide(tmp_path: Path) -> None:
    workspace = demo.make(tmp_path / "mitt i", Settings(), demo.Until.REVIEW)
    assert [m.name for m in workspace.desk.history.milestones()] == ["utkast-1"]
    assert workspace.open_conflicts() == {"17.5.1": 1}
    reviews = {key: workspace.review(key).review for key in workspace.sections_on_review()}
    assert sum(len(review.undisputed) for review in reviews.values()) >= 6
    (same,) = [c for c in reviews["19.8.2"].undisputed if len(c.slugs) == 2]
    assert same.slugs == ("hedemora", "smedjebacken")
    assert any(not t.resolved for t in workspace.comments("17.5.1"))
    assert workspace.outside_edits().own == workspace.outside_edits().others == ()


def test_the_folder_holds_what_the_history_says(dalarna: Workspace) -> None:
    assert dalarna.outside_edits().own == dalarna.outside_edits().others == ()
    assert dalarna.desk.history.ignored() == ()
    for path, data in dalarna.desk.files().items():
        assert (dalarna.folder / path).read_bytes() == data


def test_two_are_the_same_to_the_byte(dalarna: Workspace, tmp_path: Path) -> None:
    again = demo.make(tmp_path / "en annan mapp", Settings())
    assert again.desk.history.heads() == dalarna.desk.history.heads()
    documents = [workspace.export(despite="exempel") for workspace in (dalarna, again)]
    files = [[file.path.read_bytes() for file in made.files] for made in documents]
    assert files[0] == files[1]


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mitt.txt").write_text("viktigt")
    with pytest.raises(InputError, match="inte tom"):
        demo.make(tmp_path, Settings())
    assert [path.name for path in tmp_path.iterdir()] == ["mitt.txt"]
