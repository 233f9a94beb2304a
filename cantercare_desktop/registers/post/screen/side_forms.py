"""Forms beside the list that are not about one item: the box, a collector, papers, and what she did not sign."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cantercare_desktop.office.clock import Clock, london_date
from cantercare_desktop.office.datewords import clock_time, first_upper, short_day
from cantercare_desktop.office.policy import Policy
from cantercare_desktop.office.signing import Declined, NotHers
from cantercare_desktop.office.text import counted
from cantercare_desktop.registers.post import rules
from cantercare_desktop.registers.post.screen.form_panel import DAY, NAME, NUMBER, FormPanel
from cantercare_desktop.registers.post.values import BoxCount, BoxToday, CollectorId, PostItem, PostItemFull, PostItemId
from cantercare_desktop.ui.buttons import Button
from cantercare_desktop.ui.cards import Banner, Facts
from cantercare_desktop.ui.choices import Choice, Option, Tick
from cantercare_desktop.ui.dates import BadDateError, DateLine
from cantercare_desktop.ui.fields import Field, TextBlock, TextLine
from cantercare_desktop.ui.labels import Label
from cantercare_desktop.ui.tokens import State, Words


class BoxForm(FormPanel):
    """Count what came out of the box; correct the last count; say why count and log differ.

    It is about one count: `about`, or today's that does not agree, or today's newest.
    """

    def __init__(self, box: BoxToday, about: BoxCount | None = None) -> None:
        differs = next((each for each in box.counts if not each.agrees), None)
        self.about = about or differs or box.newest
        is_today = self.about is None or self.about.day == box.day
        title = (
            box.title
            if is_today or self.about is None
            else f"Post box, {short_day(self.about.day, box.day)} {clock_time(self.about.at)}"
        )
        super().__init__(
            "Count the box",
            title,
            "Save the count",
            name="post.box_form",
            key="box" if is_today or self.about is None else f"box:{self.about.id}",
        )
        self.box = box
        counts = box.counts if is_today or self.about is None else (self.about,)
        rows = [
            (f"{count.by}, {clock_time(count.at)}", f"{counted(count.counted, 'item')} came out, {count.logged} logged")
            for count in counts
        ]
        if rows:
            self.add(Facts(rows, name="post.box_form.counts"))
        self.items = TextLine(name="post.box_form.number", longest=3)
        self.items.returnPressed.connect(self.asked)
        self.items_field = self.add_field(
            "How many came out?" if is_today else "How many came out in truth?",
            self.items,
            field="items",
            hint="Everything, before anything is sorted. 0 is an answer.",
            width=NUMBER,
        )
        self.again = self.add_tick("corrects", Tick("This corrects the last count", name="post.box_form.corrects"))
        self.again.setVisible(box.newest is not None and is_today)
        self.again.setChecked(not is_today)
        self.why: Choice | None = None
        self.explain: Button | None = None
        if self.about is not None and self.about.to_log:
            self.add(Label("Do they differ for a reason?", Words.STRONG))
            self.why = Choice(
                [Option(key, words) for key, words in rules.DIFFERENCE_WORDS.items() if key], name="post.box_form.why"
            )
            self.why.choose(self.about.explained)
            says = first_upper(rules.difference_says(self.about.to_log))
            self.add_field("The reason", self.why, field="explained", hint=says, width=NAME)
            self.explain = self.add_button(Button("Save the reason", name="post.box_form.explain"))

    def number(self) -> int | None:
        """Return the number typed; `None` when it is none, said beside the field."""
        text = self.items.text().strip()
        if not text.isdecimal():
            self.items_field.show_error("Type a number. 0 is an answer.")
            self.form.go_to_first_bad()
            return None
        return int(text)

    def corrects(self) -> BoxCount | None:
        """Return the count that this one corrects, if it does."""
        if not self.again.isChecked():
            return None
        return self.about if self.about is not None and self.about.day != self.box.day else self.box.newest


class CollectorForm(FormPanel):
    """Name somebody to collect one person's post on one day."""

    def __init__(self, full: PostItemFull, clock: Clock, policy: Policy) -> None:
        person, warning = full.item.person, full.post_warning
        super().__init__(
            f"Who may collect for {person.first}?",
            "For one day only",
            "Name the collector",
            name="post.collector_form",
            key=f"collector:{full.item.id}",
        )
        self.person = person
        if warning:
            self.add(Banner(State.RED, "Who must not have it.", warning, name="post.collector_form.warning"))
        words = policy.words
        self.name = TextLine(name="post.collector_form.name_line")
        self.known_how = TextLine(name="post.collector_form.known_how_line")
        self.asked_how = TextLine(name="post.collector_form.asked_how_line")
        self.day = DateLine(name="post.collector_form.day_line", today=lambda: london_date(clock.now()))
        self.day.show_date(london_date(clock.now()))
        self.add_field("First and last name", self.name, field="name", width=NAME)
        self.add_field(
            "How do we know them?", self.known_how, field="known_how", hint="Lives in room 3; shows a passport"
        )
        self.add_field(f"How did {words.she} ask?", self.asked_how, field="asked_how", hint="In person; on the phone")
        self.day_field = self.add_field("Which day?", self.day, field="day", width=DAY)

    def chosen_day(self) -> date | None:
        """Return the day; `None` when it is none, said beside the field."""
        return day_in(self, self.day_field, self.day)


class PapersForm(FormPanel):
    """The sheet of a day, and a file of many days for a spreadsheet."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(
            "Papers", "The sheet of one day, or a file of many", "Show the day sheet", name="post.papers", key="papers"
        )
        today = london_date(clock.now())
        self.day = DateLine(name="post.papers.day_line", today=lambda: london_date(clock.now()))
        self.since = DateLine(name="post.papers.since_line", today=lambda: london_date(clock.now()))
        self.until = DateLine(name="post.papers.until_line", today=lambda: london_date(clock.now()))
        self.day.show_date(today)
        self.since.show_date(today.replace(day=1))
        self.until.show_date(today)
        self.day_field = self.add_field("Day sheet of", self.day, field="day", width=DAY)
        self.add(Label("A file for a spreadsheet", Words.STRONG))
        self.since_field = self.add_field("From", self.since, field="since", width=DAY)
        self.until_field = self.add_field("Up to", self.until, field="until", width=DAY)
        self.with_sender = self.add_tick(
            "with_sender",
            Tick("With senders, where they are recorded and not sensitive", name="post.papers.with_sender"),
        )
        self.export = self.add_button(Button("Save the file", name="post.papers.export", icon="save"))
        self.add_words("The file leaves the vault: whoever has it can read it. Delete it when it is no longer needed.")

    def chosen_day(self) -> date | None:
        """Return the day of the sheet; `None` when it is none, said beside the field."""
        return day_in(self, self.day_field, self.day)

    def chosen_days(self) -> tuple[date, date] | None:
        """Return the first and the last day of the file."""
        since = day_in(self, self.since_field, self.since)
        until = day_in(self, self.until_field, self.until) if since is not None else None
        return (since, until) if since is not None and until is not None else None


class DeclinedForm(FormPanel):
    """She would rather not sign: what was handed over all the same, and who saw it."""

    def __init__(self, declined: Declined, items: Sequence[PostItem], first_name: str) -> None:
        super().__init__(
            f"{first_name} would rather not sign",
            "That is allowed. Write down what was handed over, with a witness.",
            "Save without a signature",
            name="post.declined",
            key="declined",
        )
        self.declined = declined
        self.collector: CollectorId | None = None
        self.ticks: list[tuple[PostItemId, Tick]] = []
        self.add(Label("What was handed over?", Words.STRONG))
        for item in items:
            tick = Tick(f"{item.what}, {item.number}", name=f"post.declined.item.{item.id}")
            tick.setChecked(True)
            self.ticks.append((item.id, tick))
            self.add_tick(f"item_{item.id}", tick)
        self.witness = TextLine(name="post.declined.witness_line")
        self.add_field("Who saw it?", self.witness, field="witness", hint="Somebody else than you", width=NAME)

    def handed_over(self) -> tuple[PostItemId, ...]:
        """Return the items that are ticked."""
        return tuple(item for item, tick in self.ticks if tick.isChecked())


class NotHersForm(FormPanel):
    """She says that some things are not hers."""

    def __init__(self, answer: NotHers, items: Sequence[PostItem], first_name: str) -> None:
        super().__init__(
            f"Not for {first_name}",
            "It stays locked away until it is clear whose it is."
            if len(items) == 1
            else "They stay locked away until it is clear whose they are.",
            "Save: not hers",
            name="post.not_hers",
            key="not_hers",
        )
        self.answer = answer
        self.items = tuple(item.id for item in items)
        for item in items:
            self.add(Label(f"{item.what}, {item.number}", Words.BODY))
        self.reason = TextBlock(name="post.not_hers.why")
        self.add_field("What did she say?", self.reason, field="reason", hint="You may leave this empty")


def day_in(panel: FormPanel, field: Field, line: DateLine) -> date | None:
    """Read a date that is needed; `None` when there is none, said beside its field."""
    try:
        day = line.day()
    except BadDateError as bad:
        field.show_error(str(bad))
        panel.form.go_to_first_bad()
        return None
    if day is None:
        field.show_error("Type a date, like 21 11 2026.")
        panel.form.go_to_first_bad()
    return day
