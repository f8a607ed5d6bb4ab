import { Banknote, Check, CreditCard, Printer, ScanBarcode, Undo2 } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { type BasketView, type CounterView } from '../../contracts/ipc/index.ts'
import { type CurrencyCode } from '../../domain/money/index.ts'
import { payBackKeys } from '../state/pay-back-acts.ts'
import { useActs, useScreen } from '../state/context.ts'
import { labelOf } from '../state/actions.ts'
import { balanceOf, isPartPaid, lastDone, type Balance } from '../state/basket-rows.ts'
import { screenOf } from '../state/screen-state.ts'
import { views } from '../state/views.ts'
import { Amount, Key, Shortcut } from '../ui/index.ts'
import { AgeQuestion } from './age-question.tsx'
import { BasketCustomer } from './basket-customer.tsx'
import { BasketLines } from './basket-lines.tsx'
import { FloatBanner } from './float-banner.tsx'
import { MendedBanner } from './mended-banner.tsx'
import { discountWords } from './line-facts.tsx'
import { GatedKey, useGate } from './gated-key.tsx'
import { OperatorChip } from './operator-chip.tsx'
import { PriceTodayBar } from './price-today.tsx'
import { ReturnTotals } from './return-totals.tsx'

function Header(props: { readonly counter: CounterView; readonly title: string; readonly subtitle: string }) {
  const { operator } = props.counter
  return (
    <header className="flex h-16 shrink-0 items-center border-b border-line px-4">
      <div className="min-w-0 flex-1">
        <p className="text-[13px] text-ink-3">{props.subtitle}</p>
        <h2 className="number truncate text-base font-bold">{props.title}</h2>
      </div>
      {operator !== undefined && <OperatorChip operator={operator} />}
    </header>
  )
}

/** `paid`: it is all paid, and what was due before its last part is nobody's any more. */
function Totals(props: { readonly basket: BasketView; readonly currency: CurrencyCode; readonly paid: boolean }) {
  const { t } = useTranslation()
  const { basket, currency, paid } = props
  if (basket.returned !== undefined && balanceOf(basket) !== 'sale') return <ReturnTotals basket={basket} returned={basket.returned} currency={currency} />
  return (
    <div className="flex flex-col gap-1">
      <p className="flex items-baseline justify-between text-[15px] text-ink-2">
        <span>
          {t('basket.subtotal')} · {t('basket.items', { count: basket.itemCount })}
        </span>
        <Amount value={basket.subtotal} currency={currency} className="font-medium" />
      </p>
      {basket.discount !== 0 && (
        <p className="flex items-baseline justify-between text-[15px] text-info">
          <span>
            {t('basket.discount')}
            {basket.discountRule !== undefined && (
              <span className="ms-2 rounded bg-info-soft px-1.5 text-[13px] font-semibold">
                {t('basket.wholeSale')} {basket.discountRule.kind === 'percent' ? discountWords(basket.discountRule, t) : <Amount value={-(basket.basketDiscount ?? 0)} currency={currency} />}
              </span>
            )}
          </span>
          <Amount value={-basket.discount} currency={currency} className="font-semibold" />
        </p>
      )}
      {basket.owed !== undefined && (
        <p data-testid="basket-owed" className="flex items-baseline justify-between text-[15px] text-ink-2">
          {t('basket.owed')}
          <Amount value={basket.owed} currency={currency} className="font-medium" />
        </p>
      )}
      <output aria-atomic="true" className="flex items-baseline justify-between">
        <span className="text-[15px] text-ink-2">
          <b className="font-semibold text-ink">{t('basket.total')}</b>
          {basket.tax !== 0 && (
            <span className="ms-2 text-ink-3">
              {t('basket.tax')} <Amount value={basket.tax} currency={currency} />
            </span>
          )}
        </span>
        <Amount value={basket.total} currency={currency} symbol className="text-[42px] leading-tight font-bold tracking-tight" />
      </output>
      {!paid && isPartPaid(basket) && basket.due !== undefined && (
        <p data-testid="left-to-pay" className="flex items-baseline justify-between text-[15px] font-semibold text-warn">
          {t('tender.stillDue')} <Amount value={basket.due} currency={currency} symbol />
        </p>
      )}
    </div>
  )
}

/** What each of the three keys says, by who owes whom. */
const payWords: Readonly<Record<Balance, { readonly cash: string; readonly card: string; readonly pay: string }>> = {
  sale: { cash: 'tender.cash', card: 'tender.card', pay: 'tender.pay' },
  pays: { cash: 'tender.cash', card: 'tender.card', pay: 'tender.pay' },
  problem: { cash: 'tender.cash', card: 'tender.card', pay: 'blocked.problem' },
  owes: { cash: 'payBack.cash', card: 'payBack.card', pay: 'payBack.key' },
  even: { cash: 'payBack.completeShort', card: 'tender.card', pay: 'payBack.completeEven' },
}

/** Cash, Card, Pay; where goods come back, the same keys pay back. They never move; what cannot be done yet says why on the key itself. */
const PayKeys = memo(function PayKeys({ blockedBy, balance, canCard, cashWords, cardWords }: { readonly blockedBy: BasketView['blockedBy']; readonly balance: Balance; readonly canCard: boolean; readonly cashWords: string | undefined; readonly cardWords: string | undefined }) {
  const { t } = useTranslation()
  const acts = useActs()
  const paying = useScreen((state) => state.paying)
  const mayNot = useGate('sell') === 'never'
  const off = mayNot || paying || blockedBy !== undefined || balance === 'problem'
  const words = payWords[balance]
  const back = balance === 'owes'
  const CashSign = balance === 'even' ? Check : Banknote
  const small = 'h-[76px] w-[84px] shrink-0 flex-col justify-center gap-1 text-[15px] font-semibold'
  return (
    <div className="mt-2 flex gap-2">
      <Key testId="cash-key" look="soft" className={small} isDisabled={off} onPress={acts.payCash}>
        <CashSign aria-hidden="true" size={24} strokeWidth={1.8} />
        <span className="text-center text-[15px] leading-tight">{t(cashWords ?? words.cash)}</span>
        <Shortcut keys={labelOf('cash')} corner />
      </Key>
      <Key testId="card-key" look="soft" className={small} isDisabled={off || !canCard} onPress={acts.openCard}>
        <CreditCard aria-hidden="true" size={24} strokeWidth={1.8} />
        <span className="text-center text-[15px] leading-tight">{t(cardWords ?? words.card)}</span>
        <Shortcut keys={labelOf('card')} corner />
      </Key>
      <Key look="accent" className="h-[76px] flex-1 justify-center" isDisabled={off} onPress={balance === 'even' ? acts.payCash : acts.openTender} testId="pay-key">
        {back && <Undo2 aria-hidden="true" size={24} className="me-2" />}
        {mayNot ? <span className="px-3 text-center text-[15px] font-semibold">{t('gate.neverShort')}</span> : blockedBy === undefined ? <span className={balance === 'problem' ? 'px-3 text-center text-[15px] font-semibold' : 'text-2xl font-bold max-[1199px]:text-xl'}>{t(words.pay)}</span> : <span className="px-3 text-center text-[15px] font-semibold">{t(`blocked.${blockedBy}`)}</span>}
        <Shortcut keys={labelOf('tender')} corner />
      </Key>
    </div>
  )
})

function Empty(props: { readonly counter: CounterView }) {
  const { t } = useTranslation()
  const acts = useActs()
  const { currency } = props.counter
  const lastSale = lastDone(props.counter)
  // Elsewhere something half done stands beside it, which a return would take the place of.
  const selling = useScreen((state) => views[screenOf(state)].pays === true)
  // It scrolls where it does not fit: what a rebuilt register says is longer than a narrow screen, and its last key lay under Pay.
  return (
    <div className="flex min-h-0 flex-1 flex-col items-center justify-center-safe gap-2 overflow-y-auto p-8 text-center max-[1199px]:p-4">
      <ScanBarcode aria-hidden="true" size={44} strokeWidth={1.5} className="text-ink-3" />
      <p className="text-lg font-semibold">{t('basket.empty')}</p>
      <p className="text-[15px] text-ink-2">{t('basket.emptyHint')}</p>
      {lastSale !== undefined && (
        <p className="number mt-4 rounded-key bg-sunken px-4 py-2.5 text-sm text-ink-2">
          {t(lastSale.kind === undefined ? 'basket.lastSale' : 'basket.lastRefund', { number: lastSale.number })} · <Amount value={lastSale.total} currency={currency} symbol />
          {lastSale.change > 0 && (
            <>
              {' · '}
              {t('finish.change')} <Amount value={lastSale.change} currency={currency} symbol />
            </>
          )}
        </p>
      )}
      {lastSale !== undefined && (
        <div className="flex gap-2">
          <GatedKey says permission="reprint" className="h-12 gap-2.5 px-4 text-sm font-semibold" onPress={() => acts.reprint(lastSale.id)}>
            <Printer aria-hidden="true" size={18} /> {t('receipt.reprint')} <Shortcut keys={labelOf('reprint')} boxed />
          </GatedKey>
          {selling && lastSale.kind === undefined && (
            <Key testId="return-last" className="h-12 gap-2.5 px-4 text-sm font-semibold" onPress={() => acts.returnReceipt(lastSale.id)}>
              <Undo2 aria-hidden="true" size={18} /> {t('return.key')}
            </Key>
          )}
        </div>
      )}
      <MendedBanner />
      <FloatBanner />
    </div>
  )
}

/** Where the shop owes the keys say what they do to that; nothing goes to a card that paid nothing. */
function payBackProps(counter: CounterView): { readonly canCard: boolean; readonly cashWords: string | undefined; readonly cardWords: string | undefined } {
  const balance = balanceOf(counter.basket)
  if (balance !== 'owes') return { canCard: balance !== 'even', cashWords: undefined, cardWords: undefined }
  const { cash, card, canCard } = payBackKeys({ counter })
  return { canCard, cashWords: cash, cardWords: card }
}

function subtitleOf(kind: 'refund' | 'void' | undefined, basket: BasketView | undefined, finished: boolean): string {
  if (kind !== undefined) return `receipts.kind.${kind}`
  if (finished) return 'basket.sale'
  const returned = basket?.returned
  if (returned === undefined || balanceOf(basket) === 'sale') return 'basket.current'
  if (returned.kind === 'void') return 'basket.void'
  return basket?.itemCount === 0 ? 'basket.return' : 'basket.exchange'
}

/** The basket, on every screen of a sale; on the finish screen as it was paid. */
export function BasketPanel() {
  const { t } = useTranslation()
  const screen = useScreen(screenOf)
  const counter = useScreen((state) => state.counter)
  const paid = useScreen((state) => state.paid)
  if (counter === undefined) return null
  const finished = screen === 'finish' ? lastDone(counter) : undefined
  const basket = finished === undefined ? counter.basket : paid?.saleId === finished.id ? paid.basket : undefined
  const { currency } = counter
  return (
    <section data-testid="basket" aria-label={t('basket.label')} className="flex w-[388px] shrink-0 flex-col border-s border-line bg-surface min-[1200px]:w-[448px] min-[1800px]:w-[520px]">
      <Header
        counter={counter}
        subtitle={t(subtitleOf(finished?.kind, basket, finished !== undefined))}
        title={finished === undefined ? (basket === undefined ? t('basket.new') : t('basket.items', { count: basket.itemCount + (basket.returned?.itemCount ?? 0) })) : finished.number}
      />
      {finished === undefined && <BasketCustomer basket={basket} currency={currency} />}
      {basket !== undefined && finished === undefined && <PriceTodayBar basket={basket} currency={currency} />}
      {basket === undefined ? <Empty counter={counter} /> : <BasketLines basket={basket} currency={currency} frozen={finished !== undefined} />}
      {(basket !== undefined || views[screen].pays === true) && (
        <footer className="shrink-0 border-t border-line px-4 pt-3 pb-4">
          {basket?.age !== undefined && views[screen].pays === true && <AgeQuestion age={basket.age} />}
          {basket !== undefined && <Totals basket={basket} currency={currency} paid={finished !== undefined} />}
          {views[screen].pays === true && <PayKeys blockedBy={basket === undefined ? 'basket.empty' : basket.blockedBy} balance={balanceOf(basket)} {...payBackProps(counter)} />}
        </footer>
      )}
    </section>
  )
}
