import { Check, PackageCheck, PackageX, TriangleAlert } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { layAwayReasons, type LayAwayView } from '../../contracts/ipc/index.ts'
import { type CurrencyCode } from '../../domain/money/index.ts'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { chosenLayAway, depositWay, depositWaysOf, layAwayCalled } from '../state/lay-away-acts.ts'
import { type LayAwayWork } from '../state/lay-away-work.ts'
import { nameIn } from '../state/names.ts'
import { Amount, Key, Shortcut } from '../ui/index.ts'
import { AmountPad } from './amount-pad.tsx'
import { TypedAmount } from './cash-move.tsx'
import { GatedKey } from './gated-key.tsx'

type Listing = Extract<LayAwayWork, { kind: 'layAways' }>

function Row(props: { readonly layAway: LayAwayView; readonly chosen: boolean; readonly currency: CurrencyCode; readonly onPress: () => void }) {
  const { t } = useTranslation()
  const row = useRef<HTMLDivElement>(null)
  const language = useScreen((state) => state.language)
  const { layAway, chosen, currency } = props
  const called = layAwayCalled(layAway)
  useEffect(() => {
    if (chosen) row.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <div ref={row} className="grid">
      <Key testId="lay-away" look={chosen ? 'soft' : 'plain'} isPressed={chosen} className="min-h-[92px] flex-col items-stretch gap-1 px-4 py-2.5 text-start" onPress={props.onPress}>
        <span className="flex items-baseline justify-between gap-3">
          <span className="min-w-0 truncate text-lg font-bold">
            <bdi className="number">{layAway.number}</bdi>{called === undefined ? '' : ` · ${called}`}
          </span>
          <span className="shrink-0 text-[15px] text-ink-2">
            {t('layAways.due')} <Amount value={layAway.due} currency={currency} symbol className="text-xl font-bold text-ink" />
          </span>
        </span>
        <span className="truncate text-[15px] text-ink-2">{nameIn(layAway.firstNames, language)} · {t('basket.items', { count: layAway.itemCount })}</span>
        <span className="flex flex-wrap items-center gap-x-4 text-sm text-ink-2">
          <span>{t('layAways.total')} <Amount value={layAway.total} currency={currency} /></span>
          <span>{t('layAways.paid')} <Amount value={layAway.paid} currency={currency} /></span>
          <span className={layAway.past ? 'inline-flex items-center gap-1.5 rounded bg-warn-soft px-2 py-0.5 font-semibold text-warn' : ''}>
            {layAway.past && <TriangleAlert aria-hidden="true" size={14} />}
            {t(layAway.past ? 'layAways.past' : 'layAways.until')} <bdi className="number">{layAway.until}</bdi>
          </span>
          {layAway.state !== 'held' && <b className="font-semibold text-ink">{t(`layAways.state.${layAway.state}`)}</b>}
        </span>
      </Key>
    </div>
  )
}

/** Why the deposit goes back; until one key more is pressed, nothing does. */
function Cancelling(props: { readonly work: Listing; readonly layAway: LayAwayView; readonly currency: CurrencyCode }) {
  const { t } = useTranslation()
  const acts = useActs()
  const ways = depositWaysOf(props.layAway)
  const way = depositWay(props.work, props.layAway)
  const next = ways[(ways.indexOf(way) + 1) % ways.length]
  return (
    <div className="flex w-[340px] shrink-0 flex-col gap-2 overflow-y-auto max-[1199px]:w-[270px]">
      <p className="text-lg font-bold">{t('layAways.giveBack')} <Amount value={props.layAway.paid} currency={props.currency} symbol /></p>
      <Group aria-label={t('layAways.way')} className="flex flex-col gap-2">
        {depositWaysOf(props.layAway).map((one) => (
          <Key key={one} testId={`lay-away-way-${one}`} look={one === way ? 'dark' : 'plain'} isPressed={one === way} className="min-h-12 gap-2 px-3.5 text-start font-semibold" onPress={() => acts.chooseDepositWay(one)}>
            <span className="flex-1">{t(`layAways.ways.${one}`)}</span>
            {one === way ? <Check aria-hidden="true" size={18} className="shrink-0" /> : one === next && <Shortcut keys={labelOf('depositWay')} boxed />}
          </Key>
        ))}
      </Group>
      <p className="text-sm text-ink-2">{t(`layAways.wayHint.${way}`)}</p>
      <Group aria-label={t('layAways.why')} data-own-enter className="flex flex-col gap-2">
        {layAwayReasons.map((reason) => (
          <Key key={reason} testId={`lay-away-${reason}`} look={reason === props.work.reason ? 'dark' : 'plain'} isPressed={reason === props.work.reason} className="min-h-14 gap-2 px-3.5 text-start font-semibold" onPress={() => acts.chooseLayAwayReason(reason)}>
            <span className="flex-1">{t(`layAways.reason.${reason}`)}</span>
            {reason === props.work.reason && <Check aria-hidden="true" size={18} className="shrink-0" />}
          </Key>
        ))}
      </Group>
      <Key testId="lay-away-give-back" look="danger" className="h-[68px] justify-center gap-3 text-lg font-bold" onPress={acts.confirmCancelLayAway}>
        {t('layAways.confirm')} <Shortcut keys={labelOf('enter')} boxed />
      </Key>
    </div>
  )
}

/** Everything that is kept for somebody on this register: handed over, paid more for, or given back. */
export function LayAways() {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => (state.work.kind === 'layAways' ? state.work : undefined))
  const entry = useScreen((state) => state.entry)
  if (work?.list === undefined) return null
  const { list, done } = work
  const chosen = chosenLayAway(work)
  return (
    <div className="flex min-h-0 flex-1 gap-4 overflow-y-auto px-4 pt-2 pb-4">
      <div className="flex min-w-0 flex-1 flex-col gap-2">
        {done !== undefined && (
          <output data-testid="lay-away-done" className="flex items-center gap-3 rounded-card bg-ok-soft p-4 text-lg font-bold text-ok">
            <Check aria-hidden="true" size={22} className="shrink-0" />
            <span className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-3 gap-y-1">
              <span>{t('layAways.done', { number: done.number })}</span>
              {done.toDevice > 0 && <span data-testid="lay-away-to-device">{t('layAways.doneToDevice')} <Amount value={done.toDevice} currency={list.currency} symbol /></span>}
              {(done.paidBack > 0 || (done.toDevice === 0 && done.credit === 0)) && <span>{t('layAways.doneInCash')} <Amount value={done.paidBack} currency={list.currency} symbol /></span>}
              {done.credit > 0 && <span data-testid="lay-away-credit">{t('layAways.doneInCredit')} <Amount value={done.credit} currency={list.currency} symbol /> {done.creditNumber !== undefined && <bdi className="number">{done.creditNumber}</bdi>}</span>}
            </span>
          </output>
        )}
        {list.layAways.length === 0 && (
          <div className="flex flex-1 flex-col items-center justify-center gap-2 text-center">
            <PackageCheck aria-hidden="true" size={44} strokeWidth={1.5} className="text-ink-3" />
            <p className="text-lg font-semibold">{t('layAways.none')}</p>
            <p className="max-w-md text-[15px] text-ink-2">{t('layAways.noneHint')}</p>
          </div>
        )}
        <Group aria-label={t('title.layAways')} data-own-enter className="flex flex-col gap-2 overflow-y-auto p-0.5">
          {list.layAways.map((layAway, index) => (
            <Row key={layAway.id} layAway={layAway} chosen={index === work.chosen} currency={list.currency} onPress={() => acts.chooseLayAway(index)} />
          ))}
        </Group>
      </div>
      {chosen !== undefined && work.reason !== undefined && <Cancelling work={work} layAway={chosen} currency={list.currency} />}
      {chosen !== undefined && work.reason === undefined && (
        <div className="flex w-[340px] shrink-0 flex-col gap-2 max-[1199px]:w-[270px]">
          <Key testId="lay-away-collect" look="accent" isDisabled={chosen.state !== 'held'} className="min-h-[68px] justify-center gap-3 text-lg font-bold" onPress={acts.collectLayAway}>
            <PackageCheck aria-hidden="true" size={22} /> {t('layAways.collect')} <Shortcut keys={labelOf('enter')} boxed />
          </Key>
          <TypedAmount words={t('layAways.more')} currency={list.currency} />
          <AmountPad act={t('layAways.payMore')} missing={undefined} isDisabled={entry === '' || chosen.state !== 'held'} onPress={acts.payMoreLayAway} testId="lay-away-pay" />
          <GatedKey permission="cancelLayAway" amount={chosen.paid} testId="lay-away-cancel" look="sunkenDanger" isDisabled={chosen.state !== 'held'} className="min-h-14 justify-center gap-2 font-semibold" onPress={acts.askCancelLayAway}>
            <PackageX aria-hidden="true" size={18} /> {t('layAways.cancel')} <Shortcut keys={labelOf('cancelLayAway')} boxed />
          </GatedKey>
        </div>
      )}
    </div>
  )
}
