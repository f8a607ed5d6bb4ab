import { CalendarDays, CircleCheck, CircleDot, NotebookPen, RotateCcw, SlidersHorizontal } from 'lucide-react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { type LossCardView, type LossesView } from '../../contracts/ipc/index.ts'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { figureText, type LossWork } from '../state/loss-work.ts'
import { businessDateText, fullDateText } from '../state/store-time.ts'
import { Key, Shortcut } from '../ui/index.ts'
import { ArmedField } from './armed-field.tsx'
import { Documents } from './documents.tsx'
import { OfHeadOffice } from './of-head-office.tsx'

const key = 'h-12 min-w-12 justify-center gap-2 px-3.5 text-sm font-semibold'

/** Looked at or not, by drawing and word. */
function State(props: { readonly card: LossCardView }) {
  const { t } = useTranslation()
  const looked = props.card.looked !== undefined
  const Drawing = looked ? CircleCheck : CircleDot
  return (
    <span data-testid={looked ? 'loss-looked' : 'loss-open'} className={`flex shrink-0 items-center gap-1.5 rounded-full px-2.5 py-1 text-[13px] font-semibold ${looked ? 'bg-sunken text-ink-2' : 'bg-warn-soft text-warn'}`}>
      <Drawing aria-hidden="true" size={15} /> {t(looked ? 'loss.isLooked' : 'loss.isOpen')}
    </span>
  )
}

/** How much, against what, and where the others stand. */
function Figures(props: { readonly card: LossCardView }) {
  const { t } = useTranslation()
  const { found, limit, unit, sales, peers } = props.card
  return (
    <span className="number block text-[13px] text-ink-2">
      <span className="font-bold text-ink">{t('loss.found', { found: figureText(found, unit), limit: figureText(limit, unit) })}</span>
      {unit === 'ppm' && ` ${t('loss.ofSales', { count: sales })}`}
      {peers !== undefined && ` · ${t('loss.peers', { peers: figureText(peers, unit) })}`}
    </span>
  )
}

/** How many entries stand behind it, and how many of them are on the screen: a list that ends without a word is taken for all there is. */
function Shown(props: { readonly card: NonNullable<LossWork['card']> }) {
  const { t } = useTranslation()
  const { of: { behind: count, places }, documents: { found, more } } = props.card
  const shown = found.length
  const words = shown >= count ? 'loss.acts' : more || places.length >= count ? 'loss.shown' : 'loss.shownLast'
  return (
    <span data-testid="loss-shown" className="number text-[13px] text-ink-2">
      {t(words, { count, shown })}
    </span>
  )
}

/** What was said of it last, and by whom. */
function Word(props: { readonly card: LossCardView }) {
  const { t } = useTranslation()
  const { looked, reopened } = props.card
  const word = looked ?? reopened
  if (word === undefined) return null
  return <span className="block text-[13px] break-words text-ink-2">{t(looked === undefined ? 'loss.reopenedBy' : 'loss.lookedBy', { name: word.operatorName, note: word.note })}</span>
}

function Card(props: { readonly card: LossCardView; readonly chosen: boolean }) {
  const { t } = useTranslation()
  const acts = useActs()
  const language = useScreen((state) => state.language)
  const { card, chosen } = props
  return (
    <Key testId="loss-card" className={`min-h-16 w-full gap-3 px-3.5 py-2 text-start ${chosen ? 'ring-2 ring-focus' : ''}`} onPress={() => acts.openLossCard(card)}>
      <span className="min-w-0 flex-1">
        <span className="block text-[15px] font-bold break-words text-ink">{t(`loss.rule.${card.rule}`)}</span>
        <span className="number block text-[13px] text-ink-2">
          {card.operatorName} · {businessDateText(card.day, language)}
        </span>
        <Figures card={card} />
        <Word card={card} />
      </span>
      <State card={card} />
    </Key>
  )
}

function Limit(props: { readonly limit: LossesView['limits'][number]; readonly index: number; readonly chosen: boolean; readonly maySet: boolean }) {
  const { t } = useTranslation()
  const acts = useActs()
  const { limit: { rule, unit, preset, limit, ofHeadOffice = false }, chosen } = props
  return (
    <Key testId={`loss-limit-${rule}`} isDisabled={!props.maySet || ofHeadOffice} isPressed={chosen} className={`min-h-14 w-full gap-3 px-3.5 py-1.5 text-start ${chosen ? 'ring-2 ring-focus' : ''}`} onPress={() => acts.chooseLossLimit(props.index)}>
      <span className="min-w-0 flex-1 text-[15px] font-semibold break-words">{t(`loss.rule.${rule}`)}{ofHeadOffice && ` (${t('ofHeadOffice.who')})`}</span>
      {limit !== preset && <span className="number shrink-0 text-[13px] text-ink-2">{t('loss.preset', { preset: figureText(preset, unit) })}</span>}
      <span className="number shrink-0 text-base font-bold">{figureText(limit, unit)}</span>
    </Key>
  )
}

function Limits(props: { readonly work: LossWork; readonly view: LossesView }) {
  const { t } = useTranslation()
  const acts = useActs()
  const { work, view } = props
  return (
    <>
      {view.maySet ? (
        <div className="flex gap-2">
          <ArmedField of="entry" drawing={NotebookPen} label={t('loss.limit')} placeholder={t('loss.limitHint')} className="min-w-40 flex-1" />
          <Key testId="loss-set" look="accent" className={key} isDisabled={work.chosen < 0 || work.saving} onPress={acts.enterLoss}>
            {t('loss.setLimit')} <Shortcut keys={labelOf('enter')} boxed />
          </Key>
        </div>
      ) : (
        <p className="text-sm text-ink-2">{t('loss.mayNotSet')}</p>
      )}
      {view.maySet && view.limits.some(({ ofHeadOffice }) => ofHeadOffice) && <OfHeadOffice some />}
      <Group aria-label={t('loss.limits')} data-own-enter className="min-h-0 flex-1 overflow-y-auto">
        <div className="flex flex-col gap-1.5 p-0.5">
          {view.limits.map((limit, index) => (
            <Limit key={limit.rule} limit={limit} index={index} chosen={index === work.chosen} maySet={view.maySet} />
          ))}
        </div>
      </Group>
    </>
  )
}

function Cards(props: { readonly work: LossWork; readonly view: LossesView }) {
  const { t } = useTranslation()
  const { work, view } = props
  return (
    <>
      <p className="text-sm text-ink-2">{t('loss.never')}</p>
      {view.cards.length === 0 && <p data-testid="loss-none" className="p-6 text-center text-[15px] text-ink-2">{t('loss.none')}</p>}
      {view.cards.length > 0 && (
        <Group aria-label={t('loss.list')} data-own-enter className="min-h-0 flex-1 overflow-y-auto">
          <div className="flex flex-col gap-2 p-0.5">
            {view.cards.map((card, index) => (
              <Card key={card.id} card={card} chosen={index === work.chosen} />
            ))}
          </div>
        </Group>
      )}
    </>
  )
}

/** What the rules found in some days of this register, each with its entries, and what somebody said of it. */
export function LossWatch() {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => state.work)
  const language = useScreen((state) => state.language)
  if (work.kind !== 'lossWatch') return null
  const { view, card, page } = work
  if (card !== undefined) {
    return (
      <Documents list={card.documents} heading={`${t(`loss.rule.${card.of.rule}`)} · ${card.of.operatorName}`} back={t('loss.back')} onMore={acts.moreLossDocuments} onOpen={acts.openLossDocument} onBack={acts.leaveLossStep}>
        <div className="flex flex-wrap items-center gap-3">
          <State card={card.of} />
          <Figures card={card.of} />
          <Shown card={card} />
          <Word card={card.of} />
        </div>
        <div className="flex gap-2">
          <ArmedField of="entry" drawing={NotebookPen} label={t('loss.note')} placeholder={t('loss.notePlaceholder')} className="min-w-40 flex-1" />
          <Key testId="loss-close" look="accent" className={key} isDisabled={work.saving} onPress={acts.closeLossCard}>
            {t('loss.close')} <Shortcut keys={labelOf('enter')} boxed />
          </Key>
          {card.of.looked !== undefined && (
            <Key testId="loss-reopen" look="outline" className={key} isDisabled={work.saving} onPress={acts.reopenLossCard}>
              <RotateCcw aria-hidden="true" size={18} /> {t('loss.reopen')} <Shortcut keys={labelOf('reopenLoss')} boxed />
            </Key>
          )}
        </div>
      </Documents>
    )
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2 px-4 pt-2 pb-4">
      <div className="flex flex-wrap items-center gap-2">
        <Key testId="loss-days" className={key} onPress={acts.nextLossDays}>
          <CalendarDays aria-hidden="true" size={18} /> {t('loss.days', { count: work.days })} <Shortcut keys={labelOf('lossDays')} boxed />
        </Key>
        <Key testId="loss-limits" look={page === 'limits' ? 'dark' : 'plain'} isPressed={page === 'limits'} className={key} onPress={acts.toggleLossLimits}>
          <SlidersHorizontal aria-hidden="true" size={18} /> {t('loss.limits')} <Shortcut keys={labelOf('lossLimits')} boxed />
        </Key>
        {view !== undefined && (
          <span className="number text-sm font-semibold text-ink-2">
            {fullDateText(view.from, language)} – {fullDateText(view.to, language)}
          </span>
        )}
      </div>
      {view !== undefined && page === 'cards' && <Cards work={work} view={view} />}
      {view !== undefined && page === 'limits' && <Limits work={work} view={view} />}
    </div>
  )
}
