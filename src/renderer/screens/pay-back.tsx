import { Banknote, Check, CreditCard, HandCoins, NotebookPen, QrCode as QrSign, Scale, Wallet } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type BasketView } from '../../contracts/ipc/index.ts'
import { type CurrencyCode } from '../../domain/money/index.ts'
import { labelOf } from '../state/actions.ts'
import { balanceOf } from '../state/basket-rows.ts'
import { splitChange } from '../state/cash.ts'
import { useActs, useScreen } from '../state/context.ts'
import { payBackNow } from '../state/pay-back-acts.ts'
import { problemText } from '../state/return-problem.ts'
import { Amount, formatDenomination, Key, Shortcut } from '../ui/index.ts'

type Plan = NonNullable<ReturnType<typeof payBackNow>['plan']>

/** What the terminal said of a tender that has its money back: where to find it. */
function slipOf(basket: BasketView, of: number): string | undefined {
  const reference = basket.payments?.findLast(({ kind, state, givesBackTender }) => kind === 'refund' && state === 'approved' && givesBackTender === of)?.reference
  return reference?.lastFour === undefined ? undefined : [reference.cardType, `•••• ${reference.lastFour}`].filter((part) => part !== undefined).join(' ')
}

/** A card or wallet that gets its money back: by the terminal, or by a person who says so. */
function Payout(props: { readonly payout: Plan['payouts'][number]; readonly basket: BasketView; readonly currency: CurrencyCode; readonly unsaying: boolean; readonly next: boolean }) {
  const { t } = useTranslation()
  const acts = useActs()
  const paying = useScreen((state) => state.paying)
  const { payout, unsaying } = props
  const byHand = payout.byHand === true
  const Drawing = payout.type === 'card' ? CreditCard : QrSign
  return (
    <li data-testid="payout" className={`flex flex-col gap-2.5 rounded-card border p-3 ${payout.paid ? 'border-ok bg-ok-soft text-ok' : 'border-line bg-surface'}`}>
      <p className="flex items-center gap-3 px-1">
        <Drawing aria-hidden="true" size={26} className="shrink-0" />
        <span className="min-w-0 flex-1 text-start">
          <span className="block text-base font-semibold">{t(`payBack.to.${payout.type}`)}</span>
          <span className="number block text-[13px]">{slipOf(props.basket, payout.of) ?? t(payout.canAsk ? 'payBack.byTerminal' : 'payBack.byPerson')}</span>
        </span>
        <Amount value={payout.amount} currency={props.currency} symbol className="text-2xl font-bold" />
      </p>
      {payout.paid && !byHand ? (
        <p className="flex min-h-12 items-center gap-2 px-1 text-[15px] font-semibold">
          <Check aria-hidden="true" size={20} /> {t('payBack.done')}
        </p>
      ) : (
        <div className="flex gap-2 max-[1199px]:flex-col">
          {payout.canAsk && (
            <Key testId="ask-refund" look="accent" isDisabled={paying || byHand} className="min-h-14 flex-1 justify-center gap-2.5 px-3 text-[15px] font-semibold" onPress={() => acts.askForRefund(payout.of)}>
              {t(payout.type === 'card' ? 'payBack.ask' : 'payBack.askProvider')} {props.next && <Shortcut keys={labelOf('enter')} boxed />}
            </Key>
          )}
          <Key testId="paid-by-hand" look={unsaying ? 'danger' : byHand ? 'dark' : 'plain'} isPressed={byHand} isDisabled={paying} className="min-h-14 flex-1 justify-center gap-2.5 px-3 text-[15px] font-semibold" onPress={() => acts.sayPaidByHand(payout.of)}>
            {byHand && <Check aria-hidden="true" size={18} className="shrink-0" />}
            <span>{t(unsaying ? 'payBack.unsay' : 'payBack.byHand')}</span> <Shortcut keys={labelOf('paidByHand')} boxed />
          </Key>
        </div>
      )}
    </li>
  )
}

function Cash(props: { readonly plan: Plan; readonly currency: CurrencyCode }) {
  const { t } = useTranslation()
  const { plan, currency } = props
  const pieces = splitChange(plan.cash, currency)
  return (
    <li data-testid="cash-back" className="flex flex-col gap-2 rounded-card border border-line bg-surface p-4">
      <p className="flex items-center gap-3">
        <Banknote aria-hidden="true" size={26} className="shrink-0" />
        <span className="flex-1 text-start text-base font-semibold">{t('payBack.to.cash')}</span>
        <Amount value={plan.cash} currency={currency} symbol className="text-2xl font-bold" />
      </p>
      {pieces.length > 0 && (
        <p aria-label={t('finish.pieces')} role="group" className="number flex flex-wrap gap-2 text-[15px] text-ink-2">
          {pieces.map((piece) => (
            <bdi key={piece.minor} dir="ltr" className="rounded-full bg-sunken px-3 py-1 font-semibold">
              {formatDenomination(piece.minor, currency)}
              {piece.count > 1 && ` × ${piece.count}`}
            </bdi>
          ))}
        </p>
      )}
    </li>
  )
}

/** How the shop's money goes back: to what paid, in its order, and the rest in cash. Enter does the next of it. */
export function PayBack() {
  const { t } = useTranslation()
  const acts = useActs()
  const counter = useScreen((state) => state.counter)
  const work = useScreen((state) => state.work)
  const paying = useScreen((state) => state.paying)
  const basket = counter?.basket
  if (counter === undefined || basket?.returned === undefined || work.kind !== 'payBack') return null
  const { currency } = counter
  const { plan, canCash, inCash, canCredit, inCredit, open } = payBackNow({ counter })
  const next = open.find(({ canAsk }) => canAsk)
  const even = balanceOf(basket) === 'even'
  const sum = -basket.returned.net
  const Drawing = even ? Scale : HandCoins
  return (
    <div className="flex min-h-0 flex-1 flex-col items-center overflow-y-auto p-4 text-center">
      <div className="my-auto flex w-full max-w-[720px] flex-col gap-4">
        <output className="flex flex-col items-center gap-1">
          <Drawing aria-hidden="true" size={40} strokeWidth={1.5} className="text-warn" />
          <span className="text-xl font-semibold text-ink-2">{t(even ? 'payBack.even' : 'payBack.title')}</span>
          <Amount value={Math.max(0, sum)} currency={currency} symbol className="text-[72px] leading-none font-bold tracking-tight max-[1199px]:text-[56px]" />
        </output>
        {plan !== undefined && (
          <ul aria-label={t('payBack.ways')} className="flex flex-col gap-2.5">
            {plan.payouts.map((payout) => (
              <Payout key={payout.of} payout={payout} basket={basket} currency={currency} unsaying={payout.of === work.unsaying} next={payout.of === next?.of} />
            ))}
            {plan.account !== undefined && (
              <li data-testid="account-back" className="flex items-center gap-3 rounded-card border border-line bg-surface p-4">
                <NotebookPen aria-hidden="true" size={26} className="shrink-0" />
                <span className="flex-1 text-start text-base font-semibold">{t('payBack.to.account')}</span>
                <Amount value={plan.account} currency={currency} symbol className="text-2xl font-bold" />
              </li>
            )}
            {plan.stored?.map(({ type, amount, printed }) => (
              <li key={`${type} ${printed}`} data-testid="stored-back" className="flex items-center gap-3 rounded-card border border-line bg-surface p-4">
                <Wallet aria-hidden="true" size={26} className="shrink-0" />
                <span className="flex-1 text-start text-base font-semibold">{t(`tender.${type}`)} {!inCredit && <bdi className="number">{printed}</bdi>}</span>
                <Amount value={amount} currency={currency} symbol className="text-2xl font-bold" />
              </li>
            ))}
            {plan.cash > 0 && <Cash plan={plan} currency={currency} />}
          </ul>
        )}
        {canCash && (
          <Key testId="in-cash" look={inCash ? 'dark' : 'plain'} isPressed={inCash} isDisabled={paying} className="min-h-14 justify-center gap-2.5 px-4 text-[15px] font-semibold" onPress={acts.toggleInCash}>
            {inCash && <Check aria-hidden="true" size={18} />}
            {t('payBack.inCash')} <Shortcut keys={labelOf('payInCash')} boxed />
          </Key>
        )}
        {canCredit && (
          <Key testId="in-credit" look={inCredit ? 'dark' : 'plain'} isPressed={inCredit} isDisabled={paying} className="min-h-14 justify-center gap-2.5 px-4 text-[15px] font-semibold" onPress={acts.toggleInCredit}>
            {inCredit && <Check aria-hidden="true" size={18} />}
            {t('payBack.inCredit')} <Shortcut keys={labelOf('payInCredit')} boxed />
          </Key>
        )}
        {basket.returned.problem !== undefined && <p role="alert" className="rounded-card border-2 border-danger bg-danger-soft px-4 py-3 text-[15px] font-semibold text-danger">{problemText(t, basket.returned, currency)}</p>}
        <Key testId="pay-back-complete" look="accent" isDisabled={paying || open.length > 0 || basket.blockedBy !== undefined || basket.returned.problem !== undefined} className="h-[76px] justify-center gap-3 text-xl font-bold" onPress={acts.settleReturn}>
          <Check aria-hidden="true" size={26} />
          {open.length > 0 ? <span className="px-3 text-[15px] font-semibold">{t('payBack.first')}</span> : t(even ? 'payBack.completeEven' : 'payBack.complete')}
          <Shortcut keys={`${labelOf('cash')}`} boxed />
        </Key>
      </div>
    </div>
  )
}
