#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The process is killed at moments spread over a sync's writes and requests; one more sync mends it.

    test-kill.py [NUMBER OF KILLS]
"""
from journey import *

EXPECTED = {"Invoice": 3, "Bill": 3, "Payment": 4, "BillPayment": 2, "JournalEntry": 11}
SHIM = os.environ["STOCKBOOK_KILL_SHIM"]
KILLS = int(os.environ.get("STOCKBOOK_KILLS", "20"))
KEPT = ("shop.stockbook", "shop.stockbook-wal", "shop.stockbook-shm", "company.data", "keyring")


def save(folder, to):
    to.mkdir()
    for name in KEPT:
        if (folder / name).exists():
            shutil.copy2(folder / name, to / name)


def restore(folder, source):
    for name in KEPT:
        (folder / name).unlink(missing_ok=True)
        if (source / name).exists():
            shutil.copy2(source / name, folder / name)


def killed_anywhere_in_a_sync_nothing_is_doubled_and_nothing_missing():
    with Folder() as folder:
        practice = Practice(folder, "--limits", "off")
        try:
            book = Book(folder)
            book.set_up(practice)
            practice.stop()
            save(folder, folder / "before")

            practice.start()
            counted = folder / "count"
            book.run("sync", env={"LD_PRELOAD": SHIM, "KILL_COUNT_FILE": str(counted)})
            total = int(counted.read_text())
            once_each(practice, EXPECTED)
            died = 0
            for kill in range(1, KILLS + 1):
                at = max(1, kill * total // (KILLS + 1))
                practice.stop()
                restore(folder, folder / "before")
                practice.start()
                done = book.run("sync", ok=None, env={"LD_PRELOAD": SHIM, "KILL_AT": str(at)})
                died += done.returncode == -9
                try:
                    equal(book("sync")["counts"]["waiting"], 0, "waiting")
                    once_each(practice, EXPECTED)
                except AssertionError as error:
                    raise AssertionError(f"killed before call {at} of {total}: {error}") from error
            print(f"# {died} of {KILLS} runs died, spread over {total} calls")
            if died < KILLS * 9 // 10:
                raise AssertionError("too few runs died: the count is off")
        finally:
            practice.stop()


main([killed_anywhere_in_a_sync_nothing_is_doubled_and_nothing_missing])
