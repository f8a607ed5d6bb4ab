"""Reckons the golden receipts with exact fractions. It shares no line with the till, and is no part of its tests.

    python3 test/golden/reckon.py                 compares every case with what stands in it
    python3 test/golden/reckon.py --write NAME... writes the figures and papers of new cases (NAME.json holds the input)

Amounts are Fractions of the currency's own unit until they are written. A case that is changed here has to be read by a person.
"""
import json, re, sys, unicodedata
from fractions import Fraction as F
from pathlib import Path

HERE = Path(__file__).parent
DECIMALS = {'JPY': 0, 'KRW': 0, 'KWD': 3, 'BHD': 3}
SYMBOL = {'CNY': '¥', 'GBP': '£', 'USD': '$', 'EUR': '€', 'CHF': 'CHF ', 'AUD': '$', 'CAD': '$', 'NZD': '$', 'SEK': 'kr ', 'JPY': '¥', 'KRW': '₩', 'KWD': 'KD ', 'BHD': 'BD '}
CASH = {'CH-0.05': (F(5, 100), 'nearest'), 'AU-0.05': (F(5, 100), 'nearest'), 'CA-0.05': (F(5, 100), 'nearest'), 'NZ-0.10': (F(1, 10), 'nearest'),
        'SE-1.00': (F(1), 'nearest'), 'CN-0.10-down': (F(1, 10), 'down'), 'CN-1.00-down': (F(1), 'down')}
NY = [('New York State', '4', 'net'), ('New York City', '4.5', 'net'), ('MCTD', '0.375', 'net')]
NYC = dict(mode='exclusive', scope='document', target='tax', rounding='halfUp', levy='salesTax', classes={'standard': [('2009-08-01', NY)], 'cityService': [('2009-08-01', NY[1:2])], 'zero': [('2009-08-01', '0')]})
JP = dict(mode='inclusive', scope='document', target='tax', rounding='down', levy='consumptionTax', classes={'standard': [('2019-10-01', '10')], 'reduced': [('2019-10-01', '8')], 'zero': [('2019-10-01', '0')]})
PACKS = {
    'CN-2019': dict(mode='inclusive', scope='document', target='net', rounding='halfUp', classes={'standard': [('2019-04-01', '13')], 'reduced': [('2019-04-01', '9')], 'service': [('2019-04-01', '6')], 'zero': [('2019-04-01', '0')]}),
    'GB-2011': dict(mode='inclusive', scope='document', target='tax', rounding='halfUp', classes={'standard': [('2011-01-04', '20')], 'reduced': [('2011-01-04', '5')], 'zero': [('2011-01-04', '0')]}),
    'DE-2007': dict(mode='inclusive', scope='document', target='net', rounding='halfUp', classes={
        'standard': [('2007-01-01', '19'), ('2020-07-01', '16'), ('2021-01-01', '19')], 'reduced': [('2007-01-01', '7'), ('2020-07-01', '5'), ('2021-01-01', '7')], 'zero': [('2007-01-01', '0')]}),
    'JP-2019': JP, 'JP-2019-BEFORE-TAX': dict(JP, mode='exclusive'), 'US-NY-NYC': NYC, 'US-NY-NYC-LINE': dict(NYC, scope='line'),
    'CA-QC-2012': dict(mode='exclusive', scope='document', target='tax', rounding='halfUp', levy='salesTax', each=True, classes={
        'standard': [('2012-01-01', [('GST', '5', 'net'), ('QST', '9.5', 'both')]), ('2013-01-01', [('GST', '5', 'net'), ('QST', '9.975', 'net')])],
        'federal': [('2012-01-01', [('GST', '5', 'net')])], 'zero': [('2012-01-01', '0')]}),
}
WORDS = {
    'en': dict(receipt='Receipt', cashier='Served by', items='Items', subtotal='Subtotal', discount='Discount', whole='of which on everything', total='Total', tax='VAT', net='net', salesTax='Sales tax', consumptionTax='Consumption tax',
               nearest='Cash rounding', down='Rounded down', toPay='To pay', cash='Cash', card='Card', approved='Approved on the card terminal', received='Cash given', change='Change', farewell='Thank you. Please keep this receipt.', kg='kg', l='l', m='m',
               refund='Refund', void='Void', forReceipt='For receipt', without='Without receipt', returned='Returned', sold='Sold', refundTotal='Refund total', payBack='To pay back', backcash='Paid back in cash', backcard='Paid back to card', refunded='Refunded on the card terminal', exchange='Exchange for returned goods'),
    'zh-CN': dict(receipt='小票号', cashier='收银员', items='件数', subtotal='小计', discount='优惠', whole='其中整单优惠', total='合计', tax='增值税', net='不含税', salesTax='销售税', consumptionTax='消费税',
                  nearest='现金取整', down='抹零', toPay='应付', cash='现金', card='银行卡', approved='刷卡机已批准', received='实收', change='找零', farewell='谢谢惠顾，请保留小票', kg='千克', l='升', m='米',
                  refund='退货单号', void='作废单号', forReceipt='原小票号', without='无小票', returned='退回商品', sold='购买商品', refundTotal='退款合计', payBack='应退', backcash='退现金', backcard='退至银行卡', refunded='刷卡机已退款', exchange='退货抵扣'),
}


def rounded(x, how='halfUp'):
    """To a whole number, the size rounded and the sign put back."""
    size, sign = abs(F(x)), -1 if x < 0 else 1
    whole, rest = size.numerator // size.denominator, size - size.numerator // size.denominator
    up = {'halfUp': rest >= F(1, 2), 'down': False, 'halfEven': rest > F(1, 2) or (rest == F(1, 2) and whole % 2 == 1)}[how]
    return sign * (whole + up)


def largest(total, weights):
    """Shares by largest remainder, the first of equals first."""
    if sum(weights) == 0:
        weights = [1] * len(weights)
    exact = [F(total) * w / sum(weights) for w in weights]
    shares = [e.numerator // e.denominator for e in exact]
    order = sorted(range(len(weights)), key=lambda i: (-(exact[i] - shares[i]), i))
    for i in order[:total - sum(shares)]:
        shares[i] += 1
    return shares


class Shop:
    def __init__(self, case):
        self.case, self.decimals = case, DECIMALS.get(case['currency'], 2)
        pack = case['pack']
        if isinstance(pack, dict):
            self.pack = dict(pack, classes={k: [('2000-01-01', v)] for k, v in pack['rates'].items()}, levy=pack.get('levy') if pack.get('levy') != 'vat' else None)
            # A pack written out in a case is unknown to the till, which has no word for its levy.
            self.pack['levy'] = None
        else:
            self.pack = PACKS[pack]
        self.words = WORDS[case['language']]
        self.rule = case.get('cashRounding')

    def units(self, text):
        value = F(text) * 10 ** self.decimals
        assert value.denominator == 1, text
        return int(value)

    def text(self, units):
        digits = str(abs(units)).rjust(self.decimals + 1, '0')
        return ('-' if units < 0 else '') + (digits if self.decimals == 0 else digits[:-self.decimals] + '.' + digits[-self.decimals:])

    def rate(self, name, date):
        found = [r for since, r in self.pack['classes'][name] if since <= date][-1]
        if isinstance(found, str):
            return F(found) / 100, None
        before, parts = F(0), []
        for part, rate, on in found:
            own = F(rate) / 100 * (1 if on == 'net' else 1 + before)
            before += own
            parts.append((part, F(rate) / 100, own, on))
        return before, tuple(parts)

    def tax(self, amount, rate, parts):
        """net, tax and the tax of each part of an amount of one rate."""
        how, inclusive = self.pack['rounding'], self.pack['mode'] == 'inclusive'
        if parts and self.pack.get('each'):
            taxes, charged = [], 0
            for _, own_rate, on_net, on in parts:
                exact = amount * on_net / (1 + rate) if inclusive else (amount + (charged if on == 'both' else 0)) * own_rate
                taxes.append(rounded(exact, how))
                charged += taxes[-1]
            return (amount - charged if inclusive else amount), charged, taxes
        if not inclusive:
            net, tax = amount, rounded(amount * rate, how)
        elif self.pack['target'] == 'net':
            net = rounded(amount / (1 + rate), how)
            tax = amount - net
        else:
            tax = rounded(amount * rate / (1 + rate), how)
            net = amount - tax
        return net, tax, largest(tax, [p[2] for p in parts]) if parts else None

    def off(self, amount, text):
        if text is None:
            return 0
        return rounded(amount * F(text[:-1]) / 100) if text.endswith('%') else min(amount, self.units(text))

    def price(self, lines, discount, date):
        out = []
        for line in lines:
            quantity = F(line.get('quantity', '1'))
            gross = rounded(self.units(line['price']) * quantity / F(line.get('per', '1')))
            rate, parts = self.rate(line.get('class', 'standard'), date)
            own = self.off(gross, line.get('discount'))
            out.append(dict(line, q=quantity, gross=gross, own=own, share=0, rate=rate, parts=parts, key=(rate, repr(parts))))
        left = [o['gross'] - o['own'] for o in out]
        if discount is not None:
            ranked = sorted(range(len(out)), key=lambda i: (-out[i]['rate'], out[i]['key'][1], -left[i], i))
            for i, share in zip(ranked, largest(self.off(sum(left), discount), [left[i] for i in ranked])):
                out[i]['share'] = share
        for o in out:
            o['total'] = o['gross'] - o['own'] - o['share']
        buckets = []
        for key in sorted({o['key'] for o in out}, key=lambda k: (-k[0], k[1])):
            mine = [o for o in out if o['key'] == key]
            rate, parts = mine[0]['rate'], mine[0]['parts']
            if self.pack['scope'] == 'line':
                each = [self.tax(o['total'], rate, parts) for o in mine]
                net, tax = sum(e[0] for e in each), sum(e[1] for e in each)
                for o, e in zip(mine, each):
                    o['tax'] = e[1]
                split = None if not parts else [sum(e[2][i] for e in each) for i in range(len(parts))] if self.pack.get('each') else largest(tax, [p[2] for p in parts])
            else:
                net, tax, split = self.tax(sum(o['total'] for o in mine), rate, parts)
                for o, share in zip(mine, largest(tax, [o['total'] for o in mine])):
                    o['tax'] = share
            buckets.append(dict(key=key, rate=rate, parts=parts, net=net, tax=tax, split=split))
        return self.document(out, buckets)

    def document(self, lines, buckets):
        return dict(lines=lines, buckets=buckets, subtotal=sum(o['gross'] for o in lines), own=sum(o['own'] for o in lines), share=sum(o['share'] for o in lines),
                    tax=sum(b['tax'] for b in buckets), total=sum(b['net'] + b['tax'] for b in buckets))

    def cash(self, units):
        """Coins for an amount by the rule of the case."""
        if self.rule is None:
            return units
        step, mode = CASH[self.rule]
        step = int(step * 10 ** self.decimals)
        return rounded(F(units, step), 'down' if mode == 'down' else 'halfUp') * step

    def pay(self, due, requests):
        tenders, in_cash, change, total = [], 0, 0, due
        for request in requests:
            kind, amount = request.split(' ')
            if kind == 'card':
                take = due if amount == 'rest' else self.units(amount)
                tenders.append(dict(type='card', amount=take))
                due -= take
                continue
            owed = self.cash(due + in_cash) - in_cash
            owed = due if owed < 0 else owed
            given = owed if amount == 'exact' else self.units(amount)
            take = min(given, owed)
            change, in_cash = given - take, in_cash + take
            tenders.append(dict(type='cash', amount=take, received=given, change=given - take))
            if given < owed:
                due -= take
                continue
            if due != take:
                tenders.append(dict(type='rounding', amount=due - take))
            due = 0
        assert due == 0, (total, requests)
        # All cash is one line, where the last of it stands.
        cash = [one for one in tenders if one['type'] == 'cash']
        for one in cash[:-1]:
            tenders.remove(one)
            for part in ('amount', 'received', 'change'):
                cash[-1][part] += one[part]
        return tenders, change

    # ---- what comes back

    def share(self, line, quantity, before):
        """The rounded share of all that came back by then, less what was given. Differences of shares for what stands between."""
        part = (before['q'] + quantity) / line['q']
        cum = lambda amount: rounded(amount * part)
        more = lambda target, given, left: max(0, min(target - given, left))
        total = more(cum(line['total']), before['total'], line['total'] - before['total'])
        share = more(cum(line['total'] + line['share']) - cum(line['total']), before['share'], line['share'] - before['share'])
        own = more(cum(line['gross']) - cum(line['total'] + line['share']), before['own'], line['own'] - before['own'])
        if self.pack['mode'] == 'inclusive':
            net = more(cum(line['total']) - cum(line['tax']), before['total'] - before['tax'], total)
            tax = total - net
        else:
            tax = more(cum(line['tax']), before['tax'], line['tax'] - before['tax'])
        return dict(q=quantity, total=total, share=share, own=own, tax=tax, gross=total + share + own)

    def give_back(self, sale, done, wanted):
        """A document of what comes back; `done` keeps what came back before, by line and by part of a tax."""
        out = []
        for number, quantity in wanted:
            line = sale['lines'][number]
            before = done['lines'].setdefault(number, dict(q=F(0), total=0, share=0, own=0, tax=0, gross=0))
            back = self.share(line, quantity, before)
            for k, v in back.items():
                before[k] += v
            out.append(dict(line, **back))
        buckets = []
        for bucket in sale['buckets']:
            mine = [o for o in out if o['key'] == bucket['key']]
            if not mine:
                continue
            taken, tax = sum(o['total'] for o in mine), sum(o['tax'] for o in mine)
            split = None
            if bucket['parts']:
                left = done['parts'].setdefault(bucket['key'], list(bucket['split']))
                split = largest(tax, left)
                done['parts'][bucket['key']] = [a - b for a, b in zip(left, split)]
            buckets.append(dict(bucket, net=taken - tax if self.pack['mode'] == 'inclusive' else taken, tax=tax, split=split))
        return self.document(out, buckets)

    def pay_back(self, due, tenders, done, instead):
        out = []
        if not instead:
            for number, tender in enumerate(tenders, 1):
                if tender['type'] != 'card':
                    continue
                back = min(due, tender['amount'] - done['cards'].get(number, 0))
                if back > 0:
                    out.append(dict(type='card', amount=back, of=number))
                    done['cards'][number] = done['cards'].get(number, 0) + back
                    due -= back
        coins = sum(t['amount'] for t in tenders if t['type'] == 'cash')
        exact = coins + sum(t['amount'] for t in tenders if t['type'] == 'rounding')
        own = min(due, exact - done['exact'])
        for amount, source in ((own, 'taken'), (due - own, 'instead')):
            if amount == 0:
                continue
            give, by = self.cash(amount), 'rule'
            if source == 'taken':
                if done['exact'] + amount == exact or give > coins - done['coins']:
                    give, by = coins - done['coins'], 'paid'
                done['exact'] += amount
                done['coins'] += give
            out.append({'type': 'cash', 'amount': give, 'from': source})
            if give != amount:
                out.append({'type': 'rounding', 'amount': amount - give, 'from': source, 'by': by})
        return out


# ---- as it is written down, and as it is printed

def percent(rate):
    value = rate * 100
    text = str(value.numerator) if value.denominator == 1 else f'{float(value):.4f}'.rstrip('0')
    return text + '%'


def figures(shop, doc):
    t = shop.text
    lines = []
    for o in doc['lines']:
        off = o['own'] + o['share']
        lines.append(dict(gross=t(o['gross']), **({'discount': t(off)} if off else {}), total=t(o['total']), tax=t(o['tax'])))
    taxes = []
    for b in doc['buckets']:
        entry = dict(rate=percent(b['rate']), net=t(b['net']), tax=t(b['tax']), gross=t(b['net'] + b['tax']))
        if b['parts']:
            entry['parts'] = [dict(name=p[0], rate=percent(p[1]), tax=t(s)) for p, s in zip(b['parts'], b['split'])]
        taxes.append(entry)
    return dict(lines=lines, taxes=taxes, subtotal=t(doc['subtotal']), discount=t(doc['own'] + doc['share']), tax=t(doc['tax']), total=t(doc['total']))


def sale_figures(shop, doc, tenders, change):
    t, out = shop.text, figures(shop, doc)
    out['tenders'] = [{k: (t(v) if k in ('amount', 'received', 'change') else v) for k, v in tender.items()} for tender in tenders]
    out['change'] = t(change)
    if any(tender['type'] == 'rounding' for tender in tenders):
        out['payable'] = t(doc['total'] - sum(x['amount'] for x in tenders if x['type'] == 'rounding'))
    return out


def refund_figures(shop, doc, tenders):
    t, out = shop.text, figures(shop, doc)
    out['tenders'] = [{k: (t(v) if k == 'amount' else v) for k, v in tender.items()} for tender in tenders]
    if any(tender['type'] == 'rounding' for tender in tenders):
        out['payable'] = t(doc['total'] - sum(x['amount'] for x in tenders if x['type'] == 'rounding'))
    return out


def wide(text):
    return sum(2 if unicodedata.east_asian_width(c) in 'WF' else 1 for c in text)


def cols(left, right):
    return left + ' ' * (48 - wide(left) - wide(right)) + right


def centre(text):
    return ' ' * ((48 - wide(text)) // 2) + text


RULE = '-' * 48


def head(shop, titles, date):
    return [centre('Golden Shop'), '', cols(titles[0], f'{date} 12:00'), f"{shop.words['cashier']} Li", *titles[1:]]


def plain(quantity):
    return re.sub(r'\.?0+$', '', f'{float(quantity):.3f}')


def line_paper(shop, lines):
    out = []
    for o in lines:
        unit, per, w = o.get('unit', 'each'), F(o.get('per', '1')), shop.words
        if unit == 'each' and o['q'] == 1 and per == 1:
            out.append(cols(o['name'], shop.text(o['gross'])))
        else:
            price = shop.text(shop.units(o['price']))
            if unit == 'each':
                detail = f"{plain(o['q'])} x {price}" + ('' if per == 1 else f'/{plain(per)}')
            else:
                detail = f"{float(o['q']):.3f} {w[unit]} x {price}/" + ('' if per == 1 else f'{plain(per)} ') + w[unit]
            out += [o['name'], cols(f'  {detail}', shop.text(o['gross']))]
        if o['own']:
            out.append(cols(f"  {w['discount']}", f"-{shop.text(o['own'])}"))
    return out


def pieces(lines):
    return sum(int(o['q']) if o.get('unit', 'each') == 'each' else 1 for o in lines)


def signed(shop, units):
    return ('+' if units > 0 else '') + shop.text(units)


def total_paper(shop, doc, tenders, word, pay_word, show_whole):
    t, w, out = shop.text, shop.words, [RULE]
    off = doc['own'] + doc['share']
    if doc['subtotal'] != doc['total'] or off:
        out.append(cols(w['subtotal'], t(doc['subtotal'])))
    if off:
        out.append(cols(w['discount'], f'-{t(off)}'))
    if doc['share'] and show_whole:
        out.append(cols(f"  {w['whole']}", f"-{t(doc['share'])}"))
    out += [cols(w['items'], str(pieces(doc['lines']))), cols(w[word], SYMBOL[shop.case['currency']] + t(doc['total']))]
    off = sum(x['amount'] for x in tenders if x['type'] == 'rounding')
    if any(x['type'] == 'rounding' for x in tenders):
        out += [cols(w[CASH[shop.rule][1]], signed(shop, -off)), cols(w[pay_word], t(doc['total'] - off))]
    name = w[shop.pack.get('levy') or 'tax']
    for b in doc['buckets']:
        out.append(cols(f"{name} {percent(b['rate'])} ({w['net']} {t(b['net'])})", t(b['tax'])))
        for p, s in zip(b['parts'] or [], b['split'] or []):
            out.append(cols(f'  {p[0]} {percent(p[1])}', t(s)))
    return out


def pay_paper(shop, tenders, change):
    t, w, out = shop.text, shop.words, [RULE]
    for x in tenders:
        if x['type'] == 'exchange':
            out.append(cols(w['exchange'], t(x['amount'])))
        if x['type'] == 'card':
            out += [cols(w['card'], t(x['amount'])), f"  {w['approved']}"]
        if x['type'] == 'cash':
            out.append(cols(w['cash'], t(x['amount'])))
            if x['change']:
                out.append(cols(f"  {w['received']}", t(x['received'])))
    return out + ([cols(w['change'], t(change))] if change else [])


def back_paper(shop, tenders):
    out = []
    for x in tenders:
        if x['type'] in ('cash', 'card'):
            out.append(cols(shop.words['back' + x['type']], shop.text(x['amount'])))
        if x['type'] == 'card':
            out.append(f"  {shop.words['refunded']}")
    return out


def tail(shop, code):
    return ['', centre(shop.words['farewell']), f'[QR {code}]', '[cut]']


def sold(shop, lines, discount, date, requests, credit=0):
    doc = shop.price(lines, discount, date)
    if credit == 0:
        return doc, *shop.pay(doc['total'], requests)
    credit = min(credit, doc['total'])
    tenders, change = shop.pay(doc['total'] - credit, requests)
    return doc, [dict(type='exchange', amount=credit)] + tenders, change


def reckon(case):
    """The case with every figure and paper reckoned anew."""
    shop, w = Shop(case), WORDS[case['language']]
    doc, tenders, change = sold(shop, case['lines'], case.get('discount'), case['date'], case['tenders'])
    expect = sale_figures(shop, doc, tenders, change)
    if 'refundsInCash' in case:
        coins = sum(x['amount'] for x in tenders if x['type'] == 'cash')
        exact = coins + sum(x['amount'] for x in tenders if x['type'] == 'rounding')
        entries = []
        for text in case['refundsInCash']:
            amount = -shop.units(text.lstrip('-'))
            give = -coins if amount + exact == 0 else shop.cash(amount)
            entries.append(dict(of=text, givenBack=shop.text(give), rounding=shop.text(amount - give)))
        expect['refundsInCash'] = entries
    whole = doc['share'] > 0
    paper = head(shop, [f"{w['receipt']} 1-1"], case['date']) + [RULE] + line_paper(shop, doc['lines']) + total_paper(shop, doc, tenders, 'total', 'toPay', whole) + pay_paper(shop, tenders, change) + tail(shop, 'tw1:1-1:golden')
    result = dict(case, expect=expect, paper=paper)
    done = dict(lines={}, parts={}, cards={}, exact=0, coins=0)
    number, steps = 1, []
    for index, step in enumerate(case.get('after', []), 1):
        number += 1
        title = f"{w['void' if step.get('void') else 'refund']} 1-{number}"
        if 'withoutReceipt' in step:
            back, of, original = shop.price(step['withoutReceipt'], None, step['date']), [], w['without']
            state = dict(cards={}, exact=0, coins=0)
        else:
            wanted = [(i, o['q'] - done['lines'].get(i, dict(q=F(0)))['q']) for i, o in enumerate(doc['lines'])] if step.get('void') else [(r['line'] - 1, F(r.get('quantity', '1'))) for r in step['returns']]
            back, of, original, state = shop.give_back(doc, done, [x for x in wanted if x[1] > 0]), tenders, cols(f"{w['forReceipt']} 1-1", case['date']), done
        credit, new = 0, None
        if 'sells' in step:
            number += 1
            new = sold(shop, step['sells'], None, step['date'], step.get('tenders', []), back['total'])
            credit = min(back['total'], new[0]['total'])
        given = ([dict(type='exchange', amount=credit)] if credit else []) + shop.pay_back(back['total'] - credit, of, state, step.get('cashInstead', False))
        out = dict(refund=refund_figures(shop, back, given))
        total = total_paper(shop, back, given, 'refundTotal', 'payBack', False)
        if new is None:
            paid = back_paper(shop, given)
            sheet = head(shop, [title], step['date']) + [original, RULE] + line_paper(shop, back['lines']) + total + ([RULE] + paid if paid else []) + tail(shop, f'tw1:1-{number}:golden-refund-{index}')
        else:
            out['sale'] = sale_figures(shop, *new)
            sheet = (head(shop, [f"{w['receipt']} 1-{number}", title], step['date']) + [original, RULE, w['returned']] + line_paper(shop, back['lines']) + total + [RULE, w['sold']] + line_paper(shop, new[0]['lines'])
                     + total_paper(shop, new[0], new[1], 'total', 'toPay', True) + pay_paper(shop, new[1], new[2]) + back_paper(shop, given) + tail(shop, f'tw1:1-{number}:golden-sale-{index}'))
        steps.append(dict(step, expect=out, paper=sheet))
    return dict(result, after=steps) if steps else result


def spelt(value, depth=0):
    """JSON with short lists of facts on one line, as the cases are kept."""
    one = json.dumps(value, ensure_ascii=False, separators=(', ', ': '))
    flat = not any(isinstance(v, (dict, list)) for v in (value.values() if isinstance(value, dict) else value)) if isinstance(value, (dict, list)) else True
    if not isinstance(value, (dict, list)) or (depth > 1 and isinstance(value, dict) and len(one) < 260 and (flat or depth > 2 and 'parts' in value)) or (isinstance(value, list) and flat and len(one) < 60):
        return one
    pad, end = '  ' * (depth + 1), '  ' * depth
    if isinstance(value, dict):
        return '{\n' + ',\n'.join(f'{pad}{json.dumps(k)}: {spelt(v, depth + 1)}' for k, v in value.items()) + f'\n{end}}}'
    return '[\n' + ',\n'.join(pad + spelt(v, depth + 1) for v in value) + f'\n{end}]'


def main(names):
    wrong = 0
    for file in sorted(HERE.glob('*.json')):
        case = json.loads(file.read_text())
        if names and file.stem in names:
            file.write_text(spelt(reckon(case)) + '\n')
            print('written', file.stem)
            continue
        again = reckon(case)
        for key in ('expect', 'paper', 'after'):
            if case.get(key) != again.get(key):
                wrong += 1
                print(f'{file.stem}: {key}\n  stands   {json.dumps(case.get(key), ensure_ascii=False)}\n  reckoned {json.dumps(again.get(key), ensure_ascii=False)}')
    print('all agree' if wrong == 0 else f'{wrong} differ')
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[2:] if sys.argv[1:2] == ['--write'] else []))
