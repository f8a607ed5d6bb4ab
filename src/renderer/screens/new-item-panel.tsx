import { Check, PackagePlus, TriangleAlert } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { currencies, parseAmount } from '../../domain/money/index.ts'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { nameIn } from '../state/names.ts'
import { longestItemName } from '../state/new-item-acts.ts'
import { type NewItemWork } from '../state/new-item-work.ts'
import { percentText } from '../state/percent.ts'
import { FieldAside, Key, Shortcut } from '../ui/index.ts'
import { AmountPad } from './amount-pad.tsx'

/** The key of a red line that opens it; the line itself says what it is. */
export function NewItemKey(props: { readonly lineNo: number; readonly unpriced: boolean; readonly className: string }) {
  const { t } = useTranslation()
  const acts = useActs()
  return (
    <Key testId="line-new-item" className={`justify-center gap-2 font-semibold ${props.className}`} onPress={() => acts.openNewItem(props.lineNo)}>
      <PackagePlus aria-hidden="true" size={20} /> {t(props.unpriced ? 'newItem.openPrice' : 'newItem.open')} <Shortcut keys={labelOf('newItem')} boxed />
    </Key>
  )
}

function Choice<T extends string | undefined>(props: { readonly label: string; readonly keys: string; readonly chosen: T; readonly options: readonly { readonly id: T; readonly words: string }[]; readonly onChoose: (id: T) => void }) {
  return (
    <div>
      <h2 className="mb-1 flex items-center gap-2 text-sm font-semibold text-ink-2">
        {props.label} <Shortcut keys={props.keys} boxed />
      </h2>
      <Group aria-label={props.label} className="flex flex-wrap gap-1.5">
        {props.options.map(({ id, words }) => (
          <Key key={id ?? ''} look={id === props.chosen ? 'dark' : 'outline'} isPressed={id === props.chosen} className="h-12 justify-center rounded-full! px-3.5 text-sm font-semibold" onPress={() => props.onChoose(id)}>
            {id === props.chosen && <Check aria-hidden="true" size={16} className="me-1" />}
            {words}
          </Key>
        ))}
      </Group>
    </div>
  )
}

function NameField(props: { readonly work: NewItemWork }) {
  const { t } = useTranslation()
  const acts = useActs()
  const field = useRef<HTMLInputElement>(null)
  const { naming, name } = props.work
  // Chinese is written with an input method, which writes only where the focus is; the price is typed without any.
  useEffect(() => (naming ? field.current?.focus() : field.current?.blur()), [naming])
  return (
    <div data-field className="flex items-end gap-2">
      <label className="flex min-w-0 flex-1 flex-col gap-1 text-sm font-semibold text-ink-2">
        {t('newItem.name')}
        <input
          ref={field}
          data-testid="new-item-name"
          value={name}
          maxLength={longestItemName}
          autoComplete="off"
          spellCheck={false}
          placeholder={t('newItem.namePlaceholder')}
          onChange={(event) => acts.nameNewItem(event.target.value)}
          className="h-14 rounded-key border border-line-strong bg-surface px-4 text-lg font-medium text-ink placeholder:text-ink-3"
        />
      </label>
      <FieldAside />
    </div>
  )
}

/** What nobody knows becomes an item, or what is known gets its price, and the red line is its line. */
export function NewItemPanel() {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => state.work)
  const entry = useScreen((state) => state.entry)
  const language = useScreen((state) => state.language)
  const currency = useScreen((state) => state.counter?.currency)
  if (work.kind !== 'newItem' || currency === undefined) return null
  const { unpriced, checkDigit, taxClasses, categories } = work.options
  const amount = parseAmount(entry, currency)
  const priced = amount !== undefined && amount > 0
  return (
    <div className="flex min-h-0 flex-1 gap-4 px-4 pt-2 pb-4">
      <div className="flex w-[400px] shrink-0 flex-col gap-3 overflow-y-auto p-0.5 max-[1199px]:w-[280px]">
        <p className="text-[15px] font-semibold text-ink-2">
          <bdi className="number break-all text-ink">{work.barcode.replaceAll('\u001d', '␝')}</bdi>
        </p>
        {checkDigit !== undefined && (
          <p data-testid="new-item-check-digit" className="flex gap-2 rounded-key bg-warn-soft px-3 py-2 text-sm font-semibold text-warn">
            <TriangleAlert aria-hidden="true" size={18} className="mt-0.5 shrink-0" /> {t('newItem.checkDigit', checkDigit)}
          </p>
        )}
        {unpriced === undefined ? (
          <>
            <NameField work={work} />
            <Choice label={t('newItem.unit')} keys={labelOf('newItemUnit')} chosen={work.unit} options={(['each', 'kg'] as const).map((id) => ({ id, words: t(`newItem.unit.${id}`) }))} onChoose={acts.chooseNewItemUnit} />
            <Choice
              label={t('newItem.tax')}
              keys={labelOf('newItemTax')}
              chosen={work.taxClass}
              options={taxClasses.map(({ id, rate }) => ({ id, words: `${t(`taxClass.${id}`, { defaultValue: id })}${rate === undefined ? '' : ` ${percentText(rate)}%`}` }))}
              onChoose={(id) => id !== undefined && acts.chooseNewItemTax(id)}
            />
            <Choice
              label={t('newItem.category')}
              keys={labelOf('newItemCategory')}
              chosen={work.category}
              options={[{ id: undefined, words: t('newItem.noCategory') }, ...categories.map(({ id, names }) => ({ id, words: names === undefined ? id : nameIn(names, language) }))]}
              onChoose={acts.chooseNewItemCategory}
            />
          </>
        ) : (
          <p className="text-2xl font-bold">{nameIn(unpriced.names, language)}</p>
        )}
        <p className="text-[13px] text-ink-3">{t('newItem.stays')}</p>
      </div>
      <div className="flex min-w-0 flex-1 flex-col gap-3">
        <output className="flex items-baseline justify-end gap-2 rounded-card border border-line bg-surface px-5 py-4 shadow-1">
          <bdi dir="ltr" className={`number text-[44px] leading-none font-bold tracking-tight ${entry === '' ? 'text-ink-3' : ''}`}>
            <span className="me-1 text-2xl">{currencies[currency].symbol}</span>
            {entry === '' ? '0.00' : entry}
          </bdi>
          <span className="text-lg text-ink-2">/ {t(`unit.${unpriced === undefined ? work.unit : unpriced.unit}`)}</span>
        </output>
        <AmountPad testId="new-item-save" act={t('newItem.save')} missing={priced ? undefined : t('newItem.priceFirst')} isDisabled={!priced || work.saving} onPress={acts.saveNewItem} />
      </div>
    </div>
  )
}
