import { ListFilter } from 'lucide-react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { type DeviceEventView } from '../../contracts/ipc/index.ts'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { Key, Shortcut, StatusMark, type StatusTone } from '../ui/index.ts'
import { isTrouble } from '../state/device-event.ts'
import { useDeviceEventWords } from './device-words.ts'

function toneOf(event: DeviceEventView): StatusTone {
  const { kind, code } = event
  if (isTrouble(event)) return kind === 'state' && code === 'degraded' ? 'warn' : 'danger'
  return kind === 'set' || (kind === 'state' && code === 'unconfigured') ? 'idle' : 'ok'
}

/** Whose events they are: by the slot's name, else by the id, which a device of another version may have left. */
function useDeviceName(): (id: string) => string {
  const { t } = useTranslation()
  const slots = useScreen((state) => state.deviceSettings?.slots)
  return (id) => {
    const slot = slots?.find(({ device }) => device === id)?.slot
    return slot === undefined ? id : t(`slot.${slot}`)
  }
}

export function EventRows(props: { readonly events: readonly DeviceEventView[] }) {
  const { t } = useTranslation()
  const words = useDeviceEventWords()
  const name = useDeviceName()
  if (props.events.length === 0) return <p className="px-4 py-3 text-sm text-ink-2">{t('deviceLog.none')}</p>
  return (
    <ol data-testid="device-events" aria-label={t('title.deviceLog')}>
      {props.events.map((event) => {
        const { when, what } = words(event)
        return (
          <li key={`${event.id ?? 'new'} ${event.device} ${event.kind} ${event.code} ${event.at}`} data-testid={`event-${event.kind}`} className="flex min-h-9 flex-wrap items-center gap-x-3 border-b border-line px-4 py-1.5 text-[13px] last:border-b-0">
            <time className="number shrink-0 basis-36 text-ink-2">{when}</time>
            <span className="shrink-0 basis-32 font-bold">{name(event.device)}</span>
            <span className="flex min-w-0 items-center gap-2 break-all">
              <StatusMark tone={toneOf(event)} /> {what}
            </span>
          </li>
        )
      })}
    </ol>
  )
}

/** A region that scrolls has to take the focus, else a keyboard cannot scroll it. */
function scrollByKeys(region: HTMLDivElement | null): void {
  region?.setAttribute('tabindex', '0')
}

/** Fourteen days of what happened to the devices: of all or of one, everything or only what went wrong. */
export function DeviceLog() {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => state.work)
  const log = useScreen((state) => state.deviceLog)
  const slots = useScreen((state) => state.deviceSettings?.slots) ?? []
  if (work.kind !== 'deviceLog') return null
  const key = 'min-h-12 gap-2 px-3.5 text-sm font-semibold'
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 px-4 pt-3 pb-4">
      <Group aria-label={t('deviceLog.filter')} className="flex flex-wrap gap-2">
        <Key look={work.device === undefined ? 'dark' : 'plain'} isPressed={work.device === undefined} className={key} onPress={() => acts.filterDeviceLog(undefined)}>
          {t('deviceLog.all')}
        </Key>
        {slots.map(({ slot, device }) => (
          <Key key={slot} testId={`log-${slot}`} look={work.device === device ? 'dark' : 'plain'} isPressed={work.device === device} className={key} onPress={() => acts.filterDeviceLog(device)}>
            {t(`slot.${slot}`)}
          </Key>
        ))}
        <p className="self-center text-sm text-ink-2">{t('deviceLog.newestFirst')}</p>
        <Key testId="log-faults" look={work.faultsOnly ? 'dark' : 'outline'} isPressed={work.faultsOnly} className={key} onPress={acts.toggleLogFaults}>
          <ListFilter aria-hidden="true" size={18} /> {t('deviceLog.faultsOnly')} <Shortcut keys={labelOf('logFaults')} boxed />
        </Key>
      </Group>
      <div ref={scrollByKeys} role="region" aria-label={t('title.deviceLog')} className="min-h-0 flex-1 overflow-y-auto rounded-card border border-line bg-surface shadow-1">
        <EventRows events={log?.events ?? []} />
        {log?.more === true && (
          <Key testId="log-older" look="bare" className={`${key} w-full justify-center`} onPress={acts.olderDeviceEvents}>
            {t('deviceLog.older')} <Shortcut keys={labelOf('logOlder')} boxed />
          </Key>
        )}
      </div>
    </div>
  )
}
