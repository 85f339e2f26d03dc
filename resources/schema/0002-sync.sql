-- SPDX-License-Identifier: GPL-3.0-or-later
-- What joins the book with one QuickBooks Online company. The tables of the ledger know nothing of
-- these; these name rows of the ledger by kind and id.

-- One local thing that has, or will have, one object in QuickBooks: a row of the monitor.
-- subject + subject_id name the local thing:
--   customer, supplier, product   the party or product row
--   document                      the document row (invoice, bill, payment ...)
--   journal                       the journal row that goes out as a JournalEntry
--   shipment                      a shipment document of which units had no cost when they left
--   own-item                      a service item of ours: 1 shipping, 2 discount
CREATE TABLE record (
  id            INTEGER PRIMARY KEY,
  uid           TEXT NOT NULL UNIQUE,
  object        TEXT NOT NULL,
  subject       TEXT NOT NULL CHECK (subject IN
                  ('customer', 'supplier', 'product', 'document', 'journal', 'shipment', 'own-item')),
  subject_id    INTEGER NOT NULL,
  action        TEXT NOT NULL CHECK (action IN ('create', 'update', 'delete', 'void')),
  state         TEXT NOT NULL CHECK (state IN
                  ('waiting', 'sent', 'synced', 'pending', 'failed', 'blocked', 'skipped',
                   'not_needed', 'superseded', 'conflict')),
  reason        TEXT,
  message       TEXT,
  remedy        TEXT,
  code          TEXT,
  origin        TEXT NOT NULL DEFAULT 'local' CHECK (origin IN ('local', 'qbo')),
  confirmed     INTEGER NOT NULL DEFAULT 0 CHECK (confirmed IN (0, 1)), -- the owner said: it is new, send it
  local         TEXT NOT NULL DEFAULT '',
  event         TEXT,
  date          TEXT,
  sequence      INTEGER NOT NULL DEFAULT 0,
  amount        INTEGER,
  currency      TEXT,
  party         TEXT,
  revision      INTEGER NOT NULL DEFAULT 1,
  sent_revision INTEGER NOT NULL DEFAULT 0,
  run           INTEGER,
  attempts      INTEGER NOT NULL DEFAULT 0,
  updated       INTEGER NOT NULL,
  UNIQUE (object, subject, subject_id)
) STRICT;

CREATE INDEX record_by_state ON record (state, object);
CREATE INDEX record_by_order ON record (date, id);
CREATE INDEX record_by_subject ON record (subject, subject_id);

-- Which journals a record carries; every journal belongs to exactly one record.
CREATE TABLE record_journal (
  journal INTEGER PRIMARY KEY,
  record  INTEGER NOT NULL REFERENCES record (id)
) STRICT;

CREATE INDEX record_journal_by_record ON record_journal (record);

-- Documents that came out of one payment in QuickBooks: one for each document it settles.
CREATE TABLE record_import (
  document INTEGER PRIMARY KEY,
  record   INTEGER NOT NULL REFERENCES record (id)
) STRICT;

CREATE INDEX record_import_by_record ON record_import (record);

-- What a record waits for, as found when it was last planned.
CREATE TABLE record_dependency (
  record INTEGER NOT NULL REFERENCES record (id) ON DELETE CASCADE,
  needs  INTEGER NOT NULL REFERENCES record (id) ON DELETE CASCADE,
  PRIMARY KEY (record, needs)
) STRICT, WITHOUT ROWID;

-- The object that a record has in QuickBooks, and the fields both sides agreed on last.
CREATE TABLE link (
  realm      TEXT NOT NULL,
  object     TEXT NOT NULL,
  qbo_id     TEXT NOT NULL,
  record     INTEGER NOT NULL UNIQUE REFERENCES record (id),
  sync_token TEXT,
  doc_number TEXT,
  snapshot   TEXT,
  active     INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  state      TEXT NOT NULL DEFAULT 'linked' CHECK (state IN ('linked', 'voided', 'deleted', 'broken')),
  updated    INTEGER NOT NULL,
  PRIMARY KEY (realm, object, qbo_id)
) STRICT, WITHOUT ROWID;

-- Both sides changed the same field, or QuickBooks changed what only Stockbook may change.
CREATE TABLE conflict (
  record    INTEGER NOT NULL REFERENCES record (id) ON DELETE CASCADE,
  field     TEXT NOT NULL,
  base      TEXT,
  local     TEXT,
  qbo       TEXT,
  suggested TEXT NOT NULL CHECK (suggested IN ('local', 'qbo')),
  PRIMARY KEY (record, field)
) STRICT, WITHOUT ROWID;

-- One run of the engine.
CREATE TABLE run (
  id        INTEGER PRIMARY KEY,
  started   INTEGER NOT NULL,
  finished  INTEGER,
  outcome   TEXT CHECK (outcome IN
              ('done', 'failures', 'cancelled', 'sign-in-needed', 'network', 'stopped')),
  flags     INTEGER NOT NULL DEFAULT 0,
  started_by TEXT,
  report    TEXT
) STRICT;

-- One write request on its way. Committed before it leaves: a crash at any moment finds here what
-- may be in QuickBooks without our knowing.
CREATE TABLE flight (
  id         INTEGER PRIMARY KEY,
  requestid  TEXT NOT NULL UNIQUE,
  run        INTEGER,
  realm      TEXT NOT NULL,
  kind       TEXT NOT NULL CHECK (kind IN ('single', 'batch')),
  state      TEXT NOT NULL DEFAULT 'sent' CHECK (state IN ('sent', 'answered', 'abandoned')),
  sent_at    INTEGER NOT NULL,
  body       BLOB NOT NULL,
  attempts   INTEGER NOT NULL DEFAULT 0,
  answered   INTEGER
) STRICT;

CREATE INDEX flight_open ON flight (id) WHERE state = 'sent';

CREATE TABLE flight_item (
  flight     INTEGER NOT NULL REFERENCES flight (id) ON DELETE CASCADE,
  position   INTEGER NOT NULL,
  bid        TEXT NOT NULL,
  record     INTEGER NOT NULL REFERENCES record (id),
  revision   INTEGER NOT NULL,
  object     TEXT NOT NULL,
  operation  TEXT NOT NULL CHECK (operation IN ('create', 'update', 'delete', 'void')),
  marker     TEXT,
  qbo_id     TEXT,
  sync_token TEXT,
  body       BLOB NOT NULL,
  snapshot   TEXT,
  outcome    TEXT,
  PRIMARY KEY (flight, position),
  UNIQUE (flight, bid)
) STRICT, WITHOUT ROWID;

CREATE INDEX flight_item_by_record ON flight_item (record);

-- Every request, kept 90 days; never a token.
CREATE TABLE request_log (
  id         INTEGER PRIMARY KEY,
  time       INTEGER NOT NULL,
  run        INTEGER,
  method     TEXT NOT NULL,
  path       TEXT NOT NULL,
  requestid  TEXT,
  attempt    INTEGER NOT NULL,
  status     INTEGER,
  ms         INTEGER NOT NULL,
  intuit_tid TEXT,
  result     TEXT NOT NULL
) STRICT;

CREATE INDEX request_log_by_time ON request_log (time);
CREATE INDEX request_log_by_run ON request_log (run);

-- How far QuickBooks has been read: server time of the last complete read, text as it was sent.
CREATE TABLE cursor (
  name    TEXT PRIMARY KEY,
  moment  INTEGER NOT NULL,
  updated INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What was read from QuickBooks last: lists and company facts, as they came.
CREATE TABLE mirror (
  object     TEXT NOT NULL,
  qbo_id     TEXT NOT NULL,
  name       TEXT NOT NULL,
  key        TEXT,
  active     INTEGER NOT NULL CHECK (active IN (0, 1)),
  sync_token TEXT,
  body       TEXT NOT NULL,
  updated    INTEGER NOT NULL,
  PRIMARY KEY (object, qbo_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX mirror_by_name ON mirror (object, name COLLATE NOCASE);
CREATE INDEX mirror_by_key ON mirror (object, key);

-- Which account of QuickBooks stands for an account of the book; several may share one.
CREATE TABLE account_link (
  account INTEGER PRIMARY KEY,
  qbo_id  TEXT NOT NULL
) STRICT;

CREATE INDEX account_link_by_qbo ON account_link (qbo_id);

-- Accounts that went away in QuickBooks: what is not sent yet uses the replacement.
CREATE TABLE account_redirect (
  old_qbo_id TEXT PRIMARY KEY,
  new_qbo_id TEXT NOT NULL,
  created    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Which tax code of QuickBooks stands for a rate (10^-8 fraction), outside the United States.
CREATE TABLE tax_link (
  rate   INTEGER PRIMARY KEY,
  qbo_id TEXT NOT NULL
) STRICT;

-- Things that belong to no record: a tracked item, an inactive account, a deposit that holds a payment.
CREATE TABLE notice (
  code    TEXT NOT NULL,
  object  TEXT NOT NULL DEFAULT '',
  qbo_id  TEXT NOT NULL DEFAULT '',
  message TEXT NOT NULL,
  remedy  TEXT,
  updated INTEGER NOT NULL,
  PRIMARY KEY (code, object, qbo_id)
) STRICT, WITHOUT ROWID;

-- What changed in the ledger since records were collected last. Filled by the triggers below, so that
-- collecting costs what changed and no writer of the ledger has to know of the sync.
CREATE TABLE record_todo (
  subject    TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  PRIMARY KEY (subject, subject_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER todo_party_new AFTER INSERT ON party
BEGIN INSERT OR IGNORE INTO record_todo VALUES (NEW.kind, NEW.id); END;
CREATE TRIGGER todo_party_changed AFTER UPDATE ON party
BEGIN INSERT OR IGNORE INTO record_todo VALUES (NEW.kind, NEW.id); END;
CREATE TRIGGER todo_product_new AFTER INSERT ON product
BEGIN INSERT OR IGNORE INTO record_todo VALUES ('product', NEW.id); END;
CREATE TRIGGER todo_product_changed AFTER UPDATE OF sku, name, description, kind, sale_price, purchase_price ON product
BEGIN INSERT OR IGNORE INTO record_todo VALUES ('product', NEW.id); END;
CREATE TRIGGER todo_document_new AFTER INSERT ON document
BEGIN INSERT OR IGNORE INTO record_todo VALUES ('document', NEW.id); END;
CREATE TRIGGER todo_document_changed AFTER UPDATE OF state ON document WHEN OLD.state <> NEW.state
BEGIN INSERT OR IGNORE INTO record_todo VALUES ('document', NEW.id); END;
CREATE TRIGGER todo_journal_new AFTER INSERT ON journal
BEGIN INSERT OR IGNORE INTO record_todo VALUES ('journal', NEW.seq); END;
CREATE TRIGGER todo_shipment_new AFTER INSERT ON movement
  WHEN (SELECT kind FROM document WHERE id = NEW.document) = 'shipment'
BEGIN INSERT OR IGNORE INTO record_todo VALUES ('shipment', NEW.document); END;
CREATE TRIGGER todo_shipment_cost AFTER UPDATE OF cost, active ON movement
  WHEN ((OLD.cost = 0) <> (NEW.cost = 0) OR OLD.active <> NEW.active)
   AND (SELECT kind FROM document WHERE id = NEW.document) = 'shipment'
BEGIN INSERT OR IGNORE INTO record_todo VALUES ('shipment', NEW.document); END;
CREATE TRIGGER todo_restock_new AFTER INSERT ON restock_match
BEGIN INSERT OR IGNORE INTO record_todo SELECT 'shipment', document FROM movement WHERE id = NEW.shipment; END;
CREATE TRIGGER todo_restock_gone AFTER DELETE ON restock_match
BEGIN INSERT OR IGNORE INTO record_todo SELECT 'shipment', document FROM movement WHERE id = OLD.shipment; END;

INSERT OR IGNORE INTO record_todo SELECT kind, id FROM party;
INSERT OR IGNORE INTO record_todo SELECT 'product', id FROM product;
INSERT OR IGNORE INTO record_todo SELECT 'document', id FROM document;
INSERT OR IGNORE INTO record_todo SELECT 'journal', seq FROM journal;
INSERT OR IGNORE INTO record_todo SELECT 'shipment', id FROM document WHERE kind = 'shipment';
