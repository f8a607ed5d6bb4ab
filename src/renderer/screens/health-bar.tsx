import { CloudOff, DatabaseBackup, HardDrive } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type HealthView } from '../../contracts/ipc/index.ts'
import { troubleWords } from '../state/backup-work.ts'
import { useScreen } from '../state/context.ts'
import { screenOf } from '../state/screen-state.ts'
import { views } from '../state/views.ts'
import { StatusMark } from '../ui/index.ts'

/**
 * What the machine under the till is short of: what is safe, and what to do. A disk that fills up in weeks is told to whoever
 * signs on or looks things up, and not over a sale; one that is nearly full is told everywhere.
 */
export function HealthBar() {
  const health = useScreen((state) => state.health)
  const selling = useScreen((state) => views[screenOf(state)].bar === 'scan')
  if (health === undefined) return null
  const { disk, backup } = health
  return (
    <>
      {(disk === 'full' || disk === 'veryLow' || (disk === 'low' && !selling)) && <Room health={health} disk={disk} />}
      {backup?.failing !== undefined && !selling && <Failing failing={backup.failing} />}
      {health.contact !== undefined && (health.contact.state === 'over' || !selling) && <Contact contact={health.contact} />}
    </>
  )
}

/** Head office was not reached for most of the time it may be away, or for all of it: what goes on, what does not any more, and what to do. Over a sale only the second is told. */
function Contact(props: { readonly contact: NonNullable<HealthView['contact']> }) {
  const { t } = useTranslation()
  const { state, mostHours, hoursLeft } = props.contact
  return (
    <div role="status" data-testid={`contact-${state}`} className="flex min-h-12 shrink-0 items-center justify-center gap-3 bg-warn-soft px-4 py-1.5 text-sm font-semibold text-warn">
      <StatusMark tone="warn" className="text-warn" />
      <CloudOff aria-hidden="true" size={19} className="shrink-0" />
      {state === 'over' ? t('contact.over', { hours: mostHours }) : t('contact.soon', { hours: mostHours, count: hoursLeft })}
    </div>
  )
}

/** Backups fail: every sale is safe where it is, and the till tries again. Told to whoever signs on or looks things up. */
function Failing(props: { readonly failing: NonNullable<NonNullable<HealthView['backup']>['failing']> }) {
  const { t } = useTranslation()
  const { failing } = props
  return (
    <div role="status" data-testid="backup-failing" className="flex min-h-12 shrink-0 items-center justify-center gap-3 bg-warn-soft px-4 py-1.5 text-sm font-semibold text-warn">
      <StatusMark tone="warn" className="text-warn" />
      <DatabaseBackup aria-hidden="true" size={19} className="shrink-0" />
      <span>
        {t(failing.place === 'own' ? 'backups.failOwn' : 'backups.failSecond')} {t(troubleWords(failing), { ...failing.params })}
      </span>
    </div>
  )
}

function Room(props: { readonly health: HealthView; readonly disk: 'low' | 'veryLow' | 'full' }) {
  const { t } = useTranslation()
  const { disk, health } = props
  const isFull = disk === 'full'
  const megabytes = health.freeMegabytes ?? 0
  const free = megabytes < 1_000 ? t('room.megabytes', { count: megabytes }) : t('room.gigabytes', { count: Math.floor(megabytes / 100) / 10 })
  return (
    <div role={isFull ? 'alert' : 'status'} data-testid={`room-${disk}`} className={`flex min-h-12 shrink-0 items-center justify-center gap-3 px-4 py-1.5 text-sm font-semibold ${isFull ? 'bg-danger-soft text-danger' : 'bg-warn-soft text-warn'}`}>
      <StatusMark tone={isFull ? 'danger' : 'warn'} className={isFull ? 'text-danger' : 'text-warn'} />
      <HardDrive aria-hidden="true" size={19} className="shrink-0" />
      {t(`room.${disk}`, { free })}
    </div>
  )
}
