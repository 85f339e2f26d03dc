# SPDX-License-Identifier: GPL-3.0-or-later
"""Random histories of a small business, the same for the same seed.

Each proposed event is tried on the oracle; what the oracle refuses is kept now and then with the code that
it was refused with, so that refusals are compared too.
"""
import random
from datetime import date, timedelta

import oracle

ACCOUNTS = [
    ('AccountsReceivable', 'Debtors', 'Accounts Receivable', 'AccountsReceivable'),
    ('AccountsPayable', 'Creditors', 'Accounts Payable', 'AccountsPayable'),
    ('Inventory', 'Stock', 'Other Current Asset', 'Inventory'),
    ('COGS', 'Cost of sales', 'Cost of Goods Sold', 'SuppliesMaterialsCogs'),
    ('Revenue', 'Sales', 'Income', 'SalesOfProductIncome'),
    ('SalesTaxPayable', 'Sales tax', 'Other Current Liability', 'SalesTaxPayable'),
    ('Bank', 'Current account', 'Bank', 'Checking'),
    ('OpeningBalanceEquity', 'Opening balances', 'Equity', 'OpeningBalanceEquity'),
]
MORE_ACCOUNTS = [
    ('GRNI', 'Received not billed', 'Other Current Liability', 'OtherCurrentLiabilities'),
    ('GoodsInTransit', 'On the way', 'Other Current Asset', 'OtherCurrentAssets'),
    ('UndepositedFunds', 'Till', 'Other Current Asset', 'UndepositedFunds'),
    ('InventoryAdjustment', 'Stock differences', 'Cost of Goods Sold', 'SuppliesMaterialsCogs'),
    ('InputTax', 'Purchase tax', 'Other Current Liability', 'GlobalTaxPayable'),
    ('SalesDiscounts', 'Discounts', 'Income', 'DiscountsRefundsGiven'),
    ('ShippingIncome', 'Freight charged', 'Income', 'ServiceFeeIncome'),
]
SKUS = ['BOARD', 'SCREW', 'OIL']
TRADE = ['purchase_order', 'receive', 'receive', 'bill', 'bill', 'ship', 'ship', 'invoice', 'payment', 'pay_bill',
         'adjust', 'opening', 'undo', 'close_period']
STOCK = ['landed_cost', 'credit_note', 'stocktake', 'revalue', 'transfer', 'transfer_send', 'transfer_receive',
         'assemble', 'purchase_return', 'purchase_credit']


class History:
    def __init__(self, seed, length, kinds):
        self.random = random.Random(seed)
        self.kinds = kinds
        accounts = ACCOUNTS + (MORE_ACCOUNTS if self.random.random() < 0.7 else [])
        self.case = {
            'schema': 1, 'name': 'seed-%d' % seed, 'about': 'Random history.',
            'settings': {'base_currency': 'USD', 'negative_stock': 'block',
                         'provisional_cost': self.random.choice(['po', 'po', 'none']), 'closing_date': None,
                         'locations': ['MAIN', 'SHOP'], 'default_location': 'MAIN',
                         'products': [{'sku': s, 'weight': '1.5', 'default_cost': c}
                                      for s, c in zip(SKUS, ['4.00', '0.10', '0'])]},
            'accounts': [dict(zip(('role', 'name', 'type', 'subtype'), a)) for a in accounts],
            'events': []}
        self.book = oracle.Book(self.case['settings'], self.case['accounts'])
        self.day = date(2025, 1, 1)
        for _ in range(length):
            self.step()
        self.case['expect'] = self.book.expect()

    def step(self):
        self.day += timedelta(days=self.random.choice([0, 0, 1, 1, 2]))
        kind = self.random.choice(self.kinds)
        body = getattr(self, kind)()
        if body is None:
            return
        event = {'id': 'E%03d' % (len(self.case['events']) + 1), 'date': self.when(), 'type': kind}
        event.update(body)
        try:
            self.book.accept(event, len(self.case['events']))
        except oracle.Refused as refusal:
            if self.random.random() < 0.6:
                return
            event['expect_error'] = str(refusal)
        self.case['events'].append(event)

    def when(self):
        back = self.random.choice([0, 0, 0, 0, 1, 3, 7])
        return (self.day - timedelta(days=back)).isoformat()

    def accepted(self, *kinds):
        return [e for e in self.book.accepted if e['type'] in kinds]

    def quantity(self, most=12):
        if self.random.random() < 0.15:
            return '%d.%03d' % (self.random.randint(0, most), self.random.randint(1, 999))
        return str(self.random.randint(1, most))

    def price(self, digits=4):
        return ('%.*f' % (self.random.choice([2, 2, 2, digits]), self.random.uniform(0.05, 30)))

    def lines(self, make, most=3):
        return [dict(sku=sku, **make(sku)) for sku in self.random.sample(SKUS, self.random.randint(1, most))]

    def priced(self, sku):
        line = {'qty': self.quantity(), 'unit_price': self.price()}
        if self.random.random() < 0.2:
            line['discount_pct'] = self.random.choice(['5', '12.5', '33.333'])
        if self.random.random() < 0.3:
            line['tax_rate'] = self.random.choice(['0.0825', '0.10', '0.2'])
        return line

    def bought(self, sku):
        line = self.priced(sku)
        if 'tax_rate' in line and self.random.random() < 0.4:
            line['tax_recoverable'] = False
        return line

    def purchase_order(self):
        return {'po': 'P%d' % len(self.case['events']), 'vendor': self.random.choice(['Acme', 'Bolt & Co']),
                'lines': self.lines(self.bought)}

    def some(self, *kinds):
        found = self.accepted(*kinds)
        return self.random.choice(found) if found else None

    def receive(self):
        order = self.some('purchase_order')
        if not order:
            return None
        lines = [{'sku': l['sku'], 'qty': self.quantity()} for l in order['lines'] if self.random.random() < 0.8]
        return {'po': order['po'], 'lines': lines} if lines else None

    def bill(self):
        order = self.some('purchase_order')
        if not order:
            return None
        lines = [dict(self.bought(l['sku']), sku=l['sku']) for l in order['lines'] if self.random.random() < 0.8]
        if not lines:
            return None
        event = {'bill': 'B%d' % len(self.case['events']), 'po': order['po'], 'vendor': order['vendor'],
                 'lines': lines}
        if self.random.random() < 0.2:
            event['discount_amount'] = '0.%02d' % self.random.randint(1, 4)
        if self.random.random() < 0.2:
            event['extra'] = [{'role': 'LandedCostClearing', 'amount': self.price(2)}]
        return event

    def ship(self):
        event = {'sale': 'S%d' % self.random.randint(1, 6),
                 'lines': self.lines(lambda s: {'qty': self.quantity(8)}, 2)}
        if self.random.random() < 0.2:
            event['location'] = 'SHOP'
        return event

    def invoice(self):
        event = {'invoice': 'I%d' % len(self.case['events']), 'sale': 'S%d' % self.random.randint(1, 6),
                 'customer': self.random.choice(['Ann', 'Ben']), 'lines': self.lines(self.priced)}
        if self.random.random() < 0.3:
            event['discount_amount'] = '0.%02d' % self.random.randint(1, 4)
        if self.random.random() < 0.3:
            event['shipping'] = self.price(2)
            event['shipping_tax_rate'] = '0.0825'
        return event

    def payment(self):
        invoice = self.some('invoice')
        return invoice and {'invoice': invoice['invoice'], 'amount': self.price(2),
                            'account': self.random.choice(['Bank', 'UndepositedFunds'])}

    def pay_bill(self):
        bill = self.some('bill')
        return bill and {'bill': bill['bill'], 'amount': self.price(2), 'account': 'Bank'}

    def adjust(self):
        def line(sku):
            if self.random.random() < 0.5:
                return {'qty': '-' + self.quantity(3)}
            return ({'qty': self.quantity(), 'unit_cost': self.price()} if self.random.random() < 0.6
                    else {'qty': self.quantity()})
        return {'lines': self.lines(line, 2)}

    def opening(self):
        event = {'lines': self.lines(lambda s: {'qty': self.quantity(), 'unit_cost': self.price()}, 2)}
        if self.random.random() < 0.3:
            event['location'] = 'SHOP'
        return event

    def undo(self):
        target = self.some('receive', 'bill', 'ship', 'invoice', 'payment', 'adjust', 'opening', 'pay_bill')
        counts = self.accepted('stocktake')
        if target and any(target['date'] < c['date'] for c in counts):
            return None
        return target and {'ref': target['id']}

    def close_period(self):
        if self.random.random() < 0.7:
            return None
        return {'through': (self.day - timedelta(days=self.random.randint(5, 15))).isoformat()}

    def landed_cost(self):
        receipt = self.some('receive')
        return receipt and {'amount': self.price(2), 'targets': [receipt['id']],
                            'method': self.random.choice(['value', 'quantity', 'weight'])}

    def credit_note(self):
        invoice = self.some('invoice')
        if not invoice:
            return None
        line = self.random.choice(invoice['lines'])
        event = {'credit': 'C%d' % len(self.case['events']), 'sale': invoice['sale'],
                 'lines': [{'sku': line['sku'], 'qty': '1', 'unit_price': line['unit_price']}]}
        if self.random.random() < 0.7:
            event['restock'] = [{'sku': line['sku'], 'qty': '1'}]
        return event

    def stocktake(self):
        return {'lines': self.lines(lambda s: {'counted': self.quantity(20)}, 2)}

    def revalue(self):
        return {'lines': self.lines(lambda s: {'unit_cost': self.price()}, 1)}

    def transfer(self):
        return {'from': 'MAIN', 'to': 'SHOP', 'lines': self.lines(lambda s: {'qty': self.quantity(6)}, 2)}

    def transfer_send(self):
        return {'transfer': 'T%d' % len(self.case['events']), 'from': 'MAIN',
                'lines': self.lines(lambda s: {'qty': self.quantity(6)}, 2)}

    def transfer_receive(self):
        sent = self.some('transfer_send')
        if not sent:
            return None
        line = self.random.choice(sent['lines'])
        return {'transfer': sent['transfer'], 'to': 'SHOP', 'lines': [{'sku': line['sku'], 'qty': '1'}]}

    def assemble(self):
        return {'components': [{'sku': 'BOARD', 'qty': self.quantity(3)}, {'sku': 'SCREW', 'qty': self.quantity(3)}],
                'costs': [{'amount': self.price(2)}], 'outputs': [{'sku': 'OIL', 'qty': self.quantity(3)}]}

    def purchase_return(self):
        receipt = self.some('receive')
        return receipt and {'po': receipt['po'], 'lines': [{'sku': receipt['lines'][0]['sku'], 'qty': '1'}]}

    def purchase_credit(self):
        bill = self.some('bill')
        if not bill:
            return None
        line = bill['lines'][0]
        return {'credit': 'V%d' % len(self.case['events']), 'po': bill['po'], 'vendor': bill['vendor'],
                'lines': [{'sku': line['sku'], 'qty': '1', 'unit_price': '1.00',
                           'against': self.random.choice(['return', 'cost', 'not_received'])}]}


def generate(seed, length=60, whole=False):
    return History(seed, length, TRADE + (STOCK if whole else [])).case
