"""Fields to type in, each with its label above, its hint below, and its error under it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from cantercare_desktop.ui.buttons import LinkButton
from cantercare_desktop.ui.labels import IconLabel, Label
from cantercare_desktop.ui.painting import text_width, write
from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.tokens import Px, Words
from cantercare_desktop.ui.typing_rules import LONGEST_BLOCK, LONGEST_LINE, tamed


class TextLine(QLineEdit):
    """One line to type in. What cannot be kept is left out, and ``typing_refused`` says why in a sentence.

    ``aside`` is drawn grey at the right inside the field, as the best guess of a picker is.
    """

    typing_refused = Signal(str)

    def __init__(
        self, *, name: str, placeholder: str = "", longest: int = LONGEST_LINE, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setPlaceholderText(placeholder)
        self._longest = longest
        # One more than is kept, so that a longer paste is noticed, and no more, so that it costs nothing.
        self.setMaxLength(longest + 1)
        self._aside = ""
        self.textEdited.connect(self._on_edited)

    @property
    def aside(self) -> str:
        """What stands grey at the right."""
        return self._aside

    def clear(self) -> None:
        """Empty the field for good: Qt's own way lets Ctrl+Z bring back what was typed, a password too."""
        self.setText("")

    def show_aside(self, text: str) -> None:
        """Draw ``text`` grey at the right inside the field."""
        self._aside = text
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._aside:
            return
        look = theme()
        room = QRectF(self.rect()).adjusted(0, 0, -look.px(Px.field_padding) - 1, 0)
        typed = text_width(self.text(), Words.BODY) + 2 * look.px(Px.field_padding)
        with QPainter(self) as painter:
            write(
                painter,
                room.adjusted(typed, 0, 0, 0),
                self._aside,
                Words.SECOND,
                look.tokens.ink3,
                align=Qt.AlignmentFlag.AlignRight,
            )

    def _on_edited(self, text: str) -> None:
        kept, trouble = tamed(text, longest=self._longest)
        if kept != text:
            at = min(self.cursorPosition(), len(kept))
            self.setText(kept)
            self.setCursorPosition(at)
        self.typing_refused.emit(trouble or "")


class TextBlock(QPlainTextEdit):
    """Several lines to type in; Tab leaves it. What cannot be kept is left out, and ``typing_refused`` says why."""

    typing_refused = Signal(str)

    def __init__(
        self,
        *,
        name: str,
        placeholder: str = "",
        rows: int = 3,
        longest: int = LONGEST_BLOCK,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self._longest = longest
        self._rows = rows
        self._taming = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._on_changed)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.fontMetrics().lineSpacing() * self._rows + Px.page_edge)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def insertFromMimeData(self, source: QMimeData) -> None:
        taken = len(self.textCursor().selectedText())
        room = max(self._longest - self.document().characterCount() + 1 + taken, 0)
        kept, trouble = tamed(source.text(), longest=room, lines=True)
        self._taming = True
        self.insertPlainText(kept)
        self._taming = False
        self.typing_refused.emit(trouble or "")

    def _on_changed(self) -> None:
        if self._taming:
            return
        trouble = None
        if self.document().characterCount() - 1 > self._longest:
            kept, trouble = tamed(self.toPlainText(), longest=self._longest, lines=True)
            self._taming = True
            self.setPlainText(kept)
            self.moveCursor(self.textCursor().MoveOperation.End)
            self._taming = False
        self.typing_refused.emit(trouble or "")


class PasswordLine(TextLine):
    """A password, with "Show" inside the field. ``caps_lock_noticed`` says whether Caps Lock seems to be on."""

    caps_lock_noticed = Signal(bool)

    def __init__(self, *, name: str, tall: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(name=name, longest=1_000, parent=parent)
        self.setProperty("tall", tall)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self.show_words = LinkButton(
            "Show", name=f"{name}.show", underlined=False, words=Words.SECOND_STRONG, parent=self
        )
        self.show_words.setAccessibleName("Show password")
        self.show_words.clicked.connect(self._on_show_clicked)
        self._caps: bool = False

    def hide_words(self) -> None:
        """Show dots again."""
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.show_words.setText("Show")
        self.show_words.setAccessibleName("Show password")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        if typed.isalpha() and typed.lower() != typed.upper():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._notice(on=typed.isupper() != shift)
        elif event.key() == Qt.Key.Key_CapsLock and self._caps:
            self._notice(on=False)
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._notice(on=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        hint = self.show_words.sizeHint()
        left = self.width() - hint.width() - Px.field_padding
        self.show_words.setGeometry(left, (self.height() - hint.height()) // 2, hint.width(), hint.height())
        self.setTextMargins(0, 0, hint.width() + Px.grid, 0)

    def _notice(self, *, on: bool) -> None:
        if on != self._caps:
            self._caps = on
            self.caps_lock_noticed.emit(on)

    def _on_show_clicked(self) -> None:
        if self.echoMode() == QLineEdit.EchoMode.Normal:
            self.hide_words()
        else:
            # Qt undoes nothing under dots, but does once letters show: what stood here before must not come back.
            at = self.cursorPosition()
            self.setText(self.text())
            self.setCursorPosition(at)
            self.setEchoMode(QLineEdit.EchoMode.Normal)
            self.show_words.setText("Hide")
            self.show_words.setAccessibleName("Hide password")
        self.setFocus()


class Field(QWidget):
    """A control with its label above and one line under it: the hint, a note, or the error.

    ``check`` gives the sentence that says what is wrong with what stands in the control now, or ``None``.
    """

    def __init__(
        self,
        label: str,
        control: QWidget,
        *,
        name: str,
        hint: str = "",
        check: Callable[[], str | None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.control = control
        self.check = check
        self._hint_text = hint
        self._error: str | None = None
        self._note = ("", "ink3")
        self._refused = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Px.half_grid)
        self.label = Label(label, Words.SECOND_STRONG)
        self.label.setBuddy(control)
        control.setAccessibleName(label)
        column.addWidget(self.label)
        column.addWidget(control)
        self._under = QWidget()
        row = QHBoxLayout(self._under)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Px.half_grid)
        self._icon = IconLabel("alert", size=Px.icon_in_chip, ink="red")
        self.under = Label("", Words.CAPTION, ink="ink3", wrap=True, name=f"{name}.under")
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.under, 1)
        column.addWidget(self._under)
        self._watch()
        self._show_under()

    @property
    def error(self) -> str | None:
        """The sentence that stands under the field, if it is bad."""
        return self._error

    def show_error(self, sentence: str | None) -> None:
        """Say what is wrong, with a red edge; ``None`` takes it away."""
        if sentence == self._error:
            return
        self._error = sentence
        self.control.setProperty("bad", sentence is not None)
        self.control.style().unpolish(self.control)
        self.control.style().polish(self.control)
        self.control.update()
        self._show_under()

    def show_note(self, sentence: str, ink: str = "amber") -> None:
        """Say something that is not an error, such as "Caps Lock is on."; "" takes it away."""
        self._note = (sentence, ink)
        self._show_under()

    def _watch(self) -> None:
        control = self.control
        if isinstance(control, (TextLine, TextBlock)):
            control.typing_refused.connect(self._on_typing_refused)
            control.textChanged.connect(self._on_changed)
        if isinstance(control, PasswordLine):
            control.caps_lock_noticed.connect(self._on_caps_lock_noticed)

    def _show_under(self) -> None:
        note, note_ink = self._note
        text, ink, icon = self._hint_text, "ink3", ""
        if self._error is not None:
            text, ink, icon = self._error, "red", "alert"
        elif self._refused:
            text, ink, icon = self._refused, "amber", "info"
        elif note:
            text, ink, icon = note, note_ink, "info"
        self._icon.setVisible(bool(icon))
        if icon:
            self._icon.show_icon(icon, ink)
        words = str(Words.CAPTION_STRONG if self._error is not None else Words.CAPTION)
        self.under.say(text, ink)
        if words != self.under.property("words"):
            self.under.setProperty("words", words)
            self.under.style().unpolish(self.under)
            self.under.style().polish(self.under)
        self._under.setVisible(bool(text))
        self.control.setAccessibleDescription(text)

    def _on_typing_refused(self, sentence: str) -> None:
        self._refused = sentence
        self._show_under()

    def _on_caps_lock_noticed(self, on: bool) -> None:  # noqa: FBT001 - the signature of the signal
        self.show_note("Caps Lock is on." if on else "")

    def _on_changed(self) -> None:
        # What was said about the former words need not be true of these.
        self.show_error(None)
