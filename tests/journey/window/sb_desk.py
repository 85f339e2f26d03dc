# SPDX-License-Identifier: GPL-3.0-or-later
"""A desk to try the application at: a home of its own, a browser that is a script, and the
accessibility bus as eyes and hands. Runs inside xvfb-run and dbus-run-session."""

import os
import pathlib
import shlex
import signal
import subprocess
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

WAIT_S = 90  # for one thing to appear; a loaded machine is slow, a missing thing is missing
END_S = 60  # for the program to go when the session ends
# What a program that is well never says, sanitizers included. (Warnings of GTK about its own focus are not.)
COMPLAINTS = ("CRITICAL", "AddressSanitizer", "LeakSanitizer", "runtime error:")


class Missing(AssertionError):
    """What was looked for did not appear."""


def _children(node):
    try:
        return [node.get_child_at_index(i) for i in range(node.get_child_count())]
    except GLib.Error:
        return []  # it went away while we looked


def _walk(node):
    """Everything below that a person can see. (GTK 4.8 tells of "visible", not of "showing".)"""
    if node is None:
        return
    try:
        if node.get_role() != Atspi.Role.APPLICATION:
            if not node.get_state_set().contains(Atspi.StateType.VISIBLE):
                return
    except GLib.Error:
        return
    yield node
    try:
        # The choices of a closed drop-down are in the tree too: whole charts of accounts, many times.
        if node.get_role() == Atspi.Role.COMBO_BOX:
            return
    except GLib.Error:
        return
    for child in _children(node):
        yield from _walk(child)


def _plain(node):
    """The name without mnemonic; GTK puts a button's label before its child's: "_Start Start"."""
    text = (node.get_name() or "").replace("_", "")
    half = len(text) // 2
    return text[:half] if len(text) % 2 and text[:half] == text[half + 1:] else text


def _spin():
    context = GLib.MainContext.default()
    while context.pending():
        context.iteration(False)


class Desk:
    """One person in front of one program."""

    def __init__(self, program, practice, folder, browser_mode="connect", prepare=None):
        """@prepare(desk): makes a book before the program starts; answers with its arguments."""
        self.folder = pathlib.Path(folder)
        self.home = self.folder / "home"
        self.shots = os.environ.get("STOCKBOOK_SHOTS")
        self._prepare_home(browser_mode)
        env = dict(os.environ)
        env.update(
            HOME=str(self.home),
            XDG_DATA_HOME=str(self.home / "data"),
            XDG_CONFIG_HOME=str(self.home / "config"),
            XDG_CACHE_HOME=str(self.home / "cache"),
            XDG_STATE_HOME=str(self.home / "state"),
            STOCKBOOK_PRACTICE=str(self._prepare_practice(practice)),
            SECRET_BACKEND="file",
            SECRET_FILE_TEST_PATH=str(self.home / "keyring"),
            SECRET_FILE_TEST_PASSWORD="test",
            GSK_RENDERER="cairo",
            GDK_BACKEND="x11",
            GSETTINGS_BACKEND="memory",
            GTK_A11Y="atspi",
            LC_ALL="C.UTF-8",
            NO_AT_BRIDGE="0",
        )
        # A screen without a window manager makes GTK itself warn.
        env.pop("G_DEBUG", None)
        self.env = env
        self._wait_for_display()
        self.log = open(self.folder / "stockbook.log", "w", encoding="utf-8")
        arguments = prepare(self) if prepare is not None else []
        self.process = subprocess.Popen([program, *arguments], env=env, stdout=self.log, stderr=self.log)
        self.app = self._wait_for_app()

    def _prepare_home(self, mode):
        applications = self.home / "data" / "applications"
        applications.mkdir(parents=True)
        settings = self.home / "config" / "gtk-4.0" / "settings.ini"
        settings.parent.mkdir(parents=True)
        settings.write_text("[Settings]\ngtk-enable-animations=false\n", encoding="utf-8")
        browser = pathlib.Path(__file__).with_name("sb_browser.py")
        self.mode_file = self.home / "browser-mode"
        self.mode_file.write_text(mode, encoding="utf-8")
        command = " ".join(
            shlex.quote(part)
            for part in (sys.executable, str(browser), str(self.mode_file), str(self.home / "visits"))
        )
        (applications / "script-browser.desktop").write_text(
            "[Desktop Entry]\nType=Application\nName=Browser\n"
            f"Exec={command} %u\nMimeType=x-scheme-handler/http;x-scheme-handler/https;\n",
            encoding="utf-8",
        )
        associations = (
            "[Default Applications]\n"
            "x-scheme-handler/http=script-browser.desktop\n"
            "x-scheme-handler/https=script-browser.desktop\n"
        )
        (self.home / "config" / "mimeapps.list").write_text(associations, encoding="utf-8")

    def _prepare_practice(self, practice):
        """Notes the process of each practice company, so that it can be ended with the desk."""
        self.practice_pids = self.home / "practice-pids"
        script = self.home / "practice.sh"
        script.write_text(
            f'#!/bin/sh\necho $$ >> "{self.practice_pids}"\nexec "{practice}" "$@"\n', encoding="utf-8"
        )
        script.chmod(0o700)
        return script

    def set_browser(self, mode):
        """How the person behaves in the browser from now on (see sb_browser.py)."""
        self.mode_file.write_text(mode, encoding="utf-8")

    @staticmethod
    def _wait_for_display():
        """xvfb-run does not always wait until its server listens."""
        end = time.monotonic() + WAIT_S
        while time.monotonic() < end:
            if subprocess.run(["xdotool", "getdisplaygeometry"], capture_output=True).returncode == 0:
                return
            time.sleep(0.2)
        raise Missing("no display")

    def _wait_for_app(self):
        def look():
            desktop = Atspi.get_desktop(0)
            for app in _children(desktop):
                if app is not None and app.get_process_id() == self.process.pid:
                    return app
            return None

        return self.until(look, "the program on the accessibility bus")

    def until(self, look, what, timeout=WAIT_S):
        """Looks until there is something to see."""
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            _spin()
            if self.process.poll() is not None:
                raise Missing(f"the program ended with {self.process.returncode} while waiting for {what}")
            try:
                found = look()
            except GLib.Error:
                found = None
            if found:
                return found
            time.sleep(0.05)
        self.shoot("missing")
        raise Missing(f"no {what} within {timeout} s; there is: {self.words()}")

    def all(self, role=None):
        """Everything that is on the screen now."""
        self.app.clear_cache()  # with all that is below it
        for node in _walk(self.app):
            try:
                if role is None or node.get_role_name() in role:
                    yield node
            except GLib.Error:
                continue

    def words(self):
        return sorted({_plain(node) for node in self.all() if node.get_name()})

    def find(self, name, role=None, exact=True):
        def fits(node):
            return _plain(node) == name if exact else name in _plain(node)

        for node in self.all(role):
            if fits(node):
                return node
        return None

    def see(self, name, role=None, exact=False, timeout=WAIT_S):
        """Waits until the words are on the screen."""
        return self.until(lambda: self.find(name, role, exact), f"“{name}”", timeout)

    def gone(self, name, timeout=WAIT_S):
        self.until(lambda: self.find(name, exact=False) is None, f"end of “{name}”", timeout)

    def press(self, name, role=("push button", "button", "toggle button", "radio button", "check box",
                                "menu item")):
        """Presses what has this name, as soon as it can be pressed."""

        def ready():
            node = self.find(name, role)
            if node is None or not node.get_state_set().contains(Atspi.StateType.SENSITIVE):
                return None
            return node

        node = self.until(ready, f"button “{name}”")
        self.do(node)

    def do(self, node):
        action = node.get_action_iface()
        if action is None or action.get_n_actions() == 0:
            raise Missing(f"“{node.get_name()}” has no action")
        action.do_action(0)
        _spin()

    def open_menu(self, name):
        """The button of a menu is inside of what has the name."""
        # The last of the name: pages that are not shown any more come before the one that is.
        self.see(name, exact=True)
        buttons = ("push button", "button", "toggle button")
        for node in reversed([found for found in self.all() if _plain(found) == name]):
            for part in _walk(node):
                if part.get_role_name() in buttons:
                    return self.do(part)
        raise Missing(f"menu “{name}” cannot be opened")

    def press_like(self, part):
        """Presses the button whose label holds these words."""
        self.do(self.see(part, ("push button", "button")))

    def place(self, name):
        """Where a place of the side bar is on the screen."""

        def row():
            label = self.find(name, ("label",))
            return label if label is not None and label.get_component_iface() is not None else None

        area = self.until(row, f"place “{name}”").get_extents(Atspi.CoordType.WINDOW)
        return area.x + area.width // 2, area.y + area.height // 2

    @staticmethod
    def click(x, y):
        subprocess.run(["xdotool", "mousemove", str(x), str(y), "click", "1"], check=True)
        _spin()

    def go(self, place):
        """To a place of the side bar. Its rows tell the bus of no action: a click, as a person does."""
        self.click(*self.place(place))

    def read(self, name):
        """What stands in the field of this name."""
        text = self._field(name).get_text_iface()
        return text.get_text(0, text.get_character_count())

    def warnings(self):
        """What the program complained about; a screen without a window manager is none of its doing."""
        lines = (self.folder / "stockbook.log").read_text(encoding="utf-8").splitlines()
        return [line for line in lines if "CRITICAL" in line or "Stockbook-WARNING" in line]

    def key(self, *keys):
        """Keys, one after the other, as a person types them."""
        subprocess.run(["xdotool", "key", "--delay", "60", *keys], check=True)
        _spin()

    def choose(self, button, index):
        """Opens a menu and takes its entry of this number, by keyboard: the first one has the focus."""
        self.press(button)
        time.sleep(0.8)
        self.key(*["Down"] * index, "Return")

    def alt(self, letter):
        """Alt and a letter: check buttons of GTK 4.8 tell the bus of no action."""
        subprocess.run(["xdotool", "key", f"alt+{letter}"], check=True)
        _spin()

    def _field(self, name, last=False):

        def field():
            fields = [
                node
                for node in self.all()
                # GTK puts the label of the field behind the name: "Customer or supplier Supplier".
                if (node.get_name() or "").split(" ")[: len(name.split(" "))] == name.split(" ")
                and node.get_editable_text_iface() is not None
            ]
            return fields[-1 if last else 0] if fields else None

        return self.until(field, f"field “{name}”")

    def type(self, name, text, last=False):
        """Types into the field of this name, over what was there."""
        node = self._field(name, last)
        editable = node.get_editable_text_iface()
        length = node.get_text_iface().get_character_count()
        if length > 0:
            editable.delete_text(0, length)
        editable.insert_text(0, text, len(text.encode()))
        _spin()

    def type_last(self, name, text):
        """The same into the last of several fields of this name: the new line of a list."""
        self.type(name, text, last=True)

    def shoot(self, name):
        """A picture of the screen, when somebody has asked for pictures."""
        if not self.shots:
            return
        time.sleep(0.6)
        _spin()
        subprocess.run(["import", "-window", "root", f"{self.shots}/{name}.png"], check=False)

    def close(self):
        """Ends the program as the end of a session does; it has to go by itself, without complaint."""
        self.process.terminate()
        try:
            ended = self.process.wait(END_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            ended = self.process.wait()
        self.log.close()
        self._end_practice()
        said = (self.folder / "stockbook.log").read_text(encoding="utf-8", errors="replace")
        complaints = [line for line in said.splitlines() if any(word in line for word in COMPLAINTS)]
        if ended != 0 or complaints:
            raise Missing(f"the program ended with {ended} and said:\n" + "\n".join(said.splitlines()[-60:]))

    def _end_practice(self):
        if self.practice_pids.exists():
            for pid in self.practice_pids.read_text(encoding="utf-8").split():
                try:
                    os.kill(int(pid), signal.SIGTERM)
                except ProcessLookupError:
                    pass  # it ended by itself
