#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line's own promises: exit codes, one document, errors with a remedy, nothing half done."""
from decimal import Decimal

from journey import *

VERBS = ("new replay state verify explain products import export connect disconnect status settings pull accounts match taxes "
         "sync log retry skip resolve reconcile backup info").split()


def call(*arguments, folder=None, stdin=None):
    env = folder.environment() if folder is not None else dict(os.environ, LC_ALL="C.UTF-8")
    return subprocess.run([CLI, *map(str, arguments)], input=stdin, capture_output=True, text=True, timeout=60, env=env)


def every_verb_explains_itself():
    for verb in VERBS:
        done = call(verb, "--help")
        equal(done.returncode, 0, verb)
        if verb not in done.stdout or "--json" not in done.stdout:
            raise AssertionError(done.stdout)
        equal(call(verb).returncode, 1, f"{verb} without a book")


def a_wrong_call_is_exit_1_with_one_error_object():
    for arguments in (["frob"], ["new", "--bogus", "x"], ["sync"], ["skip", "x", "1"], ["connect", "x"]):
        done = call(*arguments, "--json")
        equal(done.returncode, 1, str(arguments))
        equal(done.stdout, "", "standard output")
        equal(json.loads(done.stderr)["error"]["domain"], "usage")


def a_missing_book_is_exit_3_and_is_not_made():
    with Folder() as folder:
        for verb in (["state"], ["status"], ["sync"], ["verify"], ["info"], ["log"]):
            done = call(verb[0], folder / "none.stockbook", "--json", folder=folder)
            equal(done.returncode, 3, verb[0])
            equal(json.loads(done.stderr)["error"]["domain"], "book")
        equal((folder / "none.stockbook").exists(), False)


def a_file_that_is_no_book_is_exit_3_and_stays_as_it_is():
    with Folder() as folder:
        (folder / "letter.stockbook").write_text("Dear Ann, " * 1000)
        equal(call("status", folder / "letter.stockbook", folder=folder).returncode, 3)
        equal((folder / "letter.stockbook").read_text(), "Dear Ann, " * 1000)


def a_new_book_is_its_owners_alone_and_never_overwrites():
    with Folder() as folder:
        book = Book(folder)
        made = book("new", "--currency", "EUR", "--name", "Kontor")
        equal(made["book"]["name"], "Kontor")
        equal(made["book"]["currency"], "EUR")
        equal(book.path.stat().st_mode & 0o777, 0o600)
        equal(book.run("new", ok=(2,)).error["code"], "exists")
        equal(book.run("new", "--currency", "XXZ", ok=(2,)).returncode, 2)


def a_refused_event_names_its_place_and_those_before_it_stay():
    with Folder() as folder:
        book = Book(folder)
        book("new")
        events = {"schema": 1, "settings": {"base_currency": "USD", "locations": ["MAIN"], "default_location": "MAIN",
                                            "products": [{"sku": "A"}]}, "events": [
            {"id": "E1", "date": "2026-01-02", "type": "opening", "lines": [{"sku": "A", "qty": "2", "unit_cost": "5.00"}]},
            {"id": "E2", "date": "2026-01-03", "type": "adjust", "lines": [{"sku": "A", "qty": "-3"}]}]}
        done = book.run("replay", "-", stdin=json.dumps(events), ok=(2,))
        equal(done.error["code"], "E_INSUFFICIENT_STOCK")
        equal(done.error["details"]["event"], "E2")
        equal(done.error["details"]["index"], 1)
        equal(done.error["details"]["expected"], None)
        equal(book("state")["on_hand"], {"A": "2"})


def bad_input_is_refused_with_the_field_and_nothing_written():
    with Folder() as folder:
        book = Book(folder)
        book("new")
        line = {"sku": "A", "qty": "1", "unit_cost": "5.00"}
        set_up = {"base_currency": "USD", "locations": ["MAIN"], "default_location": "MAIN", "products": [{"sku": "A"}]}
        book("replay", "-", stdin=json.dumps({"schema": 1, "settings": set_up, "events": []}))
        before = book("state")
        for change in ({"qty": "-1"}, {"sku": "NOPE"}, {"unit_cost": "many"}, {"qty": "1.0000001"}):
            event = {"id": "X", "date": "2026-01-02", "type": "opening", "lines": [dict(line, **change)]}
            done = book.run("replay", "-", stdin=json.dumps({"schema": 1, "events": [event]}), ok=(2,))
            equal(done.error["code"], "E_BAD_EVENT", str(change))
        equal(book("state"), before)


def settings_are_set_all_or_none():
    with Folder() as folder:
        book = Book(folder)
        book("new")
        equal(book.run("settings", "integration=off", "journals=weekly", ok=(2,)).error["code"], "unknown-setting")
        equal(book("settings")["settings"], {"integration": "on", "export-purchase-orders": "off", "export-quotes": "off",
                                             "first-date": None, "journals": "event", "schedule-minutes": None})
        equal(book("settings", "first-date=2026-01-01")["settings"]["first-date"], "2026-01-01")
        equal(book("settings", "first-date=")["settings"]["first-date"], None)


def a_backup_is_a_whole_book_and_info_knows_every_table():
    with Folder() as folder:
        book = Book(folder)
        book("new")
        book("replay", "-", stdin=sample_month())
        copy = Book(folder, "copy")
        made = book("backup", copy.path)
        equal(made["verified"], True)
        equal(made["bytes"], copy.path.stat().st_size)
        equal(copy("state"), book("state"))
        equal(book.run("backup", copy.path, ok=(2,)).error["code"], "exists")
        info = copy("info")
        equal(info["integrity"], "ok")
        equal([name for name, rows in info["tables"].items() if rows is None], [], "tables without a number")


def adds_up(reasons, amount):
    equal(sum(Decimal(reason["amount"]) for reason in reasons), Decimal(amount))
    for reason in reasons:
        if reason["because"]:
            adds_up(reason["because"], reason["amount"])


def every_amount_of_every_journal_is_explained_to_the_cent():
    with Folder() as folder:
        book = Book(folder)
        book("new")
        journals = book("replay", "-", stdin=sample_month())["journals"]
        for number, journal in enumerate(journals, 1):
            told = book("explain", f"J{number}")
            equal((told["journal"], told["date"], told["object"]), (f"J{number}", journal["date"], journal["object"]))
            equal(len(told["lines"]), len(journal["lines"]))
            for line in told["lines"]:
                adds_up(line["because"], line["amount"])
        equal(book.run("explain", "J9999", ok=(2,)).error["code"], "E_UNKNOWN_REF")
        equal(book.run("explain", "twelve", ok=(1,)).error["domain"], "usage")


def lists_go_out_and_come_in_again_unchanged():
    with Folder() as folder:
        book, other = Book(folder), Book(folder, "other")
        book("new")
        other("new")
        (folder / "p.csv").write_bytes("\ufeffsku,name,price,active\r\nW-1,\"Board, \"\"oak\"\"\",12.50,true\r\n"
                                       "W-2,=SUM(A1),,no\r\nW-3,Bad,cheap,\r\n".encode())
        tried = book("import", "products", folder / "p.csv", "--dry-run")
        equal(book("products")["products"], [])
        done = book("import", "products", folder / "p.csv")
        equal(done, tried)
        equal((done["created"], done["updated"], done["unchanged"]), (2, 0, 0))
        equal([(row["line"], row["code"], row["column"]) for row in done["refused"]], [(4, "E_BAD_EVENT", "price")])
        equal(book("import", "products", folder / "p.csv")["unchanged"], 2)
        (folder / "c.csv").write_text("name,email,phone\nAnn,ann@a.test,1\nAnn,ann@b.test,1\n,x@y.test,\n")
        equal(book("import", "customers", folder / "c.csv"),
              {"created": 1, "updated": 1, "unchanged": 0, "refused": [
                  {"line": 4, "code": "E_BAD_EVENT", "column": "name", "message": "this cannot be empty"}]})
        files = book("export", "all", "--output", folder / "out")["files"]
        equal(len(files), 3)
        equal("\"'=SUM(A1)\"" in (folder / "out/products.csv").read_text(), True)
        equal(other("import", "products", folder / "out/products.csv")["created"], 2)
        equal(other("import", "customers", folder / "out/customers.csv")["created"], 1)
        for each in (book, other):
            each("export", "products", "--format", "json", "--output", folder / each.path.stem)
        made = json.loads((folder / "shop/products.json").read_text())
        equal(made, json.loads((folder / "other/products.json").read_text()))
        equal({name: made[1][name] for name in ("sku", "name", "price", "status", "qbo_id")},
              {"sku": "W-2", "name": "=SUM(A1)", "price": None, "status": "deprecated", "qbo_id": None})
        (folder / "x.csv").write_text("colour\nred\n")
        equal(book.run("import", "products", folder / "x.csv", ok=(2,)).returncode, 2)


def products_are_deprecated_and_deleted_only_when_nothing_needs_them():
    with Folder() as folder:
        book = Book(folder)
        book("new")
        (folder / "p.csv").write_text("sku,name\nA,Apple\nB,Bread\n")
        book("import", "products", folder / "p.csv")
        book.play([{"id": "E1", "date": "2026-01-02", "type": "adjust",
                    "lines": [{"sku": "A", "qty": "2", "unit_cost": "5.00"}]}])
        told = book("products", "deprecate", "A", "B")
        equal([(row["sku"], row["status"], row["on_hand"]) for row in told["products"]],
              [("A", "deprecated", "2"), ("B", "deprecated", "0")])
        told = book("products", "delete-deprecated", "A", "B", "C")
        equal([row["sku"] for row in told["products"]], ["A"])
        equal([(row["sku"], row["code"]) for row in told["refused"]], [("A", "E_HAS_STOCK"), ("C", "E_UNKNOWN_REF")])
        equal(book.run("products", "delete-deprecated", ok=(2,)).json["refused"][0]["code"], "E_HAS_STOCK")
        equal(book("products", "activate", "A")["products"][0]["status"], "active")
        equal(book("verify")["ok"], True)


def no_secret_is_ever_printed():
    with Folder() as folder:
        book = Book(folder)
        book("new")
        (folder / "secret").write_text("planted-secret-7\n")
        done = book.run("connect", "--environment", "http://127.0.0.1:9", "--client-id", "me", "--client-secret-file",
                        folder / "secret", "--no-browser", ok=None)
        equal(done.returncode != 0, True)
        if "planted-secret-7" in done.stdout + done.stderr:
            raise AssertionError("a secret was printed")


main([every_verb_explains_itself, a_wrong_call_is_exit_1_with_one_error_object, a_missing_book_is_exit_3_and_is_not_made,
      a_file_that_is_no_book_is_exit_3_and_stays_as_it_is, a_new_book_is_its_owners_alone_and_never_overwrites,
      a_refused_event_names_its_place_and_those_before_it_stay, bad_input_is_refused_with_the_field_and_nothing_written,
      settings_are_set_all_or_none, every_amount_of_every_journal_is_explained_to_the_cent,
      lists_go_out_and_come_in_again_unchanged, products_are_deprecated_and_deleted_only_when_nothing_needs_them,
      a_backup_is_a_whole_book_and_info_knows_every_table, no_secret_is_ever_printed])
