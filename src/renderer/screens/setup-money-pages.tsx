import { Minus, Percent, Plus, ScrollText } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { countryCodes, fitsCurrency, setupCountry, type CountryCode } from '../../contracts/ipc/index.ts'
import { currencies, type CurrencyCode } from '../../domain/money/index.ts'
import { useActs } from '../state/context.ts'
import { percentText } from '../state/percent.ts'
import { ownTax } from '../state/setup-work.ts'
import { Key } from '../ui/index.ts'
import { Chips, Choice, FaultLine, SetupField, useDraft, useSetup } from './setup-parts.tsx'

const codes = Object.keys(currencies) as readonly CurrencyCode[]

/** Names of places and money come with the browser, in every language it has. */
function useNames(): { readonly country: (code: CountryCode) => string; readonly currency: (code: CurrencyCode) => string } {
  const { t, i18n } = useTranslation()
  const places = new Intl.DisplayNames(i18n.language, { type: 'region' })
  const moneys = new Intl.DisplayNames(i18n.language, { type: 'currency' })
  return { country: (code) => (code === 'other' ? t('setup.country.other') : (places.of(code) ?? code)), currency: (code) => moneys.of(code) ?? code }
}

export function CountryPage() {
  const { t } = useTranslation()
  const acts = useActs()
  const names = useNames()
  const { draft, change } = useDraft()
  const roundings = useSetup((setup) => setup.view.cashRoundings)
  if (draft === undefined || roundings === undefined) return null
  const rules = [{ value: '', words: t('setup.rounding.none') }, ...roundings.filter(({ currency }) => currency === draft.currency).map(({ id }) => ({ value: id, words: t(`setup.rounding.${id}`) }))]
  return (
    <div className="flex max-w-[900px] flex-col gap-6">
      <Chips label={t('setup.country')} testId="setup-country" chosen={draft.country} all={countryCodes.map((value) => ({ value, words: names.country(value) }))} onChoose={acts.chooseCountry} />
      <Chips label={`${t('setup.currency')}: ${names.currency(draft.currency)}`} testId="setup-currency" chosen={draft.currency} all={codes.map((value) => ({ value, words: value }))} onChoose={(currency) => change({ currency, cashRounding: '' })} />
      {rules.length > 1 && <Chips label={t('setup.rounding')} testId="setup-rounding" chosen={draft.cashRounding} all={rules} onChoose={(cashRounding) => change({ cashRounding })} />}
      <p className="text-sm text-ink-2">{t('setup.country.note')}</p>
    </div>
  )
}

function OwnRates() {
  const { t } = useTranslation()
  const { draft, change } = useDraft()
  if (draft === undefined) return null
  return (
    <div className="flex flex-col gap-4 rounded-key border border-line bg-surface p-4">
      <div className="grid grid-cols-2 gap-4">
        <SetupField first field="ownStandard" label={t('setup.rate.standard')} value={draft.ownStandard} maxLength={9} placeholder="20 %" onChange={(ownStandard) => change({ ownStandard })} />
        <SetupField field="ownReduced" label={t('setup.rate.reduced')} hint={t('setup.optional')} value={draft.ownReduced} maxLength={9} placeholder="5 %" onChange={(ownReduced) => change({ ownReduced })} />
      </div>
      <Chips label={t('setup.prices')} testId="setup-prices" chosen={draft.ownMode} all={(['inclusive', 'exclusive'] as const).map((value) => ({ value, words: t(`setup.prices.${value}`) }))} onChoose={(ownMode) => change({ ownMode })} />
    </div>
  )
}

export function TaxPage() {
  const { t } = useTranslation()
  const { draft, change } = useDraft()
  const view = useSetup((setup) => setup.view)
  if (draft === undefined || view === undefined) return null
  const { timeZones, taxPacks } = setupCountry(draft.country)
  const zones = [...new Set([view.machine.timeZone, ...timeZones])].slice(0, 6)
  const packs = view.taxPacks.filter(({ id }) => (taxPacks.includes(id) && fitsCurrency(id, draft.currency)) || id === draft.taxPack)
  const hour = (by: 1 | -1): void => change({ cutOffHour: (draft.cutOffHour + by + 24) % 24 })
  return (
    <div className="flex max-w-[900px] flex-col gap-6">
      <section className="flex flex-col gap-2">
        <h2 className="text-sm font-semibold text-ink-2">{t('setup.tax')}</h2>
        {packs.map(({ id, priceMode, rates }) => (
          <Choice key={id} testId={`setup-tax-${id}`} chosen={draft.taxPack === id} title={t(`setup.pack.${id}`)} detail={`${[...new Set(rates.map(({ rate }) => `${percentText(rate)} %`))].join(' · ')} · ${t(`setup.prices.${priceMode}`)}`} drawing={<ScrollText aria-hidden="true" size={26} className="shrink-0" />} onPress={() => change({ taxPack: id })} />
        ))}
        <Choice testId="setup-tax-own" chosen={draft.taxPack === ownTax} title={t('setup.pack.own')} detail={t('setup.pack.own.explain')} drawing={<Percent aria-hidden="true" size={26} className="shrink-0" />} onPress={() => change({ taxPack: ownTax })} />
        {draft.taxPack === ownTax && <OwnRates />}
        <FaultLine field="taxPack" />
      </section>
      <div className="grid grid-cols-[1.4fr_1fr] items-start gap-6">
        <section className="flex flex-col gap-2">
          <SetupField field="timeZone" kind="address" label={t('setup.timeZone')} value={draft.timeZone} maxLength={64} onChange={(timeZone) => change({ timeZone })} />
          <div className="flex flex-wrap gap-2">
            {zones.map((zone) => (
              <Key key={zone} testId={`setup-zone-${zone}`} look={zone === draft.timeZone ? 'dark' : 'outline'} isPressed={zone === draft.timeZone} className="min-h-12 rounded-full! px-4 text-sm font-semibold" onPress={() => change({ timeZone: zone })}>
                <bdi dir="ltr">{zone}</bdi>
              </Key>
            ))}
          </div>
        </section>
        <section className="flex flex-col gap-1.5">
          <h2 className="text-sm font-semibold text-ink-2">{t('setup.cutOff')}</h2>
          <div className="flex items-center gap-2">
            <Key testId="setup-hour-less" className="size-14 justify-center" label={t('setup.cutOff.earlier')} onPress={() => hour(-1)}>
              <Minus aria-hidden="true" size={22} />
            </Key>
            <output data-testid="setup-hour" className="number flex h-14 min-w-28 items-center justify-center rounded-key border border-line bg-surface text-2xl font-bold">{`${String(draft.cutOffHour).padStart(2, '0')}:00`}</output>
            <Key testId="setup-hour-more" className="size-14 justify-center" label={t('setup.cutOff.later')} onPress={() => hour(1)}>
              <Plus aria-hidden="true" size={22} />
            </Key>
          </div>
          <p className="text-sm text-ink-2">{t('setup.cutOff.explain')}</p>
        </section>
      </div>
    </div>
  )
}
