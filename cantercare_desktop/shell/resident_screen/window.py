"""The window that holds the screen while she has it: nothing closes it but her answer and a staff member's password."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QScreen
from PySide6.QtWidgets import QApplication, QLayout, QStackedLayout, QWidget

from cantercare_desktop.office.clock import Clock
from cantercare_desktop.office.languages import Phrasebook
from cantercare_desktop.office.refusals import RefusedError
from cantercare_desktop.office.signing import Answer, Declined, LeftAlone, NotHers, Sheet, SheetWords, Shown, Signed
from cantercare_desktop.shell.brand import PROGRAM
from cantercare_desktop.shell.resident_screen.answer_pages import NotMinePage, RatherNotPage
from cantercare_desktop.shell.resident_screen.giving_back import GiveBackPage, Runs, StaffStrip, TroublePage
from cantercare_desktop.shell.resident_screen.sheet_page import SheetPage
from cantercare_desktop.shell.voice import Heard, Voice
from cantercare_desktop.ui.delays import Delay
from cantercare_desktop.ui.focus import FocusFrame
from cantercare_desktop.ui.theme import Scheme, theme
from cantercare_desktop.vault.problems import Problem

_TOUCHES = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.KeyPress,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
    }
)


@dataclass(frozen=True, slots=True)
class ResidentDoors:
    """What the screen gets from outside.

    `check_password` runs on a thread of `jobs`; it returns whether the password of the member signed in is right, or
    raises a `Problem` (several wrong ones: `MustWait`). `print_page` is offered, with the code of her language, where
    nothing can read it aloud. `idle` is how long nobody touches the screen before it is taken away.
    """

    clock: Clock
    delay: Delay
    jobs: Runs
    check_password: Callable[[str], bool]
    voice: Voice
    idle: timedelta = timedelta(minutes=5)
    print_page: Callable[[str], None] | None = None


class ResidentScreen(QWidget):
    """Shows one sheet, full screen, and hears one answer.

    `sign` saves a signature at once and may raise `Problem` or `RefusedError`. `then` hears the answer after staff have
    the screen back, or the screen was left alone; the window is closed by then. `answered` carries the answer as soon
    as she gave it. `given_back` comes just before `then`; `left_alone` just after it, and asks for the records to be
    locked.
    """

    answered = Signal(object)
    given_back = Signal()
    left_alone = Signal()

    def __init__(
        self,
        sheet: Sheet,
        books: Sequence[Phrasebook],
        doors: ResidentDoors,
        *,
        sign: Callable[[Signed], None],
        then: Callable[[Answer], None],
    ) -> None:
        """Raises `ValueError` when the sheet has no words for any of the languages, or not as many things as refs."""
        super().__init__(None, Qt.WindowType.Window)
        flags = Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
        self.setWindowFlags(Qt.WindowType.Window | flags)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("surface", "paper")
        self.setObjectName("resident")
        self.setWindowTitle(PROGRAM)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._books = {book.code: book for book in books if book.code in sheet.words}
        if not self._books or any(len(words.items) != len(sheet.refs) for words in sheet.words.values()):
            raise ValueError("A sheet needs words in a language that is there, and one line for each thing.")
        self._sheet, self._doors, self._sign, self._then = sheet, doors, sign, then
        self._code = sheet.language if sheet.language in self._books else next(iter(self._books))
        self._started = doors.clock.now()
        self._heard: set[str] = set()
        self._reading = False
        self._answer: Answer | None = None
        self._unsaved: Signed | None = None
        self._trouble: Problem | RefusedError | None = None
        self._ended = False
        self._scheme: Scheme | None = None
        self._last_touch = doors.clock.monotonic()
        self._call_off: Callable[[], None] = _nothing_to_call_off
        self._build()

    @property
    def book(self) -> Phrasebook:
        """The language shown now."""
        return self._books[self._code]

    def begin(self, on: QScreen | None) -> None:
        """Cover the screen `on`, and begin to wait for her. Colours are light while it is up: paper stays paper."""
        look = theme()
        if look.tokens.dark and not look.high_contrast:
            self._scheme = look.scheme
            look.choose("light")
        self._show_language(self._code)
        if on is not None:
            self.setScreen(on)
            self.setGeometry(on.geometry())
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)
        self.showFullScreen()
        self.activateWindow()
        self.setFocus()
        self._last_touch = self._doors.clock.monotonic()
        self._wait()

    def take_away(self) -> None:
        """End it without a password, as when nobody is there: the lock page is what stays to be seen."""
        if not self._ended:
            self._end(self._answer or LeftAlone(self._unsaved), left_alone=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES and isinstance(watched, QWidget) and watched.window() is self:
            self._last_touch = self._doors.clock.monotonic()
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            # No shortcut of the program behind it may work from here.
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()

    def closeEvent(self, event: QCloseEvent) -> None:
        app = QApplication.instance()
        saving = isinstance(app, QGuiApplication) and app.isSavingSession()
        if self._ended or saving:
            event.accept()
        else:
            event.ignore()

    def _build(self) -> None:
        books = tuple(self._books.values())
        self.sheet_page = SheetPage(books, self._doors.clock.monotonic, offers_not_mine=self._sheet.offers_not_mine)
        self.not_mine_page = NotMinePage()
        self.rather_not_page = RatherNotPage()
        self.strip = StaffStrip(self._doors.check_password, self._doors.jobs)
        self.give_back_page = GiveBackPage(self.strip)
        self.trouble_page = TroublePage()
        self._pages = QStackedLayout(self)
        # The screen is as large as it is: no page may ask for a larger window.
        self._pages.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        for page in (
            self.sheet_page,
            self.not_mine_page,
            self.rather_not_page,
            self.give_back_page,
            self.trouble_page,
        ):
            self._pages.addWidget(page)
        self._focus_frame = FocusFrame(self)
        sheet = self.sheet_page
        sheet.read_pressed.connect(self._on_read)
        sheet.print_pressed.connect(self._on_print)
        sheet.language_chosen.connect(self._show_language)
        sheet.not_mine_pressed.connect(self._on_not_mine)
        sheet.rather_not_pressed.connect(self._on_rather_not)
        sheet.sign_pressed.connect(self._on_sign)
        for answer_page in (self.not_mine_page, self.rather_not_page):
            answer_page.go_back_pressed.connect(self._show_sheet)
        self.not_mine_page.go_on_pressed.connect(self._on_not_hers)
        self.rather_not_page.go_on_pressed.connect(self._on_declined)
        self.strip.unlocked.connect(self._on_unlocked)
        self.trouble_page.try_again_pressed.connect(self._on_try_again)
        self.trouble_page.hand_back_pressed.connect(self._show_sheet)
        self.trouble_page.stop_pressed.connect(self._on_stop)

    @property
    def _words(self) -> SheetWords:
        return self._sheet.words[self._code]

    def _shown(self) -> Shown:
        words = self._words
        return Shown(
            person=self._sheet.person,
            language=self._code,
            statement=words.statement,
            items=tuple(item.as_shown for item in words.items),
            known_how=self._sheet.known_how,
            read_aloud=self._code in self._heard,
            started=self._started,
            ended=self._doors.clock.now(),
        )

    def _show_language(self, code: str) -> None:
        self._doors.voice.stop()
        self._code = code
        self.setAccessibleName(self._words.title)
        self.sheet_page.show_words(self.book, self._words)
        self.not_mine_page.show_words(self.book, self._words)
        self.rather_not_page.show_words(self.book)

    def _show_sheet(self) -> None:
        self._unsaved = self._trouble = None
        self.setAccessibleName(self._words.title)
        self._pages.setCurrentWidget(self.sheet_page)
        self.setFocus()

    def _on_not_mine(self) -> None:
        self._doors.voice.stop()
        self.not_mine_page.things.untick()
        self._pages.setCurrentWidget(self.not_mine_page)
        self.setFocus()

    def _on_rather_not(self) -> None:
        self._doors.voice.stop()
        self._pages.setCurrentWidget(self.rather_not_page)
        self.setFocus()

    def _on_read(self) -> None:
        if self._reading:
            self._doors.voice.stop()
            return
        words, code = self._words, self._code
        sentences = (words.title, words.lead, *(item.as_shown for item in words.items), words.statement)
        self._reading = True
        self.sheet_page.say_no_voice(said=False, may_print=False)
        self.sheet_page.show_reading(reading=True)

        def heard(what: Heard) -> None:
            self._on_heard(code, what)

        self._doors.voice.read(sentences, self.book.voice, heard)

    def _on_heard(self, code: str, what: Heard) -> None:
        self._reading = False
        if self._ended:
            return
        self.sheet_page.show_reading(reading=False)
        if what == "whole":
            self._heard.add(code)
        elif what == "no voice":
            self.sheet_page.say_no_voice(said=True, may_print=self._doors.print_page is not None)

    def _on_print(self) -> None:
        if self._doors.print_page is not None:
            self._doors.print_page(self._code)

    def _on_sign(self) -> None:
        pad = self.sheet_page.pad
        self._doors.voice.stop()
        self._save(Signed(self._shown(), "mark" if pad.is_mark else "drawn", pad.strokes(), pad.aspect))

    def _save(self, signed: Signed) -> bool:
        self._unsaved, self._trouble = signed, None
        saved = False
        try:
            self._sign(signed)
            saved = True
        except (Problem, RefusedError) as trouble:
            self._trouble = trouble
        finally:
            # A fault nobody expected goes on its way, and she is still told kindly.
            if saved:
                self._unsaved = None
                self._take(signed)
            else:
                self._ask_back(self.book.say("screen.failed"), "info")
        return saved

    def _on_not_hers(self) -> None:
        chosen = self.not_mine_page.things.chosen()
        refs = tuple(ref for number, ref in enumerate(self._sheet.refs) if number in chosen)
        self._take(NotHers(self._shown(), refs))

    def _on_declined(self) -> None:
        self._take(Declined(self._shown()))

    def _take(self, answer: Answer) -> None:
        self._answer = answer
        self._ask_back(self._words.thanks, "check")
        self.answered.emit(answer)

    def _ask_back(self, sentence: str, icon: str) -> None:
        self._doors.voice.stop()
        self._pages.setCurrentWidget(self.give_back_page)
        self.setAccessibleName(sentence)
        self.give_back_page.show_sentence(self.book, sentence, icon)

    def _on_unlocked(self) -> None:
        if self._ended:
            return
        if self._answer is not None:
            self._end(self._answer)
        else:
            self.trouble_page.show_trouble(self._trouble)
            self._pages.setCurrentWidget(self.trouble_page)
            self.trouble_page.try_again.setFocus()

    def _on_try_again(self) -> None:
        signed = self._unsaved
        if signed is None:
            return
        try:
            self._sign(signed)
        except (Problem, RefusedError) as trouble:
            self._trouble = trouble
            self.trouble_page.show_trouble(trouble)
            return
        self._answer, self._unsaved = signed, None
        self.answered.emit(signed)
        self._end(signed)

    def _on_stop(self) -> None:
        self._end(LeftAlone())

    def _wait(self) -> None:
        spent = self._doors.clock.monotonic() - self._last_touch
        left = self._doors.idle.total_seconds() - spent
        if left <= 0:
            self.take_away()
        else:
            self._call_off = self._doors.delay(left, self._wait)

    def _end(self, answer: Answer, *, left_alone: bool = False) -> None:
        self._ended = True
        self._call_off()
        self._doors.voice.stop()
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        if self._scheme is not None:
            theme().choose(self._scheme)
        then, self._then = self._then, _heard_already
        self._unsaved = self._trouble = self._answer = None
        self.sheet_page.wipe()
        self.not_mine_page.wipe()
        self.give_back_page.sentence.say("")
        self.strip.end()
        self.setAccessibleName("")
        self.close()
        self.deleteLater()
        if left_alone:
            # The answer comes first: what hears the signal locks the records, and then nothing could be kept of it.
            try:
                then(answer)
            finally:
                self.left_alone.emit()
        else:
            self.given_back.emit()
            then(answer)


def _nothing_to_call_off() -> None:
    """There is no delay yet."""


def _heard_already(_answer: Answer) -> None:
    """The answer was told once."""
