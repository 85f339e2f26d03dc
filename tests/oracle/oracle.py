# SPDX-License-Identifier: GPL-3.0-or-later
"""A second reading of the inventory rules, in another language and on purpose naive.

Every accepted event recomputes the whole history from nothing: matching in entry order, then FIFO in
(date, entry) order, then the difference to what was posted. It shares no code and no data structure with the
ledger, so a rule that both get wrong has to be misread twice.

    oracle.py FILE       prints the expected state of an event file as JSON
"""
import json
import sys
from collections import OrderedDict, defaultdict
from datetime import date, timedelta
from fractions import Fraction

FALLBACK = {
    'GRNI': 'Inventory', 'GoodsInTransit': 'Inventory', 'WIP': 'Inventory', 'InventoryAdjustment': 'COGS',
    'PurchaseVariance': 'InventoryAdjustment', 'LandedCostClearing': 'GRNI', 'ConversionCosts': 'COGS',
    'CustomerCredits': 'AccountsReceivable', 'InputTax': 'SalesTaxPayable', 'ShippingIncome': 'Revenue',
    'SalesDiscounts': 'Revenue', 'Rounding': 'InventoryAdjustment', 'UndepositedFunds': 'Bank',
}


class Refused(Exception):
    """Carries the code of a refusal."""


def rounded(value):
    """Half away from zero."""
    value = Fraction(value)
    n, d = abs(value.numerator), value.denominator
    whole = (2 * n + d) // (2 * d)
    return whole if value >= 0 else -whole


def prefix(total, taken, quantity):
    return rounded(Fraction(total * taken, quantity))


def largest_remainder(total, weights):
    if sum(weights) == 0:
        raise Refused('E_NO_BASIS')
    sign, rest = (-1 if total < 0 else 1), abs(total)
    shares = [Fraction(rest) * w / sum(weights) for w in weights]
    parts = [s.numerator // s.denominator for s in shares]
    order = sorted(range(len(shares)), key=lambda i: (-(shares[i] - parts[i]), i))
    for i in order[:rest - sum(parts)]:
        parts[i] += 1
    return [sign * p for p in parts]


def cents(value):
    return rounded(Fraction(value) * 100)


def money(minor):
    return ('-' if minor < 0 else '') + '%d.%02d' % divmod(abs(minor), 100)


def plain(quantity):
    sign, whole = ('-' if quantity < 0 else ''), abs(quantity)
    text = '%d.%06d' % divmod(int(whole * 1000000), 1000000)
    return sign + text.rstrip('0').rstrip('.')


def later(*days):
    return max(d for d in days if d)


def day_after(day):
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat() if day else None


class Layer:
    def __init__(self, sku, location, order, quantity, value, source):
        self.sku, self.location, self.order = sku, location, order
        self.quantity, self.value, self.source = quantity, value, source
        self.taken = Fraction(0)

    def take(self, quantity):
        before = prefix(self.value, self.taken, self.quantity)
        self.taken += quantity
        return prefix(self.value, self.taken, self.quantity) - before

    def left(self):
        return self.quantity - self.taken

    def worth(self):
        return self.value - prefix(self.value, self.taken, self.quantity)


class Costing:
    """One run over the whole history: matching, then stock, then what each movement posts."""

    def __init__(self, book, active):
        self.book = book
        self.active = active
        self.effects = {}          # key -> (day, {role: amount})
        self.layers = []
        self.deficits = []
        self.receipts = OrderedDict()   # (event id, sku) -> facts
        self.ship_cost = defaultdict(list)   # (sale, sku) -> [{order, quantity, cost, back}]
        self.wip = defaultdict(int)
        self.returned = defaultdict(list)
        self.credited = defaultdict(list)
        self.match()
        for event in sorted(active, key=lambda e: (e['date'], e['seq'])):
            step = getattr(self, 'do_' + event['type'], None)
            if step:
                step(event)
        self.variances()

    # -- matching, in entry order -------------------------------------------------------------
    def match(self):
        self.bills = defaultdict(list)      # (po, sku) -> [bill line facts]
        self.by_line = defaultdict(list)    # (po, sku) -> [receipt facts]
        for event in self.active:
            if event['type'] == 'receive':
                self.match_receipt(event)
            elif event['type'] == 'bill':
                self.match_bill(event)
            elif event['type'] == 'landed_cost':
                for (ref, sku), amount in event['frozen']:
                    self.receipts[ref, sku]['landed'].append((event['id'], event.get('credit_role',
                                                              'LandedCostClearing'), amount))
            elif event['type'] == 'purchase_credit':
                self.match_credit(event)

    def match_receipt(self, event):
        for line in event['lines']:
            key = (event['po'], line['sku'])
            quantity = Fraction(line['qty'])
            fact = dict(event=event, sku=line['sku'], quantity=quantity, transit=0, billed=Fraction(0),
                        amount=0, landed=[], allowance=0)
            rest = quantity
            for bill in self.bills[key]:
                part = min(rest, bill['quantity'] - bill['received'])
                if part > 0:
                    fact['transit'] += (prefix(bill['amount'], bill['received'] + part, bill['quantity'])
                                        - prefix(bill['amount'], bill['received'], bill['quantity']))
                    bill['received'] += part
                    rest -= part
            fact['unbilled'] = rest
            fact['provisional'] = self.provisional(event, line['sku'], rest)
            self.receipts[event['id'], line['sku']] = fact
            self.by_line[key].append(fact)

    def provisional(self, event, sku, quantity):
        if self.book.settings.get('provisional_cost', 'po') == 'none' or not quantity:
            return 0
        order = self.book.orders.get(event['po'], {})
        line = order.get('lines', {}).get(sku)
        rate = Fraction(event.get('rate') or order.get('rate') or 1)
        if line and line.get('unit_price') is not None:
            cost = quantity * Fraction(line['unit_price']) * (1 - Fraction(line.get('discount_pct', 0)) / 100)
            if not line.get('tax_recoverable', True):
                cost *= 1 + Fraction(line.get('tax_rate', 0))
            return cents(cost * rate)
        return cents(quantity * Fraction(self.book.products[sku].get('default_cost') or 0))

    def match_bill(self, event):
        po = event.get('po', event['bill'])
        event['grni'] = event['transit'] = 0
        for line, amount in zip(event['lines'], event['costs']):
            key, quantity = (po, line['sku']), Fraction(line['qty'])
            done = Fraction(0)
            for fact in self.by_line[key]:
                part = min(quantity - done, fact['unbilled'] - fact['billed'])
                if part > 0:
                    share = prefix(amount, done + part, quantity) - prefix(amount, done, quantity)
                    fact['billed'] += part
                    fact['amount'] += share
                    event['grni'] += share
                    done += part
            self.bills[key].append(dict(quantity=quantity, amount=amount, received=done, event=event))
            event['transit'] += amount - prefix(amount, done, quantity)

    def match_credit(self, event):
        for index, (line, net) in enumerate(zip(event['lines'], event['nets'])):
            key, quantity = (event['po'], line['sku']), Fraction(line['qty'])
            against = line.get('against', 'return')
            if against == 'return':
                self.credited[key].append(dict(event=event, quantity=quantity, amount=net))
            elif against == 'cost':
                facts = self.by_line[key]
                parts = largest_remainder(net, [self.goods_value(f) - f['allowance'] for f in facts])
                for fact, part in zip(facts, parts):
                    fact['allowance'] += part
            else:
                rest, value = quantity, 0
                for bill in self.bills[key]:
                    part = min(rest, bill['quantity'] - bill['received'])
                    if part > 0:
                        value += (prefix(bill['amount'], bill['received'] + part, bill['quantity'])
                                  - prefix(bill['amount'], bill['received'], bill['quantity']))
                        bill['received'] += part
                        rest -= part
                self.add((event['id'], 'unreceived', index), event['date'],
                         {'PurchaseVariance': value - net, 'GoodsInTransit': net - value})

    @staticmethod
    def goods_value(fact):
        return (fact['transit'] + fact['amount'] + fact['provisional']
                - (prefix(fact['provisional'], fact['billed'], fact['unbilled']) if fact['unbilled'] else 0))

    # -- stock, in (date, entry) order --------------------------------------------------------
    def add(self, key, day, roles):
        old = self.effects.get(key, (day, {}))[1]
        total = dict(old)
        for role, amount in roles.items():
            total[role] = total.get(role, 0) + amount
        self.effects[key] = (day, total)

    def place(self, event, sku, location, quantity, value, line, part=0, source=None):
        if value < 0:
            raise Refused('E_NEGATIVE_VALUE')
        layer = Layer(sku, location, (event['date'], event['seq'], line, part), quantity, value, source)
        self.layers.append(layer)
        self.cover(layer)
        return layer

    def cover(self, layer):
        for deficit in self.deficits:
            if (deficit['sku'], deficit['location']) != (layer.sku, layer.location):
                continue
            part = min(deficit['open'], layer.left())
            if part > 0:
                cost = layer.take(part)
                before = rounded(deficit['unit'] * deficit['open'])
                deficit['open'] -= part
                freed = before - rounded(deficit['unit'] * deficit['open'])
                deficit['line']['cost'] += cost - freed
                self.add(deficit['key'], deficit['day'], {'COGS': cost - freed, 'Inventory': freed - cost})

    def queue(self, sku, location):
        return sorted((l for l in self.layers if (l.sku, l.location) == (sku, location) and l.left() > 0),
                      key=lambda l: l.order)

    def draw(self, sku, location, quantity, prefer=None, short=False):
        """Takes quantity; returns [(layer, part, cost)] and what was not there."""
        queue = self.queue(sku, location)
        if prefer:
            queue = [l for l in queue if l.source == prefer] + [l for l in queue if l.source != prefer]
        slices = []
        for layer in queue:
            part = min(quantity, layer.left())
            if part > 0:
                slices.append((layer, part, layer.take(part)))
                quantity -= part
        if quantity > 0 and not short:
            raise Refused('E_INSUFFICIENT_STOCK')
        return slices, quantity

    def location(self, event, line=None):
        return (line or {}).get('location') or event.get('location') or self.book.settings['default_location']

    def asset(self, location):
        return 'GoodsInTransit' if location.startswith('@transit:') else 'Inventory'

    def last_cost(self, event, sku):
        before = [l for l in self.layers if l.sku == sku and l.order < (event['date'], event['seq'])]
        if before:
            layer = max(before, key=lambda l: l.order)
            return Fraction(layer.value) / layer.quantity
        return Fraction(self.book.products[sku].get('default_cost') or 0) * 100

    def frozen(self, event, name, value):
        store = event.setdefault('frozen_values', {})
        return store.setdefault(name, value)

    def do_receive(self, event):
        for number, line in enumerate(event['lines']):
            fact = self.receipts[event['id'], line['sku']]
            left = (fact['provisional'] - prefix(fact['provisional'], fact['billed'], fact['unbilled'])
                    if fact['unbilled'] else 0)
            landed = sum(a for _, _, a in fact['landed'])
            value = fact['transit'] + fact['amount'] + left + landed - fact['allowance']
            self.place(event, line['sku'], self.location(event), fact['quantity'], value, number,
                       source=event['po'])
            roles = {'Inventory': value, 'GoodsInTransit': -fact['transit'],
                     'GRNI': -(fact['amount'] + left) + fact['allowance']}
            for _, role, amount in fact['landed']:
                roles[role] = roles.get(role, 0) - amount
            self.add((event['id'], number), event['date'], roles)

    def do_ship(self, event):
        place = self.location(event)
        allow = self.book.settings.get('negative_stock') == 'allow'
        for number, line in enumerate(event['lines']):
            quantity = Fraction(line['qty'])
            slices, short = self.draw(line['sku'], place, quantity, short=allow)
            cost = sum(c for _, _, c in slices)
            fact = dict(order=(event['date'], event['seq'], number), quantity=quantity, cost=cost,
                        back=Fraction(0), event=event, open=None)
            key = (event['id'], number)
            if short:
                unit = self.frozen(event, ('deficit', number), self.last_cost(event, line['sku']))
                deficit = dict(sku=line['sku'], location=place, open=short, unit=unit, key=key,
                               day=event['date'], line=fact)
                fact['open'] = deficit
                self.deficits.append(deficit)
                cost += rounded(unit * short)
                fact['cost'] = cost
            self.ship_cost[event['sale'], line['sku']].append(fact)
            self.add(key, event['date'], {'COGS': cost, 'Inventory': -cost})

    def do_credit_note(self, event):
        for number, line in enumerate(event.get('restock', [])):
            quantity, place = Fraction(line['qty']), self.location(event, line)
            if not event.get('sale'):
                unit = (Fraction(line['unit_cost']) * 100 if line.get('unit_cost') is not None else
                        self.frozen(event, ('restock', number), self.last_cost(event, line['sku'])))
                value = rounded(unit * quantity)
                self.place(event, line['sku'], place, quantity, value, number)
                self.add((event['id'], 'restock', number), event['date'], {'Inventory': value, 'COGS': -value})
                continue
            rest = quantity
            for part, fact in enumerate(self.ship_cost[event['sale'], line['sku']]):
                take = min(rest, fact['quantity'] - fact['back'])
                if take <= 0:
                    continue
                if fact['open'] and fact['open']['open'] > 0:
                    raise Refused('E_DEFICIT_OPEN')
                value = (prefix(fact['cost'], fact['back'] + take, fact['quantity'])
                         - prefix(fact['cost'], fact['back'], fact['quantity']))
                fact['back'] += take
                rest -= take
                self.place(event, line['sku'], place, take, value, number, part)
                self.add((event['id'], 'restock', number), event['date'], {'Inventory': value, 'COGS': -value})
            if rest:
                raise Refused('E_OVER_CREDIT')

    def do_purchase_return(self, event):
        for number, line in enumerate(event['lines']):
            quantity = Fraction(line['qty'])
            slices, _ = self.draw(line['sku'], self.location(event), quantity, prefer=event['po'])
            cost = sum(c for _, _, c in slices)
            self.returned[event['po'], line['sku']].append(dict(event=event, quantity=quantity, amount=cost))
            self.add((event['id'], number), event['date'], {'GRNI': cost, 'Inventory': -cost})

    def variances(self):
        """Returns and credits of one order line, matched in entry order; the later one posts c - n."""
        for key, credits in self.credited.items():
            queue = [dict(r, used=Fraction(0)) for r in
                     sorted(self.returned.get(key, []), key=lambda r: r['event']['seq'])]
            for credit in credits:
                used = Fraction(0)
                for back in queue:
                    part = min(credit['quantity'] - used, back['quantity'] - back['used'])
                    if part <= 0:
                        continue
                    n = (prefix(credit['amount'], used + part, credit['quantity'])
                         - prefix(credit['amount'], used, credit['quantity']))
                    c = (prefix(back['amount'], back['used'] + part, back['quantity'])
                         - prefix(back['amount'], back['used'], back['quantity']))
                    used += part
                    back['used'] += part
                    last = max(credit['event'], back['event'], key=lambda e: e['seq'])
                    self.add((last['id'], 'variance', key, back['event']['id'], credit['event']['id']),
                             later(credit['event']['date'], back['event']['date']),
                             {'PurchaseVariance': c - n, 'GRNI': n - c})

    def gain(self, event, number, sku, place, quantity, unit_cost, role, name):
        unit = (Fraction(unit_cost) * 100 if unit_cost is not None else
                self.frozen(event, (name, number), self.last_cost(event, sku)))
        value = rounded(unit * quantity)
        self.place(event, sku, place, quantity, value, number)
        self.add((event['id'], number), event['date'], {self.asset(place): value, role: -value})

    def loss(self, event, number, sku, place, quantity, role):
        slices, _ = self.draw(sku, place, quantity)
        cost = sum(c for _, _, c in slices)
        self.add((event['id'], number), event['date'], {role: cost, self.asset(place): -cost})

    def do_adjust(self, event):
        role = event.get('role', 'InventoryAdjustment')
        for number, line in enumerate(event['lines']):
            quantity = Fraction(line['qty'])
            if quantity > 0:
                self.gain(event, number, line['sku'], self.location(event), quantity, line.get('unit_cost'),
                          role, 'found')
            else:
                self.loss(event, number, line['sku'], self.location(event), -quantity, role)

    def do_stocktake(self, event):
        role, place = event.get('role', 'InventoryAdjustment'), self.location(event)
        for number, line in enumerate(event['lines']):
            here = sum(l.left() for l in self.queue(line['sku'], place)) - sum(
                d['open'] for d in self.deficits if (d['sku'], d['location']) == (line['sku'], place))
            difference = self.frozen(event, ('difference', number), Fraction(line['counted']) - here)
            if difference > 0:
                self.gain(event, number, line['sku'], place, difference, line.get('unit_cost'), role, 'found')
            elif difference < 0:
                self.loss(event, number, line['sku'], place, -difference, role)

    def do_revalue(self, event):
        role, place = event.get('role', 'InventoryAdjustment'), self.location(event)
        for number, line in enumerate(event['lines']):
            quantity = sum(l.left() for l in self.queue(line['sku'], place))
            if not quantity:
                continue
            slices, _ = self.draw(line['sku'], place, quantity)
            cost = sum(c for _, _, c in slices)
            value = cents(Fraction(line['unit_cost']) * quantity)
            self.place(event, line['sku'], place, quantity, value, number)
            self.add((event['id'], number), event['date'], {'Inventory': value - cost, role: cost - value})

    def move(self, event, source, target):
        for number, line in enumerate(event['lines']):
            slices, _ = self.draw(line['sku'], source, Fraction(line['qty']))
            for part, (layer, quantity, cost) in enumerate(slices):
                self.place(event, line['sku'], target, quantity, cost, number, part)
                if self.asset(source) != self.asset(target):
                    self.add((event['id'], number), event['date'],
                             {self.asset(target): cost, self.asset(source): -cost})

    def do_transfer(self, event):
        self.move(event, event['from'], event['to'])

    def do_transfer_send(self, event):
        self.move(event, event['from'], '@transit:' + event['transfer'])

    def do_transfer_receive(self, event):
        self.move(event, '@transit:' + event['transfer'], event['to'])

    def outputs(self, event, cost, key):
        place, fixed = self.location(event), 0
        shared = []
        for number, line in enumerate(event['outputs']):
            if line.get('unit_value') is not None:
                value = cents(Fraction(line['unit_value']) * Fraction(line['qty']))
                fixed += value
                shared.append((number, line, value))
            else:
                shared.append((number, line, None))
        rest = cost - fixed
        if rest < 0:
            raise Refused('E_NEGATIVE_VALUE')
        open_lines = [(n, l) for n, l, v in shared if v is None]
        parts = dict(zip((n for n, _ in open_lines), largest_remainder(
            rest, [Fraction(l.get('share', 1)) for _, l in open_lines]))) if open_lines else {}
        for number, line, value in shared:
            self.place(event, line['sku'], place, Fraction(line['qty']),
                       parts[number] if value is None else value, number)
        return fixed + sum(parts.values())

    def do_assemble(self, event):
        cost = 0
        for line in event['components']:
            slices, _ = self.draw(line['sku'], self.location(event), Fraction(line['qty']))
            cost += sum(c for _, _, c in slices)
        self.build(event, cost)

    def do_disassemble(self, event):
        slices, _ = self.draw(event['sku'], self.location(event), Fraction(event['qty']))
        self.build(event, sum(c for _, _, c in slices))

    def build(self, event, cost):
        roles = defaultdict(int)
        total = cost
        for extra in event.get('costs', []):
            amount = cents(extra['amount'])
            roles[extra.get('role', 'ConversionCosts')] -= amount
            total += amount
        made = self.outputs(event, total, event['id'])
        roles['Inventory'] += made - cost
        self.add((event['id'], 0), event['date'], dict(roles))

    def do_production_start(self, event):
        cost = 0
        for line in event['components']:
            slices, _ = self.draw(line['sku'], self.location(event), Fraction(line['qty']))
            cost += sum(c for _, _, c in slices)
        self.wip[event['order']] += cost
        self.add((event['id'], 0), event['date'], {'WIP': cost, 'Inventory': -cost})

    def do_production_cost(self, event):
        amount = cents(event['amount'])
        self.wip[event['order']] += amount
        self.add((event['id'], 0), event['date'],
                 {'WIP': amount, event.get('role', 'ConversionCosts'): -amount})

    def do_production_finish(self, event):
        total = self.wip.pop(event['order'], 0)
        scrap = cents(event.get('scrap_value', 0))
        if scrap > total:
            raise Refused('E_NEGATIVE_VALUE')
        made = self.outputs(event, total - scrap, event['id'])
        self.add((event['id'], 0), event['date'],
                 {'Inventory': made, 'InventoryAdjustment': scrap, 'WIP': -(made + scrap)})

    def do_opening(self, event):
        for number, line in enumerate(event['lines']):
            value = cents(Fraction(line['unit_cost']) * Fraction(line['qty']))
            self.place(event, line['sku'], self.location(event), Fraction(line['qty']), value, number)
            self.add((event['id'], number), event['date'],
                     {'Inventory': value, 'OpeningBalanceEquity': -value})


class Book:
    def __init__(self, settings, accounts):
        self.settings = settings
        self.accounts = {}
        for account in accounts:
            self.accounts.setdefault(account['role'], account['name'])
        self.closing = settings.get('closing_date')
        self.products = OrderedDict((p['sku'], p) for p in settings['products'])
        self.accepted, self.undone = [], set()
        self.orders, self.journals, self.posted = {}, [], {}
        self.documents = {}          # event id -> [(object, {role: amount})]
        self.costing = Costing(self, [])

    # -- money of documents -------------------------------------------------------------------
    @staticmethod
    def taxed(lines, nets, rate_of=lambda l: l.get('tax_rate')):
        groups = OrderedDict()
        for i, line in enumerate(lines):
            if rate_of(line):
                groups.setdefault((Fraction(rate_of(line)), line.get('tax_recoverable', True)), []).append(i)
        taxes = [0] * len(lines)
        for (rate, _), members in groups.items():
            base = sum(nets[i] for i in members)
            total = rounded(base * rate)
            if any(nets[i] for i in members):
                for i, part in zip(members, largest_remainder(total, [abs(nets[i]) for i in members])):
                    taxes[i] = part
        return taxes

    @staticmethod
    def nets(lines, discount):
        nets = [cents(Fraction(l['qty']) * Fraction(l['unit_price']) *
                      (1 - Fraction(l.get('discount_pct', 0)) / 100)) for l in lines]
        if discount:
            nets = [n - s for n, s in zip(nets, largest_remainder(discount, nets))]
        return nets

    def sale_document(self, event):
        discount = cents(event.get('discount_amount', 0))
        gross = self.nets(event['lines'], 0)
        nets = self.nets(event['lines'], discount)
        shipping = cents(event.get('shipping', 0))
        tax = sum(self.taxed(event['lines'], nets)) + rounded(
            shipping * Fraction(event.get('shipping_tax_rate', 0)))
        total = sum(nets) + shipping + tax
        return {'AccountsReceivable': total, 'SalesDiscounts': discount, 'Revenue': -sum(gross),
                'ShippingIncome': -shipping, 'SalesTaxPayable': -tax}

    def bill_document(self, event):
        discount = cents(event.get('discount_amount', 0))
        nets = self.nets(event['lines'], discount)
        taxes = self.taxed(event['lines'], nets)
        event['costs'] = [n + (0 if l.get('tax_recoverable', True) else t)
                          for l, n, t in zip(event['lines'], nets, taxes)]
        roles = defaultdict(int)
        roles['InputTax'] = sum(t for l, t in zip(event['lines'], taxes) if l.get('tax_recoverable', True))
        for extra in event.get('extra', []):
            amount = cents(extra['amount'])
            tax = rounded(amount * Fraction(extra.get('tax_rate', 0)))
            if extra.get('tax_recoverable', True):
                roles['InputTax'] += tax
            else:
                amount += tax
            roles[extra['role']] += amount
        roles['Rounding'] += cents(event.get('rounding', 0))
        roles['AccountsPayable'] = -(sum(roles.values()) + sum(event['costs']))
        return roles

    def credit_document(self, event):
        nets = self.nets(event['lines'], 0)
        taxes = self.taxed(event['lines'], nets)
        event['nets'] = [n + (0 if l.get('tax_recoverable', True) else t)
                         for l, n, t in zip(event['lines'], nets, taxes)]
        roles = defaultdict(int)
        roles['InputTax'] = -sum(t for l, t in zip(event['lines'], taxes) if l.get('tax_recoverable', True))
        for line, net in zip(event['lines'], event['nets']):
            roles['GoodsInTransit' if line.get('against') == 'not_received' else 'GRNI'] -= net
        roles['AccountsPayable'] = -sum(roles.values())
        return roles

    def document(self, event):
        kind = event['type']
        amount = cents(event.get('amount', 0))
        account = event.get('account')
        if kind == 'invoice':
            return 'Invoice', self.sale_document(event)
        if kind == 'credit_note':
            roles = {r: -a for r, a in self.sale_document(event).items()}
            if event.get('refund_account'):
                roles[event['refund_account']] = roles.pop('AccountsReceivable')
                return 'RefundReceipt', roles
            return 'CreditMemo', roles
        if kind == 'bill':
            return 'Bill', self.bill_document(event)
        if kind == 'purchase_credit':
            return 'VendorCredit', self.credit_document(event)
        simple = {
            'payment': ('Payment', {account: amount, 'AccountsReceivable': -amount}),
            'pay_bill': ('BillPayment', {'AccountsPayable': amount, account: -amount}),
            'supplier_refund': ('Deposit', {account: amount, 'AccountsPayable': -amount}),
            'supplier_deposit': ('Purchase', {'SupplierDeposits': amount, account: -amount}),
            'apply_deposit': ('JournalEntry', {'AccountsPayable': amount, 'SupplierDeposits': -amount}),
            'customer_refund': ('Purchase', {'AccountsReceivable': amount, account: -amount}),
            'customer_deposit': ('JournalEntry' if 'CustomerCredits' in self.accounts else 'Payment',
                                 {account: amount, 'CustomerCredits': -amount}),
            'apply_customer_deposit': ('JournalEntry', {'CustomerCredits': amount,
                                                        'AccountsReceivable': -amount}),
        }
        return simple.get(kind, (None, None))

    # -- acceptance ---------------------------------------------------------------------------
    def accept(self, source, index):
        event = json.loads(json.dumps(source))
        event['seq'] = index
        if event['id'] in self.undone or any(e['id'] == event['id'] for e in self.accepted):
            raise Refused('E_DUPLICATE')
        if event['type'] == 'undo':
            return self.undo(event, index)
        if event['type'] == 'close_period':
            self.closing = later(self.closing, event['through'])
            self.accepted.append(event)
            return
        if self.closing and event['date'] <= self.closing:
            raise Refused('E_PERIOD_CLOSED')
        if event['type'] == 'purchase_order':
            self.orders[event['po']] = dict(event, lines={l['sku']: l for l in event['lines']})
        self.check_limits(event)
        name, roles = self.document(event)
        if event['type'] == 'landed_cost':
            event['frozen'] = self.allocate(event)
        self.settle(self.accepted + [event], event, event['date'], index, name, roles)

    def check_limits(self, event):
        kind = event['type']
        if not self.settings.get('allow_before_stocktake'):
            for count in self.accepted:
                if count['type'] == 'stocktake' and event['date'] < count['date'] and self.moves(event, count):
                    raise Refused('E_BEFORE_STOCKTAKE')
        for line in event.get('lines', []):
            key = (event.get('po'), line['sku'])
            if kind == 'purchase_return' or (kind == 'purchase_credit'
                                             and line.get('against', 'return') == 'return'):
                used = sum(Fraction(l['qty']) for e in self.accepted if e['type'] == kind and e['po'] == key[0]
                           for l in e['lines'] if l['sku'] == key[1]
                           and l.get('against', 'return') == 'return')
                if used + Fraction(line['qty']) > self.received_and_billed(key):
                    raise Refused('E_OVER_RETURN')
        for line in event.get('lines', []):
            if kind == 'purchase_credit' and line.get('against') == 'not_received':
                open_units = sum(b['quantity'] - b['received']
                                 for b in self.costing.bills.get((event['po'], line['sku']), []))
                if Fraction(line['qty']) > open_units:
                    raise Refused('E_OVER_CREDIT')
            if kind == 'credit_note' and event.get('sale'):
                def total(name):
                    return sum(Fraction(l['qty']) for e in self.accepted
                               if e['type'] == name and e.get('sale') == event['sale']
                               for l in e['lines'] if l['sku'] == line['sku'])
                if total('credit_note') + Fraction(line['qty']) > total('invoice'):
                    raise Refused('E_OVER_CREDIT')

    def received_and_billed(self, key):
        return sum(f['quantity'] - f['unbilled'] + f['billed'] for f in self.costing.by_line.get(key, []))

    def moves(self, event, count):
        place = count.get('location') or self.settings['default_location']
        counted = {l['sku'] for l in count['lines']}
        here = {event.get('location') or self.settings['default_location'], event.get('from'), event.get('to')}
        if event['type'] in ('transfer', 'transfer_send', 'transfer_receive'):
            here = {event.get('from'), event.get('to')}
        elif event['type'] not in ('receive', 'ship', 'adjust', 'opening', 'revalue', 'stocktake', 'assemble',
                                   'disassemble', 'production_start', 'production_finish', 'purchase_return'):
            here = set()
        lines = (event.get('lines', []) + event.get('components', []) + event.get('outputs', []))
        skus = {l['sku'] for l in lines}
        if event['type'] == 'credit_note':
            return any(l['sku'] in counted and (l.get('location') or self.settings['default_location']) == place
                       for l in event.get('restock', []))
        return place in here and bool(skus & counted)

    def allocate(self, event):
        targets = [f for (ref, sku), f in self.costing.receipts.items()
                   if ref in event['targets'] and (not event.get('skus') or sku in event['skus'])]
        if not targets:
            raise Refused('E_NO_BASIS')
        def weight(fact):
            if event['method'] == 'value':
                return Costing.goods_value(fact) - fact['allowance']
            if event['method'] == 'quantity':
                return fact['quantity']
            return fact['quantity'] * Fraction(self.products[fact['sku']].get('weight') or 0)
        parts = largest_remainder(cents(event['amount']), [weight(f) for f in targets])
        return [((f['event']['id'], f['sku']), p) for f, p in zip(targets, parts)]

    def undo(self, event, index):
        target = next((e for e in self.accepted if e['id'] == event['ref']), None)
        if target is None:
            raise Refused('E_UNKNOWN_REF')
        if self.closing and target['date'] <= self.closing:
            raise Refused('E_PERIOD_CLOSED')
        if self.has_dependents(target):
            raise Refused('E_HAS_DEPENDENTS')
        rest = [e for e in self.accepted if e is not target]
        self.settle(rest, None, target['date'], index, None, None, target)
        self.undone.update((event['id'], target['id']))

    def has_dependents(self, target):
        kind = target['type']
        lines = {l['sku'] for l in target.get('lines', [])}
        po = target.get('po', target.get('bill'))
        for other in self.accepted:
            if other is target:
                continue
            same_line = (other.get('po', other.get('bill')) == po
                         and lines & {l['sku'] for l in other.get('lines', [])})
            chain = ('receive', 'bill', 'purchase_return', 'purchase_credit')
            if kind == 'purchase_order' and other['type'] in chain and other.get('po') == po:
                return True
            if kind in chain and other['type'] in chain and other['seq'] > target['seq'] and same_line:
                return True
            if kind == 'receive' and target['id'] in other.get('targets', []):
                return True
            if kind == 'bill' and other['type'] in ('pay_bill', 'apply_deposit', 'apply_credit') \
                    and other.get('bill') == target['bill']:
                return True
            if kind == 'invoice' and other['type'] in ('payment', 'apply_customer_deposit', 'apply_credit') \
                    and other.get('invoice') == target['invoice']:
                return True
            if kind == 'invoice' and other['type'] == 'credit_note' and target.get('sale') \
                    and other.get('sale') == target['sale'] and lines & {l['sku'] for l in other['lines']}:
                return True
            if kind == 'ship' and other['type'] == 'credit_note' and other.get('sale') == target['sale'] \
                    and lines & {l['sku'] for l in other.get('restock', [])}:
                return True
            if kind == 'transfer_send' and other['type'] == 'transfer_receive' \
                    and other['transfer'] == target['transfer']:
                return True
            if kind in ('production_start', 'production_cost') and other['type'] == 'production_finish' \
                    and other['order'] == target['order']:
                return True
            if kind == 'credit_note' and other['type'] in ('customer_refund', 'apply_credit') \
                    and other.get('credit') == target['credit']:
                return True
        return False

    def settle(self, active, event, day, index, name, roles, undone=None):
        costing = Costing(self, active)
        entries, documents = OrderedDict(), []
        if roles is not None:
            roles = defaultdict(int, roles)
            if event['type'] == 'bill':
                roles['GRNI'] += event['grni']
                roles['GoodsInTransit'] += event['transit']
            if any(roles.values()):
                documents.append((name, 'post', event['date'], roles))
            self.documents[event['id']] = documents[-1:]
        if undone:
            for kind, _, when, lines in self.documents.get(undone['id'], []):
                documents.append((kind, 'reversal', when, {r: -a for r, a in lines.items()}))
        for key in list(OrderedDict.fromkeys(list(self.posted) + list(costing.effects))):
            when, new = costing.effects.get(key, (self.posted.get(key, (day,))[0], {}))
            old = self.posted.get(key, (when, {}))[1]
            change = {r: new.get(r, 0) - old.get(r, 0) for r in set(new) | set(old)}
            if any(change.values()):
                slot = entries.setdefault(later(day, when, day_after(self.closing)), [defaultdict(int), set()])
                for role, amount in change.items():
                    slot[0][role] += amount
                slot[1].add(key[0])
                if self.is_receipt(key[0], active) and any(
                        change.get(role) for role in ('GRNI', 'GoodsInTransit', 'LandedCostClearing')):
                    slot[1].add('paid for')
        self.costing, self.accepted = costing, active
        for kind, how, when, lines in documents:
            self.post(index, when, kind, how, lines)
        for when in sorted(entries):
            lines, keys = entries[when]
            how = 'correction'
            if any(self.own(event or undone, key) for key in keys):
                how = 'post' if event is not None else 'reversal'
            self.post(index, when, 'JournalEntry', how, lines)
        self.posted = {k: (d, dict(r)) for k, (d, r) in costing.effects.items()}

    @staticmethod
    def is_receipt(ref, active):
        return any(e['id'] == ref and e['type'] == 'receive' for e in active)

    @staticmethod
    def own(event, key):
        """A bill, a freight share and an allowance have their own effect on the receipt they pay for."""
        pays = event['type'] in ('bill', 'landed_cost', 'purchase_credit')
        return key == event['id'] or (pays and key == 'paid for')

    def post(self, index, when, kind, how, roles):
        lines = {r: a for r, a in roles.items() if a}
        if lines:
            self.journals.append((index, when, kind, how, lines))

    # -- the state ----------------------------------------------------------------------------
    def account_of(self, role):
        seen = role
        while seen not in self.accounts:
            if seen not in FALLBACK:
                return '(unmapped) ' + role
            seen = FALLBACK[seen]
        return self.accounts[seen]

    def expect(self):
        costing = self.costing
        places = {}
        for layer in costing.layers:
            if layer.left():
                slot = places.setdefault(layer.sku, {})
                slot[layer.location] = slot.get(layer.location, 0) + layer.left()
        for deficit in costing.deficits:
            if deficit['open']:
                slot = places.setdefault(deficit['sku'], {})
                slot[deficit['location']] = slot.get(deficit['location'], 0) - deficit['open']
        on_hand = {sku: plain(sum(q for place, q in places.get(sku, {}).items()
                                  if not place.startswith('@'))) for sku in self.products}
        left = sorted((l for l in costing.layers if l.left()),
                      key=lambda l: (l.sku, l.location, l.order))
        worth = sum(l.worth() for l in left if not l.location.startswith('@'))
        worth -= sum(rounded(d['unit'] * d['open']) for d in costing.deficits)
        roles, named = defaultdict(int), defaultdict(int)
        for _, _, _, _, lines in self.journals:
            for role, amount in lines.items():
                roles[role] += amount
                named[self.account_of(role)] += amount
        pending = sorted({f['event']['seq'] for facts in costing.ship_cost.values() for f in facts
                          if f['cost'] == 0 and f['back'] < f['quantity']})
        return {
            'on_hand': dict(sorted(on_hand.items())),
            'on_hand_by_location': {sku: {p: plain(q) for p, q in sorted(s.items())}
                                    for sku, s in sorted(places.items())},
            'layers': [{'sku': l.sku, 'location': l.location, 'date': l.order[0], 'qty': plain(l.left()),
                        'value': money(l.worth())} for l in left],
            'valuation': money(worth),
            'journals': [{'on_event': i, 'date': d, 'object': o, 'kind': k,
                          'lines': [{'role': r, 'debit': money(a)} for r, a in sorted(ls.items()) if a > 0] +
                                   [{'role': r, 'credit': money(-a)} for r, a in sorted(ls.items()) if a < 0]}
                         for i, d, o, k, ls in self.journals],
            'account_balances': {r: money(a) for r, a in sorted(roles.items()) if a},
            'pending_cogs': pending,
            'qbo_account_balances': {r: money(a) for r, a in sorted(named.items()) if a},
        }


def replay(case):
    book = Book(case['settings'], case.get('accounts', []))
    for index, event in enumerate(case['events']):
        try:
            book.accept(event, index)
        except Refused as refusal:
            if event.get('expect_error') != str(refusal):
                raise
    return book.expect()


if __name__ == '__main__':
    with open(sys.argv[1], encoding='utf-8') as stream:
        print(json.dumps(replay(json.load(stream)), indent=1))
