import { Clock3, KeyRound, LifeBuoy, Network, PackageOpen, ShoppingBasket } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActs } from '../state/context.ts'
import { isExampleAt } from '../state/setup-work.ts'
import { firstEmpty, taxPackOfDraft } from '../state/setup-check.ts'
import { DigitKeypad } from '../ui/index.ts'
import { Choice, FaultLine, SetupField, useDraft, useSetup } from './setup-parts.tsx'

const drawn = { 'aria-hidden': true, size: 28, className: 'shrink-0' } as const

export function GoodsPage() {
  const { t } = useTranslation()
  const { draft, change } = useDraft()
  const view = useSetup((setup) => setup.view)
  if (draft === undefined || view === undefined) return null
  const possible = isExampleAt(view, { currency: draft.currency, taxPack: taxPackOfDraft(draft) })
  return (
    <div className="flex max-w-[720px] flex-col gap-3">
      <Choice testId="setup-goods-empty" chosen={draft.catalogue === 'empty'} title={t('setup.goods.empty')} detail={t('setup.goods.empty.explain')} drawing={<PackageOpen {...drawn} />} onPress={() => change({ catalogue: 'empty' })} />
      <Choice testId="setup-goods-example" chosen={draft.catalogue === 'example'} isDisabled={!possible} title={t('setup.goods.example')} detail={t(possible ? 'setup.goods.example.explain' : 'setup.goods.example.none')} drawing={<ShoppingBasket {...drawn} />} onPress={() => change({ catalogue: 'example' })} />
      <FaultLine field="catalogue" />
    </div>
  )
}

export function HeadOfficePage() {
  const { t } = useTranslation()
  const { draft, change } = useDraft()
  if (draft === undefined) return null
  return (
    <div className="flex max-w-[720px] flex-col gap-3">
      <Choice testId="setup-join-later" chosen={!draft.joins} title={t('setup.headOffice.later')} detail={t('setup.headOffice.later.explain')} drawing={<Clock3 {...drawn} />} onPress={() => change({ joins: false })} />
      <Choice testId="setup-join-now" chosen={draft.joins} title={t('setup.headOffice.now')} detail={t('setup.headOffice.now.explain')} drawing={<Network {...drawn} />} onPress={() => change({ joins: true })} />
      {draft.joins && (
        <div className="mt-2 flex flex-col gap-4">
          <SetupField first field="headOfficeUrl" kind="address" label={t('setup.headOffice.url')} value={draft.headOfficeUrl} maxLength={256} placeholder="https://" onChange={(headOfficeUrl) => change({ headOfficeUrl })} />
          <SetupField field="enrolmentCode" kind="address" label={t('setup.headOffice.code')} value={draft.enrolmentCode} maxLength={64} placeholder="XXXX-XXXX-XXXX" onChange={(enrolmentCode) => change({ enrolmentCode })} />
        </div>
      )}
    </div>
  )
}

/** The last page: the first person, and the only secret that a person has to keep here. */
export function OwnerPage() {
  const { t } = useTranslation()
  const acts = useActs()
  const { draft, change } = useDraft()
  // As the page came: asked anew at every key, the cursor would leave a field after its first letter.
  const [first] = useState(() => draft && firstEmpty(draft, ['ownerName', 'pin', 'pinAgain']))
  const [field, setField] = useState<'pin' | 'pinAgain'>('pin')
  if (draft === undefined) return null
  const digits = (text: string): string => text.normalize('NFKC').replaceAll(/\D/g, '').slice(0, 8)
  const notes = [
    { Drawing: KeyRound, words: 'setup.owner.noDefault' },
    { Drawing: LifeBuoy, words: 'setup.owner.recover' },
  ] as const
  return (
    <div className="flex max-w-[900px] items-start gap-10 max-[1199px]:gap-6">
      <div className="flex min-w-0 flex-1 flex-col gap-5">
        <SetupField first={first === 'ownerName'} field="ownerName" label={t('setup.owner.name')} value={draft.ownerName} maxLength={64} onChange={(ownerName) => change({ ownerName })} />
        <div className="grid grid-cols-2 items-start gap-4">
          <SetupField first={first === 'pin'} field="pin" kind="pin" label={t('setup.owner.pin')} value={draft.pin} maxLength={8} onFocus={() => setField('pin')} onBlur={acts.checkSetupPin} onChange={(pin) => change({ pin: digits(pin) })} />
          <SetupField first={first === 'pinAgain'} field="pinAgain" kind="pin" label={t('setup.owner.pinAgain')} value={draft.pinAgain} maxLength={8} onFocus={() => setField('pinAgain')} onChange={(pinAgain) => change({ pinAgain: digits(pinAgain) })} />
        </div>
        <ul className="flex flex-col gap-3 rounded-key border border-line bg-surface p-4">
          {notes.map(({ Drawing, words }) => (
            <li key={words} className="flex items-start gap-3 text-[15px] leading-snug text-ink-2">
              <Drawing aria-hidden="true" size={22} className="mt-px shrink-0 text-accent" /> {t(words)}
            </li>
          ))}
        </ul>
      </div>
      <div className="w-[300px] shrink-0 max-[1199px]:w-[264px]">
        <DigitKeypad labels={{ group: t('signOn.keypad'), clear: t('keypad.clear'), erase: t('keypad.erase') }} onKey={(digit) => acts.typeSetupPin(digit, field)} onClear={() => change({ [field]: '' })} onErase={() => change({ [field]: draft[field].slice(0, -1) })} />
      </div>
    </div>
  )
}
