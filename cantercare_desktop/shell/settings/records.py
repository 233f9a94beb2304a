"""Settings: where the records lie, what protects them, and the checks that prove them whole."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cantercare_desktop import __version__
from cantercare_desktop.shell.house import LedgerCheck, ReceiptCheck
from cantercare_desktop.shell.papers import recovery_paper
from cantercare_desktop.shell.set_up.recovery import KeyCard
from cantercare_desktop.shell.settings.section import Section
from cantercare_desktop.ui.buttons import Button
from cantercare_desktop.ui.cards import Banner, Facts
from cantercare_desktop.ui.fields import Field, TextLine
from cantercare_desktop.ui.frame import Job, Message
from cantercare_desktop.ui.labels import Label
from cantercare_desktop.ui.message_bar import MessageStrip
from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.tokens import Px, State, Words

if TYPE_CHECKING:
    from cantercare_desktop.shell.open_house import OpenHouse


class RecordsSection(Section):
    """The vault's folder, this computer's part of the key, the recovery key, and the log."""

    name = "records"
    title = "Records"
    second = "Folder, keys, check the log"

    def __init__(self, opened: OpenHouse) -> None:
        super().__init__(opened)
        self.key_card: KeyCard | None = None
        where = self.card("Where they lie", name="where")
        policy = self.house.office.policy
        where.add(
            Facts(
                [
                    ("Folder", str(opened.vault.path)),
                    ("Charity", policy.organisation.name),
                    ("Profile", policy.title),
                    ("Back-up", "There is none yet. Copy the folder to a safe place with the program closed."),
                ],
                name="settings.records.facts",
            )
        )
        if any(noticed.kind == "key_file" for noticed in opened.vault.noticed):
            noticed = next(each for each in opened.vault.noticed if each.kind == "key_file")
            text = f"{noticed.lost} {noticed.next}"
            self.column.addWidget(Banner(State.AMBER, noticed.happened, text, name="settings.records.key_file"))
        log = self.card(
            "The log", name="log", text="Every change and every look at a person’s record is in the log. Each entry "
            "seals the one before: what was changed behind the program’s back shows."
        )  # fmt: skip
        self.check_log = Button("Check the log", name="settings.records.check_log", icon="shield")
        self.log_result = Label("", Words.STRONG, wrap=True, name="settings.records.log_result")
        log.body.addWidget(self.check_log, 0, Qt.AlignmentFlag.AlignLeft)
        log.add(self.log_result)
        self.key_place = self.card(
            "The recovery key", name="key", text="Have the printer ready: the new key is shown once. The old one works "
            "until the new one is on paper, checked and in force. That takes a second for every 100 MB of records."
        )  # fmt: skip
        self.new_key = Button("Make a new recovery key", name="settings.records.new_key", icon="key")
        self.why_not = Label("", Words.SECOND, ink="ink2", wrap=True, name="settings.records.why_not")
        self.key_place.body.addWidget(self.new_key, 0, Qt.AlignmentFlag.AlignLeft)
        self.key_place.add(self.why_not)
        if not self.house.office.may(self.actor, "staff.recovery_key_made"):
            self.new_key.set_blocked("The Data Manager makes a new key.", self.why_not)
        self.check_log.clicked.connect(self._on_check_log)
        self.new_key.clicked.connect(self._on_new_key)

    def forget(self) -> None:
        """Take the key away."""
        if self.key_card is not None:
            self.key_card.hide()
            self.key_card.deleteLater()
            self.key_card = None

    def _on_check_log(self) -> None:
        self.check_log.set_busy("Checking…")
        self.log_result.say("")
        check = self.house.check_log

        def done(found: LedgerCheck) -> None:
            self.check_log.set_busy(None)
            self.log_result.say(found.says, "green" if found.whole else "red")

        self.opened.jobs.run(Job("Checking the log", check), done)

    def _on_new_key(self) -> None:
        from cantercare_desktop.vault.keys import RecoveryKey

        self.forget()
        key = RecoveryKey.generate()
        asked = sorted(random.SystemRandom().sample(range(len(key.groups)), 2))
        card = KeyCard(key, asked, self._on_key_changed)
        self.key_card = card
        print_key = Button("Print the recovery key", name="settings.records.print_key", kind="primary", icon="print")
        done = Button("Put the new key in force", name="settings.records.key_done")
        keep = Button("Keep the old key", name="settings.records.key_kept")
        why = Label("", Words.SECOND, ink="ink2", wrap=True)
        self.key_done, self.key_kept, self._key_why = done, keep, why
        for button in (print_key, done, keep):
            card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        card.add(why)
        done.set_blocked("First print the key and type two groups back.", why)
        office = self.house.office

        def on_print() -> None:
            self.opened.frame.preview(recovery_paper(key, office.policy, office.clock.now()))
            card.show_on_paper("On paper")

        print_key.clicked.connect(on_print)
        done.clicked.connect(self._on_key_done)
        keep.clicked.connect(self._on_key_kept)
        self.column.insertWidget(0, card)
        self.new_key.set_blocked("The new key is shown above.", self.why_not)
        print_key.setFocus()

    def _on_key_changed(self) -> None:
        if self.key_card is not None and self.key_card.checked:
            self.key_done.set_blocked(None)

    def _on_key_done(self) -> None:
        card, staff, by = self.key_card, self.house.staff, self.actor
        if card is None or not card.checked:
            return
        key = card.key
        self.key_kept.setEnabled(False)  # it is being put in force: there is no way back from here

        def in_force(_done: None) -> None:
            self._put_away()
            self.tell("done", "Done:", "the new recovery key is in force. Tear up the old pages.")

        self.do_slowly(
            self.key_done, "Putting it in force…", lambda: staff.renew_recovery_key(by, key), in_force
        ).ended.connect(self._on_tried)

    def _on_tried(self) -> None:
        if self.key_card is not None:
            self.key_kept.setEnabled(True)

    def _on_key_kept(self) -> None:
        self._put_away()
        self.tell("done", "Kept:", "the old recovery key works as before. Tear up the new pages.")

    def _put_away(self) -> None:
        self.forget()
        self.new_key.set_blocked(None, self.why_not)
        self.new_key.setFocus()


class ReceiptSection(Section):
    """Tells for a receipt's number whether its marks still agree with what is kept."""

    name = "receipt"
    title = "Check a receipt"
    second = "Does the paper agree?"

    def __init__(self, opened: OpenHouse) -> None:
        super().__init__(opened)
        card = self.card(
            "Check a receipt", name="card", text="Type the number at the head of the paper. The program makes its "
            "marks again from what is kept."
        )  # fmt: skip
        self.number = TextLine(name="settings.receipt.number", placeholder="H-2026-0001")
        self.field = Field("Number", self.number, name="number")
        self.field.setMaximumWidth(theme().px(Px.list_most))
        self.check = Button("Check", name="settings.receipt.check", kind="primary")
        self.result = Label("", Words.STRONG, wrap=True, name="settings.receipt.result")
        self.marks = Facts(name="settings.receipt.marks")
        card.add(self.field)
        card.body.addWidget(self.check, 0, Qt.AlignmentFlag.AlignLeft)
        card.add(self.result)
        card.add(self.marks)
        self.check.clicked.connect(self._on_check)
        self.number.returnPressed.connect(self._on_check)

    def forget(self) -> None:
        """Empty the number and what was found."""
        self.number.clear()
        self.result.say("")
        self.marks.say(())

    def _on_check(self) -> None:
        typed = self.number.text()
        if not typed.strip():
            self.field.show_error("Type the number from the paper.")
            return
        found: ReceiptCheck | None = self.do(lambda: self.house.check_receipt(typed))
        if found is None:
            return
        agrees = bool(found.marks) and all(each.agrees for each in found.marks)
        self.result.say(found.says, "green" if agrees else "amber")
        self.marks.say(
            [
                (each.what, "agrees" if each.agrees else "does not agree", State.GREEN if each.agrees else State.RED)
                for each in found.marks
            ]
        )


class MessagesSection(Section):
    """What the message bar said last, newest first."""

    name = "messages"
    title = "Recent messages"
    second = "Since you signed in"

    def __init__(self, opened: OpenHouse) -> None:
        super().__init__(opened)
        self._strips: list[QWidget] = []
        self.nothing = Label("There was no message since you signed in.", Words.BODY, ink="ink2")
        self.column.addWidget(self.nothing)
        self.show_now()

    def show_now(self) -> None:
        """Show them anew."""
        self.forget()
        recent = self.opened.messages.recent
        self.nothing.setVisible(not recent)
        for at, message in enumerate(recent):
            shown = Message(message.kind, message.lead, message.text, details=message.details)
            strip = MessageStrip(shown, name=f"settings.messages.{at + 1}")
            strip.cross.hide()
            self.column.addWidget(strip)
            self._strips.append(strip)

    def forget(self) -> None:
        """Show none."""
        for strip in self._strips:
            strip.hide()
            strip.deleteLater()
        self._strips.clear()


class AboutSection(Section):
    """What this program is."""

    name = "about"
    title = "About"
    second = f"Version {__version__}"

    def __init__(self, opened: OpenHouse) -> None:
        super().__init__(opened)
        card = self.card("Cantercare Desktop", name="card")
        card.add(
            Label(
                "The office book-keeping of a small charity, encrypted on this computer. The program never goes "
                "online. Everything that is done here stands in its log, under the name of who did it.",
                wrap=True,
            )
        )
        card.add(Facts([("Version", __version__)], name="settings.about.facts"))
        self._languages()

    def _languages(self) -> None:
        card = self.card("Languages of the resident screen", name="languages")
        books = self.do(self.house.languages.all)
        if books is None:
            return
        unchecked = [book.name for book in self.house.languages.unchecked()]
        checked = [book.name for book in books if book.name not in unchecked]
        if unchecked:
            text = "No speaker has read these words yet. Ask somebody you trust to read them before you rely on them."
            card.add(Label(text, Words.SECOND, ink="ink2", wrap=True))
        facts = [("Checked", ", ".join(checked), State.GREEN)]
        if unchecked:
            facts.append(("Not checked yet", ", ".join(unchecked), State.AMBER))
        shown = Facts(name="settings.about.languages")
        shown.say(facts)
        card.add(shown)
