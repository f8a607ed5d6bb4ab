import { Check, TriangleAlert } from 'lucide-react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { percentText } from '../state/percent.ts'
import { fullDateText } from '../state/store-time.ts'
import { dateOf, dateSoFar, isFromBeginning, isOnePiece, partsOf, usualDates } from '../state/taxes.ts'
import { Key, Shortcut } from '../ui/index.ts'
import { AmountPad } from './amount-pad.tsx'
import { rateText, taxClassText } from './tax-words.ts'

/** One field: chosen by tapping it or with the arrow keys, and typed on the keypad beneath. */
function Field(props: { readonly words: string; readonly said: string; readonly hint: string; readonly chosen: boolean; readonly testId: string; readonly onPress: () => void }) {
  return (
    <Key testId={props.testId} look={props.chosen ? 'soft' : 'plain'} isPressed={props.chosen} className="min-h-16 gap-3 px-4 py-1 text-start" onPress={props.onPress}>
      <span className="min-w-0 flex-1">
        <span className="block text-[15px] font-semibold text-ink-2">{props.words}</span>
        <span className="block text-[13px] text-ink-2">{props.hint}</span>
      </span>
      <bdi dir="ltr" className="number shrink-0 text-2xl font-bold text-ink">{props.said === '' ? '–' : props.said}</bdi>
    </Key>
  )
}

/** A rate to come: from which business date, and how much, part by part where the class has parts. */
export function TaxRatePanel() {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => state.work)
  const taxes = useScreen((state) => state.taxes)
  const entry = useScreen((state) => state.entry)
  const language = useScreen((state) => state.language)
  if (work.kind !== 'taxRate' || taxes === undefined || taxes === 'refused') return null
  const { taxClass, at, saving, above } = work
  const [digits = '', ...rates] = work.typed.with(at, entry)
  const date = dateOf(digits)
  const real = date !== undefined && !Number.isNaN(Date.parse(`${date}T00:00:00Z`))
  const parts = partsOf(taxes, taxClass)
  const newest = taxes.classes.find((one) => one.taxClass === taxClass)?.rates[0]
  const last = at === work.typed.length - 1
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2 overflow-y-auto px-4 pt-2 pb-4">
      <h2 className="shrink-0 px-1 text-lg font-bold">
        {taxClassText(taxClass, t)}
        {newest !== undefined && <span className="ms-3 text-sm font-medium text-ink-2">{isFromBeginning(newest.from) ? `${rateText(newest.rate)} · ${t('taxes.fromBeginning')}` : t('taxes.now', { rate: rateText(newest.rate), date: fullDateText(newest.from, language) })}</span>}
      </h2>
      <Group aria-label={t('title.taxRate')} className="grid shrink-0 gap-2">
        <Field testId="rate-field-0" words={t('taxes.startsOn')} said={dateSoFar(digits)} hint={real ? fullDateText(date, language) : t('taxes.dateHint')} chosen={at === 0} onPress={() => acts.chooseRateField(0)} />
        {at === 0 && (
          <Group aria-label={t('taxes.usualDates')} className="flex flex-wrap gap-2">
            {usualDates(taxes.businessDate).map((usual) => (
              <Key key={usual.name} testId={`rate-date-${usual.name}`} look="outline" className="h-12 flex-1 justify-center rounded-full! px-3 text-sm font-semibold" onPress={() => acts.chooseRateDate(usual.digits)}>
                {t(`taxes.date.${usual.name}`)}
              </Key>
            ))}
          </Group>
        )}
        {rates.map((text, index) => {
          const part = parts[index]
          return (
            <Field
              key={part?.name ?? 'rate'}
              testId={`rate-field-${index + 1}`}
              words={part?.name ?? t('taxes.rate')}
              said={text === '' ? (part === undefined || part.rate === 0 ? '' : rateText(part.rate)) : `${text} %`}
              hint={part === undefined ? t('taxes.rateHint') : part.rate === 0 ? t('taxes.partNew') : t('taxes.partHint', { rate: percentText(part.rate) })}
              chosen={at === index + 1}
              onPress={() => acts.chooseRateField(index + 1)}
            />
          )
        })}
      </Group>
      {isOnePiece(taxes, taxClass) && <p data-testid="rate-one-piece" className="shrink-0 px-1 text-[13px] text-ink-2">{t('taxes.onePiece')}</p>}
      {above !== undefined && (
        <p role="alert" data-testid="rate-above" className="flex shrink-0 items-center gap-2 rounded-key bg-warn-soft px-4 py-2 text-[15px] font-semibold text-warn">
          <TriangleAlert aria-hidden="true" size={20} className="shrink-0" />
          {t('taxes.aboveStandard', { name: taxClassText(taxClass, t), rate: rateText(above.rate), standard: rateText(above.standard) })}
        </p>
      )}
      <p className="flex shrink-0 items-center gap-2 px-1 text-[13px] text-ink-2">
        <Shortcut keys={`${labelOf('up')} ${labelOf('down')}`} boxed /> {t('taxes.effect')}
      </p>
      <AmountPad name={t('taxes.keypad')} testId="rate-save" act={above !== undefined ? t('taxes.saveAbove') : last ? t('taxes.save') : t('taxes.next')} missing={undefined} isDisabled={saving} onPress={acts.enterTaxRate} />
      {!last && (
        <Key testId="rate-save-now" className="min-h-14 shrink-0 justify-center gap-2 text-base font-semibold" isDisabled={saving} onPress={acts.saveTaxRate}>
          <Check aria-hidden="true" size={20} /> {t('taxes.save')}
        </Key>
      )}
    </div>
  )
}
