import { OctagonAlert, RefreshCw, Search } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type FoundDevicesView, type Output } from '../../contracts/ipc/index.ts'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { FieldAside, Key, Shortcut, StatusMark } from '../ui/index.ts'

type Found = FoundDevicesView['found'][number]

function FoundRow(props: { readonly device: Found; readonly chosen: boolean }) {
  const { t } = useTranslation()
  const acts = useActs()
  const { device, chosen } = props
  return (
    <li data-testid="found-device" aria-current={chosen ? 'true' : undefined} className={`flex flex-col gap-2 rounded-card border bg-surface p-4 shadow-1 ${device.permitted ? 'border-line' : 'border-warn'} ${chosen ? 'ring-2 ring-focus' : ''}`}>
      <div className="flex flex-wrap items-baseline gap-x-3">
        <span className="text-base font-bold">{t(`found.guess.${device.guess}`)}</span>
        <span className="min-w-0 text-[13px] break-all text-ink-2">
          {device.name} · <bdi dir="ltr">{device.address}</bdi>
        </span>
      </div>
      {!device.permitted && (
        <p data-testid="no-permission" className="flex items-start gap-2 text-sm font-semibold text-warn">
          <StatusMark tone="warn" className="mt-1" /> {t('devices.todo.permission')}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        {device.slots.map((slot) => (
          <Key key={slot} testId={`take-${slot}`} className="min-h-12 gap-2 px-4 text-sm font-semibold" label={`${t('found.take', { slot: t(`slot.${slot}`) })}: ${device.address}`} onPress={() => acts.takeFound(device, slot)}>
            {t('found.take', { slot: t(`slot.${slot}`) })}
            {chosen && slot === (device.slots.find((one) => one === device.guess) ?? device.slots[0]) && <Shortcut keys={labelOf('enter')} boxed />}
          </Key>
        ))}
      </div>
    </li>
  )
}

/** What answers can be taken: the focus goes there, for Enter in the field would only ask again. */
function Uses(props: { readonly uses: Output<'probe-device'>['uses'] }) {
  const { t } = useTranslation()
  const acts = useActs()
  const keys = useRef<HTMLDivElement>(null)
  useEffect(() => keys.current?.querySelector('button')?.focus(), [])
  return (
    <div ref={keys} data-own-enter data-testid="probe-uses" className="flex flex-wrap gap-2">
      {props.uses.map(({ slot, address }) => (
        <Key key={slot} testId={`use-${slot}`} className="min-h-12 gap-2 px-4 text-sm font-semibold" label={`${t('found.take', { slot: t(`slot.${slot}`) })}: ${address}`} onPress={() => acts.takeFound({ address }, slot)}>
          {t('found.take', { slot: t(`slot.${slot}`) })}
        </Key>
      ))}
    </div>
  )
}

/** One typed machine and port, asked whether it answers. No network is searched. */
function Probe() {
  const { t } = useTranslation()
  const acts = useActs()
  const entry = useScreen((state) => state.entry)
  const probe = useScreen((state) => (state.work.kind === 'deviceFind' ? state.work.probe : undefined))
  return (
    <div className="flex flex-col gap-2">
      <div data-field className="flex gap-2">
        <div className="flex h-12 min-w-0 flex-1 items-center gap-2.5 rounded-key border border-line bg-surface ps-3.5 pe-3 shadow-1 focus-within:border-accent">
          <Search aria-hidden="true" size={20} className="shrink-0 text-accent" />
          <input
            data-entry-field
            aria-label={t('found.probe')}
            placeholder={t('found.probe')}
            value={entry}
            autoComplete="off"
            spellCheck={false}
            dir="ltr"
            onChange={(event) => acts.setEntry(event.target.value)}
            className="h-full w-full min-w-0 bg-transparent text-base outline-none placeholder:text-ink-3"
          />
        </div>
        <FieldAside />
        <Key testId="probe" className="min-h-12 gap-2 px-4 text-sm font-semibold" isDisabled={entry.trim() === '' || probe === 'asking'} onPress={acts.enterFound}>
          {t('found.ask')} <Shortcut keys={labelOf('enter')} boxed />
        </Key>
      </div>
      {probe !== undefined && (
        <p data-testid="probe-answer" aria-live="polite" className="flex items-center gap-2 text-sm font-semibold">
          {probe === 'asking' ? t('found.asking') : (<><StatusMark tone={probe.outcome === 'open' ? 'ok' : 'danger'} /> <bdi dir="ltr">{probe.address}</bdi> {t(`probe.${probe.outcome}`)}</>)}
        </p>
      )}
      {probe !== undefined && probe !== 'asking' && probe.uses.length > 0 && <Uses key={probe.address} uses={probe.uses} />}
    </div>
  )
}

/** What is plugged in to this machine, what it probably is, and whether the till may use it. */
export function DeviceFind() {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => state.work)
  if (work.kind !== 'deviceFind') return null
  const { found, looking, chosen } = work
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto px-4 pt-3 pb-4">
      <div className="flex items-center gap-3">
        <p aria-live="polite" className="min-w-0 flex-1 text-[15px] text-ink-2">{looking ? t('found.looking') : t('found.explain')}</p>
        <Key testId="find-again" className="min-h-12 gap-2 px-4 text-sm font-semibold" isDisabled={looking} onPress={acts.openDeviceFind}>
          <RefreshCw aria-hidden="true" size={18} /> {t('found.again')} <Shortcut keys={labelOf('findDevices')} boxed />
        </Key>
      </div>
      <Probe />
      {found?.troubles.map(({ bus, fault }) => (
        <p key={bus} data-testid="find-trouble" className="flex items-center gap-2 rounded-lg bg-warn-soft px-3 py-2 text-sm font-semibold text-warn">
          <OctagonAlert aria-hidden="true" size={18} className="shrink-0" />
          {t(`found.trouble.${bus}`)}: {t(`fault.${fault}`, { defaultValue: fault })}
        </p>
      ))}
      {found !== undefined && found.found.length === 0 && <p data-testid="found-nothing" className="rounded-card border border-line bg-surface p-6 text-center text-[15px] text-ink-2">{t('found.nothing')}</p>}
      <ul aria-label={t('title.deviceFind')} className="flex flex-col gap-3">
        {found?.found.map((device, index) => (
          <FoundRow key={`${device.bus} ${device.address} ${device.name}`} device={device} chosen={index === chosen} />
        ))}
      </ul>
    </div>
  )
}
