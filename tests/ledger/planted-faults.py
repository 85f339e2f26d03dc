# SPDX-License-Identifier: GPL-3.0-or-later
"""Plants faults in a copy of the ledger, one after the other, and shows which test notices each.

    planted-faults.py SOURCE [--only WORD,WORD...] [--jobs N]

Exit 1 when a fault was not noticed (then a test is missing) or could not be planted (then the line that it
changes has changed, and the list below has to follow it).
"""
import argparse
import os
import shutil
import subprocess
import sys
import tempfile

LEDGER = 'src/ledger/'
TESTS = ['rules', 'golden', 'refusals', 'events', 'book', 'history']

# What the fault is; file; text; what stands there instead.
FAULTS = [
    ('goods that leave raise the value of stock', 'journals/sb-effect.c',
     'sb_movement_is_out (m) ? -m->cost : m->cost', 'sb_movement_is_out (m) ? m->cost : m->cost'),
    ('the youngest layer goes first', 'costing/sb-cost-layer.c',
     '  " ORDER BY date, event, line, slice LIMIT :n";',
     '  " ORDER BY date DESC, event DESC, line DESC, slice DESC LIMIT :n";'),
    ('of one day the last entered goes first', 'costing/sb-movement.c',
     '    return a->event < b->event ? -1 : 1;', '    return a->event > b->event ? -1 : 1;'),
    ('corrections of other entries are dropped', 'journals/sb-posting.c',
     '    if (!settle_movement (self, g_array_index (changed, SbMovementKeyed, i).movement, error))',
     '    if (g_array_index (changed, SbMovementKeyed, i).key.event == self->own &&\n'
     '        !settle_movement (self, g_array_index (changed, SbMovementKeyed, i).movement, error))'),
    ('costs are rounded per unit', 'costing/sb-cost-layer.c',
     '  *cost = after - before;', '  *cost = (after - before) / MAX (1, units / 1000000) * MAX (1, units / 1000000);'),
    ('entries into a closed period are taken', 'events/sb-apply.c',
     '  const char *closed = self->book.closing_date;', '  const char *closed = "";'),
    ('a correction bears the day of what it corrects', 'journals/sb-posting.c',
     '      if (strcmp (self->date, line->date) > 0)', '      if (strcmp (self->date, line->date) > 99)'),
    ('a correction bears the day of its trigger', 'journals/sb-posting.c',
     '      if (strcmp (self->date, line->date) > 0)', '      if (strcmp (self->date, line->date) != 0)'),
    ('goods go back to the supplier first in first out', 'costing/sb-cost-queue.c',
     '  if (strcmp (m->kind, SB_MOVEMENT_RETURN) == 0 && m->chain != 0 &&',
     '  if (strcmp (m->kind, SB_MOVEMENT_RETURN) == 0 && m->chain == G_MAXINT64 &&'),
    ('units billed before they came bring no value', 'purchasing/sb-receipt.c',
     '"transit", worth, "GoodsInTransit"', '"transit", 0 * worth, "GoodsInTransit"'),
    ('the last cost is that of the first layer', 'costing/sb-last-cost.c',
     'ORDER BY date DESC, event DESC, line DESC, slice DESC', 'ORDER BY date, event, line, slice'),
    ('tax is rounded per line', 'documents/sb-pricing.c',
     '  return a->tax_rate == b->tax_rate && a->recoverable == b->recoverable;', '  return a == b;'),
    ('the odd cents go to the last line', '../base/sb-money.c',
     '    parts[remainders[i].index]--;', '    parts[n - 1]--;'),
    ('a reversal bears the day of the undo', 'events/sb-undo.c',
     '  g_strlcpy (self->date, sb_statement_text_at (st, 1), sizeof self->date);\n', ''),
    ('tax that is recovered is a cost', 'purchasing/sb-bill.c',
     'line->net - line->discount_share + (line->recoverable ? 0 : line->tax)',
     'line->net - line->discount_share + line->tax'),
    ('another price on the bill leaves the layer alone', 'purchasing/sb-bill.c',
     '"bill", *amount - released, "GRNI"', '"bill", 0 * (*amount - released), "GRNI"'),
    ('the discount of a bill does not lower the cost', 'purchasing/sb-bill.c',
     'line->net - line->discount_share + (', 'line->net + ('),
    ('landed cost by weight forgets the quantity', 'purchasing/sb-landed-cost.c',
     '__builtin_mul_overflow (qty, sb_statement_int64_at (st, 3), weight)',
     '__builtin_mul_overflow ((gint64) 1, sb_statement_int64_at (st, 3), weight)'),
    ('goods come back from the latest shipment first', 'sales/sb-restock.c',
     '  " date, event, line, slice";', '  " date DESC, event DESC, line, slice";'),
    ('a returned layer keeps its cost', 'costing/sb-recost.c',
     'if (strcmp (m->kind, SB_MOVEMENT_SHIPMENT) == 0)', 'if (strcmp (m->kind, "never") == 0)'),
    ('the youngest deficit is covered first', 'costing/sb-recost-movement.c',
     '  " ORDER BY date, event, line, slice";', '  " ORDER BY date DESC, event DESC, line, slice";'),
    ('units that nobody had cost nothing', 'costing/sb-recost-movement.c',
     '  if (m->deficit == 0)\n    return TRUE;', '  if (m->deficit >= 0)\n    return TRUE;'),
    ('a location takes from another', 'costing/sb-cost-layer.c',
     '  " WHERE product = :product AND location = :location AND consumed < qty"',
     '  " WHERE product = :product AND location <> -:location AND consumed < qty"'),
    ('a transfer brings the value of its first layer only', 'costing/sb-layer-value.c',
     '      SbLayerPlan layer = { slice->qty, slice->cost };',
     '      SbLayerPlan layer = { slice->qty, i == 0 ? slice->cost : 0 };'),
    ('a bill takes the youngest receipt first', 'purchasing/sb-bill.c',
     '" AND movement.active = 1 ORDER BY movement.event";',
     '" AND movement.active = 1 ORDER BY movement.event DESC";'),
    ('goods can go back to the supplier twice', 'purchasing/sb-supplier-return.c',
     '  if (qty > billed - before)', '  if (qty > billed)'),
    ('a variance of the purchase has the wrong sign', 'journals/sb-effect.c',
     '      variance = after - before - sb_statement_int64_at (st, 4);',
     '      variance = before - after + sb_statement_int64_at (st, 4);'),
    ('entries before a count are taken', 'events/sb-apply-context.c',
     '  if (self->book.allow_before_stocktake || product == 0 || location == 0)',
     '  if (!self->book.allow_before_stocktake || product == 0 || location == 0)'),
    ('the order price is accrued without its discount', 'purchasing/sb-receipt.c',
     'sb_statement_int64_at (st, 0), sb_statement_int64_at (st, 1),', 'sb_statement_int64_at (st, 0), 0,'),
    ('by-products take a share as well', 'costing/sb-layer-value.c',
     '          !sb_subtract (rest, fixed, &rest, error))', '          !sb_subtract (rest, 0, &rest, error))'),
    ('a refund beyond its credit takes the latest credits', 'documents/sb-settlement.c',
     '" ORDER BY date, id";', '" ORDER BY date DESC, id";'),
    ('payables leave at the rate of the payment', 'documents/sb-settlement.c',
     'add_part (self, parts, target, target->id, amount, target->rate, error)',
     'add_part (self, parts, target, target->id, amount, self->data->rate != 0 ? self->data->rate'
     ' : target->rate, error)'),
    ('a refusal leaves what was written before it', 'events/sb-apply.c',
     '      sb_txn_rollback_to (txn, NULL);\n', '      sb_txn_release (txn, NULL);\n'),
    ('the hash of a journal leaves its amounts out', 'journals/sb-journal-write.c',
     'line->role, line->account, line->party, line->amount,',
     'line->role, line->account, line->party, (gint64) 0,'),
    ('a past day is told with what became known later', 'costing/sb-layer-history.c',
     'AND role = asset_role AND value_entry.date <= :day', "AND role = asset_role AND :day <> ''"),
]


def run(words, folder, timeout=900, **more):
    env = dict(os.environ, G_TEST_SRCDIR=os.path.join(folder, 'tests'), LC_ALL='C.UTF-8', **more)
    return subprocess.run(words, cwd=folder, env=env, capture_output=True, text=True, errors='replace',
                          timeout=timeout)


def copy_tree(source, folder):
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns('_*', '.git', '__pycache__'))
    done = run(['meson', 'setup', '_build', '-Dapp=false'], folder)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)


def build(folder, jobs):
    targets = ['tests/ledger/test-' + name for name in TESTS]
    return run(['ninja', '-C', '_build', '-j', str(jobs), *targets], folder)


def first_failure(folder):
    """The name of the first test that fails, or None."""
    for name in TESTS:
        try:
            done = run([os.path.join('_build', 'tests', 'ledger', 'test-' + name)], folder, timeout=120, SB_TEST_HISTORIES='2')
        except subprocess.TimeoutExpired:
            return name + ' (does not end)'
        if done.returncode:
            lines = done.stdout.splitlines()
            last = [line.split(' ', 2)[-1] for line in lines if line.startswith('ok ')]
            known = set(last)
            tests = run([os.path.join('_build', 'tests', 'ledger', 'test-' + name), '-l'], folder).stdout
            left = [t for t in (l.lstrip('# ') for l in tests.split('\n')) if t.startswith('/') and t not in known]
            return left[0] if left else name
    return None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('source')
    parser.add_argument('--only', default='')
    parser.add_argument('--jobs', type=int, default=2)
    options = parser.parse_args()
    missed = 0
    planted = 0
    with tempfile.TemporaryDirectory() as place:
        folder = os.path.join(place, 'copy')
        copy_tree(options.source, folder)
        done = build(folder, options.jobs)
        if done.returncode:
            sys.exit(done.stdout + done.stderr)
        if first_failure(folder):
            sys.exit('a test fails without any fault: ' + first_failure(folder))
        for name, file, text, fault in FAULTS:
            if not any(word in name for word in options.only.split(',')):
                continue
            path = os.path.join(folder, LEDGER, file)
            with open(path, encoding='utf-8') as stream:
                whole = stream.read()
            if whole.count(text) != 1:
                print('CANNOT PLANT %s: %d times in %s' % (name, whole.count(text), file), flush=True)
                missed += 1
                continue
            with open(path, 'w', encoding='utf-8') as stream:
                stream.write(whole.replace(text, fault))
            done = build(folder, options.jobs)
            caught = first_failure(folder) if done.returncode == 0 else None
            if done.returncode:
                print('DOES NOT COMPILE %s\n%s' % (name, done.stdout[-2000:]), flush=True)
            planted += 1
            missed += caught is None
            print('%s: %s' % (name, caught or 'NOT NOTICED'), flush=True)
            with open(path, 'w', encoding='utf-8') as stream:
                stream.write(whole)
    if not planted:
        sys.exit('there is no such fault')
    print('%d faults planted, %d not noticed' % (planted, missed))
    return 1 if missed else 0


if __name__ == '__main__':
    sys.exit(main())
