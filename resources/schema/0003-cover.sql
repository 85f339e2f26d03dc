-- SPDX-License-Identifier: GPL-3.0-or-later
-- Goods that went out before they came in are rare, and are asked for with every entry.

CREATE INDEX consumption_cover ON consumption (movement, layer) WHERE cover = 1;
