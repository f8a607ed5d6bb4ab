import { Check, Coins, PenLine } from 'lucide-react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { baggedKinds } from '../../contracts/ipc/index.ts'
import { currencies, type CurrencyCode } from '../../domain/money/index.ts'
import { labelOf } from '../state/actions.ts'
import { type CashMoveWork } from '../state/cash-work.ts'
import { useActs, useScreen } from '../state/context.ts'
import { reasonsFor } from '../state/move-cash-acts.ts'
import { Amount, formatMinor, Key, Shortcut } from '../ui/index.ts'
import { AmountPad } from './amount-pad.tsx'
import { useMovementWords } from './cash-facts.tsx'
import { DrawerPosition } from './drawer-position.tsx'
import { Outcome } from './outcome.tsx'

/** The amount as it is typed, as large as it is in the tender: two people read it. `usual`: what it is until something is typed. */
export function TypedAmount(props: { readonly words: string; readonly currency: CurrencyCode; readonly usual?: number }) {
  const entry = useScreen((state) => state.entry)
  return (
    <div className="flex items-center gap-4 rounded-card border border-line bg-surface px-5 py-3 shadow-1">
      <p className="min-w-0 flex-1 text-lg font-bold">{props.words}</p>
      <bdi dir="ltr" data-testid="typed-amount" className={`number text-[44px] leading-none font-bold tracking-tight max-[1199px]:text-[34px] ${entry === '' ? 'text-ink-2' : ''}`}>
        <span className="me-1 text-2xl">{currencies[props.currency].symbol}</span>
        {entry === '' ? formatMinor(props.usual ?? 0, props.currency) : entry}
      </bdi>
    </div>
  )
}

function Reasons(props: { readonly work: CashMoveWork }) {
  const { t } = useTranslation()
  const acts = useActs()
  const { move, reason } = props.work
  return (
    <Group aria-label={t('cashMove.reasons')} data-own-enter className="grid grid-cols-3 gap-2">
      {reasonsFor(move).map((each) => (
        <Key key={each} testId={`reason-${each}`} look={each === reason ? 'dark' : 'plain'} isPressed={each === reason} className="min-h-14 gap-2 px-3.5 py-1 text-start text-[15px] font-semibold" onPress={() => acts.chooseCashReason(each)}>
          <span className="min-w-0 flex-1">{t(each === 'other' ? 'cash.whyOther' : `cash.why.${each}`)}</span>
          {each === reason && <Check aria-hidden="true" size={18} className="shrink-0" />}
        </Key>
      ))}
    </Group>
  )
}

/** What is written by now, what became of its slip and the drawer, and back to the sale. */
function Booked(props: { readonly done: NonNullable<CashMoveWork['done']>; readonly currency: CurrencyCode }) {
  const { t } = useTranslation()
  const acts = useActs()
  const words = useMovementWords()
  const { movement, effects } = props.done
  return (
    <div className="flex min-h-0 flex-1 flex-col items-center justify-center gap-4 overflow-y-auto p-6 text-center">
      <p data-testid="cash-booked" className="text-xl font-semibold text-ink-2">{t('cashMove.booked', { kind: t(`cash.kind.${movement.kind}`), number: movement.number })}</p>
      <Amount value={movement.amount} currency={props.currency} symbol className="text-[84px] leading-none font-bold tracking-tight max-[1199px]:text-[64px]" />
      <p className="max-w-lg text-lg break-words text-ink-2">{words(movement)}</p>
      <ul aria-live="polite" aria-label={t('finish.outcomes')} className="flex flex-wrap justify-center gap-2">
        {effects.map((effect, index) => (
          // A slip and a kick never change places.
          <Outcome key={`${effect.kind} ${index}`} effect={effect} of="report" />
        ))}
      </ul>
      <DrawerPosition />
      <Key testId="cash-done" look="accent" className="mt-2 h-[76px] w-full max-w-[640px] justify-center gap-3 text-xl font-bold" onPress={acts.leaveWork}>
        <Check aria-hidden="true" size={26} /> {t('drawer.done')} <Shortcut keys={labelOf('enter')} boxed />
      </Key>
    </div>
  )
}

/** Cash in or out without a sale: how much and why; a bag or a note is asked for where one is needed. */
export function CashMove() {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => state.work)
  const currency = useScreen((state) => state.counter?.currency)
  const entry = useScreen((state) => state.entry)
  if (work.kind !== 'cashMove' || currency === undefined) return null
  if (work.done !== undefined) return <Booked done={work.done} currency={currency} />
  const reasoned = reasonsFor(work.move).length > 0
  const asksMore = (baggedKinds.includes(work.move) && work.bag === undefined) || (work.reason === 'other' && work.note === undefined)
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2.5 overflow-y-auto px-4 pt-2 pb-4">
      <TypedAmount words={t(`cash.kind.${work.move}`)} currency={currency} />
      <p className="px-1 text-[15px] text-ink-2">{t(`cash.explain.${work.move}`)}</p>
      {work.bag !== undefined && (
        <p role="status" data-testid="move-bag" className="flex items-center gap-2 px-1 text-[15px] font-semibold break-all">
          <Check aria-hidden="true" size={18} className="shrink-0" /> {t('cash.bag', { bag: work.bag })}
        </p>
      )}
      {reasoned && <Reasons work={work} />}
      <div className="grid grid-cols-2 gap-2">
        <Key testId="move-note" className="min-h-14 gap-2 px-3.5 py-1 text-start text-[15px] font-semibold" isDisabled={work.asking} onPress={acts.askMoveNote}>
          <PenLine aria-hidden="true" size={18} className="shrink-0" />
          <span className="min-w-0 flex-1 truncate">{work.note ?? t('cashMove.note')}</span> <Shortcut keys={labelOf('moveNote')} boxed />
        </Key>
        <Key testId="move-count" className="min-h-14 gap-2 px-3.5 py-1 text-start text-[15px] font-semibold" isDisabled={work.asking} onPress={acts.countMove}>
          <Coins aria-hidden="true" size={18} className="shrink-0" />
          <span className="min-w-0 flex-1">{t(work.counts !== undefined && work.typed === entry ? 'cashMove.counted' : 'cashMove.count')}</span> <Shortcut keys={labelOf('countMove')} boxed />
        </Key>
      </div>
      <AmountPad
        testId="cash-book"
        act={t(asksMore ? 'cashMove.next' : 'cashMove.book')}
        missing={reasoned && work.reason === undefined ? t('discount.chooseReason') : undefined}
        isDisabled={entry === '' || work.asking}
        onPress={acts.confirmMove}
      />
    </div>
  )
}
