"""The rule book: it says what the rules do, all of it, and the document and the page are current."""

import html
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from intake.findings import FINDINGS
from intake.findings.examination_circulation import pulse_dp, pulse_pt
from intake.findings.examination_skin import erythema, oedema_extent
from intake.logic import (
    Claim,
    Group,
    Not,
    Relation,
    all_of,
    any_leg,
    any_of,
    at_least,
    bind,
    both_legs,
    leg_exists,
    named,
    not_,
    other_leg,
)
from intake.readings import LEGS, Leg
from intake.scores import SCORES
from intake.scores.circulation import ali_suspected
from intake.scores.general import anaemia, fever, recent_onset
from intake.scores.nerves import weak_both_legs
from intake.scores.pressures import abi
from intake.scores.veins import oedema_one_sided
from referrals.rulebook import STANDINGS, build, rulebook
from referrals.rulebook.build import Builder
from referrals.rulebook.folding import Named, OnLegs, Quantifier, fold, speaks_of_a_leg
from referrals.rulebook.found import THRESHOLDS, Found, conditions_of_cause, conditions_of_rule
from referrals.rulebook.markdown import as_markdown
from referrals.rulebook.notation import in_logic
from referrals.rulebook.search import Wanted, find
from referrals.rulebook.words import in_words
from referrals.rules import MEANING, RULES, VERSION, sources
from referrals.rules.cause import Standing
from referrals.rules.causes import CAUSES
from referrals.rules.disagreements import APPLIES_TO, DISAGREEMENTS, USED_INSIDE
from referrals.rules.sources import Source
from referrals.rules.suggestions import SUGGESTIBLES
from referrals.views import rulebook as views

BOOK = rulebook()
TEXT = as_markdown(BOOK)
FOUND = Found()


# --- The document -------------------------------------------------------------------------------


def test_the_document_is_current():
    call_command("rulebook", "--check")


@pytest.mark.parametrize("stale", ["something older", None])
def test_a_stale_document_fails_and_says_what_to_do(settings, tmp_path, stale):
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()
    if stale is not None:
        (tmp_path / "docs/rulebook.md").write_text(stale)
    with pytest.raises(CommandError, match="is not what the rules say"):
        call_command("rulebook", "--check")
    call_command("rulebook")
    call_command("rulebook", "--check")


def test_the_same_rules_give_the_same_bytes():
    rulebook.cache_clear()
    assert as_markdown(rulebook()) == TEXT


def test_every_link_of_the_document_leads_somewhere():
    anchors = re.findall(r'<a id="([^"]+)">', TEXT)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r"\]\(#([^)]+)\)", TEXT)) <= set(anchors)


def test_the_head_says_what_this_is_and_which_rules():
    head = TEXT[: TEXT.index("## Contents")]
    for words in ("not a diagnosis", "signature of a clinical safety officer", VERSION, MEANING):
        assert words in head
    assert f"{len(RULES)} rules" in head


# --- All of it is there -------------------------------------------------------------------------


def test_every_rule_cause_term_score_source_and_disagreement_has_an_entry():
    slugs = (
        *RULES,
        *(f"cause-{id_}" for id_ in CAUSES),
        *(f"term-{name}" for name in FOUND.terms),
        *(f"score-{id_}" for id_ in {**SCORES, **FOUND.scores}),
        *(f"disagreement-{number}" for number in range(1, 31)),
    )
    assert set(slugs) <= BOOK.entries.keys()
    assert all(f'<a id="{slug}">' in TEXT for slug in BOOK.entries)
    titles = {each.title for each in vars(sources).values() if isinstance(each, Source)}
    assert {each.label for each in BOOK.sources} == titles


def test_everything_that_can_be_suggested_is_named_at_a_rule():
    suggested = {each.id for rule in BOOK.rules for each in rule.suggests}
    assert suggested == {id_ for rule in RULES.values() for id_ in rule.suggest}
    assert all(SUGGESTIBLES[id_].label in TEXT.replace("\\", "") for id_ in suggested)


def test_a_rule_is_told_in_full():
    rule = RULES["T07"]
    start = TEXT.index('<a id="T07">')
    told = TEXT[start : TEXT.index('<a id="T08">')]
    for words in (
        rule.why,
        "Urgency: **Same day**",
        "[deep vein thrombosis to be considered](#term-dvt_considered)",
        "**Adds “Wells score at most 1: D-dimer first, scan when it is raised.” when**",
        "asked for first, as “not yet excluded”, where this is true",
        "[NICE NG158 Venous thromboembolic diseases, 2023](#source-nice-ng158): 1.1.3 to 1.1.8, offer",
        "(the original was read)",
        "Last checked 2026-11-24, next review 2027-11-24",
        "[Thrombosis below the knee, and Wells in it](#disagreement-10)",
    ):
        assert words in told
    assert re.search(r"Cases: fires \d+, does not fire \d+, cannot tell \d+", told)


def test_the_cases_of_a_rule_are_counted_and_named():
    cases = BOOK.entries["M04"].cases
    assert (cases.fires, cases.quiet, cases.open) == (("both",), ("a statin alone",), ())
    # Both; both, all else well; each one absent; each one not recorded; and the statin alone.
    assert (cases.count_fires, cases.count_quiet, cases.count_open) == (2, 3, 2)


def test_where_the_tests_are_not_installed_there_are_no_cases():
    entry = Builder(None).rule(RULES["T01"], "arterial")
    assert entry.cases is None
    assert [each.cases for each in entry.raised] == [0, 0]


def test_a_caution_says_what_it_limits_and_advice_what_it_waits_for():
    assert BOOK.entries["G01"].about == ("Compression stockings",)
    assert "Acute limb ischaemia" in BOOK.entries["SC02"].waits_for
    assert BOOK.entries["T10"].repeats
    assert BOOK.entries["SC12"].never_false
    assert [each.slug for each in BOOK.entries["R27"].siblings] == ["R27.nights"]


def test_a_rule_says_what_it_looks_for_and_what_else_answers_its_question(reader):
    duplex = BOOK.entries["T04"]
    assert duplex.alternatives == (
        "Where are the arteries narrow? CT or MR angiography (specialist request)",
    )
    assert [ref.slug for ref in duplex.looks_for] == [
        "cause-claudication",
        "cause-chronic_limb_threatening_ischaemia",
    ]
    assert "T04" in [ref.slug for ref in BOOK.entries["cause-claudication"].looked_for_by]
    # Of a rule that suggests several, which of them has the alternative.
    named_first = [each.partition(":")[0] for each in BOOK.entries["E04"].alternatives]
    assert set(named_first) == {
        "Cauda equina syndrome",
        "MRI lumbosacral spine",
        "Spinal surgery or MSK triage",
    }
    shown = reader.get(reverse("rulebook_entry", args=["T04"])).content.decode()
    assert duplex.alternatives[0] in html.unescape(shown)
    assert reverse("rulebook_entry", args=["cause-claudication"]) in shown
    shown = reader.get(reverse("rulebook_entry", args=["cause-claudication"])).content.decode()
    assert "Looked for by" in shown


def test_a_decisive_sign_is_marked():
    weights = {sign.weight for sign in BOOK.entries["cause-claudication"].supports}
    assert weights == {"decisive", "typical", "hint"}
    assert "(**decisive**)" in TEXT


# --- Where guidelines disagree ------------------------------------------------------------------


def test_every_disagreement_of_the_reference_is_there_and_names_what_exists():
    assert [each.number for each in DISAGREEMENTS] == list(range(1, 31))
    known = {*RULES, *FOUND.terms, *FOUND.scores}
    for each in DISAGREEMENTS:
        assert set(each.about) <= known, each.number
        assert set(each.thresholds) <= THRESHOLDS.keys(), each.number
    assert not FOUND.terms.keys() & FOUND.scores.keys()


def test_every_threshold_says_what_it_is_a_threshold_of():
    inside = {name for names in USED_INSIDE.values() for name in names}
    assert APPLIES_TO.keys() | inside == THRESHOLDS.keys()
    assert set(USED_INSIDE) <= FOUND.scores.keys()
    in_use = {name for names in FOUND.settings.values() for name in names}
    assert in_use == THRESHOLDS.keys()


@pytest.mark.parametrize(
    ("slug", "others"),
    [
        ("score-abi_class", "UK wound care < 0.8"),
        ("term-severe_hypoperfusion", "TASC II < 50 with tissue loss"),
        ("SC11", "ACC/AHA 2024 reads as compressible up to 1.40"),
        ("score-ddimer_cutoff", "YEARS: 1000"),
        ("T14", "ESC: 125"),
    ],
)
def test_a_threshold_names_its_rivals_where_it_is_used(slug, others):
    assert any(others in each.others for each in BOOK.entries[slug].rivals)


def test_a_rule_shows_the_disagreements_behind_its_terms_and_scores():
    slugs = {each.slug for each in BOOK.entries["R01"].disagreements}
    assert slugs >= {"disagreement-2", "disagreement-4"}
    assert "disagreement-24" in slugs  # through the term pulse_deficit


# --- Sex, age and pregnancy; what is not there --------------------------------------------------


def test_the_rules_that_look_at_sex_age_or_pregnancy_are_listed_with_who_says_so():
    by_slug = {each.entry.slug: each for _, all_ in BOOK.asks_who for each in all_}
    assert by_slug["R27"].reads == ("age", "sex at birth", "pregnancy")
    assert "term-pregnant_or_postpartum" in [each.slug for each in by_slug["R27"].through]
    assert by_slug["score-egfr"].reads == ("age", "sex at birth")
    assert by_slug["term-anaemia"].reads == ("age", "sex at birth", "pregnancy")
    assert "E07" not in by_slug
    assert all(each.says for each in by_slug.values())


def test_what_is_not_modelled_and_not_verified_is_said():
    for words in ("Suicidal distress", "does not blanch", "Oxygen above 40", "A graft under"):
        assert words in TEXT
    unverified = {
        citation.source.title
        for rule in RULES.values()
        for citation in rule.source
        if citation.source.checked == "unverified"
    }
    assert unverified <= {each.label for each in BOOK.unverified}
    assert all(each.cited_by for each in BOOK.unverified)


# --- Words --------------------------------------------------------------------------------------


def written(condition):
    """The words of a condition, indented."""

    def lines(line, indent):
        yield indent + str(line)
        for part in line.parts:
            yield from lines(part, indent + "  ")

    return list(lines(in_words(fold(condition)), ""))


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (any_leg(ali_suspected), ["on one leg: acute limb ischaemia suspected"]),
        (abi <= Decimal("0.90"), ["ABI at most 0.90"]),
        (FINDINGS["toe_sbp"] < 30, ["Toe systolic pressure below 30 mmHg"]),
        (pulse_dp.is_("absent", "reduced"), ["Dorsalis pedis pulse: absent or reduced"]),
        (oedema_extent.is_not("none"), ["Extent of swelling: known, and not none"]),
        (FINDINGS["med_statin"].absent(), ["Taking a statin: no"]),
        (any_leg(leg_exists.present()), ["on one leg: Leg there, not amputated"]),
        (
            both_legs(all_of(pulse_dp.is_("absent"), not_(pulse_pt.is_("absent")))),
            [
                "on both legs, all of",
                "  Dorsalis pedis pulse: absent",
                "  Posterior tibial pulse: known, and not absent",
            ],
        ),
        (
            not_(any_leg(any_of(pulse_dp.is_("absent"), pulse_pt.is_("absent")))),
            [
                "on no leg, any of",
                "  Dorsalis pedis pulse: absent",
                "  Posterior tibial pulse: absent",
            ],
        ),
        (
            any_leg(all_of(erythema.is_("spreading"), other_leg(erythema.is_("none")))),
            [
                "on one leg, all of",
                "  Redness of the skin: spreading",
                "  on the other leg: Redness of the skin: none",
            ],
        ),
        (
            at_least(2, fever, recent_onset, not_(any_of(fever, recent_onset))),
            [
                "at least 2 of",
                "  fever",
                "  recent onset",
                "  none of",
                "    fever",
                "    recent onset",
            ],
        ),
        (
            all_of(any_of(fever, any_of(recent_onset, anaemia)), not_(all_of(fever, anaemia))),
            [
                "all of",
                "  any of",
                "    fever",
                "    recent onset",
                "    anaemia",
                "  not all of",
                "    fever",
                "    anaemia",
            ],
        ),
    ],
)
def test_a_condition_in_words(condition, expected):
    assert written(condition) == expected


def test_the_words_of_a_rule_link_to_terms_and_scores():
    links = [part.link for part in BOOK.entries["T48"].told.words.parts[1].parts]
    assert links == ["score-abi_class", "score-tbi_class"]
    assert all("_" not in term.label for term in BOOK.terms)


def test_two_conditions_of_one_name_are_refused(monkeypatch):
    impostor = replace(RULES["E01"], when=named("anaemia", fever))
    monkeypatch.setitem(RULES, "E01", impostor)
    with pytest.raises(ValueError, match="two conditions are called anaemia"):
        Found()


def test_two_entries_of_one_slug_are_refused(monkeypatch):
    monkeypatch.setattr(build, "DISAGREEMENTS", (DISAGREEMENTS[0], DISAGREEMENTS[0]))
    with pytest.raises(ValueError, match="two entries"):
        Builder(None)


# --- Logic --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (
            any_leg(all_of(ali_suspected, abi <= Decimal("0.90"))),
            "any_leg(ali_suspected and abi <= 0.90)",
        ),
        (replace(weak_both_legs, name=""), "both_legs(weak)"),
        (any_leg(oedema_one_sided), "any_leg(oedema_one_sided)"),
        (
            replace(oedema_one_sided, name=""),
            "not oedema_extent is none and other_leg(oedema_extent is none)",
        ),
        (bind(pulse_dp.is_("absent"), Leg.LEFT), "pulse_dp.left is absent"),
        (bind(oedema_one_sided, Leg.RIGHT), "oedema_one_sided.right"),
    ],
)
def test_a_condition_in_logic(condition, expected):
    assert in_logic(fold(condition)) == expected


def test_sides_that_differ_are_both_written_out():
    left, right = (
        bind(pulse.is_("absent"), leg)
        for pulse, leg in zip((pulse_dp, pulse_pt), LEGS, strict=True)
    )
    lopsided = Group(1, (left, right), LEGS)
    assert in_logic(fold(lopsided)) == "pulse_dp.left is absent or pulse_pt.right is absent"


ALL = [
    *((rule.id, each) for rule in RULES.values() for each in conditions_of_rule(rule)),
    *((cause.id, each) for cause in CAUSES.values() for each in conditions_of_cause(cause)),
    *((score.id, each) for score in FOUND.scores.values() for _, each in score.cases),
]


def test_the_logic_of_every_condition_can_be_read_back_as_the_very_same():
    wrong = [id_ for id_, each in ALL if parsed(in_logic(fold(each))) != plain(fold(each))]
    wrong += [name for name, part in FOUND.terms.items() if parsed(in_logic(part)) != plain(part)]
    assert not wrong


def test_no_rule_or_sign_is_written_out_for_left_and_right():
    both = [id_ for id_, each in ALL if id_ not in FOUND.scores and ".left" in in_logic(fold(each))]
    assert not both


def plain(folded):
    """Without groups of one, which logic does not show."""
    match folded:
        case Group(_, (only,)):
            return plain(only)
        case Group(least, parts):
            return Group(least, tuple(plain(part) for part in parts))
        case Not(part):
            return Not(plain(part))
        case OnLegs(how, part):
            return OnLegs(how, plain(part))
    return folded


def parsed(text):
    """The condition that a line of logic stands for."""
    tokens = re.findall(r"\{[^}]*\}|[(),]|[<>]=?|[^\s(),{}<>]+", text)
    condition = _joined(tokens)
    assert not tokens, f"{text}: {tokens} is left"
    return condition


def _joined(tokens):
    parts, words = [_one(tokens)], set()
    while tokens and tokens[0] in ("and", "or"):
        words.add(tokens.pop(0))
        parts.append(_one(tokens))
    assert len(words) < 2, "and, or: not bracketed"
    if not words:
        return parts[0]
    return Group(len(parts) if "and" in words else 1, tuple(parts))


def _one(tokens):
    token = tokens.pop(0)
    if token == "not":
        return Not(_one(tokens))
    if token == "(":
        return _closed(tokens)
    if token in {str(each) for each in Quantifier} and tokens[0] == "(":
        tokens.pop(0)
        return OnLegs(Quantifier(token), _closed(tokens))
    if tokens[:2] == ["of", "("]:
        del tokens[:2]
        parts = [_joined(tokens)]
        while tokens.pop(0) == ",":
            parts.append(_joined(tokens))
        return Group(int(token), tuple(parts))
    return _subject(token, tokens)


def _closed(tokens):
    inner = _joined(tokens)
    assert tokens.pop(0) == ")"
    return inner


def _subject(token, tokens):
    id_, _, side = token.partition(".")
    if id_ in FOUND.terms:
        part = FOUND.terms[id_]
        return Named(id_, part, Leg(side or "this") if speaks_of_a_leg(part) else None)
    operand = {**FINDINGS, **FOUND.scores, leg_exists.id: leg_exists}[id_]
    leg = Leg(side or "this") if operand.per_leg else None
    word = tokens[0] if tokens else ""
    if word in ("is", "has"):
        held = tokens[1].strip("{}").split(", ")
        del tokens[:2]
        relation = Relation.IS if word == "is" else Relation.HAS_ANY
        return Claim(operand, relation, frozenset(held), leg)
    if word in ("<", "<=", ">", ">="):
        value = Decimal(tokens[1])
        del tokens[:2]
        return Claim(operand, Relation(word), value, leg)
    return Claim(operand, Relation.IS, frozenset({True}), leg)


# --- The page -----------------------------------------------------------------------------------


def slugs_found(**wanted):
    return [entry.slug for group in find(Wanted(**wanted)) for entry in group.entries]


def test_search_finds_by_id_word_source_finding_and_term():
    assert slugs_found(text="t07")[0] == "T07"
    assert slugs_found(text="D-dimer first")[0] == "T07"
    assert {"T07", "T08", "source-nice-ng158"} <= set(slugs_found(text="NG158"))
    assert "T47" in slugs_found(text="lab_potassium")
    assert slugs_found(text="restless ferritin")
    assert "term-lops" in slugs_found(text="protective sensation")
    assert slugs_found(text="no such word") == []
    assert set(slugs_found()) == BOOK.entries.keys()


def test_rules_are_picked_by_kind_urgency_and_area():
    assert slugs_found(kind="selfcare") == [f"SC{number:02}" for number in range(1, 13)]
    assert set(slugs_found(urgency="emergency")) >= {"E01", "R05"}  # R05 rises to it
    assert slugs_found(area="medicines", text="metformin") == ["M06", "M03"]
    assert slugs_found(part="disagreements", text="quinine") == ["disagreement-20"]


@pytest.fixture
def reader(client, nurse):
    client.force_login(nurse)
    return client


def test_the_page_lists_and_finds_without_javascript(reader):
    response = reader.get(reverse("rulebook"), {"q": "ferritin", "kind": "nonsense", "area": "x"})
    content = response.content.decode()
    assert 'value="ferritin"' in content
    assert 'href="/rulebook/T15/"' in content
    assert 'href="/rulebook/E01/"' not in content


def test_typing_swaps_the_list_alone(reader, nurse):
    headers = {"HX-Request": "true", "X-Page-User": str(nurse.pk)}
    content = reader.get(reverse("rulebook"), {"q": "ferritin"}, headers=headers).content.decode()
    assert "<html" not in content
    assert 'hx-swap-oob="innerHTML:#book-count"' in content


def test_every_entry_has_a_page_that_asks_the_database_for_the_reader_alone(reader):
    wrong = {}
    for slug in BOOK.entries:
        with CaptureQueriesContext(connection) as queries:
            response = reader.get(reverse("rulebook_entry", args=[slug]))
        # Session and user, and the session kept alive.
        if response.status_code != 200 or len(queries) > 5:
            wrong[slug] = (response.status_code, len(queries))
    assert not wrong


def test_the_limits_have_a_page(reader):
    content = reader.get(reverse("rulebook_limits")).content.decode()
    for words in ("Suicidal distress", "Not verified", "Where sex, age and pregnancy matter"):
        assert words in content


def test_a_rule_that_is_gone_is_said_to_be_gone(reader):
    response = reader.get(reverse("rulebook_entry", args=["T99"]))
    assert response.status_code == 404
    assert f"Nothing is called “T99” in version {VERSION}" in response.content.decode()


def test_a_rule_past_its_review_says_so(reader, monkeypatch):
    address = reverse("rulebook_entry", args=["T01"])
    assert "due for review" not in reader.get(address).content.decode()
    later = type("Later", (), {"localdate": staticmethod(lambda: date(2027, 11, 25))})
    monkeypatch.setattr(views, "timezone", later)
    assert "due for review" in reader.get(address).content.decode()
    assert "due for review" in reader.get(reverse("rulebook")).content.decode()


def test_nobody_reads_it_without_logging_in(client):
    response = client.get(reverse("rulebook"))
    assert response.status_code == 302
    assert response.headers["Location"].startswith(reverse("login"))


def test_how_a_cause_stands_is_said_as_it_is_counted(reader):
    assert [name for name, _ in STANDINGS] == ["Unlikely", "Likely", "Possible", "Cannot tell"]
    assert sorted(name for name, _ in STANDINGS) == sorted(each.label for each in Standing)
    content = html.unescape(reader.get(reverse("rulebook")).content.decode())
    assert all(words in content for _, words in STANDINGS)
    assert all(words in TEXT for _, words in STANDINGS)
