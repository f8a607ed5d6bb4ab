import { CirclePause, CirclePlay, TriangleAlert } from 'lucide-react'
import { type ReactNode } from 'react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { type CashMovementView, type OpenShiftView, type ShiftView } from '../../contracts/ipc/index.ts'
import { type CurrencyCode } from '../../domain/money/index.ts'
import { useActs, useScreen } from '../state/context.ts'
import { businessDateText, hourAndMinute, storeDate } from '../state/store-time.ts'
import { useStoreTime } from '../state/use-store-time.ts'
import { Amount, Key } from '../ui/index.ts'
import { DayProofs } from './day-proofs.tsx'
import { HeadOfficeWords } from './head-office-words.tsx'
import { overShortWords } from './over-short.tsx'
import { scrollByKeys } from './paper-region.tsx'

function Fact(props: { readonly words: string; readonly children: ReactNode }) {
  return (
    <div className="flex min-h-9 items-baseline gap-3 py-1">
      <dt className="shrink-0 text-[14px] text-ink-2">{props.words}</dt>
      <dd className="min-w-0 flex-1 text-end text-[15px] font-semibold">{props.children}</dd>
    </div>
  )
}

/** What an amount of cash that moved was for, in words; and its bag, for that is what is looked for in the safe. */
export function useMovementWords(): (movement: Pick<CashMovementView, 'reason' | 'note' | 'bag'>) => string {
  const { t } = useTranslation()
  return ({ reason, note, bag }) => [...(reason === undefined ? [] : [t(`cash.why.${reason}`)]), ...(note === undefined ? [] : [note]), ...(bag === undefined ? [] : [t('cash.bag', { bag })])].join(' · ')
}

function Movements(props: { readonly movements: readonly CashMovementView[]; readonly currency: CurrencyCode }) {
  const { t } = useTranslation()
  const time = useStoreTime()
  const words = useMovementWords()
  if (props.movements.length === 0) return <p className="py-2 text-[14px] text-ink-2">{t('cash.noMovements')}</p>
  return (
    <ul aria-label={t('cash.movements')} className="flex flex-col">
      {props.movements.toReversed().map((movement) => (
        <li key={movement.id} data-testid="cash-movement" className="flex items-baseline gap-3 border-t border-line py-2">
          <span className="min-w-0 flex-1">
            <span className="block text-[15px] font-semibold">{t(`cash.kind.${movement.kind}`)}</span>
            <span className="number block text-[13px] break-words text-ink-2">
              {[words(movement), movement.operatorName, time(movement.at, hourAndMinute)].filter((part) => part !== '').join(' · ')}
              {movement.approverName !== undefined && ` · ${t('journal.approvedBy', { name: movement.approverName })}`}
            </span>
          </span>
          <Amount value={movement.amount} currency={props.currency} className="shrink-0 text-base font-bold" />
        </li>
      ))}
    </ul>
  )
}

function Expected(props: { readonly expected: NonNullable<OpenShiftView['expected']>; readonly currency: CurrencyCode }) {
  const { t } = useTranslation()
  return props.expected.map(({ tender, amount }) => (
    <Fact key={tender} words={t('cash.expected', { tender: t(`tender.${tender}`) })}>
      <Amount value={amount} currency={props.currency} symbol />
    </Fact>
  ))
}

function Open(props: { readonly shift: OpenShiftView; readonly currency: CurrencyCode }) {
  const { t } = useTranslation()
  const language = useScreen((state) => state.language)
  const time = useStoreTime()
  const timeZone = useScreen((state) => state.register?.timeZone)
  const { shift, currency } = props
  const { declaration } = shift
  return (
    <section aria-label={t('cash.shift', { number: shift.number })} className="rounded-card border border-line bg-surface px-4 py-2">
      <h2 data-testid="shift-number" className="py-1 text-lg font-bold">{t('cash.shift', { number: shift.number })}</h2>
      <dl>
        <Fact words={t('cash.since')}>
          <span className="number">
            {businessDateText(storeDate(shift.openedAt, timeZone), language)} {time(shift.openedAt, hourAndMinute)} · {shift.openedBy}
          </span>
        </Fact>
        <Fact words={t('cash.operators')}>{shift.operators.join(', ')}</Fact>
        <Fact words={t('cash.float')}>
          <Amount value={shift.float} currency={currency} symbol /> <span data-testid={shift.floatCounted ? 'float-counted' : 'float-carried'} className="font-medium text-ink-2">{t(shift.floatCounted ? 'cash.floatCounted' : 'cash.floatCarried')}</span>
        </Fact>
        {shift.noSales > 0 && <Fact words={t('cash.noSales')}>{shift.noSales}</Fact>}
        {shift.expected !== undefined && <Expected expected={shift.expected} currency={currency} />}
        {declaration !== undefined && (
          <Fact words={t('cash.counted', { attempt: declaration.attempt })}>
            <span className="number">{time(declaration.at, hourAndMinute)}</span> · {declaration.operatorName}
            {declaration.stale ? (
              <span data-testid="count-stale" className="block text-warn">
                <TriangleAlert aria-hidden="true" size={15} className="me-1 inline" />
                {t('cash.stale')}
              </span>
            ) : (
              <span className="block text-ink-2">{overShortWords(t, declaration.tenders.reduce((sum, { overShort }) => sum + overShort, 0), currency, declaration.difference)}</span>
            )}
          </Fact>
        )}
      </dl>
      <Movements movements={shift.movements} currency={currency} />
    </section>
  )
}

function Suspended(props: { readonly view: ShiftView; readonly chosen: number }) {
  const { t } = useTranslation()
  const acts = useActs()
  const time = useStoreTime()
  const { suspended, allows } = props.view
  if (suspended.length === 0) return null
  return (
    <Group aria-label={t('cash.suspendedShifts')} className="flex flex-col gap-2">
      <p className="px-1 text-[14px] text-ink-2">{t('cash.suspended')}</p>
      {suspended.map((shift, index) => (
        <Key
          key={shift.number}
          testId="suspended-shift"
          look={index === props.chosen && allows.includes('resume') ? 'soft' : 'plain'}
          className="min-h-14 gap-3 px-3.5 py-1.5 text-start"
          isDisabled={!allows.includes('resume')}
          onPress={() => acts.resumeShift(shift.number)}
        >
          {allows.includes('resume') ? <CirclePlay aria-hidden="true" size={20} className="shrink-0" /> : <CirclePause aria-hidden="true" size={20} className="shrink-0" />}
          <span className="min-w-0 flex-1">
            <span className="block text-[15px] font-semibold">{t('cash.suspendedShift', { number: shift.number })}</span>
            <span className="number block text-[13px] text-ink-2">
              {time(shift.openedAt, hourAndMinute)} · {shift.operators.join(', ')}
            </span>
          </span>
        </Key>
      ))}
    </Group>
  )
}

/** What the register knows of its shift, and nothing that a count could be made to fit unless whoever looks may see it. */
export function CashFacts(props: { readonly view: ShiftView; readonly chosen: number }) {
  const { t } = useTranslation()
  const language = useScreen((state) => state.language)
  const time = useStoreTime()
  const { shift, currency, left, lastZ, carried, safe } = props.view
  return (
    <div ref={scrollByKeys} className="flex min-h-0 flex-col gap-3 overflow-y-auto" role="region" aria-label={t('cash.facts')}>
      {shift === undefined ? (
        <section data-testid="no-shift" className="rounded-card border border-line bg-surface px-4 py-3">
          <h2 className="text-lg font-bold">{t('cash.noShift')}</h2>
          <p className="text-[15px] text-ink-2">{t('cash.noShiftHint')}</p>
          <dl>
            <Fact words={t('cash.left')}>
              <Amount value={left} currency={currency} symbol />
            </Fact>
          </dl>
        </section>
      ) : (
        <Open shift={shift} currency={currency} />
      )}
      <Suspended view={props.view} chosen={props.chosen} />
      {(carried.payments > 0 || carried.baskets > 0) && <p data-testid="cash-carried" className="rounded-key bg-info-soft px-4 py-2.5 text-[14px] text-info">{t('cash.carried', { payments: carried.payments, baskets: carried.baskets })}</p>}
      {safe !== undefined && (
        <p data-testid="in-safe" className="flex items-baseline justify-between gap-3 px-1 text-[14px] text-ink-2">
          {t('cash.safe')} <Amount value={safe} currency={currency} symbol className="font-semibold text-ink" />
        </p>
      )}
      <p data-testid="last-z" className="number px-1 text-[14px] text-ink-2">
        {lastZ === undefined ? t('cash.noZ') : t('cash.lastZ', { number: lastZ.number, day: businessDateText(lastZ.businessDate, language), time: time(lastZ.closedAt, hourAndMinute) })}
      </p>
      <DayProofs />
      <HeadOfficeWords />
    </div>
  )
}
