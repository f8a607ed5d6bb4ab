import { OctagonAlert, ScanSearch, SearchX, Tag, Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type PriceCheckView } from '../../contracts/ipc/index.ts'
import { type CurrencyCode } from '../../domain/money/index.ts'
import { useActs, useScreen } from '../state/context.ts'
import { labelOf } from '../state/actions.ts'
import { nameIn } from '../state/names.ts'
import { Amount, FieldAside, formatQuantity, Key, Shortcut } from '../ui/index.ts'
import { RecallNotes } from './recall-panel.tsx'

function Found(props: { readonly answer: PriceCheckView; readonly currency: CurrencyCode }) {
  const { t } = useTranslation()
  const language = useScreen((state) => state.language)
  const { answer, currency } = props
  if (answer.item === undefined) {
    return (
      <>
        <SearchX aria-hidden="true" size={48} strokeWidth={1.5} className="text-danger" />
        <p data-testid="price-unknown" className="text-2xl font-bold">{t('priceCheck.unknown')}</p>
        <bdi className="number text-lg text-ink-2">{answer.barcode}</bdi>
        <p className="max-w-md text-[15px] text-ink-2">{t('priceCheck.unknownHint')}</p>
      </>
    )
  }
  const { unit } = answer.item
  const per = unit === 'each' && answer.price?.per === 1000 ? '' : `/ ${answer.price === undefined || answer.price.per === 1000 ? '' : `${formatQuantity(answer.price.per, unit)} `}${t(`unit.${unit}`)}`
  return (
    <>
      <p data-testid="price-known" className="max-w-2xl text-3xl font-bold">{nameIn(answer.item.names, language)}</p>
      {answer.price === undefined ? (
        <p className="rounded-key bg-warn-soft px-5 py-3 text-xl font-semibold text-warn">{t('tile.unpriced')}</p>
      ) : (
        <p className="flex items-baseline gap-3">
          <Amount value={answer.price.minor} currency={currency} symbol className="text-[96px] leading-none font-bold tracking-tight max-[1199px]:text-[72px]" />
          {per !== '' && <span className="text-2xl font-semibold text-ink-2">{per}</span>}
        </p>
      )}
      {answer.recalls !== undefined && <RecallNotes recalls={answer.recalls} />}
      {answer.embedded !== undefined && (
        <p className="number rounded-full bg-info-soft px-5 py-2 text-lg font-semibold text-info">
          {t(`line.label.${answer.embedded.kind}`)} · {formatQuantity(answer.embedded.quantity, unit)} {t(`unit.${unit}`)} · <Amount value={answer.embedded.amount} currency={currency} symbol />
        </p>
      )}
      <bdi className="number text-[15px] text-ink-2">{answer.item.sku === answer.barcode ? answer.barcode : `${answer.item.sku} · ${answer.barcode}`}</bdi>
    </>
  )
}

/** What does this cost? One scan is asked about; nothing is sold. */
export function PriceCheck() {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => state.work)
  const currency = useScreen((state) => state.counter?.currency)
  const entry = useScreen((state) => state.entry)
  if (work.kind !== 'priceCheck' || currency === undefined) return null
  const { answer } = work
  return (
    <div className="flex min-h-0 flex-1 flex-col items-center justify-center gap-5 overflow-y-auto p-6 text-center">
      <output className="flex flex-col items-center gap-5">
        {answer === undefined ? (
          <>
            <ScanSearch aria-hidden="true" size={56} strokeWidth={1.4} className="text-accent" />
            <span className="text-2xl font-bold">{t('priceCheck.scan')}</span>
            <span className="text-[15px] text-ink-2">{t('priceCheck.scanHint')}</span>
          </>
        ) : (
          <Found answer={answer} currency={currency} />
        )}
      </output>
      <div data-field className="flex w-full max-w-[480px] items-center gap-2">
        <input
          data-entry-field
          aria-label={t('priceCheck.code')}
          placeholder={t('priceCheck.code')}
          value={entry}
          inputMode="none"
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => acts.setEntry(event.target.value)}
          className="number h-14 w-full min-w-0 rounded-key border border-line-strong bg-surface px-4 text-center text-xl font-semibold text-ink placeholder:text-base placeholder:font-normal placeholder:text-ink-3"
        />
        <FieldAside />
      </div>
      {answer !== undefined && (
        <>
          <div className="flex flex-wrap justify-center gap-3">
            <Key className="h-14 gap-2.5 px-6 font-semibold" onPress={acts.openPriceCheck}>
              <ScanSearch aria-hidden="true" size={20} /> {t('priceCheck.another')} <Shortcut keys={labelOf('priceCheck')} boxed />
            </Key>
            {answer.item !== undefined && answer.price !== undefined && (
              <Key testId="price-label" className="h-14 gap-2.5 px-6 font-semibold" onPress={acts.openLabel}>
                <Tag aria-hidden="true" size={20} /> {t('label.key')} <Shortcut keys={labelOf('label')} boxed />
              </Key>
            )}
            {answer.item !== undefined && (
              <Key look="danger" testId="price-recall" className="h-14 gap-2.5 px-6 font-semibold" onPress={acts.openRecall}>
                <OctagonAlert aria-hidden="true" size={20} /> {t('recall.open')} <Shortcut keys={labelOf('recall')} boxed />
              </Key>
            )}
            {answer.recalls !== undefined && (
              <Key testId="price-recall-lift" className="h-14 gap-2.5 px-6 font-semibold" onPress={() => acts.liftRecall()}>
                <Undo2 aria-hidden="true" size={20} /> {t('recall.lift')} <Shortcut keys={labelOf('liftRecall')} boxed />
              </Key>
            )}
          </div>
          <p className="text-[15px] text-ink-2">{t('priceCheck.nextScan')}</p>
        </>
      )}
    </div>
  )
}
