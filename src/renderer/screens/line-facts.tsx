import { CornerLeftUp, IdCard, Tag, TriangleAlert } from 'lucide-react'
import { type TFunction } from 'i18next'
import { type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type DiscountView, type ItemLineView } from '../../contracts/ipc/index.ts'
import { type CurrencyCode } from '../../domain/money/index.ts'
import { useScreen } from '../state/context.ts'
import { percentText } from '../state/percent.ts'
import { type Language } from '../state/preferences.ts'
import { fullDateText } from '../state/store-time.ts'
import { Amount, formatQuantity } from '../ui/index.ts'

/** A line's price as it is charged, the catalogue's struck out beside it; with the quantity where that is not on a badge. */
export function PriceText(props: { readonly line: ItemLineView; readonly currency: CurrencyCode; readonly counted?: boolean }) {
  const { t } = useTranslation()
  const { line, currency } = props
  const charged = line.override?.price ?? line.price
  const per = charged.per === 1000 ? '' : ` / ${formatQuantity(charged.per, line.unit)}`
  const measured = line.unit !== 'each'
  return (
    <bdi dir="ltr" className="number">
      {measured && `${formatQuantity(line.quantity, line.unit)} ${t(`unit.${line.unit}`)} × `}
      {!measured && props.counted === true && `${formatQuantity(line.quantity, 'each')} × `}
      <Amount value={charged.minor} currency={currency} />
      {per}
      {line.override !== undefined && (
        <s className="ms-1.5 text-ink-3">
          <span className="sr-only">{t('line.catalogue')} </span>
          <Amount value={line.price.minor} currency={currency} />
        </s>
      )}
    </bdi>
  )
}

/** `10% off` for a percentage; an amount's size is the chip's own figure. */
export function discountWords(rule: DiscountView | undefined, t: TFunction): string {
  return rule?.kind === 'percent' ? t('line.percentOff', { percent: percentText(rule.ppm) }) : t('basket.discount')
}

/** What a GS1 symbol said of this piece, the day it matters by first. */
export function pieceFacts({ expiry, lot, serial }: ItemLineView, language: Language, t: TFunction): readonly string[] {
  return [
    ...(expiry === undefined ? [] : [t('line.expiry', { date: fullDateText(expiry, language) })]),
    ...(lot === undefined ? [] : [t('line.lot', { lot })]),
    ...(serial === undefined ? [] : [t('line.serial', { serial })]),
  ]
}

function Chip(props: { readonly tone: 'info' | 'warn' | 'plain'; readonly children: ReactNode }) {
  const grounds = { info: 'bg-info-soft text-info', warn: 'bg-warn-soft text-warn', plain: 'bg-sunken text-ink-2' } as const
  return <span className={`inline-flex min-w-0 shrink-0 items-center gap-1 rounded px-1.5 font-semibold ${grounds[props.tone]}`}>{props.children}</span>
}

/** What a person, a label or a wait did to this line, most telling first: a narrow line shows as many as fit. */
export function LineChips(props: { readonly line: ItemLineView; readonly currency: CurrencyCode; readonly open: boolean }) {
  const { t } = useTranslation()
  const language = useScreen((state) => state.language)
  const { line, currency } = props
  const own = line.lineDiscount ?? 0
  const shared = line.basketDiscount ?? 0
  // What nobody gave in person has no rule and only its size.
  const rest = line.discount - own - shared
  return (
    <>
      {line.linkedTo !== undefined && (
        <Chip tone="plain">
          <CornerLeftUp aria-hidden="true" size={12} />
          {t('line.linked')}
        </Chip>
      )}
      {/* Behind the two prices of a line that was held they were cut away, and four at 0.50 came to 0.20 without a word. */}
      {own !== 0 && (
        <Chip tone="info">
          <Tag aria-hidden="true" size={12} />
          {discountWords(line.discountRule, t)} <Amount value={-own} currency={currency} />
        </Chip>
      )}
      {shared !== 0 && (
        <Chip tone="info">
          {t('basket.wholeSale')} <Amount value={-shared} currency={currency} />
        </Chip>
      )}
      {rest !== 0 && (
        <Chip tone="info">
          {t('basket.discount')} <Amount value={-rest} currency={currency} />
        </Chip>
      )}
      {line.minimumAge !== undefined && (
        <Chip tone="warn">
          <IdCard aria-hidden="true" size={12} />
          {t('line.age', { age: line.minimumAge })}
        </Chip>
      )}
      {line.priceChanged === true && line.override === undefined && (
        <Chip tone="warn">
          <TriangleAlert aria-hidden="true" size={12} />
          {line.priceNow === undefined ? t('line.noPriceNow') : <>{t('line.priceTold')} <Amount value={line.price.minor} currency={currency} />, {t('line.priceNow')} <Amount value={line.priceNow.minor} currency={currency} /></>}
        </Chip>
      )}
      {line.override !== undefined && <Chip tone="info">{t(`reason.${line.override.reason}`)}</Chip>}
      {line.weighed === 'typed' && <Chip tone="plain">{t('line.typed')}</Chip>}
      {line.tare !== undefined && <Chip tone="plain">{t('line.tare', { text: formatQuantity(line.tare.weight, 'kg') })}</Chip>}
      {line.embedded !== undefined && <Chip tone="plain">{t(`line.label.${line.embedded.kind}`)}</Chip>}
      {/* Of a chosen line they stand below, all of them. */}
      {!props.open &&
        pieceFacts(line, language, t).map((fact) => (
          <Chip key={fact} tone="plain">
            {fact}
          </Chip>
        ))}
      {line.department !== undefined && <Chip tone="plain">{t('line.openPrice')}</Chip>}
    </>
  )
}
