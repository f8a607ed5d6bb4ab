import { Printer } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { type AccountStatementView } from '../../contracts/ipc/index.ts'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { Amount, Key, Shortcut } from '../ui/index.ts'
import { AmountPad } from './amount-pad.tsx'
import { useDayText } from './use-day-text.ts'

function Row(props: { readonly row: AccountStatementView['rows'][number]; readonly currency: AccountStatementView['currency']; readonly chosen: boolean }) {
  const { t } = useTranslation()
  const acts = useActs()
  const element = useRef<HTMLLIElement>(null)
  const day = useDayText()
  const { row, currency, chosen } = props
  useEffect(() => {
    if (chosen) element.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <li ref={element} className="px-0.5">
      <Key testId={`account-${row.kind}`} look="plain" className={`min-h-14 w-full gap-3 px-4 py-2 text-start ${chosen ? 'ring-2 ring-focus' : ''}`} onPress={() => acts.openAccountRow(row.documentId)}>
        <span className="min-w-0 flex-1">
          <span className="block text-[15px] font-bold text-ink">{t(`account.kind.${row.kind}`)}</span>
          <span className="number block text-[13px] text-ink-2">
            {day(row.businessDate)} · {row.number}
          </span>
        </span>
        <Amount value={row.amount} currency={currency} className={`text-[17px] font-bold ${row.amount < 0 ? 'text-ok' : 'text-ink'}`} />
        <span className="w-32 shrink-0 text-end text-[13px] text-ink-2">
          {t('account.after')} <Amount value={row.balance} currency={currency} className="block text-[15px] font-semibold" />
        </span>
      </Key>
    </li>
  )
}

/** What moved an account as this register knows it, and what is owed now. Each row opens its receipt. */
export function AccountPanel() {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => (state.work.kind === 'account' ? state.work : undefined))
  const entry = useScreen((state) => state.entry)
  if (work?.statement === undefined) return null
  const { customer, currency, balance, rows, more } = work.statement
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 px-4 pt-2 pb-4">
      <output data-testid="account-sums" className="flex flex-wrap items-baseline gap-x-8 gap-y-1 rounded-card border border-line bg-surface px-5 py-3 shadow-1">
        <span className="min-w-0 flex-1 truncate text-lg font-bold">{customer.name}</span>
        <span className="text-[15px] text-ink-2">
          {t('account.balance')} <Amount value={balance} currency={currency} symbol className="ms-1 text-2xl font-bold text-ink" />
        </span>
        {customer.account !== undefined && (
          <span className="text-[15px] text-ink-2">
            {t('account.limit')} <Amount value={customer.account.limit} currency={currency} symbol className="ms-1 font-semibold" /> · {t('account.left')} <Amount value={customer.account.left} currency={currency} symbol className="ms-1 font-semibold" />
          </span>
        )}
      </output>
      <div className="flex shrink-0 flex-wrap gap-2">
        <Key testId="account-print" className="h-14 gap-2 px-4 text-[15px] font-semibold" onPress={acts.printStatement}>
          <Printer aria-hidden="true" size={20} /> {t('account.print')} <Shortcut keys={labelOf('printStatement')} boxed />
        </Key>
      </div>
      <div className="grid min-h-0 flex-1 grid-cols-[1fr_300px] gap-4 max-[1199px]:grid-cols-[1fr_236px] max-[1199px]:gap-3">
      {rows.length === 0 ? (
        <p className="p-6 text-center text-[15px] text-ink-2">{t('account.none')}</p>
      ) : (
        <Group aria-label={t('title.account')} data-own-enter className="min-h-0 flex-1 overflow-y-auto">
          <ul className="flex flex-col gap-2 py-0.5">
            {rows.map((row, index) => (
              <Row key={`${row.documentId} ${row.kind}`} row={row} currency={currency} chosen={index === work.chosen} />
            ))}
          </ul>
          {more && <p className="p-3 text-center text-sm text-ink-2">{t('account.more')}</p>}
        </Group>
      )}
        <section aria-label={t('account.payOff')} className="flex max-h-[540px] min-h-0 flex-col gap-2">
          <output data-testid="account-amount" className="rounded-card border border-line bg-surface px-4 py-2">
            <span className="block text-[13px] text-ink-2">{entry === '' ? t('account.payHint') : t('account.amount')}</span>
            {entry === '' ? <Amount value={Math.max(0, balance)} currency={currency} symbol className="block text-2xl font-bold" /> : <bdi className="number block text-2xl font-bold">{entry}</bdi>}
          </output>
          <AmountPad testId="account-pay" act={t('account.payOff')} missing={balance > 0 ? undefined : t('account.nothingOwed')} isDisabled={balance <= 0} onPress={acts.payOff} />
        </section>
      </div>
      <p className="text-sm text-ink-2">{t('account.here')}</p>
    </div>
  )
}
