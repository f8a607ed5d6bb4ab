import { Banknote, CreditCard, NotebookPen, QrCode as QrSign, TicketCheck, Wallet } from 'lucide-react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { parseAmount, type CurrencyCode } from '../../domain/money/index.ts'
import { dueInCash, leftToPay, likelyAmounts, restForCard } from '../state/cash.ts'
import { useActs, useScreen } from '../state/context.ts'
import { labelOf } from '../state/actions.ts'
import { hasTerminal, hasWallet } from '../state/payment-acts.ts'
import { ForeignKeys } from './foreign-keys.tsx'
import { KeptTenders } from './kept-tenders.tsx'
import { TakenPayments } from './taken-payments.tsx'
import { Amount, formatDenomination, Key, RoundingRow, Shortcut } from '../ui/index.ts'
import { AmountPad } from './amount-pad.tsx'

function Figure(props: { readonly label: string; readonly value: number; readonly currency: CurrencyCode; readonly tone?: 'change' | 'due' }) {
  const ground = props.tone === 'change' ? 'bg-accent-soft text-accent' : props.tone === 'due' ? 'bg-warn-soft text-warn' : ''
  return (
    <div className={`min-w-0 flex-1 border-s border-line px-4 py-2.5 first:border-s-0 ${ground}`}>
      <p className={`text-[13px] font-medium ${props.tone === undefined ? 'text-ink-2' : ''}`}>{props.label}</p>
      <Amount value={props.value} currency={props.currency} symbol className="block truncate text-3xl font-bold tracking-tight max-[1199px]:text-2xl" />
    </div>
  )
}

/** Amount, tender, done. What is typed is what was received; nothing typed is exact. */
export function Tender() {
  const { t } = useTranslation()
  const acts = useActs()
  const basket = useScreen((state) => state.counter?.basket)
  const currency = useScreen((state) => state.counter?.currency)
  const entry = useScreen((state) => state.entry)
  const paying = useScreen((state) => state.paying)
  const terminal = useScreen(hasTerminal)
  const wallet = useScreen(hasWallet)
  const hasVouchers = useScreen((state) => (state.register?.voucherKinds ?? []).length > 0)
  if (basket === undefined || currency === undefined) return null
  const left = leftToPay(basket)
  const due = dueInCash(left)
  const typed = parseAmount(entry, currency)
  const received = entry === '' ? due : (typed ?? 0)
  const short = received < due
  const blocked = paying || basket.blockedBy !== undefined
  // Less than is due is a part of it, which is kept; nothing is no part.
  const part = short && received > 0
  return (
    <div className="flex min-h-0 flex-1 gap-4 px-4 pt-2 pb-4">
      <Group aria-label={t('tender.methods')} className="flex w-[232px] shrink-0 flex-col gap-2 overflow-y-auto max-[1199px]:w-[148px]">
        <Key look="soft" isDisabled={blocked || (short && !part)} className="h-[72px] gap-3 px-4 text-base font-semibold" onPress={acts.payCash}>
          <Banknote aria-hidden="true" size={24} strokeWidth={1.8} />
          <span className="flex-1 text-start">{t('tender.cash')}</span>
          <Shortcut keys={labelOf('cash')} boxed />
        </Key>
        <Key isDisabled={blocked || basket.total <= 0} className="min-h-[72px] gap-3 px-4 text-base font-semibold" onPress={acts.openCard}>
          <CreditCard aria-hidden="true" size={24} strokeWidth={1.8} className="shrink-0" />
          <span className="flex-1 text-start leading-tight">
            {restForCard(left, received) !== undefined ? t('tender.cardForRest') : t('tender.card')}
          </span>
          <Shortcut keys={labelOf('card')} boxed />
        </Key>
        {(terminal || entry !== '') && (
          <Key isDisabled={blocked || entry === ''} className="min-h-[72px] gap-3 px-4 text-base font-semibold" onPress={acts.cardPart}>
            <span className="flex-1 text-start leading-tight">{t('tender.cardPart')}</span>
            <Shortcut keys={labelOf('cardPart')} boxed />
          </Key>
        )}
        {wallet && (
          <Key isDisabled={blocked} className="min-h-[72px] gap-3 px-4 text-base font-semibold" onPress={acts.openWallet}>
            <QrSign aria-hidden="true" size={24} strokeWidth={1.8} className="shrink-0" />
            <span className="flex-1 text-start leading-tight">{t('tender.wallet')}</span>
            <Shortcut keys={labelOf('wallet')} boxed />
          </Key>
        )}
        {basket.customer?.account !== undefined && (
          <Key testId="tender-account" isDisabled={blocked} className="min-h-[72px] gap-3 px-4 text-base font-semibold" onPress={acts.payOnAccount}>
            <NotebookPen aria-hidden="true" size={24} strokeWidth={1.8} className="shrink-0" />
            <span className="flex-1 text-start leading-tight">
              {t('tender.account')}
              <span className="block text-[13px] font-medium text-ink-2">
                {t('account.left')} <Amount value={basket.customer.account.left} currency={currency} />
              </span>
            </span>
            <Shortcut keys={labelOf('onAccount')} boxed />
          </Key>
        )}
        <ForeignKeys basket={basket} currency={currency} isDisabled={blocked} />
        {hasVouchers && (
          <Key isDisabled={blocked} className="min-h-[72px] gap-3 px-4 text-base font-semibold" onPress={acts.openVoucher}>
            <TicketCheck aria-hidden="true" size={24} strokeWidth={1.8} className="shrink-0" />
            <span className="flex-1 text-start leading-tight">{t('tender.voucher')}</span>
            <Shortcut keys={labelOf('voucher')} boxed />
          </Key>
        )}
          <Key testId="pay-stored" isDisabled={blocked} className="min-h-[72px] gap-3 px-4 text-base font-semibold" onPress={acts.openStoredValue}>
            <Wallet aria-hidden="true" size={24} strokeWidth={1.8} className="shrink-0" />
            <span className="flex-1 text-start leading-tight">{t('storedValue.pay')}</span>
            <Shortcut keys={labelOf('storedValue')} boxed />
          </Key>
        <KeptTenders basket={basket} currency={currency} />
        <TakenPayments basket={basket} currency={currency} />
      </Group>
      <div className="flex min-w-0 flex-1 flex-col gap-3">
        <output className="flex overflow-hidden rounded-card border border-line bg-surface shadow-1">
          <Figure label={t('tender.due')} value={left.total} currency={currency} />
          <Figure label={t('tender.received')} value={received} currency={currency} />
          {short ? (
            <Figure label={t('tender.stillDue')} value={due - received} currency={currency} tone="due" />
          ) : (
            <Figure label={t('finish.change')} value={received - due} currency={currency} tone="change" />
          )}
        </output>
        {basket.cashDue !== undefined && <RoundingRow label={t('tender.rounding')} toPayLabel={t('tender.toPay')} rounding={basket.cashDue - left.total} toPay={basket.cashDue} currency={currency} />}
        <Group aria-label={t('tender.quick')} className="grid grid-cols-4 gap-2">
          <Key look={entry === '' ? 'soft' : 'plain'} isPressed={entry === ''} className="h-16 flex-col justify-center" onPress={acts.clear}>
            <span className="text-[17px] font-bold">{t('tender.exact')}</span>
            <Amount value={due} currency={currency} className="text-[13px] font-medium" />
          </Key>
          {likelyAmounts(due, currency, 3).map((amount) => (
            <Key key={amount} look={typed === amount ? 'soft' : 'plain'} isPressed={typed === amount} className="number h-16 justify-center text-xl font-bold" onPress={() => acts.setEntry(formatDenomination(amount, currency).replaceAll(',', ''))}>
              {formatDenomination(amount, currency)}
            </Key>
          ))}
        </Group>
        <AmountPad act={t(part ? 'tender.takePart' : 'tender.finish')} missing={short && !part ? t('tender.notEnough') : undefined} isDisabled={blocked || (short && !part)} onPress={acts.payCash} />
      </div>
    </div>
  )
}
