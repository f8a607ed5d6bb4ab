import { ArrowLeft, Coins, Lock, Printer, ReceiptText } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { type ZReportView, type ZSummaryView } from '../../contracts/ipc/index.ts'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { hourAndMinute } from '../state/store-time.ts'
import { useStoreTime } from '../state/use-store-time.ts'
import { Amount, Key, Shortcut } from '../ui/index.ts'
import { DayProofs } from './day-proofs.tsx'
import { GatedKey } from './gated-key.tsx'
import { Outcome } from './outcome.tsx'
import { OverShort } from './over-short.tsx'
import { PaperRegion } from './paper-region.tsx'
import { useDayText } from './use-day-text.ts'

/** The next page is asked for when less than this is left below, in CSS pixels. */
const nearTheEnd = 400

function Row(props: { readonly z: ZSummaryView; readonly chosen: boolean; readonly open: boolean }) {
  const { t } = useTranslation()
  const acts = useActs()
  const row = useRef<HTMLDivElement>(null)
  const time = useStoreTime()
  const day = useDayText()
  const { z, chosen } = props
  useEffect(() => {
    if (chosen) row.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <div ref={row} className="px-0.5">
      <Key testId="z-row" look={props.open ? 'soft' : 'plain'} isPressed={props.open} className={`min-h-16 w-full gap-3 px-3.5 py-2 text-start ${chosen ? 'ring-2 ring-focus' : ''}`} onPress={() => acts.showZ(z.number)}>
        <span className="min-w-0 flex-1">
          <span className="number block text-base font-bold text-ink">{t('zReports.one', { number: z.number })}</span>
          <span className="number block truncate text-[13px] text-ink-2">
            {day(z.businessDate)} {time(z.closedAt, hourAndMinute)} · {z.operatorName}
          </span>
        </span>
        <span className="shrink-0 text-end">
          <Amount value={z.net} currency={z.currency} className="block text-[17px] font-bold text-ink" />
          {z.overShort === undefined ? <span className="block text-[13px] text-ink-2">{t('zReports.uncounted')}</span> : <OverShort value={z.overShort} difference={z.difference} currency={z.currency} className="text-[13px]" />}
        </span>
      </Key>
    </div>
  )
}

function List(props: { readonly openNumber: number | undefined }) {
  const { t } = useTranslation()
  const acts = useActs()
  const zReports = useScreen((state) => state.zReports)
  const chosen = useScreen((state) => (state.work.kind === 'zReports' ? state.work.chosen : -1))
  if (zReports === undefined) return <div className="flex-1" />
  if (zReports.found.length === 0) return <p className="p-6 text-center text-[15px] text-ink-2">{t('zReports.none')}</p>
  return (
    <Group
      aria-label={t('title.zReports')}
      data-own-enter
      className="min-h-0 flex-1 overflow-y-auto"
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        if (scrollHeight - scrollTop - clientHeight < nearTheEnd) acts.moreZs()
      }}
    >
      <div className="flex flex-col gap-2 py-0.5">
        {zReports.found.map((z, index) => (
          <Row key={z.number} z={z} chosen={index === chosen} open={z.number === props.openNumber} />
        ))}
      </div>
    </Group>
  )
}

/** What comes after a close: whoever closed goes, or counts the next float. Neither has to. */
function Next() {
  const { t } = useTranslation()
  const acts = useActs()
  return (
    <div className="flex shrink-0 gap-2">
      <Key testId="z-sign-off" className="min-h-16 flex-1 justify-center gap-2.5 px-2 text-base font-semibold" onPress={acts.lock}>
        <Lock aria-hidden="true" size={20} className="shrink-0" /> {t('zReports.signOff')} <Shortcut keys={labelOf('lock')} boxed />
      </Key>
      <Key testId="z-next-shift" className="min-h-16 flex-1 justify-center gap-2.5 px-2 text-base font-semibold" onPress={acts.openFloatCount}>
        <Coins aria-hidden="true" size={20} className="shrink-0" /> {t('zReports.nextShift')} <Shortcut keys={labelOf('floatCount')} boxed />
      </Key>
    </div>
  )
}

function Preview(props: { readonly z: ZReportView; readonly closed: boolean; readonly className: string }) {
  const { t } = useTranslation()
  const acts = useActs()
  const { z, closed } = props
  const asking = useScreen((state) => state.work.kind === 'zReports' && state.work.asking)
  const print = z.effects.findLast(({ kind }) => kind === 'print')
  return (
    <section aria-label={t('zReports.one', { number: z.number })} className={`min-h-0 flex-col gap-2 ${props.className}`}>
      {closed ? (
        <p data-testid="z-closed" className="flex shrink-0 items-baseline gap-3 px-1 text-lg font-bold">
          {t('zReports.closed', { number: z.number })} {z.overShort !== undefined && <OverShort value={z.overShort} difference={z.difference} currency={z.currency} className="text-[15px]" />}
        </p>
      ) : (
        <div className="flex shrink-0 gap-2 min-[1200px]:hidden">
          <Key className="h-12 gap-2.5 px-4 font-semibold" onPress={acts.closeZ}>
            <ArrowLeft aria-hidden="true" size={20} /> {t('title.zReports')} <Shortcut keys={labelOf('back')} boxed />
          </Key>
        </div>
      )}
      <DayProofs businessDate={z.businessDate} />
      <PaperRegion document={z.document} />
      {print !== undefined && (
        <ul aria-label={t('finish.outcomes')} className="flex shrink-0 justify-center">
          <Outcome effect={print} of="report" />
        </ul>
      )}
      <GatedKey says permission="seeZ" testId="reprint-z" look={closed ? 'plain' : 'accent'} className="h-16 shrink-0 justify-center gap-3 text-lg font-bold" isDisabled={asking} onPress={acts.reprintZ}>
        <Printer aria-hidden="true" size={22} /> {t('zReports.reprint')} <Shortcut keys={labelOf('reprintZ')} boxed />
      </GatedKey>
      {closed && <Next />}
    </section>
  )
}

/** Closed shifts, newest first, and the frozen paper of the one that is looked at; right after a close that one alone. */
export function ZReports() {
  const { t } = useTranslation()
  const work = useScreen((state) => state.work)
  const z = useScreen((state) => state.openZ)
  if (work.kind !== 'zReports') return null
  if (work.closed === true && z !== undefined) return <div className="flex min-h-0 flex-1 px-4 pt-2 pb-4"><Preview z={z} closed className="flex min-w-0 flex-1" /></div>
  return (
    <div className="flex min-h-0 flex-1 gap-4 px-4 pt-2 pb-4">
      <div className={`min-h-0 flex-1 flex-col min-[1200px]:w-[330px] min-[1200px]:flex-none ${z === undefined ? 'flex' : 'hidden min-[1200px]:flex'}`}>
        <List openNumber={z?.number} />
      </div>
      {z === undefined ? (
        <div className="hidden min-h-0 flex-1 flex-col items-center justify-center gap-2 p-8 text-center min-[1200px]:flex">
          <ReceiptText aria-hidden="true" size={44} strokeWidth={1.5} className="text-ink-3" />
          <p className="text-lg font-semibold">{t('zReports.choose')}</p>
          <p className="max-w-sm text-[15px] text-ink-2">{t('zReports.chooseHint')}</p>
        </div>
      ) : (
        <Preview z={z} closed={false} className="flex min-w-0 flex-1" />
      )}
    </div>
  )
}
