import { CloudOff, Wifi, WifiOff } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type ReplicationView } from '../../contracts/ipc/index.ts'
import { useScreen } from '../state/context.ts'
import { hourAndMinute } from '../state/store-time.ts'
import { useStoreTime } from '../state/use-store-time.ts'
import { type StatusTone } from '../ui/index.ts'

const tones: Readonly<Record<ReplicationView['state'], StatusTone>> = { healthy: 'ok', sending: 'ok', offline: 'warn', unenrolled: 'idle', conflict: 'danger' }

export function replicationTone(replication: ReplicationView): StatusTone {
  const tone = tones[replication.state]
  if (replication.twin !== undefined || (replication.notTaken !== undefined && replication.state === 'offline')) return 'danger'
  return tone === 'ok' && replication.restored !== undefined ? 'warn' : tone
}

/** What is shown of head office is when it last acknowledged and what still waits: a bare "online" would promise more. */
export function useReplicationWords(): (replication: ReplicationView) => { readonly state: string; readonly detail: string; readonly advice: readonly string[] } {
  const { t } = useTranslation()
  const time = useStoreTime()
  return (replication) => {
    const { lastAcknowledgedAt: at, waitingSales: count, words, update } = replication
    const held = words?.held ?? 0
    const detail = at === undefined ? t('replication.never') : t('replication.confirmed', { time: time(at, hourAndMinute) })
    const twin = replication.twin === undefined ? [] : [t(`replication.advice.twin.${replication.twin}`)]
    const told = replication.twin !== undefined ? 'twin' : replication.restored !== undefined && tones[replication.state] === 'ok' ? 'restored' : replication.state
    const { line } = replication
    const notTaken = told === 'offline' ? replication.notTaken : undefined
    const advice = update !== undefined ? [t(`replication.updateAdvice.${update}`)] : notTaken !== undefined ? [t(`replication.notTakenAdvice.${notTaken}`)] : line === undefined ? [t(`replication.advice.${replication.state}`)] : [...(line.clockWrong === true ? [t('replication.advice.clockWrong')] : []), t(`refusal.headOffice.${line.fault.kind}`, { ...line.fault })]
    const waiting = count > 0 ? t('replication.waiting', { count }) : undefined
    return {
      state: update !== undefined ? t(`replication.update.${update}`) : notTaken !== undefined ? t(`replication.notTaken.${notTaken}`) : t(line !== undefined && told === 'offline' ? ('proxy' in line.fault ? 'replication.proxy' : 'replication.certificate') : `replication.${told}`, { count }),
      advice: [...twin, ...advice, ...(replication.restored === undefined ? [] : [t(replication.restored.rebuilt === true ? 'replication.advice.rebuilt' : 'replication.advice.restored', { time: time(replication.restored.at, hourAndMinute) })])],
      detail: replication.state === 'unenrolled' ? '' : (waiting ?? (held > 0 && update === undefined ? t('replication.held', { count: held }) : detail)),
    }
  }
}

const grounds: Readonly<Record<StatusTone, string>> = {
  ok: 'bg-ok-soft text-ok',
  warn: 'bg-warn-soft text-warn',
  danger: 'bg-danger-soft text-danger',
  idle: 'border border-line bg-surface text-ink-2',
}

export function ReplicationPill() {
  const replication = useScreen((state) => state.replication)
  const words = useReplicationWords()
  if (replication === undefined) return null
  const tone = replicationTone(replication)
  const { state, detail } = words(replication)
  const Drawing = tone === 'ok' ? Wifi : tone === 'idle' ? CloudOff : WifiOff
  return (
    <output data-testid={`replication-${replication.state}`} className={`flex h-12 shrink-0 items-center gap-2.5 rounded-key px-3.5 whitespace-nowrap max-[1199px]:gap-1.5 max-[1199px]:px-2.5 ${grounds[tone]}`}>
      <Drawing aria-hidden="true" size={19} className="shrink-0" />
      <span className="flex flex-col leading-tight">
        <span className="text-sm font-semibold">{state}</span>
        {detail !== '' && <span className="number text-xs font-medium">{detail}</span>}
      </span>
    </output>
  )
}
