import { CloudUpload } from 'lucide-react'
import { type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type DeviceView } from '../../contracts/ipc/index.ts'
import { useScreen } from '../state/context.ts'
import { StatusMark, type StatusTone } from '../ui/index.ts'
import { DeviceDrawing, deviceTitle, toneOf } from './device-status.tsx'
import { DrawerPosition } from './drawer-position.tsx'
import { replicationTone, useReplicationWords } from './replication-status.tsx'

const grounds: Readonly<Record<StatusTone, string>> = { ok: 'bg-ok-soft text-ok', warn: 'bg-warn-soft text-warn', danger: 'bg-danger-soft text-danger', idle: 'bg-sunken text-ink-2' }
const borders: Readonly<Record<StatusTone, string>> = { ok: 'border-line', warn: 'border-warn', danger: 'border-danger', idle: 'border-line' }

function Card(props: { readonly drawing: ReactNode; readonly title: string; readonly name: string; readonly tone: StatusTone; readonly state: string; readonly advice: string; readonly children?: ReactNode }) {
  return (
    <li className={`flex flex-col gap-3 rounded-card border bg-surface p-4 shadow-1 ${borders[props.tone]}`}>
      <div className="flex items-center gap-3">
        <span aria-hidden="true" className="inline-flex size-11 shrink-0 items-center justify-center rounded-lg bg-sunken text-ink-2">
          {props.drawing}
        </span>
        <span className="min-w-0">
          <span className="block truncate text-base font-bold">{props.title}</span>
          <span className="block truncate text-[13px] text-ink-2">{props.name}</span>
        </span>
      </div>
      <p className={`flex min-h-10 items-center gap-2 rounded-lg px-3 py-1.5 text-[15px] font-semibold ${grounds[props.tone]}`}>
        <StatusMark tone={props.tone} className="" /> {props.state}
      </p>
      {props.children}
      <p className="text-sm text-ink-2">{props.advice}</p>
    </li>
  )
}

function Device(props: { readonly device: DeviceView; readonly devices: readonly DeviceView[] }) {
  const { t } = useTranslation()
  const { device } = props
  const faults = device.faults.map((fault) => t(`fault.${fault}`, { defaultValue: fault })).join(', ')
  return (
    <Card
      drawing={<DeviceDrawing device={device} size={22} />}
      title={deviceTitle(device, props.devices, t)}
      name={device.simulated ? t('devices.simulated') : device.name}
      tone={toneOf(device)}
      state={faults === '' ? t(`health.${device.health}`) : `${t(`health.${device.health}`)} · ${faults}`}
      advice={t(`devices.advice.${device.health}`)}
    >
      {device.kind === 'cashDrawer' && <DrawerPosition />}
    </Card>
  )
}

/** Every device and head office: how it is, in a shape and in words, and what to do about it. It changes as they do. */
export function Devices() {
  const { t } = useTranslation()
  const devices = useScreen((state) => state.devices)
  const replication = useScreen((state) => state.replication)
  const words = useReplicationWords()
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto px-4 pt-3 pb-4">
      <p className="text-[15px] text-ink-2">{t('devices.live')}</p>
      <ul aria-label={t('devices.label')} className="grid grid-cols-1 gap-3 min-[900px]:grid-cols-2 min-[1800px]:grid-cols-3">
        {devices.map((device) => (
          <Device key={device.id} device={device} devices={devices} />
        ))}
        {replication !== undefined && (
          <Card
            drawing={<CloudUpload size={22} />}
            title={t('replication.title')}
            name={words(replication).detail}
            tone={replicationTone(replication)}
            state={words(replication).state}
            advice={t(`replication.advice.${replication.state}`)}
          />
        )}
      </ul>
    </div>
  )
}
