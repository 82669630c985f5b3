"""What an image says to who cannot see it, what it marks, and that it is safe on a page of a strict policy."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.definition.model import Service
from portal.diagrams.drawing import workflow_svg
from portal.diagrams.outline import outline
from portal.lao.breaking import break_points
from portal.lao.language import LANGUAGES, Language
from tests.diagrams.made import ends, large, step, with_workflow
from tests.diagrams.reading import Reading
from tests.diagrams.test_drawing import SERVICES, check_uncovered, service_at

SVG = "{http://www.w3.org/2000/svg}"
ALLOWED = {
    *("width", "height", "viewBox", "role", "aria-labelledby", "aria-describedby", "lang", "font-family", "id"),
    *("x", "y", "rx", "d", "fill", "stroke", "stroke-width", "stroke-dasharray", "text-anchor", "textLength"),
    *("lengthAdjust", "font-size", "font-weight"),
}
"""Presentation attributes and names: nothing that the policy of pages refuses."""


def parallel() -> Service:
    return service_at("services/construction-permit/service.yaml")


@pytest.mark.parametrize("file", SERVICES, ids=lambda file: file.parent.name)
@pytest.mark.parametrize("language", LANGUAGES)
def test_image_is_told_in_words(file: object, language: Language) -> None:
    service = service_at(file)
    root = ElementTree.fromstring(workflow_svg(service, language, name="drawn"))  # noqa: S314
    title, said = root[0], root[1]
    assert (root.get("role"), root.get("lang")) == ("img", language)
    assert (root.get("aria-labelledby"), root.get("aria-describedby")) == (title.get("id"), said.get("id"))
    assert title.text == service.title.in_language(language)
    for place in outline(service, language):
        for part in (place, *place.branches):
            words = (part.title, part.office, part.role, part.days, part.late, part.note)
            assert all(each in (said.text or "") for each in words), part
            for way in part.ways:
                assert all(label in (said.text or "") for label in way.labels)
                assert way.title in (said.text or "")


@given(st.text(max_size=60), st.sampled_from(LANGUAGES))
@settings(max_examples=60, deadline=None)
def test_whatever_a_service_is_called_is_text(title: str, language: Language) -> None:
    hostile = f"x<script>alert(1)</script>&\"' {''.join(sign for sign in title if sign.isprintable())}"
    workflow = {"first": {**step(1, ["granted"]), "title": {"lo": hostile, "en": hostile}}, **ends()}
    service = with_workflow(workflow)
    root = ElementTree.fromstring(workflow_svg(service, language))  # noqa: S314
    assert {each.tag for each in root.iter()} == {
        f"{SVG}{name}" for name in ("svg", "title", "desc", "rect", "text", "path")
    }
    assert {name for each in root.iter() for name in each.attrib} <= ALLOWED


def test_ends_are_told_apart_in_words_as_well() -> None:
    service = large(3, 5, "ends")
    for language, words in (("en", ("granted", "refused", "withdrawn")), ("lo", ("ໄດ້ຮັບ", "ປະຕິເສດ", "ຖອນ"))):
        said = [place.note for place in outline(service, "en" if language == "en" else "lo") if place.outcome]
        assert [word for word, note in zip(words, said, strict=True) if word not in note] == []


def test_how_many_reviews_are_needed_is_said() -> None:
    branches = {f"part_{at}": step(at, ["done"]) for at in range(3)}
    said = {}
    for join in ("all", "any", 2, 1, 3):
        reviews = {"title": {"lo": "ກ", "en": "Reviews"}, "to": "granted", "join": join, "branches": branches}
        places = outline(with_workflow({"reviews": reviews, **ends()}), "en")
        said[join] = next(place.note for place in places if place.kind == "parallel")
    assert said["all"] == said[3] == "All 3 must be done"
    assert said["any"] == said[1] == "One of them is enough"
    assert said[2] == "2 of the 3 must be done"


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_a_case_stands_is_marked_in_words_and_by_a_frame(language: Language) -> None:
    mark = {"lo": "ຄຳຮ້ອງຢູ່ຂັ້ນຕອນນີ້", "en": "The case is here"}[language]
    service = parallel()
    plain = workflow_svg(service, language)
    for here in (("village",), ("reviews.land", "reviews.planning"), ("applicant",), ("issued",), ("reviews.land",)):
        marked = workflow_svg(service, language, here=here)
        assert marked.count(f">{mark}<") == len(here)
        assert marked.count("#ffcf3f") == len(here)
        check_uncovered(Reading(marked))
    assert mark not in plain
    assert "#ffcf3f" not in plain


def test_legend_explains_what_is_there_and_no_more() -> None:
    one = with_workflow({"first": step(1, ["granted"]), **ends()})
    short = Reading(workflow_svg(one, "en")).texts
    assert not any(word in each.text for each in short for word in ("Sent back", "Late work", "Several offices"))
    long = " ".join(each.text for each in Reading(workflow_svg(parallel(), "en")).texts)
    assert all(word in long for word in ("Sent back", "Late work", "Several offices"))


def test_lao_breaks_between_words() -> None:
    title = "ຊ່ຽວຊານດ້ານສິ່ງແວດລ້ອມ ແລະ ຊັບພະຍາກອນທຳມະຊາດໃຫ້ຄຳເຫັນ 1"
    drawn = Reading(workflow_svg(large(3, 2), "lo"))
    lines = [each.text for each in drawn.texts if each.bold and title.startswith(each.text.strip())]
    allowed = break_points(title)
    assert lines
    assert all(any(len(title[:point].rstrip()) == len(line) for point in allowed) for line in lines)


def test_step_that_does_not_exist_is_named_and_nothing_is_drawn_to_it() -> None:
    workflow = {"first": step(1, ["granted", "nowhere"]), **ends()}
    drawn = Reading(workflow_svg(with_workflow(workflow), "en"))
    assert len(drawn.heads) == len({"first", "granted"}) + 1  # and that of the legend
