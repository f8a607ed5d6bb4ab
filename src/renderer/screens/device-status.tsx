import { Banknote, Cpu, Monitor, Printer, ScanBarcode, Scale, type LucideIcon } from 'lucide-react'
import { type TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { type DeviceView } from '../../contracts/ipc/index.ts'
import { useActs, useScreen } from '../state/context.ts'
import { screenOf } from '../state/screen-state.ts'
import { Key, StatusMark, type StatusTone } from '../ui/index.ts'

export const deviceDrawings: Readonly<Record<DeviceView['kind'], LucideIcon>> = { printer: Printer, cashDrawer: Banknote, scanner: ScanBarcode, scale: Scale, customerDisplay: Monitor }
const tones: Readonly<Record<DeviceView['health'], StatusTone>> = { ready: 'ok', degraded: 'warn', offline: 'danger', disconnected: 'danger', unconfigured: 'idle' }
const severity: readonly StatusTone[] = ['danger', 'warn', 'idle', 'ok']

export function toneOf(device: DeviceView): StatusTone {
  return tones[device.health]
}

export function deviceWords(device: DeviceView, t: TFunction): string {
  return `${t(`device.${device.kind}`)}: ${t(`health.${device.health}`)}`
}

/** The device that needs somebody most; the first of them when all are well. */
function worst(devices: readonly DeviceView[]): DeviceView | undefined {
  return devices.toSorted((a, b) => severity.indexOf(toneOf(a)) - severity.indexOf(toneOf(b)))[0]
}

/**
 * The devices in the top bar, on every size: a drawing and a shape for each, and in words the one that needs somebody.
 * Where there is no room for all, one shape stands for the worst. Leads to the devices; not while money is being taken.
 */
export function DevicePill() {
  const { t } = useTranslation()
  const acts = useActs()
  const devices = useScreen((state) => state.devices)
  const screen = useScreen(screenOf)
  const first = worst(devices)
  if (first === undefined) return null
  const tone = toneOf(first)
  const Drawing = tone === 'ok' ? Cpu : deviceDrawings[first.kind]
  const told = tone === 'danger' || tone === 'warn'
  const ink = tone === 'danger' ? 'text-danger' : 'text-warn'
  return (
    <Key
      className="h-12 shrink-0 gap-3.5 px-3.5 max-[1199px]:gap-2 max-[1199px]:px-3"
      label={`${t('devices.label')}. ${devices.map((device) => deviceWords(device, t)).join('. ')}`}
      isDisabled={screen === 'card' || screen === 'tender'}
      onPress={acts.openDevices}
    >
      {devices.map((device) => {
        const Each = deviceDrawings[device.kind]
        return (
          <span key={device.id} title={deviceWords(device, t)} className="flex items-center gap-1.5 text-ink-2 max-[1199px]:hidden">
            <Each aria-hidden="true" size={19} strokeWidth={1.8} />
            <StatusMark tone={toneOf(device)} />
          </span>
        )
      })}
      <span className="flex items-center gap-1.5 text-ink-2 min-[1200px]:hidden">
        <Drawing aria-hidden="true" size={19} strokeWidth={1.8} />
        <StatusMark tone={tone} />
      </span>
      {told && (
        <span className={`max-w-28 text-start text-xs leading-tight font-semibold max-[1199px]:max-w-20 ${ink}`}>
          <span className="block truncate max-[1199px]:hidden">{t(`device.${first.kind}`)}</span>
          <span className="block truncate">{t(`health.${first.health}`)}</span>
        </span>
      )}
    </Key>
  )
}

