-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The book. Money: integer minor units of the base currency unless a column says otherwise.
-- Quantities and prices: 10^-6. Rates: 10^-8. Days: ISO text. Moments: microseconds since the epoch,
-- UTC. Signed amounts: debit positive. Everything from "event" down is written by the ledger's event
-- engine alone.

------------------------------------------------------------------------------ company and lists

CREATE TABLE setting (
  key   TEXT PRIMARY KEY,
  value TEXT
) STRICT, WITHOUT ROWID;

-- The chart of accounts lives in QuickBooks; a row here is a copy of one of its accounts.
CREATE TABLE account (
  id       INTEGER PRIMARY KEY,
  name     TEXT NOT NULL,
  type     TEXT NOT NULL,
  subtype  TEXT,
  number   TEXT,
  currency TEXT,
  active   INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
) STRICT;
CREATE INDEX account_by_name ON account (name);

-- Which account fills a role. Only Bank may have several; rank 0 is the one used by default.
CREATE TABLE role_account (
  role    TEXT NOT NULL,
  rank    INTEGER NOT NULL DEFAULT 0,
  account INTEGER NOT NULL REFERENCES account (id),
  PRIMARY KEY (role, rank)
) STRICT, WITHOUT ROWID;

CREATE TABLE category (
  id                 INTEGER PRIMARY KEY,
  name               TEXT NOT NULL UNIQUE,
  inventory_account  INTEGER REFERENCES account (id),
  cogs_account       INTEGER REFERENCES account (id),
  revenue_account    INTEGER REFERENCES account (id),
  adjustment_account INTEGER REFERENCES account (id)
) STRICT;

CREATE TABLE tax_code (
  id       INTEGER PRIMARY KEY,
  name     TEXT NOT NULL,
  rate     INTEGER NOT NULL DEFAULT 0,           -- fraction x 10^8
  use      TEXT NOT NULL DEFAULT 'both' CHECK (use IN ('sales', 'purchases', 'both')),
  active   INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
) STRICT;

CREATE TABLE term (
  id            INTEGER PRIMARY KEY,
  name          TEXT NOT NULL,
  due_days      INTEGER,
  day_of_month  INTEGER,
  discount_days INTEGER,
  discount_rate INTEGER,                         -- fraction x 10^8
  active        INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
) STRICT;

CREATE TABLE payment_method (
  id     INTEGER PRIMARY KEY,
  name   TEXT NOT NULL,
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
) STRICT;

CREATE TABLE location (
  id     INTEGER PRIMARY KEY,
  name   TEXT NOT NULL UNIQUE,                   -- '@transit:ID' for goods under way
  kind   TEXT NOT NULL DEFAULT 'normal' CHECK (kind IN ('normal', 'transit')),
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
) STRICT;

CREATE TABLE product (
  id                 INTEGER PRIMARY KEY,
  sku                TEXT NOT NULL UNIQUE,
  name               TEXT NOT NULL,
  description        TEXT,
  kind               TEXT NOT NULL DEFAULT 'stock' CHECK (kind IN ('stock', 'service')),
  status             TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'deprecated')),
  category           INTEGER REFERENCES category (id),
  barcode            TEXT,
  unit               TEXT,
  sale_price         INTEGER,                    -- x 10^6
  purchase_price     INTEGER,                    -- x 10^6
  default_cost       INTEGER NOT NULL DEFAULT 0, -- x 10^6 per unit
  weight             INTEGER NOT NULL DEFAULT 0, -- x 10^6 per unit
  reorder_point      INTEGER,                    -- x 10^6
  sale_tax_code      INTEGER REFERENCES tax_code (id),
  purchase_tax_code  INTEGER REFERENCES tax_code (id),
  inventory_account  INTEGER REFERENCES account (id),
  cogs_account       INTEGER REFERENCES account (id),
  revenue_account    INTEGER REFERENCES account (id),
  adjustment_account INTEGER REFERENCES account (id),
  created            INTEGER NOT NULL DEFAULT 0,
  updated            INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX product_by_name ON product (name COLLATE NOCASE);
CREATE INDEX product_by_status ON product (status, sku);

CREATE TABLE party (
  id             INTEGER PRIMARY KEY,
  kind           TEXT NOT NULL CHECK (kind IN ('customer', 'supplier')),
  name           TEXT NOT NULL,
  company        TEXT,
  given_name     TEXT,
  family_name    TEXT,
  email          TEXT,
  phone          TEXT,
  mobile         TEXT,
  website        TEXT,
  currency       TEXT,                           -- NULL: base
  term           INTEGER REFERENCES term (id),
  tax_code       INTEGER REFERENCES tax_code (id),
  billing_line1  TEXT, billing_line2  TEXT, billing_city  TEXT,
  billing_region TEXT, billing_postal TEXT, billing_country TEXT,
  shipping_line1 TEXT, shipping_line2 TEXT, shipping_city TEXT,
  shipping_region TEXT, shipping_postal TEXT, shipping_country TEXT,
  note           TEXT,
  status         TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'deprecated')),
  created        INTEGER NOT NULL DEFAULT 0,
  updated        INTEGER NOT NULL DEFAULT 0,
  UNIQUE (kind, name)
) STRICT;
CREATE INDEX party_by_name ON party (kind, name COLLATE NOCASE);

-- Unfinished documents, saved as typed. They have no effect on stock or books.
CREATE TABLE draft (
  id      INTEGER PRIMARY KEY,
  uid     TEXT NOT NULL UNIQUE,
  kind    TEXT NOT NULL,
  title   TEXT,
  body    TEXT NOT NULL,                         -- JSON
  updated INTEGER NOT NULL
) STRICT;
CREATE INDEX draft_by_updated ON draft (updated);

-- Who changed which setting or master record, and when.
CREATE TABLE audit (
  id     INTEGER PRIMARY KEY,
  at     INTEGER NOT NULL,
  action TEXT NOT NULL,
  object TEXT NOT NULL,
  detail TEXT
) STRICT;

------------------------------------------------------------------------------ events, documents

-- Every change of stock or books, as it was accepted. The order of seq is the entry order.
CREATE TABLE event (
  seq       INTEGER PRIMARY KEY AUTOINCREMENT,
  uid       TEXT NOT NULL UNIQUE,
  date      TEXT NOT NULL,
  type      TEXT NOT NULL,
  body      TEXT NOT NULL,                       -- canonical JSON
  position  INTEGER NOT NULL,                    -- place in the replayed file; else counted up
  entered   INTEGER NOT NULL,
  undone_by INTEGER REFERENCES event (seq)
) STRICT;
CREATE INDEX event_by_type ON event (type, seq);

-- What ties the documents of one purchase or one sale together: its order's (or first document's) id.
CREATE TABLE chain (
  id    INTEGER PRIMARY KEY,
  side  TEXT NOT NULL CHECK (side IN ('purchase', 'sale', 'transfer', 'production')),
  name  TEXT NOT NULL,
  party INTEGER REFERENCES party (id),
  UNIQUE (side, name)
) STRICT;

CREATE TABLE document (
  id            INTEGER PRIMARY KEY,
  kind          TEXT NOT NULL,                   -- 'purchase_order', 'receipt', 'bill', ...: sb-document.h
  number        TEXT NOT NULL,                   -- the id that events refer to: 'B1'
  display       TEXT NOT NULL,                   -- the number people see; = number unless given
  event         INTEGER NOT NULL REFERENCES event (seq),
  chain         INTEGER REFERENCES chain (id),
  party         INTEGER REFERENCES party (id),
  date          TEXT NOT NULL,
  due           TEXT,
  term          INTEGER REFERENCES term (id),
  note          TEXT,
  currency      TEXT NOT NULL,
  rate          INTEGER NOT NULL DEFAULT 100000000,
  goods         INTEGER NOT NULL DEFAULT 0,      -- document currency: lines net, before document discount
  discount      INTEGER NOT NULL DEFAULT 0,      -- document currency
  shipping      INTEGER NOT NULL DEFAULT 0,      -- document currency, net
  shipping_tax  INTEGER NOT NULL DEFAULT 0,      -- document currency
  shipping_rate INTEGER NOT NULL DEFAULT 0,      -- fraction x 10^8
  extra         INTEGER NOT NULL DEFAULT 0,      -- document currency, net
  tax           INTEGER NOT NULL DEFAULT 0,      -- document currency, all taxes
  rounding      INTEGER NOT NULL DEFAULT 0,      -- document currency
  total         INTEGER NOT NULL DEFAULT 0,      -- document currency
  total_base    INTEGER NOT NULL DEFAULT 0,      -- as posted to A/R, A/P or the money account
  settled       INTEGER NOT NULL DEFAULT 0,      -- document currency: paid, credited, refunded, applied
  settled_base  INTEGER NOT NULL DEFAULT 0,
  origin        TEXT NOT NULL DEFAULT 'local' CHECK (origin IN ('local', 'qbo')),
  send          INTEGER NOT NULL DEFAULT 1 CHECK (send IN (0, 1)),
  account       INTEGER REFERENCES account (id), -- money account of a payment
  state         TEXT NOT NULL DEFAULT 'authorised' CHECK (state IN ('authorised', 'undone', 'void'))
) STRICT;
-- A number is used once; an undone document gives it back, a void one keeps it.
CREATE UNIQUE INDEX document_by_number ON document (kind, number)
  WHERE state <> 'undone' AND kind IN ('purchase_order', 'bill', 'supplier_credit', 'sale_order',
                                       'invoice', 'credit_note');
CREATE INDEX document_by_chain ON document (chain, kind);
CREATE INDEX document_by_event ON document (event);
CREATE INDEX document_by_party ON document (party, kind, date);
CREATE INDEX document_by_kind ON document (kind, date, id);
CREATE INDEX document_numbers ON document (kind, number);

CREATE TABLE document_line (
  id             INTEGER PRIMARY KEY,
  document       INTEGER NOT NULL REFERENCES document (id),
  line           INTEGER NOT NULL,               -- 0, 1, ... place in the event's list
  part           TEXT NOT NULL DEFAULT 'line' CHECK (part IN ('line', 'extra', 'restock', 'output', 'cost')),
  kind           TEXT NOT NULL,                  -- = document.kind, for sums by chain and product
  active         INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)), -- 0: undone or void
  chain          INTEGER REFERENCES chain (id),
  product        INTEGER REFERENCES product (id),
  location       INTEGER REFERENCES location (id),
  role           TEXT,                           -- extras and cost lines
  account        INTEGER REFERENCES account (id),
  against        TEXT,                           -- supplier credits: 'return', 'cost', 'not_received'
  qty            INTEGER NOT NULL DEFAULT 0,     -- x 10^6
  unit_price     INTEGER,                        -- x 10^6, document currency
  discount_rate  INTEGER NOT NULL DEFAULT 0,     -- fraction x 10^8
  net            INTEGER NOT NULL DEFAULT 0,     -- document currency, after line discount
  discount_share INTEGER NOT NULL DEFAULT 0,     -- document currency, of the document discount
  tax_rate       INTEGER NOT NULL DEFAULT 0,     -- fraction x 10^8
  tax            INTEGER NOT NULL DEFAULT 0,     -- document currency
  recoverable    INTEGER NOT NULL DEFAULT 1 CHECK (recoverable IN (0, 1)),
  cost           INTEGER NOT NULL DEFAULT 0,     -- base: what the line adds to stock or an account
  matched_qty    INTEGER NOT NULL DEFAULT 0,     -- bill line: units received when it was authorised
  matched_cost   INTEGER NOT NULL DEFAULT 0,     -- bill line: base amount of these (GRNI); rest in transit
  taken_qty      INTEGER NOT NULL DEFAULT 0,     -- bill line: units received or credited by now
  UNIQUE (document, part, line)
) STRICT;
CREATE INDEX document_line_by_chain ON document_line (chain, product, kind) WHERE chain IS NOT NULL;
CREATE INDEX document_line_by_product ON document_line (product, kind);

-- One payment, credit or deposit settling one document.
CREATE TABLE allocation (
  id        INTEGER PRIMARY KEY,
  event     INTEGER NOT NULL REFERENCES event (seq),
  source    INTEGER NOT NULL REFERENCES document (id), -- payment, credit note, deposit application ...
  target    INTEGER NOT NULL REFERENCES document (id), -- invoice, bill, credit being refunded
  amount    INTEGER NOT NULL,                    -- document currency of target
  base      INTEGER NOT NULL,                    -- at the target's rate
  active    INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
) STRICT;
CREATE INDEX allocation_by_target ON allocation (target);
CREATE INDEX allocation_by_source ON allocation (source);
CREATE INDEX allocation_by_event ON allocation (event);

------------------------------------------------------------------------------ stock and its cost

-- One line of a stock document moving one product at one location. Order of a queue
-- (product, location): date, event, line, slice.
CREATE TABLE movement (
  id             INTEGER PRIMARY KEY,
  event          INTEGER NOT NULL REFERENCES event (seq),
  document       INTEGER NOT NULL REFERENCES document (id),
  document_line  INTEGER REFERENCES document_line (id),
  line           INTEGER NOT NULL,
  slice          INTEGER NOT NULL,
  product        INTEGER NOT NULL REFERENCES product (id),
  location       INTEGER NOT NULL REFERENCES location (id),
  date           TEXT NOT NULL,
  kind           TEXT NOT NULL,                  -- sb-movement.h
  qty            INTEGER NOT NULL,               -- signed; 'revalue' takes what it finds
  cost           INTEGER NOT NULL DEFAULT 0,     -- >= 0: value brought in or taken out, as of now
  unit_cost      INTEGER,                        -- x 10^6: revalue, fixed by-product
  share          INTEGER NOT NULL DEFAULT 0,     -- outputs: weight in what is left; x 10^6
  source         INTEGER REFERENCES movement (id), -- transfer in: the movement out that feeds it
  chain          INTEGER REFERENCES chain (id),
  asset_role     TEXT NOT NULL,
  asset_account  INTEGER REFERENCES account (id),
  contra_role    TEXT,
  contra_account INTEGER REFERENCES account (id),
  deficit        INTEGER NOT NULL DEFAULT 0,     -- units not covered by any layer
  last_num       INTEGER,                        -- last cost, frozen when first used:
  last_den       INTEGER,                        -- last_num minor units for last_den x 10^-6 units
  active         INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
) STRICT;
CREATE INDEX movement_queue ON movement (product, location, date, event, line, slice) WHERE active = 1;
CREATE INDEX movement_by_event ON movement (event);
CREATE INDEX movement_by_chain ON movement (chain, product, kind) WHERE chain IS NOT NULL;
CREATE INDEX movement_by_source ON movement (source) WHERE source IS NOT NULL;
CREATE INDEX movement_by_date ON movement (product, date, event) WHERE active = 1;
CREATE INDEX movement_deficit ON movement (product, location, date, event, line, slice)
  WHERE deficit > 0 AND active = 1;
CREATE INDEX movement_stocktake ON movement (product, location, date) WHERE kind = 'stocktake' AND active = 1;

-- What the value of a received layer is made of; each part against its own account.
CREATE TABLE cost_part (
  id       INTEGER PRIMARY KEY,
  movement INTEGER NOT NULL REFERENCES movement (id),
  event    INTEGER NOT NULL REFERENCES event (seq), -- the event that brought the part
  kind     TEXT NOT NULL CHECK (kind IN ('own', 'provisional', 'transit', 'bill', 'landed', 'allowance')),
  amount   INTEGER NOT NULL,
  role     TEXT NOT NULL,
  account  INTEGER REFERENCES account (id),
  active   INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
) STRICT;
CREATE INDEX cost_part_by_movement ON cost_part (movement);
CREATE INDEX cost_part_by_event ON cost_part (event);

-- No stored unit cost: value is for the whole layer, units are priced by the prefix rule.
CREATE TABLE layer (
  id       INTEGER PRIMARY KEY,
  movement INTEGER NOT NULL REFERENCES movement (id),
  product  INTEGER NOT NULL REFERENCES product (id),
  location INTEGER NOT NULL REFERENCES location (id),
  date     TEXT NOT NULL,
  event    INTEGER NOT NULL,
  line     INTEGER NOT NULL,
  slice    INTEGER NOT NULL,
  qty      INTEGER NOT NULL CHECK (qty > 0),
  value    INTEGER NOT NULL CHECK (value >= 0),
  consumed INTEGER NOT NULL DEFAULT 0 CHECK (consumed BETWEEN 0 AND qty),
  chain    INTEGER REFERENCES chain (id)         -- the purchase it was received for
) STRICT;
CREATE INDEX layer_queue ON layer (product, location, date, event, line, slice);
CREATE INDEX layer_open ON layer (product, location, date, event, line, slice) WHERE consumed < qty;
CREATE INDEX layer_by_movement ON layer (movement, slice);
CREATE INDEX layer_by_date ON layer (product, date, event, line, slice);

CREATE TABLE consumption (
  movement INTEGER NOT NULL REFERENCES movement (id),
  layer    INTEGER NOT NULL REFERENCES layer (id),
  place    INTEGER NOT NULL,                     -- units of the layer taken before
  qty      INTEGER NOT NULL CHECK (qty > 0),
  cost     INTEGER NOT NULL CHECK (cost >= 0),
  cover    INTEGER NOT NULL DEFAULT 0 CHECK (cover IN (0, 1)), -- 1: the layer came after the movement
  PRIMARY KEY (movement, layer)
) STRICT, WITHOUT ROWID;
CREATE INDEX consumption_by_layer ON consumption (layer, place);

-- Units of a bill line and what became of them: a receipt, or a credit for goods that never came. Frozen
-- when the later of the two was authorised.
CREATE TABLE purchase_match (
  id           INTEGER PRIMARY KEY,
  event        INTEGER NOT NULL REFERENCES event (seq),
  movement     INTEGER REFERENCES movement (id),               -- the receipt
  credit_line  INTEGER REFERENCES document_line (id),          -- or the credit
  bill_line    INTEGER NOT NULL REFERENCES document_line (id),
  qty          INTEGER NOT NULL CHECK (qty > 0),
  bill_place   INTEGER NOT NULL,                 -- units of the bill line taken before
  amount       INTEGER NOT NULL,                 -- billed amount of these units
  unbilled_place INTEGER,                        -- units of the receipt's unbilled part taken before;
                                                 -- NULL: billed before they came
  released     INTEGER NOT NULL DEFAULT 0,       -- provisional value of these units
  active       INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  CHECK ((movement IS NULL) <> (credit_line IS NULL))
) STRICT;
CREATE INDEX purchase_match_by_movement ON purchase_match (movement);
CREATE INDEX purchase_match_by_bill_line ON purchase_match (bill_line);
CREATE INDEX purchase_match_by_event ON purchase_match (event);

-- Units sent back to a supplier that a credit line pays for.
CREATE TABLE return_match (
  id          INTEGER PRIMARY KEY,
  event       INTEGER NOT NULL REFERENCES event (seq),
  movement    INTEGER NOT NULL REFERENCES movement (id),       -- the return
  credit_line INTEGER NOT NULL REFERENCES document_line (id),
  qty         INTEGER NOT NULL CHECK (qty > 0),
  place       INTEGER NOT NULL,                  -- units of the return credited before
  amount      INTEGER NOT NULL,                  -- credited amount of these units
  account     INTEGER REFERENCES account (id),   -- of the variance
  active      INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
) STRICT;
CREATE INDEX return_match_by_movement ON return_match (movement);
CREATE INDEX return_match_by_credit_line ON return_match (credit_line);
CREATE INDEX return_match_by_event ON return_match (event);

-- Units of a shipment that came back. Remade for the sale and product when a credit note is undone.
CREATE TABLE restock_match (
  movement INTEGER NOT NULL REFERENCES movement (id),          -- the restock
  shipment INTEGER NOT NULL REFERENCES movement (id),
  place    INTEGER NOT NULL,                     -- units of the shipment restocked before
  qty      INTEGER NOT NULL CHECK (qty > 0),
  PRIMARY KEY (movement, shipment)
) STRICT, WITHOUT ROWID;
CREATE INDEX restock_match_by_shipment ON restock_match (shipment);

-- On hand and value by product and location, kept in step with movement and value_entry.
CREATE TABLE stock_level (
  product  INTEGER NOT NULL REFERENCES product (id),
  location INTEGER NOT NULL REFERENCES location (id),
  qty      INTEGER NOT NULL,
  value    INTEGER NOT NULL,
  PRIMARY KEY (product, location)
) STRICT, WITHOUT ROWID;
CREATE INDEX stock_level_by_location ON stock_level (location, product);

------------------------------------------------------------------------------ journals

CREATE TABLE journal (
  seq      INTEGER PRIMARY KEY AUTOINCREMENT,    -- SB-J<seq> in QuickBooks
  event    INTEGER NOT NULL REFERENCES event (seq), -- the trigger
  date     TEXT NOT NULL,
  object   TEXT NOT NULL,                        -- what QuickBooks receives: 'Bill', 'JournalEntry', ...
  kind     TEXT NOT NULL CHECK (kind IN ('post', 'correction', 'reversal', 'repair')),
  document INTEGER REFERENCES document (id),
  reverses INTEGER REFERENCES journal (seq),
  send     INTEGER NOT NULL DEFAULT 1 CHECK (send IN (0, 1)),
  hash     TEXT NOT NULL                         -- of the one before and of this one's content
) STRICT;
CREATE INDEX journal_by_date ON journal (date, seq);
CREATE INDEX journal_by_event ON journal (event);
CREATE INDEX journal_by_document ON journal (document) WHERE document IS NOT NULL;

CREATE TABLE journal_line (
  journal INTEGER NOT NULL REFERENCES journal (seq),
  line    INTEGER NOT NULL,
  role    TEXT NOT NULL,
  account INTEGER REFERENCES account (id),       -- NULL: role not mapped when posted
  party   INTEGER REFERENCES party (id),
  amount  INTEGER NOT NULL CHECK (amount <> 0),  -- debit positive
  export  INTEGER NOT NULL DEFAULT 1 CHECK (export IN (0, 1)), -- 0: a mirror of what QuickBooks posts itself
  PRIMARY KEY (journal, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX journal_line_by_role ON journal_line (role, account);
CREATE INDEX journal_line_by_account ON journal_line (account, journal);
CREATE INDEX journal_line_by_party ON journal_line (party, role) WHERE party IS NOT NULL;

-- What each movement (or cost of an event without a movement) did to each account, and when. Append
-- only, so a report as of a closed day never changes.
CREATE TABLE value_entry (
  id       INTEGER PRIMARY KEY,
  movement INTEGER REFERENCES movement (id),
  source   INTEGER NOT NULL REFERENCES event (seq),  -- the event whose effect it is
  trigger  INTEGER NOT NULL REFERENCES event (seq),  -- the event that made it known
  journal  INTEGER REFERENCES journal (seq),     -- NULL: nets to nothing within its entry
  date     TEXT NOT NULL,
  role     TEXT NOT NULL,
  account  INTEGER REFERENCES account (id),
  party    INTEGER REFERENCES party (id),
  amount   INTEGER NOT NULL CHECK (amount <> 0)
) STRICT;
CREATE INDEX value_entry_by_movement ON value_entry (movement, source, role, account);
CREATE INDEX value_entry_by_source ON value_entry (source) WHERE movement IS NULL;
CREATE INDEX value_entry_by_date ON value_entry (date);
CREATE INDEX value_entry_by_journal ON value_entry (journal) WHERE journal IS NOT NULL;
CREATE INDEX value_entry_by_trigger ON value_entry (trigger);

-- Posted is posted.
CREATE TRIGGER journal_stays BEFORE UPDATE ON journal
BEGIN SELECT RAISE (ABORT, 'a posted journal never changes'); END;
CREATE TRIGGER journal_remains BEFORE DELETE ON journal
BEGIN SELECT RAISE (ABORT, 'a posted journal is never deleted'); END;
CREATE TRIGGER journal_line_stays BEFORE UPDATE ON journal_line
BEGIN SELECT RAISE (ABORT, 'a posted journal never changes'); END;
CREATE TRIGGER journal_line_remains BEFORE DELETE ON journal_line
BEGIN SELECT RAISE (ABORT, 'a posted journal is never deleted'); END;
CREATE TRIGGER value_entry_stays BEFORE UPDATE ON value_entry
BEGIN SELECT RAISE (ABORT, 'a value entry never changes'); END;
CREATE TRIGGER value_entry_remains BEFORE DELETE ON value_entry
BEGIN SELECT RAISE (ABORT, 'a value entry is never deleted'); END;
CREATE TRIGGER event_stays BEFORE UPDATE OF seq, uid, date, type, body, position ON event
BEGIN SELECT RAISE (ABORT, 'an accepted event never changes'); END;
CREATE TRIGGER event_remains BEFORE DELETE ON event
BEGIN SELECT RAISE (ABORT, 'an accepted event is never deleted'); END;
