"""Exercises in a real Chromium: judged, drawn anew, linked, printed, and without scripts."""

import pytest

from tests.browser.browser import NO_SEARCH, chromium, find_chromium
from tests.project import LANGUAGES
from tests.web.exercises import expected, likes
from tests.web.names import name
from tests.web.v8 import told

pytestmark = pytest.mark.skipif(
    not find_chromium(), reason="no Chromium or Chrome is installed, so nothing was typed"
)
FOLDER = {"en": "", "zh": "zh/"}
PAGE = "learn/convolution/"
PAGES = {"learn/convolution/", "learn/transposed-convolution/", "learn/equivalent-padding/"}
SEEDS = range(1, 6)
PHONE = {"width": 390, "height": 844}

# Every exercise is put into an element of its own, whose form is filled in and sent.
ANSWER = """([exercises, seeds]) => exercises.map(({like, typed}, at) => {
  const element = document.createElement("conv-exercise");
  element.dataset.exercise = JSON.stringify(like);
  document.querySelector("article").append(element);
  element.show(seeds[at]);
  const said = typed.map((value) => {
    const field = element.querySelector('input:not([type="radio"])');
    if (field) field.value = value;
    else element.querySelector(`input[value="${value}"]`).checked = true;
    element.querySelector("form").requestSubmit();
    return element.querySelector("[role=status]").innerHTML;
  });
  const shown = element.exercise.plain();
  element.remove();
  return { said, shown };
})"""
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def solved():
    """Drawn exercises with their seeds and answers, asked before the browser's loop runs."""
    kinds, found = list(likes()), []
    drawn = told("exercises", kinds, list(SEEDS))
    for at, one in enumerate(drawn):
        like, seed = kinds[at // len(SEEDS)], SEEDS[at % len(SEEDS)]
        found.append((like, seed, one, *expected(one)))
    return found


@pytest.fixture(scope="module")
def browser(solved):
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def desk(browser):
    """A visitor who opens one page after another: to begin anew each time costs more."""
    return visitor(browser)


def visitor(browser, **options):
    context = browser.new_context(**options)
    context.add_init_script(NO_SEARCH)
    return context


@pytest.fixture
def visit(browser, desk, address):
    """Open a page; at the end nothing may have been said on the console."""
    opened, said = [], []

    def open_page(path, **options):
        context = visitor(browser, **options) if options else desk
        page = context.new_page()
        opened.append(context if options else page)
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(address + path)
        return page

    yield open_page
    for one in opened:
        one.close()
    assert said == []


def first(page):
    return page.locator("conv-exercise").first


@pytest.mark.parametrize("language", LANGUAGES)
def test_drawn_exercises_are_judged_and_their_mistakes_are_named(visit, solved, language):
    """500 drawn ones or more, in the element itself."""
    page = visit(FOLDER[language] + PAGE)
    asked = []
    for like, _, _, answer, slips in solved:
        typed = [answer, *sorted({wrong for _, wrong in slips} - {answer})]
        if like["kind"] != "input":
            typed.append(answer + 1000)
        asked.append({"like": like, "typed": [str(value) for value in typed]})
    assert len(asked) > 500
    seeds = [seed for _, seed, *_ in solved]
    found = page.evaluate(ANSWER, [asked, seeds])
    for (like, _, one, _, slips), asks, answered in zip(solved, asked, found):
        assert answered["shown"] == {key: one[key] for key in answered["shown"]}
        right, *others = zip(asks["typed"], answered["said"])
        assert name("exercises", "right", language) in right[1], (one, right)
        for value, said in others:
            keys = {key for key, wrong in slips if str(wrong) == value}
            assert name("exercises", "right", language) not in said
            assert ("<li>" in said) == bool(keys and like["kind"] != "input"), (one, value, said)
            for key in keys - {"neighbour", "gives"}:
                assert f"<li>{name('exercises', key, language)}</li>" in said, (one, value, said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_done_by_keyboard(visit, language):
    page = visit(FOLDER[language] + PAGE)
    field = page.get_by_label(name("exercises", "field", language)).first
    field.focus()
    page.keyboard.type("x")
    page.keyboard.press("Enter")
    status = first(page).get_by_role("status")
    assert status.inner_text() == name("exercises", "unreadable", language)
    assert status.get_attribute("aria-live") == "polite"
    assert field.get_attribute("aria-invalid") == "true"
    page.keyboard.press("Control+a")
    page.keyboard.type(str(first(page).evaluate("one => one.exercise.answer")))
    page.keyboard.press("Enter")
    assert status.inner_text().startswith(name("exercises", "right", language))
    assert field.get_attribute("aria-invalid") == "false"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    again = name("exercises", "again", language)
    assert page.evaluate("document.activeElement.textContent") == again
    page.keyboard.press("Enter")
    assert first(page).evaluate("one => one.seed") > 0
    assert page.evaluate("document.activeElement.name") == "answer"
    assert status.inner_text() == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_inputs_are_chosen_by_keyboard(visit, language):
    page = visit(FOLDER[language] + "learn/transposed-convolution/")
    form = page.locator("conv-exercise:has(input[type=radio])")
    form.get_by_role("button", name=name("exercises", "check", language)).press("Enter")
    assert form.get_by_role("status").inner_text() == name("exercises", "choose", language)
    answer = form.evaluate("one => one.exercise.answer")
    form.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    for _ in range(answer):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    right = name("exercises", "right", language)
    assert form.get_by_role("status").inner_text().startswith(right)
    assert all(form.get_by_role("radio", name=letter).count() == 1 for letter in "ABC")


def test_a_link_brings_the_same_numbers_in_both_languages(visit):
    page = visit(PAGE)
    own = first(page).evaluate("one => one.exercise.plain()")
    first(page).get_by_role("button", name="New numbers").click()
    drawn = first(page).evaluate("one => one.exercise.plain()")
    assert drawn != own
    page.locator("conv-exercise").nth(1).get_by_role("button", name="New numbers").click()
    assert "try-cell=" in page.url
    assert "try-size=" in page.url
    page.reload()
    assert first(page).evaluate("one => one.exercise.plain()") == drawn
    path = first(page).locator(".exercise__seed").get_attribute("href")
    other = visit(f"zh/{PAGE}{path}")
    assert first(other).evaluate("one => one.exercise.plain()") == drawn


@pytest.mark.parametrize("seed", ["", "x", "-1", "1.5", "12345678901"])
def test_a_link_without_a_legal_seed_shows_the_page_itself(visit, seed):
    page = visit(f"{PAGE}?try-cell={seed}&worksheet={seed}")
    assert first(page).evaluate("one => one.seed") is None
    assert page.locator(".sheet").count() == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_scripts_there_are_question_and_answer(visit, language):
    for path in PAGES:
        page = visit(FOLDER[language] + path, java_script_enabled=False)
        for one in page.locator("conv-exercise").all():
            assert one.locator(".exercise__question").inner_text()
            assert not any(part.is_visible() for part in one.locator("button, input").all())
            folded = one.locator("details p")
            assert not folded.is_visible()
            one.locator("summary").click()
            assert folded.is_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_script_changes_nothing_that_the_build_wrote(visit, language):
    with_scripts = visit(FOLDER[language] + PAGE)
    without = visit(FOLDER[language] + PAGE, java_script_enabled=False)
    form = "conv-exercise .exercise__question"
    shown, built = (page.locator(form).all_inner_texts() for page in (with_scripts, without))
    assert shown == built
    assert len(built) >= 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_worksheet_has_its_answers_on_a_sheet_of_their_own(visit, language):
    page = visit(FOLDER[language] + PAGE)
    link = page.get_by_role("link", name=name("exercises", "worksheet", language))
    assert link.count() == 1
    page.goto(page.url.split("?")[0] + "?worksheet=7")
    page.emulate_media(media="print")
    asked, answers = page.locator(".sheet section").all()
    exercises = page.locator("conv-exercise").count()
    assert exercises >= 2
    count = asked.locator("ol > li").count()
    assert count == answers.locator("ol > li").count() == 3 * exercises
    assert answers.evaluate("one => getComputedStyle(one).breakBefore") == "page"
    assert not page.locator(".md-header, .md-container").first.is_visible()
    assert not page.locator(".sheet__bar").is_visible()
    texts = page.locator(".sheet").inner_text()
    page.reload()
    assert page.locator(".sheet").inner_text() == texts
    page.emulate_media(media="screen")
    page.evaluate("window.print = () => { window.printed = true; }")
    page.get_by_role("button", name=name("exercises", "print", language)).click()
    assert page.evaluate("window.printed")
    page.get_by_role("link", name=name("exercises", "back", language)).click()
    assert page.locator(".sheet").count() == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_wider_than_a_phone(visit, language):
    phone = {"viewport": PHONE, "has_touch": True, "is_mobile": True}
    for path in PAGES:
        page = visit(FOLDER[language] + path, **phone)
        for one in page.locator("conv-exercise").all():
            one.evaluate("one => { one.show(5); one.answer(); }")
        assert page.evaluate(WIDER) == 0, path
        parts = page.locator("conv-exercise :is(button, summary, .exercise__field input)")
        assert min(one.bounding_box()["height"] for one in parts.all()) >= 44
        sheet = visit(f"{FOLDER[language]}{path}?worksheet=3", **phone)
        assert sheet.evaluate(WIDER) == 0, path
