import { Check, CirclePlay, EyeOff, Minus, Plus } from 'lucide-react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { type ShiftView } from '../../contracts/ipc/index.ts'
import { labelOf } from '../state/actions.ts'
import { cellsOf, piecesIn, type CountCell, type Counted, type CountWork } from '../state/cash-work.ts'
import { useActs, useScreen } from '../state/context.ts'
import { cashOf, countedWith } from '../state/count-acts.ts'
import { Amount, AmountKeypad, formatDenomination, Key, Shortcut } from '../ui/index.ts'
import { GatedKey } from './gated-key.tsx'

/** One note, one coin, or the slips of a tender. A tap adds one, holding goes on by tens; what a slip comes to is typed. */
function Cell(props: { readonly cell: CountCell; readonly index: number; readonly chosen: boolean; readonly counted: Counted; readonly typed: string; readonly shift: ShiftView }) {
  const { t } = useTranslation()
  const acts = useActs()
  const { cell, index, chosen, counted, typed, shift } = props
  const { currency: home } = shift
  const shape = `min-h-[84px] min-w-0 flex-col items-stretch justify-center gap-0.5 px-3 py-1.5 text-start max-[1199px]:px-2 ${chosen ? 'ring-2 ring-focus' : ''}`
  if ('tender' in cell) {
    const name = t(`count.slips.${cell.tender}`)
    return (
      <Key testId={`count-${cell.tender}`} look={chosen ? 'soft' : 'plain'} isPressed={chosen} className={shape} onPress={() => acts.chooseCountCell(index)}>
        <span className="text-[15px] leading-tight font-semibold">{name}</span>
        <span className="text-end text-lg font-bold">{typed === '' ? <Amount value={counted.others[cell.tender] ?? 0} currency={home} /> : <bdi dir="ltr" className="number">{typed}</bdi>}</span>
      </Key>
    )
  }
  const pieces = piecesIn(counted, cell)
  const currency = cell.currency ?? home
  const value = `${cell.currency === undefined ? '' : `${cell.currency} `}${formatDenomination(cell.minor, currency)}`
  return (
    <Key testId={`count-${cell.currency === undefined ? '' : `${cell.currency}-`}${cell.minor}`} look={chosen ? 'soft' : 'plain'} isPressed={chosen} className={shape} onPress={() => acts.addPieces(index, 1)} onHold={() => acts.addPieces(index, 10)}>
      <span className="flex items-center justify-between gap-2">
        <bdi dir="ltr" className="number text-[22px] leading-tight font-bold max-[1199px]:text-lg">{value}</bdi>
        <span data-testid="pieces" className={`number min-w-10 rounded-md bg-sunken px-2 text-center text-lg font-bold ${pieces === 0 && typed === '' ? 'text-ink-2' : 'text-ink'}`}>{typed === '' ? pieces : typed}</span>
      </span>
      <Amount value={cell.minor * pieces} currency={currency} className="text-end text-[13px] text-ink-2" />
    </Key>
  )
}

/** Asked in the place of the sum, so that nothing moves: what is counted stays unless somebody says it may go. */
function Leaving() {
  const { t } = useTranslation()
  const acts = useActs()
  return (
    <div role="alertdialog" aria-label={t('count.leaveQuestion')} data-testid="count-leave" className="flex flex-col gap-2 rounded-card border border-danger bg-danger-soft p-3">
      <p className="text-[15px] font-semibold text-danger">{t('count.leaveQuestion')}</p>
      <Key testId="count-keep" className="min-h-12 justify-center gap-2 px-3 font-semibold" onPress={acts.keepCounting}>
        <CirclePlay aria-hidden="true" size={18} /> {t('count.keep')} <Shortcut keys={labelOf('back')} boxed />
      </Key>
      <Key testId="count-drop" look="danger" className="min-h-12 justify-center gap-2 px-3 font-semibold" onPress={acts.dropCount}>
        {t('count.drop')} <Shortcut keys={labelOf('enter')} boxed />
      </Key>
    </div>
  )
}

function Sum(props: { readonly counted: Counted; readonly shift: ShiftView; readonly work: CountWork }) {
  const { t } = useTranslation()
  const { counted, shift, work } = props
  return (
    <output aria-live="polite" className="rounded-card border border-line bg-surface px-4 py-2.5 shadow-1">
      <span className="block text-[14px] text-ink-2">{t('count.sum')}</span>
      <Amount value={cashOf(counted, shift)} currency={shift.currency} symbol className="block text-[36px] leading-tight font-bold tracking-tight max-[1199px]:text-[28px]" />
      {work.for.kind === 'declare' && (
        <span className="mt-1 flex items-start gap-2 text-[13px] text-ink-2">
          <EyeOff aria-hidden="true" size={16} className="mt-px shrink-0" /> {t('count.blind')}
        </span>
      )}
    </output>
  )
}

/** Notes and coins: tiles for fingers, number and Enter for keys. Blind: nothing here says what it should come to. */
export function CountPanel() {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => state.work)
  const shift = useScreen((state) => state.shift)
  const entry = useScreen((state) => state.entry)
  if (work.kind !== 'count' || shift === undefined) return null
  const cells = cellsOf(shift, work.for.kind)
  const counted = countedWith(work, entry, shift) ?? work.counted
  const atConfirm = work.at >= cells.length
  const inHand = cells[work.at]
  const some = inHand !== undefined && 'minor' in inHand && piecesIn(counted, inHand) > 0
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_340px] gap-3 px-4 pt-2 pb-4 max-[1199px]:grid-cols-[minmax(0,1fr)_272px] max-[1199px]:gap-2">
      <section aria-label={t(`count.for.${work.for.kind}`)} className="flex min-h-0 flex-col gap-2">
        <p className="px-1 text-[14px] leading-snug text-ink-2">
          <b className="font-semibold text-ink">{t(`count.for.${work.for.kind}`)}</b> {work.goesOn === true ? <span data-testid="count-goes-on" className="font-semibold text-info">{t('count.goesOn')}</span> : t('count.how')}
        </p>
        <Group aria-label={t('count.cells')} data-own-enter className="min-h-0 flex-1 overflow-y-auto p-0.5">
          <div className="grid min-h-full auto-rows-fr grid-cols-3 gap-2">
            {cells.map((cell, index) => (
              <Cell key={'tender' in cell ? cell.tender : `${cell.currency ?? ''}${cell.minor}`} cell={cell} index={index} chosen={index === work.at} counted={counted} typed={index === work.at ? entry : ''} shift={shift} />
            ))}
          </div>
        </Group>
      </section>
      <section aria-label={t('count.sum')} className="flex min-h-0 flex-col gap-2 overflow-y-auto p-0.5">
        {work.leaving === true ? <Leaving /> : <Sum counted={counted} shift={shift} work={work} />}
        <div className="grid grid-cols-2 gap-2">
          <Key testId="piece-less" className="min-h-12 justify-center gap-2 font-semibold" label={t('count.less')} isDisabled={!some} onPress={() => acts.addPiece(-1)}>
            <Minus aria-hidden="true" size={22} />
          </Key>
          <Key testId="piece-more" className="min-h-12 justify-center gap-2 font-semibold" label={t('count.more')} isDisabled={inHand === undefined || 'tender' in inHand} onPress={() => acts.addPiece(1)}>
            <Plus aria-hidden="true" size={22} />
          </Key>
        </div>
        <AmountKeypad
          labels={{ group: t('tender.keypad'), clear: t('keypad.clear'), erase: t('keypad.erase') }}
          onKey={acts.type}
          onClear={acts.clearCountCell}
          onErase={acts.erase}
          finish={
            <Key testId="count-next" look="soft" className="flex-col justify-center gap-1 text-[15px] font-bold" isDisabled={work.asking || atConfirm} onPress={acts.enterCount}>
              {t('count.next')} <Shortcut keys={labelOf('enter')} boxed />
            </Key>
          }
        />
        {work.for.kind === 'declare' && (
          <GatedKey permission="closeUncounted" testId="count-uncounted" look="outline" className="min-h-12 shrink-0 justify-center gap-2 px-3 text-sm font-semibold" isDisabled={work.asking} onPress={acts.closeUncounted}>
            {t('count.uncounted')} <Shortcut keys={labelOf('closeUncounted')} boxed />
          </GatedKey>
        )}
        <Key testId="count-confirm" look="accent" className={`h-[68px] shrink-0 justify-center gap-3 text-lg font-bold ${atConfirm ? 'ring-2 ring-focus' : ''}`} isDisabled={work.asking} onPress={acts.confirmCount}>
          <Check aria-hidden="true" size={24} /> {t('count.confirm')} <Shortcut keys={atConfirm ? labelOf('enter') : labelOf('confirmCount')} boxed />
        </Key>
      </section>
    </div>
  )
}
