-- SPDX-License-Identifier: GPL-3.0-or-later
-- What people keep beside the books: numbers, units, prices, bills of materials, files, notes, and who
-- did what. Scales as in the first script: money minor units, quantities and prices 10^-6, moments
-- microseconds since the epoch.

-- The number that the next document of a kind gets, where it was changed from what the program starts
-- with or was counted up since.
CREATE TABLE numbering (
  kind   TEXT PRIMARY KEY,                       -- kind of document
  prefix TEXT NOT NULL,
  next   INTEGER NOT NULL CHECK (next > 0),
  digits INTEGER NOT NULL CHECK (digits BETWEEN 1 AND 9)
) STRICT, WITHOUT ROWID;

-- Proposing a number asks what people see.
CREATE INDEX document_by_display ON document (kind, display);

-- What is open and when it is due.
CREATE INDEX document_by_due ON document (kind, due) WHERE due IS NOT NULL AND settled <> total;

-- Units in which a product is bought or sold besides its stock unit.
CREATE TABLE product_unit (
  id      INTEGER PRIMARY KEY,
  product INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  name    TEXT NOT NULL,
  factor  INTEGER NOT NULL CHECK (factor > 0),   -- stock units in one, x 10^6
  barcode TEXT,
  buy     INTEGER NOT NULL DEFAULT 0 CHECK (buy IN (0, 1)),
  sell    INTEGER NOT NULL DEFAULT 0 CHECK (sell IN (0, 1)),
  UNIQUE (product, name)
) STRICT;
CREATE UNIQUE INDEX product_unit_to_buy ON product_unit (product) WHERE buy = 1;
CREATE UNIQUE INDEX product_unit_to_sell ON product_unit (product) WHERE sell = 1;

CREATE TABLE price_list (
  id       INTEGER PRIMARY KEY,
  name     TEXT NOT NULL UNIQUE,
  currency TEXT,                                 -- NULL: base
  active   INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
) STRICT;

CREATE TABLE list_price (
  list    INTEGER NOT NULL REFERENCES price_list (id) ON DELETE CASCADE,
  product INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  least   INTEGER NOT NULL CHECK (least >= 0),   -- from so many stock units on
  price   INTEGER NOT NULL CHECK (price >= 0),   -- of a stock unit
  PRIMARY KEY (list, product, least)
) STRICT, WITHOUT ROWID;
CREATE INDEX list_price_by_product ON list_price (product);

ALTER TABLE party ADD COLUMN price_list INTEGER REFERENCES price_list (id);

CREATE TABLE supplier_price (
  id        INTEGER PRIMARY KEY,
  supplier  INTEGER NOT NULL REFERENCES party (id),
  product   INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  sku       TEXT,                                -- the supplier's own
  unit      INTEGER REFERENCES product_unit (id) ON DELETE SET NULL,
  least     INTEGER NOT NULL DEFAULT 0 CHECK (least >= 0),
  price     INTEGER CHECK (price >= 0),          -- of a stock unit; NULL: none agreed
  lead_days INTEGER CHECK (lead_days >= 0),
  preferred INTEGER NOT NULL DEFAULT 0 CHECK (preferred IN (0, 1)),
  UNIQUE (supplier, product, least)
) STRICT;
CREATE INDEX supplier_price_by_product ON supplier_price (product, supplier);

CREATE TABLE bill_of_materials (
  product INTEGER PRIMARY KEY REFERENCES product (id),
  makes   INTEGER NOT NULL CHECK (makes > 0),
  note    TEXT
) STRICT;

CREATE TABLE bill_of_materials_line (
  product   INTEGER NOT NULL REFERENCES bill_of_materials (product) ON DELETE CASCADE,
  line      INTEGER NOT NULL,
  component INTEGER NOT NULL REFERENCES product (id),
  qty       INTEGER NOT NULL CHECK (qty > 0),
  PRIMARY KEY (product, line),
  UNIQUE (product, component)
) STRICT, WITHOUT ROWID;
CREATE INDEX bill_of_materials_by_component ON bill_of_materials_line (component);

CREATE TABLE bill_of_materials_cost (
  product INTEGER NOT NULL REFERENCES bill_of_materials (product) ON DELETE CASCADE,
  line    INTEGER NOT NULL,
  name    TEXT NOT NULL,
  role    TEXT,
  amount  INTEGER NOT NULL CHECK (amount > 0),
  PRIMARY KEY (product, line)
) STRICT, WITHOUT ROWID;

-- Files kept in the book. What they belong to is a document, chain, product or contact.
CREATE TABLE attachment (
  id         INTEGER PRIMARY KEY,
  subject    TEXT NOT NULL CHECK (subject IN ('document', 'chain', 'product', 'party')),
  subject_id INTEGER NOT NULL,
  name       TEXT NOT NULL,
  type       TEXT NOT NULL,
  bytes      INTEGER NOT NULL CHECK (bytes > 0),
  sha256     TEXT NOT NULL,
  added      INTEGER NOT NULL,
  who        TEXT NOT NULL,
  content    BLOB NOT NULL,
  UNIQUE (subject, subject_id, sha256)
) STRICT;

CREATE TABLE note (
  id         INTEGER PRIMARY KEY,
  subject    TEXT NOT NULL CHECK (subject IN ('document', 'chain', 'product', 'party')),
  subject_id INTEGER NOT NULL,
  text       TEXT NOT NULL,
  who        TEXT NOT NULL,
  written    INTEGER NOT NULL,
  changed    INTEGER NOT NULL
) STRICT;
CREATE INDEX note_by_subject ON note (subject, subject_id, id);

-- The audit trail learns who, and about what; and nothing in it changes any more.
ALTER TABLE audit ADD COLUMN who TEXT NOT NULL DEFAULT '?';
ALTER TABLE audit ADD COLUMN subject TEXT;
ALTER TABLE audit ADD COLUMN subject_id INTEGER;
CREATE INDEX audit_by_subject ON audit (subject, subject_id, id);
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit
BEGIN SELECT RAISE (ABORT, 'a line of the audit trail never changes'); END;
CREATE TRIGGER audit_remains BEFORE DELETE ON audit
BEGIN SELECT RAISE (ABORT, 'a line of the audit trail is never deleted'); END;

-- Who entered it.
ALTER TABLE event ADD COLUMN who TEXT;

-- Explaining a cost looks at what was undone since.
CREATE INDEX movement_undone ON movement (product) WHERE active = 0;
