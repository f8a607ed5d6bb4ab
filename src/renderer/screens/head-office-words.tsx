import { CircleCheck, CircleHelp, CircleSlash, RotateCw, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type QuarantinedEntryView } from '../../contracts/ipc/index.ts'
import { useActs, useScreen } from '../state/context.ts'
import { hourAndMinute } from '../state/store-time.ts'
import { useStoreTime } from '../state/use-store-time.ts'
import { Key } from '../ui/index.ts'

const dayAndTime = { day: '2-digit', month: '2-digit', ...hourAndMinute } as const
/** Each has its shape, and words beside it; a state of a newer head office's is told as one. */
const drawings = { quarantined: TriangleAlert, discarded: CircleSlash, applied: CircleCheck } as const
const inks = { quarantined: 'text-warn', discarded: 'text-ink-2', applied: 'text-ok' } as const

function isKnown(state: string): state is keyof typeof drawings {
  return Object.hasOwn(drawings, state)
}

function Entry(props: { readonly entry: QuarantinedEntryView }) {
  const { t } = useTranslation()
  const time = useStoreTime()
  const { seq, epoch, reason, state, receivedAt, changedAt, by, note, number, type } = props.entry
  const known = isKnown(state) ? state : undefined
  const Drawing = known === undefined ? CircleHelp : drawings[known]
  const kind = t(`quarantine.type.${type ?? ''}`, { defaultValue: t('quarantine.type.other') })
  const why = t(`quarantine.reason.${reason}`, { defaultValue: reason })
  const when = time(changedAt ?? receivedAt, dayAndTime)
  return (
    <li data-testid={`quarantine-${known ?? 'other'}`} className="flex gap-2.5 py-1">
      <Drawing aria-hidden="true" size={19} className={`mt-0.5 shrink-0 ${known === undefined ? 'text-warn' : inks[known]}`} />
      <div className="min-w-0 flex-1">
        <p className="number text-[15px] font-semibold">{t('quarantine.what', { kind, number: number ?? '', epoch, seq })}</p>
        <p className="number text-[13px] text-ink-2">
          {known === undefined ? t('quarantine.otherState', { state, time: when }) : t(`quarantine.${known}`, { time: when, reason: why, by: by ?? '', note: note ?? '' })}
        </p>
      </div>
    </li>
  )
}

/** What head office could not read of this till's journal, and what this till could not read of head office: which, why, and since when it is settled. Nothing where all was read. */
export function HeadOfficeWords() {
  const { t } = useTranslation()
  const acts = useActs()
  const time = useStoreTime()
  const words = useScreen((state) => state.replication?.words)
  if (words === undefined || (words.entries.length === 0 && words.unread === 0)) return null
  const { held, entries, unread, newestUnread } = words
  return (
    <section data-testid="head-office-words" aria-label={t('quarantine.title')} aria-live="polite" className="shrink-0 rounded-card border border-line bg-surface px-4 py-2">
      <h3 className="py-1 text-[15px] font-bold">{t('quarantine.title')}</h3>
      {entries.length > 0 && <p className="text-[14px] text-ink-2">{held === 0 ? t('quarantine.none') : t('quarantine.held', { count: held })}</p>}
      <ul>
        {entries.map((entry) => (
          <Entry key={`${entry.epoch} ${entry.seq}`} entry={entry} />
        ))}
      </ul>
      {held > 0 && (
        <Key onPress={acts.sendAgain} testId="send-again" className="my-1 h-12 gap-2 px-4 text-[15px] font-semibold">
          <RotateCw aria-hidden="true" size={18} /> {t('quarantine.again')}
        </Key>
      )}
      {unread > 0 && newestUnread !== undefined && (
        <details data-testid="unread-answers" className="py-1 text-[14px]">
          <summary className="min-h-12 cursor-pointer content-center font-semibold text-warn">{t('quarantine.unread', { count: unread })}</summary>
          <p className="text-[13px] text-ink-2">{t(unread > 1 ? 'quarantine.unreadNewest' : 'quarantine.unreadHow', { what: t(`quarantine.answer.${newestUnread.kind}`, { defaultValue: newestUnread.kind }), time: time(newestUnread.firstAt, dayAndTime) })}</p>
          <pre aria-label={t('quarantine.content')} className="rounded-key bg-sunken p-2 text-[12px] break-words whitespace-pre-wrap select-text">{newestUnread.text}</pre>
        </details>
      )}
    </section>
  )
}
