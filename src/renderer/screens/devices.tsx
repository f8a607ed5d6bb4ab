import { CalendarCheck, CloudUpload, DatabaseBackup, FileText, LockOpen, PlugZap, RefreshCw, ScanBarcode, Settings2, Undo2 } from 'lucide-react'
import { useEffect, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type DeviceSettingView, type DeviceSlot, type DeviceView } from '../../contracts/ipc/index.ts'
import { labelOf } from '../state/actions.ts'
import { troubleWords } from '../state/backup-work.ts'
import { useActs, useScreen } from '../state/context.ts'
import { isOver } from '../state/device-event.ts'
import { Key, Shortcut, StatusMark, type StatusTone } from '../ui/index.ts'
import { useAge } from './backup-age.ts'
import { EventRows } from './device-log.tsx'
import { DeviceDrawing, deviceTitle, toneOf } from './device-status.tsx'
import { TestResult } from './device-test.tsx'
import { addressWords, useDeviceEventWords } from './device-words.ts'
import { DrawerPosition } from './drawer-position.tsx'
import { GatedKey, useGate } from './gated-key.tsx'
import { replicationTone, useReplicationWords } from './replication-status.tsx'
import { TryHeadOffice } from './try-head-office.tsx'

const grounds: Readonly<Record<StatusTone, string>> = { ok: 'bg-ok-soft text-ok', warn: 'bg-warn-soft text-warn', danger: 'bg-danger-soft text-danger', idle: 'bg-sunken text-ink-2' }
const borders: Readonly<Record<StatusTone, string>> = { ok: 'border-line', warn: 'border-warn', danger: 'border-danger', idle: 'border-line' }
const small = 'min-h-12 flex-1 justify-center gap-1.5 px-2 text-sm font-semibold whitespace-nowrap'

interface CardProps {
  readonly testId: string
  readonly drawing: ReactNode
  readonly title: string
  readonly name: string
  readonly tone: StatusTone
  readonly state: string
  readonly advice: readonly string[]
  readonly chosen?: boolean
  readonly children?: ReactNode
}

function Card(props: CardProps) {
  const { chosen = false } = props
  const card = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (chosen) card.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <li
      ref={card}
      data-testid={props.testId}
      aria-current={chosen ? 'true' : undefined}
      className={`flex flex-col gap-2 rounded-card border bg-surface p-4 shadow-1 ${borders[props.tone]} ${chosen ? 'ring-2 ring-focus' : ''}`}
    >
      <div className="flex items-center gap-3">
        <span aria-hidden="true" className="inline-flex size-11 shrink-0 items-center justify-center rounded-lg bg-sunken text-ink-2">
          {props.drawing}
        </span>
        <span className="min-w-0">
          <span className="block truncate text-base font-bold">{props.title}</span>
          <span className="block truncate text-[13px] text-ink-2">{props.name}</span>
        </span>
      </div>
      <p data-testid="device-state" className={`flex min-h-10 items-center gap-2 rounded-lg px-3 py-1.5 text-[15px] font-semibold ${grounds[props.tone]}`}>
        <StatusMark tone={props.tone} className="" /> {props.state}
      </p>
      {props.advice.map((sentence) => (
        <p key={sentence} className="text-sm text-ink-2">
          {sentence}
        </p>
      ))}
      {props.children}
    </li>
  )
}

/** The keys that try a device: what each kind can show of itself. */
function TestKeys(props: { readonly device: DeviceView; readonly slot: DeviceSlot | undefined }) {
  const { t } = useTranslation()
  const acts = useActs()
  const { id, kind } = props.device
  const closing = useScreen((state) => state.deviceTests[id]?.state === 'closingDay')
  // A provider of QR payments is no device of the till's: it is tried by paying.
  if (kind === 'wallet') return null
  return (
    <>
      <Key testId={`test-${id}`} className={small} label={`${t('devices.test')}: ${t(`device.${kind}`)}`} onPress={() => acts.testDevice(id)}>
        {kind === 'scanner' ? <ScanBarcode aria-hidden="true" size={18} /> : <PlugZap aria-hidden="true" size={18} />}
        {kind === 'scanner' ? t('devices.testScan') : t('devices.test')}
      </Key>
      {(props.slot === 'printer' || props.slot === 'secondPrinter') && (
        <Key testId={props.slot === 'printer' ? 'test-page' : 'test-page-second'} label={`${t('devices.testPage')}: ${t(`slot.${props.slot}`)}`} className={small} onPress={() => acts.printTestPage(id)}>
          <FileText aria-hidden="true" size={18} /> {t('devices.testPage')}
        </Key>
      )}
      {kind === 'paymentTerminal' && (
        <GatedKey says permission="closeTerminalDay" testId="end-of-day" className={small} isDisabled={closing} onPress={() => acts.closeTerminalDay(id)}>
          <CalendarCheck aria-hidden="true" size={18} /> {t('endOfDay.key')}
        </GatedKey>
      )}
      {kind === 'cashDrawer' && (
        <GatedKey says permission="openDrawer" testId="devices-open-drawer" className={small} onPress={acts.openDrawerPanel}>
          <LockOpen aria-hidden="true" size={18} /> {t('drawer.key')}
        </GatedKey>
      )}
    </>
  )
}

/** What is there beside what it is: who said so, how far it was tried, and what waits for the next start. */
function Facts(props: { readonly setting: DeviceSettingView }) {
  const { t } = useTranslation()
  const { setting } = props
  const waits = setting.from === 'commandLine' && setting.chosen !== undefined && setting.chosen !== setting.inUse
  return (
    <p className="flex flex-wrap gap-x-3 gap-y-0.5 text-[13px] text-ink-2">
      {setting.evidence !== undefined && <span data-testid="evidence">{t(`evidence.${setting.evidence}`)}</span>}
      <span>{t(`devices.from.${setting.from}`)}</span>
      {waits && <span>{t('devices.waits', { address: addressWords(setting.chosen ?? '', t) })}</span>}
    </p>
  )
}

function LastEvent(props: { readonly device: DeviceView }) {
  const { t } = useTranslation()
  const latest = useScreen((state) => state.deviceLog?.latest.find(({ device }) => device === props.device.id))
  const words = useDeviceEventWords()
  if (latest === undefined) return null
  const { when, what } = words(latest)
  return (
    <p data-testid="last-event" className="number text-[13px] text-ink-2">
      {t('devices.last', { when, what })}
      {isOver(latest, props.device) && <span data-testid="last-over"> · {t('devices.over')}</span>}
    </p>
  )
}

function nameOf(setting: DeviceSettingView | undefined, device: DeviceView | undefined, t: ReturnType<typeof useTranslation>['t']): string {
  if (device?.simulated === true) return t('devices.simulated')
  if (setting === undefined) return device?.name ?? ''
  if (setting.slot === 'cashDrawer') {
    // The level may stand in the printer's address: a drawer whose position is known has a switch, whatever stands here.
    const known = device?.position !== undefined && device.position !== 'unknown'
    const level = setting.inUse !== 'none' ? addressWords(setting.inUse, t) : known ? '' : t('address.noSwitch')
    return [device?.name ?? '', level].filter((part) => part !== '').join(' · ')
  }
  return device === undefined || device.name === '' ? addressWords(setting.inUse, t) : device.name
}

function Device(props: { readonly device: DeviceView | undefined; readonly setting: DeviceSettingView | undefined; readonly chosen: boolean; readonly mayChange: boolean }) {
  const { t } = useTranslation()
  const acts = useActs()
  const devices = useScreen((state) => state.devices)
  const { device, setting } = props
  const kind = device?.kind ?? setting?.kind ?? 'printer'
  const shown: DeviceView = device ?? { id: setting?.device ?? '', kind, name: '', simulated: false, health: 'unconfigured', faults: [] }
  const faults = shown.faults.map((fault) => t(`fault.${fault}`, { defaultValue: fault })).join(', ')
  const todo = shown.faults.map((fault) => t(`devices.todo.${fault}`, { defaultValue: t(`devices.advice.${shown.health}`) }))
  const alone = setting?.slot === 'secondPrinter' && device === undefined && setting.inUse !== 'none'
  return (
    <Card
      testId={`device-${setting?.slot ?? shown.id}`}
      drawing={<DeviceDrawing device={shown} size={22} />}
      title={setting === undefined ? deviceTitle(shown, devices, t) : t(`slot.${setting.slot}`)}
      name={nameOf(setting, device, t)}
      tone={toneOf(shown)}
      state={faults === '' ? t(`health.${shown.health}`) : `${t(`health.${shown.health}`)} · ${faults}`}
      advice={alone ? [t('devices.secondAlone')] : todo.length > 0 ? todo : shown.health === 'ready' ? [] : [t(`devices.advice.${shown.health}`)]}
      chosen={props.chosen}
    >
      {kind === 'cashDrawer' && <DrawerPosition />}
      <LastEvent device={shown} />
      {setting !== undefined && <Facts setting={setting} />}
      <TestResult device={shown} />
      <div className="mt-auto flex flex-wrap gap-2">
        {device !== undefined && device.health !== 'unconfigured' && <TestKeys device={device} slot={setting?.slot} />}
        {setting !== undefined && (
          <Key testId={`change-${setting.slot}`} className={small} isDisabled={!props.mayChange} label={`${t('devices.change')}: ${t(`slot.${setting.slot}`)}`} onPress={() => acts.openDeviceSetup(setting.slot)}>
            <Settings2 aria-hidden="true" size={18} /> {t('devices.change')}
            {props.chosen && <Shortcut keys={labelOf('enter')} boxed />}
          </Key>
        )}
      </div>
    </Card>
  )
}

/** How old the newest backup is, for everybody who looks how the till is. */
function BackupCard() {
  const { t } = useTranslation()
  const age = useAge()
  const backup = useScreen((state) => state.health?.backup)
  const gate = useGate('manageBackups')
  const acts = useActs()
  if (backup === undefined) return null
  const { newestAt, failing, running } = backup
  const tone: StatusTone = failing !== undefined ? 'danger' : newestAt === undefined && !running ? 'warn' : 'ok'
  const name = newestAt === undefined ? t('backups.none') : t('backups.newest', { age: age(newestAt) })
  return (
    <Card testId="device-backups" drawing={<DatabaseBackup size={22} />} title={t('title.backups')} name={name} tone={tone} state={failing !== undefined ? t('backups.fail') : running ? t('backups.copying') : newestAt === undefined ? t('backups.none') : t('backups.well')} advice={failing === undefined ? [] : [t(troubleWords(failing), { ...failing.params })]}>
      {gate !== 'never' && (
        <Key testId="open-backups" className={small} onPress={acts.openBackups}>
          <DatabaseBackup aria-hidden="true" size={18} /> {t('title.backups')}
        </Key>
      )}
    </Card>
  )
}

function Head(props: { readonly mayChange: boolean }) {
  const { t } = useTranslation()
  const acts = useActs()
  const canUndo = useScreen((state) => state.canUndoDevice)
  const key = 'min-h-12 gap-2 px-4 text-sm font-semibold'
  return (
    <div className="flex flex-wrap items-center gap-2">
      <p className="min-w-40 flex-1 text-[15px] text-ink-2">{props.mayChange ? t('devices.live') : t('devices.managerOnly')}</p>
      {canUndo && (
        <Key testId="device-undo" look="soft" className={key} onPress={acts.undoDevice}>
          <Undo2 aria-hidden="true" size={18} /> {t('key.undoDevice')} <Shortcut keys={labelOf('undoDevice')} boxed />
        </Key>
      )}
      <Key testId="open-gun" className={key} onPress={acts.openGun}>
        <ScanBarcode aria-hidden="true" size={18} /> {t('gun.open')} <Shortcut keys={labelOf('gun')} boxed />
      </Key>
      <Key testId="find-devices" className={key} isDisabled={!props.mayChange} onPress={acts.openDeviceFind}>
        <RefreshCw aria-hidden="true" size={18} /> {t('devices.find')} <Shortcut keys={labelOf('findDevices')} boxed />
      </Key>
      <Key testId="test-devices" look="accent" className={key} onPress={acts.testDevices}>
        <PlugZap aria-hidden="true" size={18} /> {t('key.testDevice')} <Shortcut keys={labelOf('testDevice')} boxed />
      </Key>
    </div>
  )
}

/** Every slot with its device, and head office: how it is, in a shape and in words, what happened to it and what to do. It changes as they do. */
export function Devices() {
  const { t } = useTranslation()
  const acts = useActs()
  const devices = useScreen((state) => state.devices)
  const settings = useScreen((state) => state.deviceSettings)
  const replication = useScreen((state) => state.replication)
  const contact = useScreen((state) => state.health?.contact)
  const events = useScreen((state) => state.deviceLog?.events)
  const chosen = useScreen((state) => (state.work.kind === 'devices' ? state.work.chosen : -1))
  const words = useReplicationWords()
  const slots = settings?.slots ?? []
  const others = devices.filter(({ id }) => slots.every(({ device }) => device !== id))
  const mayChange = settings?.mayChange === true
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto px-4 pt-3 pb-4">
      <Head mayChange={mayChange} />
      <ul aria-label={t('devices.label')} className="grid grid-cols-1 gap-3 min-[900px]:grid-cols-2 min-[1800px]:grid-cols-3">
        {slots.map((setting, index) => (
          <Device key={setting.slot} setting={setting} device={devices.find(({ id }) => id === setting.device)} chosen={index === chosen} mayChange={mayChange} />
        ))}
        {others.map((device) => (
          <Device key={device.id} setting={undefined} device={device} chosen={false} mayChange={mayChange} />
        ))}
        <BackupCard />
        {replication !== undefined && (
          <Card testId="device-headOffice" drawing={<CloudUpload size={22} />} title={t('replication.title')} name={words(replication).detail} tone={replicationTone(replication)} state={words(replication).state} advice={[...words(replication).advice, ...(contact === undefined ? [] : [contact.state === 'over' ? t('contact.over', { hours: contact.mostHours }) : t('contact.soon', { hours: contact.mostHours, count: contact.hoursLeft })])]}>
            <TryHeadOffice />
          </Card>
        )}
      </ul>
      <section aria-label={t('title.deviceLog')} className="rounded-card border border-line bg-surface shadow-1">
        <div className="flex items-center gap-3 border-b border-line py-1 ps-4 pe-1">
          <h2 className="text-[15px] font-bold">{t('title.deviceLog')}</h2>
          <p className="flex-1 text-[13px] text-ink-2">{t('deviceLog.newestFirst')}</p>
          <Key testId="open-device-log" look="bare" className="min-h-12 gap-2 px-3 text-sm font-semibold text-ink-2" onPress={() => acts.openDeviceLog()}>
            {t('deviceLog.kept')} <Shortcut keys={labelOf('deviceLog')} boxed />
          </Key>
        </div>
        <EventRows events={events ?? []} />
      </section>
    </div>
  )
}
