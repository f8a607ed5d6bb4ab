import { CircleCheck, Clock, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type DayDifference, type DayState } from '../../contracts/ipc/index.ts'
import { type CurrencyCode } from '../../domain/money/index.ts'
import { useScreen } from '../state/context.ts'
import { businessDateText, hourAndMinute } from '../state/store-time.ts'
import { useStoreTime } from '../state/use-store-time.ts'
import { Amount } from '../ui/index.ts'

const drawings = { complete: CircleCheck, waiting: Clock, differs: TriangleAlert } as const
const inks = { complete: 'text-ok', waiting: 'text-warn', differs: 'text-danger' } as const
/** Differences shown of a day: all that are told of it, or a few where its paper needs the room. */
const allOfThem = 20
const besideAPaper = 3
const dayAndTime = { day: '2-digit', month: '2-digit', ...hourAndMinute } as const
/** Words of this register; of a newer head office's kind it says at least that there is a difference. */
const kinds: ReadonlySet<string> = new Set(['missing', 'quarantined', 'altered', 'unfiled', 'extra'])

function Difference(props: { readonly difference: DayDifference }) {
  const { t } = useTranslation()
  const { kind, seq = 0, number, reason, currency, tender, side, register, headOffice } = props.difference
  if (kind === 'sum' && currency !== undefined && register !== undefined && headOffice !== undefined) {
    return (
      <li className="flex flex-wrap items-baseline gap-x-2">
        <span>{t(side === 'credit' ? 'dayProof.sumBack' : 'dayProof.sumTaken', { tender: t(`tender.${tender ?? ''}`, { defaultValue: tender ?? '' }) })}</span>
        <span>{t('dayProof.here')} <Amount value={register} currency={currency as CurrencyCode} symbol className="font-semibold" /></span>
        <span>{t('dayProof.there')} <Amount value={headOffice} currency={currency as CurrencyCode} symbol className="font-semibold" /></span>
      </li>
    )
  }
  if (kind === 'count') return <li>{t('dayProof.count', { register, headOffice })}</li>
  const what = number === undefined ? t('dayProof.entry', { seq }) : t('dayProof.document', { number, seq })
  // Head office did read what a person there threw away: IT has nothing to look for.
  if (kind === 'quarantined' && reason === 'discarded') return <li>{t('dayProof.discarded', { what })}</li>
  return <li>{t(kinds.has(kind) ? `dayProof.${kind}` : 'dayProof.other', { what })}</li>
}

/** How one day stands at head office: in a shape, in words, and what differs receipt by receipt. */
function Day(props: { readonly day: DayState; readonly atMost: number }) {
  const { t } = useTranslation()
  const language = useScreen((state) => state.language)
  const offline = useScreen((state) => state.replication?.state === 'offline')
  const time = useStoreTime()
  const { businessDate, state, since, at, documents = 0, noZ = false, findings } = props.day
  const more = props.day.more + Math.max(0, findings.length - props.atMost)
  const Drawing = drawings[state]
  const day = businessDateText(businessDate, language)
  const beside =
    state === 'waiting'
      ? [...(since === undefined ? [] : [t('dayProof.since', { time: time(since, dayAndTime) })]), ...(offline ? [t('dayProof.offline')] : [])]
      : [...(state === 'complete' ? [t('dayProof.documents', { count: documents })] : []), ...(at === undefined ? [] : [t('dayProof.at', { time: time(at, dayAndTime) })])]
  return (
    <li data-testid={`day-${state}`} data-day={businessDate} className="flex gap-2.5 py-1">
      <Drawing aria-hidden="true" size={19} className={`mt-0.5 shrink-0 ${inks[state]}`} />
      <div className="min-w-0 flex-1">
        <p className={`number text-[15px] font-semibold ${inks[state]}`}>{t(noZ && state === 'complete' ? 'dayProof.completeNoZ' : `dayProof.${state}`, { day })}</p>
        {noZ && (
          <p data-testid="day-noZ" className="flex items-center gap-1.5 text-[14px] font-semibold text-warn">
            <TriangleAlert aria-hidden="true" size={17} className="shrink-0" /> {t('dayProof.noZ')}
          </p>
        )}
        {beside.length > 0 && <p className="number text-[13px] text-ink-2">{beside.join(' · ')}</p>}
        {findings.length > 0 && (
          <ul className="number list-disc ps-4 text-[14px] text-ink">
            {findings.slice(0, props.atMost).map((difference, index) => (
              <Difference key={index} difference={difference} />
            ))}
          </ul>
        )}
        {more > 0 && <p className="text-[13px] text-ink-2">{t('dayProof.more', { count: more })}</p>}
      </div>
    </li>
  )
}

/** The last days as head office confirmed them; of one day alone where `businessDate` is given. Nothing where there is no head office, or nothing to say yet. */
export function DayProofs(props: { readonly businessDate?: string }) {
  const { t } = useTranslation()
  const replication = useScreen((state) => state.replication)
  const days = (replication?.days ?? []).filter(({ businessDate }) => props.businessDate === undefined || businessDate === props.businessDate)
  if (replication?.enrolled !== true || days.length === 0) return null
  return (
    <section data-testid="day-proofs" aria-label={t('dayProof.title')} aria-live="polite" className="shrink-0 rounded-card border border-line bg-surface px-4 py-2">
      {props.businessDate === undefined && <h3 className="py-1 text-[15px] font-bold">{t('dayProof.title')}</h3>}
      <ul>
        {days.map((day) => (
          <Day key={day.businessDate} day={day} atMost={props.businessDate === undefined ? allOfThem : besideAPaper} />
        ))}
      </ul>
    </section>
  )
}
