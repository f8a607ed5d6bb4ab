import { useTranslation } from 'react-i18next'
import { type BasketView, type KeptTenderView } from '../../contracts/ipc/index.ts'
import { type CurrencyCode } from '../../domain/money/index.ts'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { keptLast } from '../state/tender-acts.ts'
import { Amount, Key, Shortcut } from '../ui/index.ts'

/** As it was given: foreign notes in their own money, everything else in the store's. */
export function TenderWorth(props: { readonly tender: KeptTenderView; readonly currency: CurrencyCode }) {
  const { foreign, amount } = props.tender
  if (foreign === undefined) return <Amount value={amount} currency={props.currency} symbol />
  return (
    <>
      {foreign.currency} <Amount value={foreign.received} currency={foreign.currency} />
    </>
  )
}

/** What was given and is kept with the basket, each with the way to hand it back. */
export function KeptTenders(props: { readonly basket: BasketView; readonly currency: CurrencyCode }) {
  const { t } = useTranslation()
  const acts = useActs()
  const paying = useScreen((state) => state.paying)
  const { tenders = [] } = props.basket
  if (tenders.length === 0) return null
  const last = keptLast(props.basket)
  return (
    <ul aria-label={t('tender.kept')} data-testid="kept-tenders" className="flex flex-col gap-2">
      {tenders.map((tender) => (
        <li key={tender.id} data-testid={`kept-${tender.type}`} className="flex flex-col gap-1.5 rounded-card border border-line bg-ok-soft p-3 text-[15px] text-ok">
          <span className="flex flex-wrap justify-between gap-x-2 font-semibold">
            {tender.voucher?.name ?? t(`tender.${tender.type}`)} <TenderWorth tender={tender} currency={props.currency} />
          </span>
          {tender.foreign !== undefined && (
            <span className="flex justify-between gap-x-2 text-[13px]">
              {t('tender.worth')} <Amount value={tender.amount} currency={props.currency} symbol />
            </span>
          )}
          {tender.voucher !== undefined && <bdi className="number text-[13px] break-all">{tender.voucher.number}</bdi>}
          {tender.layAway === undefined ? <Key testId="hand-back" isDisabled={paying} className="min-h-12 gap-2 px-3 text-sm font-semibold" onPress={() => acts.handBack(tender.id)}>
            <span className="flex-1 text-start leading-tight">{t('tender.handBack')}</span>
            {tender.id === last && <Shortcut keys={labelOf('handBack')} boxed />}
          </Key> : <bdi className="number text-[13px]">{tender.layAway}</bdi>}
        </li>
      ))}
    </ul>
  )
}
