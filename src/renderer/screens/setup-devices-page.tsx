import { CircleCheck, LockOpen, OctagonAlert, PlugZap, Printer, RefreshCw, Scale, ScanBarcode } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { type DeviceSlot, type DeviceView, type FoundDevicesView, longestAddress } from '../../contracts/ipc/index.ts'
import { useActs, useScreen } from '../state/context.ts'
import { settingOf } from '../state/device-acts.ts'
import { type SetupDevice, setupSlots } from '../state/setup-work.ts'
import { Key, StatusMark } from '../ui/index.ts'
import { addressExamples } from './device-setup.tsx'
import { DeviceDrawing, toneOf } from './device-status.tsx'
import { TestResult } from './device-test.tsx'
import { addressWords } from './device-words.ts'
import { SetupField, useDraft, useSetup } from './setup-parts.tsx'

const key = 'min-h-12 gap-2 px-4 text-[15px] font-semibold'
const tests = { printer: Printer, scanner: ScanBarcode, scale: Scale } as const

/** What is plugged in and fits this row. One that may not be opened says so, and what to do. */
function Found(props: { readonly slot: DeviceSlot; readonly found: FoundDevicesView; readonly busy: boolean }) {
  const { t } = useTranslation()
  const acts = useActs()
  const fitting = props.found.found.filter(({ slots }) => slots.includes(props.slot))
  return (
    <>
      {props.found.troubles.map(({ bus, fault }) => (
        <p key={bus} className="flex items-center gap-2 rounded-lg bg-warn-soft px-3 py-2 text-sm font-semibold text-warn">
          <OctagonAlert aria-hidden="true" size={18} className="shrink-0" />
          {t(`found.trouble.${bus}`)}: {t(`fault.${fault}`, { defaultValue: fault })}
        </p>
      ))}
      {fitting.length === 0 && <p data-testid="setup-found-nothing" className="text-[15px] text-ink-2">{t('setup.devices.nothing')}</p>}
      {fitting.length > 0 && (
        <Group aria-label={t('setup.devices.found')} className="flex flex-col gap-2">
          {fitting.map(({ bus, address, name, guess, permitted }, index) => (
            <div key={`${bus} ${address}`} className="flex flex-col gap-1">
              <Key testId={`setup-found-${index}`} className={`${key} w-full text-start`} isDisabled={props.busy} onPress={() => acts.takeSetupDevice(address)}>
                <PlugZap aria-hidden="true" size={20} className="shrink-0 text-accent" />
                <span className="min-w-0 flex-1 break-words">
                  {name === '' ? t(`found.guess.${guess}`) : name} <bdi dir="ltr" className="font-normal text-ink-2">{address}</bdi>
                </span>
              </Key>
              {!permitted && (
                <p className="flex items-start gap-2 text-sm font-semibold text-warn">
                  <StatusMark tone="warn" className="mt-1" /> {t('devices.todo.permission')}
                </p>
              )}
            </div>
          ))}
        </Group>
      )}
    </>
  )
}

/** The drawer's line comes from the printer: all there is to say is what its switch means. */
function DrawerSwitch() {
  const { t } = useTranslation()
  const acts = useActs()
  const chosen = useSetup(({ draft }) => draft.devices.cashDrawer)
  return (
    <Group aria-label={t('setup.devices.switch')} className="flex flex-wrap gap-2">
      {([undefined, 'high', 'low'] as const).map((level) => (
        <Key key={level ?? 'none'} testId={`setup-switch-${level ?? 'none'}`} look={chosen === level ? 'dark' : 'outline'} isPressed={chosen === level} className={`${key} rounded-full!`} onPress={() => acts.chooseSetupDevice('cashDrawer', level)}>
          {level === undefined ? t('setup.devices.noSwitch') : t(`address.${level}`)}
        </Key>
      ))}
    </Group>
  )
}

function Address(props: { readonly device: SetupDevice }) {
  const { t } = useTranslation()
  const acts = useActs()
  const { slot, address, busy, probe, looking, found } = props.device
  const [example = ''] = addressExamples[slot] ?? []
  return (
    <>
      {looking && <p role="status" className="text-[15px] text-ink-2">{t('found.looking')}</p>}
      {found !== undefined && <Found slot={slot} found={found} busy={busy} />}
      <div className="flex items-start gap-2">
        <SetupField first field="devices" kind="address" label={t('devices.address')} value={address} maxLength={longestAddress} placeholder={example} className="min-w-0 flex-1" onChange={acts.typeSetupDevice} />
        <Key testId="setup-device-use" look="soft" className="mt-[26px] h-14 gap-2 px-5 text-[15px] font-semibold" isDisabled={busy || address.trim() === ''} onPress={acts.enterSetupDevice}>
          {t(busy ? 'setup.devices.trying' : 'setup.devices.use')}
        </Key>
      </div>
      {probe !== undefined && (
        <p role="alert" data-testid="setup-probe" className="flex items-start gap-2 text-[15px] font-semibold text-warn">
          <OctagonAlert aria-hidden="true" size={20} className="mt-px shrink-0" /> {t(`setup.devices.${probe}`)}
        </p>
      )}
      <p className="text-[13px] text-ink-2">
        {t('devices.examples')} {(addressExamples[slot] ?? []).map((one) => <bdi key={one} dir="ltr" className="me-3 inline-block font-mono break-all">{one}</bdi>)}
      </p>
    </>
  )
}

function Panel(props: { readonly device: SetupDevice }) {
  const { t } = useTranslation()
  const acts = useActs()
  const { slot, looking, found } = props.device
  const chosen = useSetup(({ draft }) => draft.devices[slot] !== undefined) ?? false
  return (
    <div data-testid="setup-device-panel" className="flex flex-col gap-3 border-t border-line pt-3">
      <p className="text-[15px] text-ink-2">{t(`slot.explain.${slot}`)}</p>
      {slot === 'cashDrawer' ? <DrawerSwitch /> : <Address device={props.device} />}
      <div className="flex flex-wrap gap-2">
        {found !== undefined && (
          <Key testId="setup-look-again" className={key} isDisabled={looking} onPress={acts.findSetupDevices}>
            <RefreshCw aria-hidden="true" size={18} /> {t('found.again')}
          </Key>
        )}
        {chosen && slot !== 'cashDrawer' && (
          <Key testId="setup-not-now" className={key} onPress={() => acts.chooseSetupDevice(slot, undefined)}>
            {t('setup.devices.notNow')}
          </Key>
        )}
        <Key testId="setup-device-close" look="bare" className={`${key} text-ink-2`} onPress={acts.closeSetupDevice}>
          {t('setup.devices.close')}
        </Key>
      </div>
    </div>
  )
}

/** What proves that it works, as far as each can prove it: paper, an open drawer, a weight, a scan. */
function TryKey(props: { readonly slot: DeviceSlot; readonly id: string }) {
  const { t } = useTranslation()
  const acts = useActs()
  const { slot, id } = props
  const [words, act] = slot === 'printer' ? ['devices.testPage', acts.printTestPage] as const : slot === 'cashDrawer' ? ['setup.devices.openDrawer', acts.openSetupDrawer] as const : [slot === 'scanner' ? 'devices.testScan' : 'devices.test', acts.testDevice] as const
  const Drawing = slot === 'cashDrawer' ? LockOpen : slot === 'printer' || slot === 'scanner' || slot === 'scale' ? tests[slot] : CircleCheck
  return (
    <Key testId={`setup-try-${slot}`} look="soft" className={key} label={`${t(words)}: ${t(`slot.${slot}`)}`} onPress={() => act(id)}>
      <Drawing aria-hidden="true" size={18} /> {t(words)}
    </Key>
  )
}

function Row(props: { readonly slot: DeviceSlot }) {
  const { t } = useTranslation()
  const acts = useActs()
  const { slot } = props
  const { draft } = useDraft()
  const open = useSetup(({ device }) => (device?.slot === slot ? device : undefined))
  const setting = useScreen((state) => settingOf(state, slot))
  const printer = useScreen((state) => settingOf(state, 'printer'))
  const device = useScreen((state) => state.devices.find(({ id }) => id === setting?.device))
  const row = useRef<HTMLLIElement>(null)
  const isOpen = open !== undefined
  const wasOpen = useRef(false)
  useEffect(() => {
    // Shut, its field is gone, and with it the place where a keyboard was.
    if (wasOpen.current && !isOpen) row.current?.querySelector('button')?.focus()
    wasOpen.current = isOpen
  }, [isOpen])
  // Again when it grows by what was found: its keys would lie under the edge.
  const found = open?.found
  useEffect(() => {
    if (isOpen) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isOpen, found])
  const address = draft?.devices[slot]
  const given = setting?.from === 'commandLine'
  const hangs = slot === 'cashDrawer'
  const there = hangs ? printer !== undefined && printer.inUse !== 'none' : given ? setting.inUse !== 'none' : address !== undefined
  const shown: DeviceView = device ?? { id: setting?.device ?? slot, kind: setting?.kind ?? (slot === 'secondPrinter' ? 'printer' : slot), name: '', simulated: false, health: 'unconfigured', faults: [] }
  const tone = there ? toneOf(shown) : 'idle'
  const faults = shown.faults.map((fault) => t(`fault.${fault}`, { defaultValue: fault })).join(', ')
  const [fault] = shown.faults
  const still = hangs ? t(there ? 'setup.devices.comesAlong' : 'setup.devices.viaPrinter') : t('setup.devices.notNow')
  return (
    <li ref={row} data-testid={`setup-device-${slot}`} className={`flex flex-col gap-3 rounded-card border bg-surface px-4 py-2.5 ${isOpen ? 'border-accent' : 'border-line'}`}>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <span aria-hidden="true" className="inline-flex size-11 shrink-0 items-center justify-center rounded-lg bg-sunken text-ink-2"><DeviceDrawing device={shown} size={22} /></span>
        <span className="min-w-52 flex-1">
          <span className="block text-[17px] leading-snug font-bold">{t(`slot.${slot}`)}</span>
          <span data-testid="setup-device-state" className="flex items-center gap-2 text-sm text-ink-2">
            <StatusMark tone={tone} />
            {there && !hangs ? <span className="min-w-0 break-words"><bdi dir="ltr">{addressWords(given ? setting.inUse : (address ?? ''), t)}</bdi> · {t(`health.${shown.health}`)}{faults !== '' && ` · ${faults}`}</span> : still}
          </span>
        </span>
        {there && setting !== undefined && <TryKey slot={slot} id={setting.device} />}
        {(!hangs || there) && (
          <Key testId={`setup-find-${slot}`} className={key} isExpanded={isOpen} isDisabled={setting === undefined} label={`${t(address === undefined ? 'setup.devices.find' : 'devices.change')}: ${t(`slot.${slot}`)}`} onPress={() => (isOpen ? acts.closeSetupDevice() : acts.openSetupDevice(slot))}>
            {hangs ? t('setup.devices.switch') : t(address === undefined ? 'setup.devices.find' : 'devices.change')}
          </Key>
        )}
      </div>
      {given && <p className="text-[13px] text-ink-2">{t('devices.from.commandLine')}</p>}
      {there && (tone === 'danger' || tone === 'warn') && <p data-testid="setup-device-advice" className="text-[15px] text-ink-2">{fault === undefined ? t(`devices.advice.${shown.health}`) : t(`devices.todo.${fault}`, { defaultValue: t(`devices.advice.${shown.health}`) })}</p>}
      {there && <TestResult device={shown} />}
      {open !== undefined && <Panel device={open} />}
    </li>
  )
}

/** One row for each device of a first day. Nothing has to be here: what is, is tried before anything is saved. */
export function DevicesPage() {
  const { t } = useTranslation()
  return (
    <ul aria-label={t('devices.label')} className="flex max-w-[900px] flex-col gap-2 pb-1">
      {setupSlots.map((slot) => (
        <Row key={slot} slot={slot} />
      ))}
    </ul>
  )
}
