-- SPDX-License-Identifier: GPL-3.0-or-later
-- Master data that entries depend on, and when it changed: entering the events again has to find what
-- was valid for each of them. A row says that after event `event` the fact `object` of `subject`
-- became `now`; NULL: it was, or is, not there.

CREATE TABLE master_change (
  id      INTEGER PRIMARY KEY,
  event   INTEGER NOT NULL,                      -- last event entered before; 0: none yet
  object  TEXT NOT NULL,                         -- 'setting', 'role_account', 'product.default_cost' ...
  subject TEXT NOT NULL,                         -- key, 'Role/rank', row id
  was     TEXT,
  now     TEXT
) STRICT;

CREATE TRIGGER setting_made AFTER INSERT ON setting
WHEN new.key IN ('negative-stock', 'provisional-cost', 'allow-before-stocktake', 'default-location')
BEGIN
  INSERT INTO master_change (event, object, subject, now) VALUES
    ((SELECT COALESCE (MAX (seq), 0) FROM event), 'setting', new.key, new.value);
END;
CREATE TRIGGER setting_changed AFTER UPDATE ON setting
WHEN new.key IN ('negative-stock', 'provisional-cost', 'allow-before-stocktake', 'default-location')
  AND new.value IS NOT old.value
BEGIN
  INSERT INTO master_change (event, object, subject, was, now) VALUES
    ((SELECT COALESCE (MAX (seq), 0) FROM event), 'setting', new.key, old.value, new.value);
END;
CREATE TRIGGER setting_dropped AFTER DELETE ON setting
WHEN old.key IN ('negative-stock', 'provisional-cost', 'allow-before-stocktake', 'default-location')
BEGIN
  INSERT INTO master_change (event, object, subject, was) VALUES
    ((SELECT COALESCE (MAX (seq), 0) FROM event), 'setting', old.key, old.value);
END;

CREATE TRIGGER role_account_made AFTER INSERT ON role_account
BEGIN
  INSERT INTO master_change (event, object, subject, now) VALUES
    ((SELECT COALESCE (MAX (seq), 0) FROM event), 'role_account', new.role || '/' || new.rank,
     new.account);
END;
CREATE TRIGGER role_account_changed AFTER UPDATE ON role_account
BEGIN
  INSERT INTO master_change (event, object, subject, was, now) VALUES
    ((SELECT COALESCE (MAX (seq), 0) FROM event), 'role_account', new.role || '/' || new.rank,
     old.account, new.account);
END;
CREATE TRIGGER role_account_dropped AFTER DELETE ON role_account
BEGIN
  INSERT INTO master_change (event, object, subject, was) VALUES
    ((SELECT COALESCE (MAX (seq), 0) FROM event), 'role_account', old.role || '/' || old.rank,
     old.account);
END;

CREATE TRIGGER location_renamed AFTER UPDATE OF name ON location WHEN new.name <> old.name
BEGIN
  INSERT INTO master_change (event, object, subject, was, now) VALUES
    ((SELECT COALESCE (MAX (seq), 0) FROM event), 'location.name', new.id, old.name, new.name);
END;
CREATE TRIGGER product_renamed AFTER UPDATE OF sku ON product WHEN new.sku <> old.sku
BEGIN
  INSERT INTO master_change (event, object, subject, was, now) VALUES
    ((SELECT COALESCE (MAX (seq), 0) FROM event), 'product.sku', new.id, old.sku, new.sku);
END;
CREATE TRIGGER product_kind_changed AFTER UPDATE OF kind ON product WHEN new.kind <> old.kind
BEGIN
  INSERT INTO master_change (event, object, subject, was, now) VALUES
    ((SELECT COALESCE (MAX (seq), 0) FROM event), 'product.kind', new.id, old.kind, new.kind);
END;
CREATE TRIGGER product_cost_changed AFTER UPDATE OF default_cost ON product
WHEN new.default_cost <> old.default_cost
BEGIN
  INSERT INTO master_change (event, object, subject, was, now) VALUES
    ((SELECT COALESCE (MAX (seq), 0) FROM event), 'product.default_cost', new.id, old.default_cost,
     new.default_cost);
END;
CREATE TRIGGER product_weight_changed AFTER UPDATE OF weight ON product
WHEN new.weight <> old.weight
BEGIN
  INSERT INTO master_change (event, object, subject, was, now) VALUES
    ((SELECT COALESCE (MAX (seq), 0) FROM event), 'product.weight', new.id, old.weight, new.weight);
END;
