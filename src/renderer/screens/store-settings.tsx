import { Check, Network, Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type StoreView } from '../../contracts/ipc/index.ts'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { percentText } from '../state/percent.ts'
import { Key, Shortcut } from '../ui/index.ts'
import { BesideField } from './beside-field.tsx'
import { OfHeadOffice } from './of-head-office.tsx'
import { PaperFields } from './paper-fields.tsx'
import { ReceiptPaper } from './receipt-paper.tsx'
import { Refused } from './refused.tsx'
import { StoreCards } from './store-cards.tsx'
import { StoreMoney } from './store-money.tsx'
import { StoreTraining } from './store-training.tsx'
import { SetupField } from './setup-parts.tsx'

/** What every figure stands on: shown, so that nobody wonders, and not to be changed. */
function Facts(props: { readonly view: StoreView }) {
  const { t } = useTranslation()
  const { currency, taxPack, cashRounding, timeZone, cutOffHour, ofHeadOffice = [] } = props.view
  const rounding = t(cashRounding === '' ? 'setup.rounding.none' : `setup.rounding.${cashRounding}`)
  const [, mode, standard, reduced] = /^OWN-(IN|EX)-(\d+)-(\d+)$/.exec(taxPack) ?? []
  const own = `${t('setup.pack.own')}: ${percentText(Number(standard))} % · ${percentText(Number(reduced))} %`
  const rows = [
    [t('setup.currency'), currency],
    [t('setup.tax'), mode === undefined ? t(`setup.pack.${taxPack}`, { defaultValue: taxPack }) : own],
    [t('setup.rounding'), ofHeadOffice.includes('cashRounding') ? `${rounding} (${t('ofHeadOffice.who')})` : rounding],
    [t('setup.timeZone'), timeZone],
    [t('setup.cutOff'), `${String(cutOffHour).padStart(2, '0')}:00`],
  ]
  return (
    <section data-testid="store-facts" className="flex flex-col gap-2 rounded-key border border-line bg-surface p-4">
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5 text-[15px]">
        {rows.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-ink-2">{name}</dt>
            <dd className="text-end font-semibold">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="text-sm text-ink-2">{t('store.fixed')}</p>
    </section>
  )
}

function HeadOffice(props: { readonly view: StoreView }) {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => (state.work.kind === 'store' ? state.work : undefined))
  if (work === undefined) return null
  const { registerNumber, headOfficeUrl } = props.view
  return (
    <section data-testid="store-headOffice" className="flex flex-col gap-3 rounded-key border border-line bg-surface p-4">
      <h2 className="flex items-center gap-2 text-[15px] font-bold">
        <Network aria-hidden="true" size={20} /> {t('setup.step.headOffice')}
      </h2>
      {registerNumber > 0 ? (
        <>
          <p className="text-[15px] text-ink-2">
            {t('store.belongs', { number: registerNumber })}
            {headOfficeUrl !== undefined && (
              <bdi dir="ltr" data-testid="store-headOfficeUrl" className="mt-1 block font-semibold break-all text-ink">
                {headOfficeUrl}
              </bdi>
            )}
          </p>
          <Key testId="store-moveHeadOffice" className="min-h-14 justify-center px-4 text-base font-semibold" isDisabled={work.saving} onPress={acts.openHeadOffice}>
            {t('store.moveHeadOffice')}
          </Key>
        </>
      ) : (
        <>
          <BesideField>
            <SetupField field="headOfficeUrl" kind="address" label={t('setup.headOffice.url')} value={work.headOfficeUrl} maxLength={256} placeholder="https://" onChange={(url) => acts.changeJoin({ headOfficeUrl: url })} />
          </BesideField>
          <BesideField>
            <SetupField field="enrolmentCode" kind="address" label={t('setup.headOffice.code')} value={work.enrolmentCode} maxLength={64} placeholder="XXXX-XXXX-XXXX" onChange={(enrolmentCode) => acts.changeJoin({ enrolmentCode })} />
          </BesideField>
          <Key testId="store-join" className="min-h-14 justify-center px-4 text-base font-semibold" isDisabled={work.saving} onPress={acts.joinHeadOffice}>
            {t('setup.headOffice.now')}
          </Key>
        </>
      )}
    </section>
  )
}

/** How long goods come back without asking: the store's days, where an item has none of its own. */
function Returns(props: { readonly returnDays: string; readonly isKept: boolean }) {
  const { t } = useTranslation()
  const acts = useActs()
  return (
    <section data-testid="store-returns" className="flex flex-col gap-3 rounded-key border border-line bg-surface p-4">
      <h2 className="flex items-center gap-2 text-[15px] font-bold">
        <Undo2 aria-hidden="true" size={20} /> {t('store.returns')}
      </h2>
      <BesideField>
        <label className="flex flex-col gap-1.5 text-start text-sm font-semibold text-ink-2">
          {t('store.returnDays')}
          <input data-testid="store-returnDays" value={props.returnDays} disabled={props.isKept} inputMode="numeric" maxLength={4} autoComplete="off" spellCheck={false} onChange={(event) => acts.changeReturnDays(event.target.value)} className="number h-14 w-full rounded-key border border-line-strong bg-surface px-4 text-lg font-medium text-ink disabled:bg-sunken disabled:text-ink-2" />
        </label>
      </BesideField>
      <p className="text-sm text-ink-2">{t(props.returnDays === '' ? 'store.returnsForEver' : Number(props.returnDays) === 0 ? 'store.returnsNever' : 'store.returnsHint')}</p>
      {props.isKept && <OfHeadOffice />}
    </section>
  )
}

/** Settings, Store: the words around every receipt beside the paper they stand on, and what cannot be changed any more. */
export function StoreSettings() {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => (state.work.kind === 'store' ? state.work : undefined))
  if (work?.view === undefined) return null
  if (work.view === 'refused') return <Refused testId="store-refused" words={t('store.refused')} />
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex min-h-0 flex-1 flex-wrap items-start gap-6 overflow-y-auto p-4">
        <div className="flex min-w-[300px] flex-1 flex-col gap-5">
          {work.view.ofHeadOffice !== undefined && <OfHeadOffice some />}
          <PaperFields draft={work.draft} change={acts.changeStore} ofHeadOffice={work.view.ofHeadOffice ?? []} />
          <Returns returnDays={work.returnDays} isKept={work.view.ofHeadOffice?.includes('returnDays') === true} />
          <StoreMoney view={work.view} />
          <StoreCards view={work.view} />
          <StoreTraining view={work.view} />
          <HeadOffice view={work.view} />
          <Facts view={work.view} />
        </div>
        <aside aria-label={t('setup.preview')} data-testid="setup-preview" className="min-h-[420px] shrink-0">{work.preview !== undefined && <ReceiptPaper document={work.preview} />}</aside>
      </div>
      <div className="shrink-0 p-4 pt-2">
        <Key testId="store-save" look="accent" isDisabled={work.saving} className="h-16 w-full justify-center gap-3 text-xl font-bold" onPress={acts.saveStore}>
          <Check aria-hidden="true" size={26} /> {t('people.save')} <Shortcut keys={labelOf('enter')} boxed />
        </Key>
      </div>
    </div>
  )
}
