import { CloudOff, Wifi, WifiOff } from 'lucide-react'
import { type TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { type ReplicationView } from '../../contracts/ipc/index.ts'
import { useScreen } from '../state/context.ts'
import { dateLocales, type Language } from '../state/preferences.ts'
import { type StatusTone } from '../ui/index.ts'

const tones: Readonly<Record<ReplicationView['state'], StatusTone>> = { healthy: 'ok', sending: 'ok', offline: 'warn', unenrolled: 'idle', conflict: 'danger' }

export function replicationTone(replication: ReplicationView): StatusTone {
  return tones[replication.state]
}

/** What is shown of head office is when it last acknowledged and what still waits: a bare "online" would promise more. */
export function replicationWords(replication: ReplicationView, language: Language, t: TFunction): { readonly state: string; readonly detail: string } {
  const { lastAcknowledgedAt: at, waitingSales: count } = replication
  const detail = at === undefined ? t('replication.never') : t('replication.confirmed', { time: new Intl.DateTimeFormat(dateLocales[language], { hour: '2-digit', minute: '2-digit', hour12: false }).format(at) })
  return { state: t(`replication.${replication.state}`, { count }), detail: replication.state === 'unenrolled' ? '' : count > 0 ? t('replication.waiting', { count }) : detail }
}

const grounds: Readonly<Record<StatusTone, string>> = {
  ok: 'bg-ok-soft text-ok',
  warn: 'bg-warn-soft text-warn',
  danger: 'bg-danger-soft text-danger',
  idle: 'border border-line bg-surface text-ink-2',
}

export function ReplicationPill() {
  const { t } = useTranslation()
  const replication = useScreen((state) => state.replication)
  const language = useScreen((state) => state.language)
  if (replication === undefined) return null
  const tone = replicationTone(replication)
  const { state, detail } = replicationWords(replication, language, t)
  const Drawing = tone === 'ok' ? Wifi : tone === 'idle' ? CloudOff : WifiOff
  return (
    <output className={`flex h-12 shrink-0 items-center gap-2.5 rounded-key px-3.5 ${grounds[tone]}`}>
      <Drawing aria-hidden="true" size={19} />
      <span className="flex flex-col leading-tight">
        <span className="text-sm font-semibold">{state}</span>
        {detail !== '' && <span className="number text-xs font-medium">{detail}</span>}
      </span>
    </output>
  )
}
