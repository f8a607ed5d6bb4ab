import { Check, OctagonAlert } from 'lucide-react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { longestAddress, type DeviceSlot } from '../../contracts/ipc/index.ts'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { settingOf, waysOf } from '../state/device-acts.ts'
import { Key, Shortcut, TextField } from '../ui/index.ts'

/** What an address of the slot may look like, to be changed and not to be learnt. No words: it is the same in every language. */
export const addressExamples: Readonly<Partial<Record<DeviceSlot, readonly string[]>>> = {
  printer: ['tcp://192.168.1.50:9100?profile=epson-80', 'usb:04b8:0e15', 'serial:/dev/ttyS0?baud=38400', 'winspool:EPSON TM-T20'],
  secondPrinter: ['tcp://192.168.1.51:9100?profile=generic-80', 'usb:04b8:0e15'],
  scale: ['serial:/dev/ttyS0?protocol=toledo-8217&division=5', 'tcp://192.168.1.60:4001?protocol=mt-sics&division=5'],
  scanner: ['hid:', 'serial:/dev/ttyACM0', 'hid:0c2e:0b61'],
  paymentTerminal: ['zvt://192.168.1.80:20007?currency=EUR'],
  customerDisplay: ['serial:/dev/ttyS1?protocol=cd5220', 'serial:/dev/ttyUSB0?protocol=led8n', 'tcp://192.168.1.90:4001?protocol=dm-d'],
  labelPrinter: ['tcp://192.168.1.70:9100?language=zpl&size=50x30&dpi=203', 'usb:0a5f:0166?language=tspl'],
}

function AddressField(props: { readonly slot: DeviceSlot }) {
  const { t } = useTranslation()
  const acts = useActs()
  const entry = useScreen((state) => state.entry)
  return (
    <div className="flex w-full flex-col gap-2">
      <TextField label={t('devices.address')} value={entry} maxLength={longestAddress} onChange={acts.setEntry} isAddress />
      <div className="flex flex-col gap-1 text-start text-[13px] text-ink-2">
        <p>{t('devices.examples')}</p>
        {(addressExamples[props.slot] ?? []).map((example) => (
          <bdi key={example} dir="ltr" className="font-mono break-all">
            {example}
          </bdi>
        ))}
      </div>
    </div>
  )
}

/** Which part of the address is wrong, beside the field: the refusal above says that nothing was changed. */
function WrongPart() {
  const { t } = useTranslation()
  const notice = useScreen((state) => state.notice)
  const reason = notice?.code === 'device.badAddress' ? notice.params?.['reason'] : undefined
  if (typeof reason !== 'string') return null
  return (
    <p data-testid="wrong-part" className="flex w-full items-center gap-2 rounded-lg bg-danger-soft px-3 py-2 text-start text-[15px] font-semibold text-danger">
      <OctagonAlert aria-hidden="true" size={20} className="shrink-0" /> {t(`addressPart.${reason}`, { defaultValue: reason })}
    </p>
  )
}

/** Choosing what stands in a slot: an address, one made of software, or nothing. In force when it is saved. */
export function DeviceSetup() {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => state.work)
  const setting = useScreen((state) => (state.work.kind === 'deviceSetup' ? settingOf(state, state.work.slot) : undefined))
  if (work.kind !== 'deviceSetup' || setting === undefined) return null
  return (
    <div className="flex min-h-0 flex-1 flex-col items-center overflow-y-auto p-6 pt-16 text-center">
      <div className="my-auto flex w-full max-w-[640px] flex-col items-center gap-4">
        <h2 className="text-xl font-bold">{t(`slot.${work.slot}`)}</h2>
        <p className="max-w-lg text-[15px] text-ink-2">{t(`slot.explain.${work.slot}`)}</p>
        {setting.from === 'commandLine' && <p className="max-w-lg text-[15px] font-semibold text-warn">{t('devices.from.commandLine')}</p>}
        <Group aria-label={t('devices.ways')} data-own-enter className="flex w-full flex-wrap gap-2.5">
          {waysOf(setting).map((way) => (
            <Key key={way} testId={`way-${way}`} look={way === work.way ? 'dark' : 'plain'} isPressed={way === work.way} isDisabled={work.saving} className="min-h-14 flex-1 gap-2 px-4 text-start text-base font-semibold" onPress={() => acts.chooseSetupWay(way)}>
              <span className="min-w-0 flex-1">{t(`address.${way}`)}</span>
              {way === work.way && <Check aria-hidden="true" size={20} className="shrink-0" />}
            </Key>
          ))}
        </Group>
        {work.way === 'address' && <AddressField slot={work.slot} />}
        <WrongPart />
        <Key testId="save-device" look="accent" isDisabled={work.saving} className="min-h-[64px] w-full justify-center gap-3 text-xl font-bold" onPress={acts.saveDevice}>
          <Check aria-hidden="true" size={26} /> {t('devices.save')} <Shortcut keys={labelOf('enter')} boxed />
        </Key>
        {setting.from !== 'commandLine' && <p className="max-w-lg text-sm text-ink-2">{work.way === 'none' && work.slot === 'printer' ? t('devices.noneMeans') : t('devices.savedAtOnce')}</p>}
      </div>
    </div>
  )
}
