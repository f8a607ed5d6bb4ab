import { Banknote, Cpu, CreditCard, LockOpen, Monitor, Printer, QrCode, ScanBarcode, Scale, Tags, type LucideIcon } from 'lucide-react'
import { type TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { type DeviceView } from '../../contracts/ipc/index.ts'
import { useActs, useScreen } from '../state/context.ts'
import { screenOf } from '../state/screen-state.ts'
import { Key, StatusMark, type StatusTone } from '../ui/index.ts'

const deviceDrawings: Readonly<Record<DeviceView['kind'], LucideIcon>> = { printer: Printer, cashDrawer: Banknote, scanner: ScanBarcode, scale: Scale, customerDisplay: Monitor, labelPrinter: Tags, paymentTerminal: CreditCard, wallet: QrCode }
const tones: Readonly<Record<DeviceView['health'], StatusTone>> = { ready: 'ok', degraded: 'warn', offline: 'danger', disconnected: 'danger', unconfigured: 'idle' }
const severity: readonly StatusTone[] = ['danger', 'warn', 'idle', 'ok']

export function toneOf(device: DeviceView): StatusTone {
  return tones[device.health]
}

/** What a person calls it. The printer that stands in has a row of its own, and is not the receipt printer. */
export function deviceTitle(device: DeviceView, devices: readonly DeviceView[], t: TFunction): string {
  const first = devices.find(({ kind }) => kind === device.kind)
  return device.kind === 'printer' && first !== undefined && first.id !== device.id ? t('device.secondPrinter') : t(`device.${device.kind}`)
}

/** An open drawer has another drawing as well: how it is and where it is are two things. */
export function DeviceDrawing(props: { readonly device: DeviceView; readonly size: number }) {
  const { kind, position } = props.device
  const Drawing = deviceDrawings[kind]
  return position === 'open' ? <LockOpen aria-hidden="true" size={props.size} strokeWidth={1.8} /> : <Drawing aria-hidden="true" size={props.size} strokeWidth={1.8} />
}

function deviceWords(device: DeviceView, devices: readonly DeviceView[], t: TFunction): string {
  const place = device.position === undefined || device.position === 'unknown' ? '' : `, ${t(`device.position.${device.position}`)}`
  return `${deviceTitle(device, devices, t)}: ${t(`health.${device.health}`)}${place}`
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
  // Among the devices the words stand on the card, and the title needs the room.
  const told = (tone === 'danger' || tone === 'warn') && screen !== 'devices'
  const ink = tone === 'danger' ? 'text-danger' : 'text-warn'
  // More than a demo's six beside each other pushed the title out of the bar at 1280 px.
  const [each, one] = devices.length > 6 ? ['max-[1699px]:hidden', 'min-[1700px]:hidden'] : ['max-[1199px]:hidden', 'min-[1200px]:hidden']
  const [fault] = first.faults
  return (
    <Key
      className="h-12 shrink-0 gap-3.5 px-3.5 max-[1199px]:gap-2 max-[1199px]:px-3"
      label={`${t('devices.label')}. ${devices.map((device) => deviceWords(device, devices, t)).join('. ')}`}
      isDisabled={screen === 'card' || screen === 'tender'}
      onPress={acts.openDevices}
    >
      {devices.map((device) => (
        <span key={device.id} title={deviceWords(device, devices, t)} className={`flex items-center gap-1.5 text-ink-2 ${each}`}>
          <DeviceDrawing device={device} size={19} />
          <StatusMark tone={toneOf(device)} />
        </span>
      ))}
      <span className={`flex items-center gap-1.5 text-ink-2 ${one}`}>
        {tone === 'ok' ? <Cpu aria-hidden="true" size={19} strokeWidth={1.8} /> : <DeviceDrawing device={first} size={19} />}
        <StatusMark tone={tone} />
      </span>
      {told && (
        <span className={`max-w-28 text-start text-xs leading-tight font-semibold max-[1199px]:max-w-[68px] ${ink}`}>
          <span className="block truncate max-[1199px]:hidden">{deviceTitle(first, devices, t)}</span>
          {/* "Not answering" of a printer that said it is out of paper sent somebody to its cable. */}
          <span className="line-clamp-2">{fault === undefined ? t(`health.${first.health}`) : t(`fault.${fault}`, { defaultValue: fault })}</span>
        </span>
      )}
    </Key>
  )
}

