import { Banknote, Monitor, Printer, ScanBarcode, Scale, type LucideIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type DeviceView } from '../../contracts/ipc/index.ts'
import { useScreen } from '../state/context.ts'
import { StatusMark, type StatusTone } from '../ui/index.ts'

const drawings: Readonly<Record<DeviceView['kind'], LucideIcon>> = { printer: Printer, cashDrawer: Banknote, scanner: ScanBarcode, scale: Scale, customerDisplay: Monitor }
const tones: Readonly<Record<DeviceView['health'], StatusTone>> = { ready: 'ok', degraded: 'warn', offline: 'danger', disconnected: 'danger', unconfigured: 'idle' }

export function toneOf(device: DeviceView): StatusTone {
  return tones[device.health]
}

/** The devices in the top bar: drawing and shape; the words are in each one's name. */
export function DevicePill() {
  const { t } = useTranslation()
  const devices = useScreen((state) => state.devices)
  if (devices.length === 0) return null
  return (
    <ul aria-label={t('devices.label')} className="flex h-12 shrink-0 items-center gap-4 rounded-key border border-line bg-surface px-4 shadow-1">
      {devices.map((device) => {
        const Drawing = drawings[device.kind]
        const words = `${t(`device.${device.kind}`)}: ${t(`health.${device.health}`)}`
        return (
          <li key={device.id} title={words} className="flex items-center gap-1.5 text-ink-2">
            <Drawing aria-hidden="true" size={19} strokeWidth={1.8} />
            <StatusMark tone={toneOf(device)} />
            <span className="sr-only">{words}</span>
          </li>
        )
      })}
    </ul>
  )
}
