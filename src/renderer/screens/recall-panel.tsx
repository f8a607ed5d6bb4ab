import { Check, OctagonAlert, Undo2 } from 'lucide-react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { recallReasons, type PriceCheckView } from '../../contracts/ipc/index.ts'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { nameIn } from '../state/names.ts'
import { fullDateText } from '../state/store-time.ts'
import { FieldAside, Key, Shortcut } from '../ui/index.ts'

/** Why, in words: a code of ours is a sentence in each language, a supplier's own stands as it was written. */
export function useRecallReason(): (reason: string) => string {
  const { t } = useTranslation()
  return (reason) => (recallReasons.some((known) => known === reason) ? t(`recall.reason.${reason}`) : reason)
}

/** That goods must not be sold, on the answer to what they cost. */
export function RecallNotes(props: { readonly recalls: NonNullable<PriceCheckView['recalls']> }) {
  const { t } = useTranslation()
  const acts = useActs()
  const language = useScreen((state) => state.language)
  const reasonOf = useRecallReason()
  return (
    <ul data-testid="recalls" className="flex flex-col gap-2">
      {props.recalls.map(({ lot, reason, since }) => (
        <li key={lot ?? ''} className="flex items-center gap-3 rounded-key bg-danger-soft px-5 py-3 text-start text-danger">
          <OctagonAlert aria-hidden="true" size={26} className="shrink-0" />
          <span className="min-w-0 flex-1">
            <b className="block text-lg font-bold">
              {t('line.recalled')} · {lot === undefined ? t('recall.all') : t('recall.lot', { lot })}
            </b>
            <span className="text-[15px]">
              {reasonOf(reason)} · {t('recall.since', { date: fullDateText(since, language) })}
            </span>
          </span>
          {lot !== undefined && props.recalls.length > 1 && (
            <Key testId="lift-lot" className="min-h-12 shrink-0 gap-2 px-4 text-[15px] font-semibold" onPress={() => acts.liftRecall(lot)}>
              <Undo2 aria-hidden="true" size={18} /> {t('recall.liftLot')}
            </Key>
          )}
        </li>
      ))}
    </ul>
  )
}

/** Stops the sale of one item: why, and which lot if only one. */
export function RecallPanel() {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => state.work)
  const entry = useScreen((state) => state.entry)
  const language = useScreen((state) => state.language)
  if (work.kind !== 'recall' || work.answer.item === undefined) return null
  return (
    <div className="flex min-h-0 flex-1 flex-col items-center gap-4 overflow-y-auto px-6 pt-4 pb-6">
      <p className="text-2xl font-bold">{nameIn(work.answer.item.names, language)}</p>
      <p className="text-[15px] text-ink-2">{t('recall.hint')}</p>
      <Group aria-label={t('recall.why')} data-own-enter className="flex w-full max-w-[520px] flex-col gap-2">
        {recallReasons.map((reason) => (
          <Key key={reason} look={reason === work.reason ? 'dark' : 'outline'} isPressed={reason === work.reason} className="h-14 gap-3 px-5 text-[15px] font-semibold" onPress={() => acts.chooseRecallReason(reason)}>
            {reason === work.reason ? <Check aria-hidden="true" size={18} /> : <span aria-hidden="true" className="w-[18px]" />}
            {t(`recall.reason.${reason}`)}
          </Key>
        ))}
        <span className="self-end text-ink-3">
          <Shortcut keys={`${labelOf('up')} ${labelOf('down')}`} boxed />
        </span>
      </Group>
      <div data-field className="flex w-full max-w-[520px] items-center gap-2">
        <input
          data-entry-field
          aria-label={t('recall.lotField')}
          placeholder={t('recall.lotField')}
          value={entry}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => acts.setEntry(event.target.value)}
          className="number h-14 w-full min-w-0 rounded-key border border-line-strong bg-surface px-4 text-center text-lg font-semibold text-ink placeholder:text-base placeholder:font-normal placeholder:text-ink-3"
        />
        <FieldAside />
      </div>
      <Key look="danger" testId="recall-block" isDisabled={work.reason === undefined} className="h-16 w-full max-w-[520px] justify-center gap-3 text-xl font-bold" onPress={acts.setRecall}>
        <OctagonAlert aria-hidden="true" size={24} /> {work.reason === undefined ? t('recall.chooseReason') : t('recall.block')} <Shortcut keys={labelOf('enter')} boxed />
      </Key>
    </div>
  )
}
