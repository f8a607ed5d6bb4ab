import { CircleDollarSign, Minus, OctagonAlert, Percent, Plus, Scale, Tag, Trash2, Undo2 } from 'lucide-react'
import { memo } from 'react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { type ItemLineView, type ReturnLineView, type UnresolvedLineView } from '../../contracts/ipc/index.ts'
import { type CurrencyCode } from '../../domain/money/index.ts'
import { type BasketRow } from '../state/basket-rows.ts'
import { useActs, useScreen } from '../state/context.ts'
import { nameIn } from '../state/names.ts'
import { Amount, formatQuantity, Key } from '../ui/index.ts'
import { GatedKey } from './gated-key.tsx'
import { isOvertaken } from '../state/price-today.ts'
import { LineChips, pieceFacts, PriceText } from './line-facts.tsx'
import { OvertakenText } from './price-today.tsx'
import { ReturnBadge, ReturnLineText, ReturnStateKeys } from './return-line.tsx'
import { NewItemKey } from './new-item-panel.tsx'
import { LiabilityBadge, LiabilityLineText } from './liability-line.tsx'
import { LotKey, RecallWords } from './line-recall.tsx'

/** In CSS pixels, the rule under it included; the controls of the chosen line come on top. */
export const lineHeight = 61
export const controlsHeight = 66
const detailHeight = { piece: 40, problem: 62, price: 40, pricedPiece: 62 } as const

/** What a chosen line has to tell in full: what is on the piece, or what is wrong with a label. Beside it there is no room. */
function detailOf(line: BasketRow): keyof typeof detailHeight | undefined {
  if (line.removed || line.kind === 'return' || line.kind === 'liability') return undefined
  if (line.kind === 'unresolved') return line.problem === undefined ? undefined : 'problem'
  const piece = line.lot !== undefined || line.expiry !== undefined || line.serial !== undefined
  if (isOvertaken(line)) return piece ? 'pricedPiece' : 'price'
  return piece ? 'piece' : undefined
}

/** How much taller the line is while it is chosen, in CSS pixels. */
export function openHeight(line: BasketRow): number {
  const detail = detailOf(line)
  return controlsHeight + (detail === undefined ? 0 : detailHeight[detail])
}

function Detail(props: { readonly line: BasketRow; readonly currency: CurrencyCode }) {
  const { t } = useTranslation()
  const language = useScreen((state) => state.language)
  const { line } = props
  const detail = detailOf(line)
  if (detail === undefined || line.kind === 'return' || line.kind === 'liability') return null
  return (
    <p data-testid="line-detail" style={{ height: detailHeight[detail] }} className={`relative overflow-hidden px-4 text-[13px] leading-[18px] font-medium ${line.kind === 'item' ? 'text-ink-2' : 'text-danger'}`}>
      {line.kind === 'item' && isOvertaken(line) && <span className="block truncate text-warn"><OvertakenText line={line} currency={props.currency} /></span>}
      {line.kind === 'item' ? pieceFacts(line, language, t).join(' · ') : t(`refusal.${line.problem}`)}
    </p>
  )
}

/** What a line is at a glance: its quantity, a scale when it was weighed, a warning when nobody knows it. */
function Badge(props: { readonly line: ItemLineView | UnresolvedLineView; readonly open: boolean }) {
  const { line } = props
  const ground = line.kind === 'unresolved' ? 'text-danger' : props.open ? 'bg-accent text-on-accent' : 'bg-sunken text-ink'
  return (
    <span className={`number inline-flex h-9 w-11 shrink-0 items-center justify-center rounded-lg text-[15px] font-bold ${ground}`}>
      {line.kind === 'unresolved' ? <OctagonAlert aria-hidden="true" size={24} /> : line.unit === 'each' ? formatQuantity(line.quantity, 'each') : <Scale aria-hidden="true" size={18} />}
    </span>
  )
}

/** What is wrong, without what is safe and what to do: those stand under the line when it is chosen. */
function firstSentence(text: string): string {
  return /^.*?[.。]/.exec(text)?.[0] ?? text
}

function LineText(props: { readonly line: ItemLineView | UnresolvedLineView; readonly currency: CurrencyCode; readonly open: boolean }) {
  const { t } = useTranslation()
  const language = useScreen((state) => state.language)
  const { line } = props
  if (line.kind === 'unresolved') {
    return (
      <span className={`min-w-0 flex-1 text-danger ${line.removed ? 'line-through' : ''}`}>
        {line.problem === undefined || props.open ? (
          <span className="block truncate text-[15px] font-semibold">{t(line.problem === undefined ? `unresolved.${line.reason}` : 'unresolved.label')}</span>
        ) : (
          <span className="line-clamp-2 text-[13px] leading-[17px] font-semibold">{firstSentence(t(`refusal.${line.problem}`))}</span>
        )}
        {/* The separator of a GS1 string has no shape of its own. */}
        <bdi className="number block truncate text-[13px] leading-[18px] font-medium">{line.barcode.replaceAll('\u001d', '␝')}</bdi>
      </span>
    )
  }
  return (
    <>
      <span className={`min-w-0 flex-1 ${line.removed ? 'line-through' : ''}`}>
        <span className={`block truncate text-[15px] font-semibold ${line.removed ? 'text-ink-3' : ''}`}>{nameIn(line.names, language)}</span>
        {/* Wrapped and cut below the first row: a chip that does not fit is away whole, for half an amount is another amount. */}
        <span className={`number flex flex-wrap items-center gap-x-2 gap-y-2 overflow-hidden text-[13px] text-ink-3 ${line.recall?.state === 'lotAsked' ? 'max-h-[34px] leading-[17px]' : 'h-[18px] leading-[18px] whitespace-nowrap'}`}>
          {line.recall === undefined ? <PriceText line={line} currency={props.currency} /> : <RecallWords line={line} />}
          {!line.removed && line.recall === undefined && <LineChips line={line} currency={props.currency} open={props.open} />}
        </span>
      </span>
      {line.removed ? <span className="text-[13px] font-medium text-ink-3">{t('basket.removed')}</span> : <Amount value={line.total} currency={props.currency} className="text-[17px] font-bold" />}
    </>
  )
}

const control = 'h-[54px] justify-center'

function Quantity(props: { readonly line: ItemLineView | ReturnLineView }) {
  const { t } = useTranslation()
  const acts = useActs()
  const { line } = props
  return (
    <Group aria-label={t('line.quantity')} className="flex h-[54px] w-[146px] shrink-0 items-center rounded-key border border-line bg-surface max-[1199px]:w-[132px]">
      <Key look="bare" className={`${control} w-[50px]`} isDisabled={line.quantity <= 1000} label={t('line.less')} onPress={() => acts.changeQuantity(line.lineNo, -1)}>
        <Minus aria-hidden="true" size={22} />
      </Key>
      <span className="number flex-1 text-center text-xl font-bold">{formatQuantity(line.quantity, 'each')}</span>
      <Key look="bare" className={`${control} w-[50px]`} label={t('line.more')} onPress={() => acts.changeQuantity(line.lineNo, 1)}>
        <Plus aria-hidden="true" size={22} />
      </Key>
    </Group>
  )
}

/** What a chosen line offers: quantity, discount, price and remove, or the way back for a removed one. */
function Controls(props: { readonly line: BasketRow }) {
  const { t } = useTranslation()
  const acts = useActs()
  const { line } = props
  if (line.removed) {
    return (
      <Key className={`${control} flex-1 gap-2 font-semibold`} onPress={() => acts.restoreLine(line.lineNo)}>
        <Undo2 aria-hidden="true" size={20} /> {t('line.restore')}
      </Key>
    )
  }
  if (line.kind === 'unresolved') {
    return (
      <>
        {line.problem === undefined && <NewItemKey lineNo={line.lineNo} unpriced={line.reason === 'unpriced'} className={`${control} flex-1`} />}
        <Key className={`${control} flex-1 gap-2 font-semibold text-danger!`} onPress={() => acts.removeLine(line.lineNo)}>
          <Trash2 aria-hidden="true" size={20} /> {t('line.remove')}
        </Key>
      </>
    )
  }
  if (line.kind === 'liability') {
    return (
      <Key className={`${control} flex-1 gap-2 font-semibold text-danger!`} onPress={() => acts.removeLine(line.lineNo)}>
        <Trash2 aria-hidden="true" size={20} /> {t('line.remove')}
      </Key>
    )
  }
  if (line.kind === 'item' && line.recall !== undefined) {
    return (
      <>
        {line.recall.state === 'lotAsked' && <LotKey lineNo={line.lineNo} className={`${control} flex-1`} />}
        {line.linkedTo === undefined && (
          <Key className={`${control} flex-1 gap-2 font-semibold text-danger!`} onPress={() => acts.removeLine(line.lineNo)}>
            <Trash2 aria-hidden="true" size={20} /> {t('line.remove')}
          </Key>
        )}
      </>
    )
  }
  if (line.linkedTo !== undefined) return <p data-testid="line-linked" className="flex h-[54px] items-center text-[15px] text-ink-2">{t('line.linkedHint')}</p>
  if (line.kind === 'return') {
    return (
      <>
        {line.unit === 'each' && line.owes === undefined && <Quantity line={line} />}
        {line.reason !== 'voided' && line.owes === undefined && <ReturnStateKeys line={line} className={control} />}
        <Key className={`${control} ${line.reason === 'voided' || line.owes !== undefined ? 'flex-1 gap-2' : 'w-[54px] shrink-0'} font-semibold text-danger!`} label={t('line.remove')} onPress={() => acts.removeLine(line.lineNo)}>
          <Trash2 aria-hidden="true" size={20} />
        </Key>
      </>
    )
  }
  // A label fixes quantity and price; a discount can be given all the same.
  const labelled = line.fixedPrice === true
  const worded = `${control} min-w-0 flex-1 gap-1.5 px-1 text-sm font-semibold`
  return (
    <>
      {line.unit === 'each' && !labelled && <Quantity line={line} />}
      {line.noDiscount !== true && (
        <GatedKey permission="discount" className={worded} onPress={() => acts.openDiscount(line.lineNo)}>
          <Percent aria-hidden="true" size={16} className="max-[1199px]:hidden" /> {t('line.discount')}
        </GatedKey>
      )}
      {line.noDiscount === true && <p className="min-w-0 flex-1 self-center text-center text-sm text-ink-3">{t('line.noDiscount')}</p>}
      {!labelled && line.noDiscount !== true && (
        <GatedKey permission="overridePrice" className={worded} onPress={() => acts.openPrice(line.lineNo)}>
          <CircleDollarSign aria-hidden="true" size={17} className="max-[1199px]:hidden" /> {t('line.price')}
        </GatedKey>
      )}
      {/* Beside a counter there is no room for it on most screens; Shift F3 does the same on all of them. */}
      {line.department === undefined && (
        <Key testId="line-label" className={`${control} w-[54px] shrink-0 ${line.unit === 'each' ? 'max-[1799px]:hidden' : ''}`} label={t('label.key')} onPress={acts.openLabel}>
          <Tag aria-hidden="true" size={20} />
        </Key>
      )}
      <Key className={`${control} w-[54px] shrink-0 text-danger!`} label={t('line.remove')} onPress={() => acts.removeLine(line.lineNo)}>
        <Trash2 aria-hidden="true" size={20} />
      </Key>
    </>
  )
}

/**
 * One line of the basket. `frozen` is the finish screen's: shown, not touched. `flash` is the revision that touched the
 * line last: with another one it flashes again. Drawn again only when what it is given is another: see state/share.ts.
 */
export const BasketLine = memo(function BasketLine(props: {
  readonly line: BasketRow
  readonly currency: CurrencyCode
  readonly open: boolean
  readonly flash: number | undefined
  readonly frozen: boolean
}) {
  const { t } = useTranslation()
  const acts = useActs()
  const undoOffered = useScreen((state) => state.undoLineNo === props.line.lineNo)
  const { line, open } = props
  const recall = line.kind === 'item' && !line.removed ? line.recall?.state : undefined
  const red = (line.kind === 'unresolved' && !line.removed) || recall === 'recalled'
  const ground = red ? 'bg-danger-soft' : recall === 'lotAsked' ? 'bg-warn-soft' : open ? 'bg-accent-soft' : 'bg-surface'
  const row = `flex h-[60px] min-w-0 flex-1 items-center gap-3 text-start ${line.kind === 'item' && line.linkedTo !== undefined ? 'ps-9 pe-4' : 'px-4'}`
  const content = (
    <>
      {line.kind === 'return' ? <ReturnBadge line={line} /> : line.kind === 'liability' ? <LiabilityBadge open={open} /> : <Badge line={line} open={open} />}
      {line.kind === 'return' ? <ReturnLineText line={line} currency={props.currency} /> : line.kind === 'liability' ? <LiabilityLineText line={line} currency={props.currency} /> : <LineText line={line} currency={props.currency} open={open} />}
    </>
  )
  return (
    <div className={`relative border-b border-line ${ground}`}>
      {props.flash !== undefined && line.kind !== 'unresolved' && !line.removed && <span key={props.flash} aria-hidden="true" className="flash pointer-events-none absolute inset-0" />}
      <div className="relative flex items-center">
        {props.frozen ? (
          <div className={row}>{content}</div>
        ) : (
          <Key look="bare" className={`${row} rounded-none!`} isExpanded={open} onPress={() => acts.selectLine(open ? undefined : line.lineNo)}>
            {content}
          </Key>
        )}
        {undoOffered && line.removed && !open && (
          <Key look="soft" testId="line-undo" className="me-4 h-12 shrink-0 gap-2 px-4 font-semibold" onPress={() => acts.restoreLine(line.lineNo)}>
            <Undo2 aria-hidden="true" size={18} /> {t('line.undo')}
          </Key>
        )}
        {recall === 'lotAsked' && !open && !props.frozen && <LotKey lineNo={line.lineNo} className="me-4 h-12 shrink-0" />}
        {red && !open && !props.frozen && (
          <Key look="danger" className="me-4 h-12 shrink-0 gap-2 px-4 font-semibold" onPress={() => acts.removeLine(line.lineNo)}>
            <Trash2 aria-hidden="true" size={18} /> {t('line.remove')}
          </Key>
        )}
      </div>
      {open && !props.frozen && <Detail line={line} currency={props.currency} />}
      {open && !props.frozen && (
        <div className="relative flex gap-2 px-4 pb-3">
          <Controls line={line} />
        </div>
      )}
    </div>
  )
})
