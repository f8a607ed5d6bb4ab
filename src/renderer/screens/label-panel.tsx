import { Check, Tag, TriangleAlert } from 'lucide-react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { labelKinds, labelSizeNames, type LabelSizeView } from '../../contracts/ipc/index.ts'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { isOnItsWay, rollOf, sizeText } from '../state/label-acts.ts'
import { nameIn } from '../state/names.ts'
import { type LabelWork } from '../state/label-work.ts'
import { Key, Shortcut, StatusMark } from '../ui/index.ts'
import { toneOf } from './device-status.tsx'
import { LabelPicture } from './label-picture.tsx'
import { Outcome } from './outcome.tsx'

/** Whether labels come out at all, before somebody asks for forty. */
function PrinterState() {
  const { t } = useTranslation()
  const device = useScreen((state) => state.devices.find(({ kind }) => kind === 'labelPrinter'))
  if (device === undefined) return <p data-testid="label-no-printer" className="text-[15px] font-semibold text-warn">{t('label.noPrinter')}</p>
  const faults = device.faults.map((fault) => t(`fault.${fault}`, { defaultValue: fault })).join(', ')
  return (
    <p data-testid="label-printer" className="flex items-center justify-center gap-2 text-[15px] text-ink-2">
      <StatusMark tone={toneOf(device)} />
      {t('device.labelPrinter')}: {t(`health.${device.health}`)}
      {faults !== '' && ` (${faults})`}
    </p>
  )
}

/** Before somebody prints: what is too large for the roll runs over its next labels, and the printer says "printed". */
function OtherRoll(props: { readonly size: LabelSizeView }) {
  const { t } = useTranslation()
  const roll = useScreen(rollOf)
  if (roll === undefined || roll.size === props.size) return null
  return (
    <p data-testid="label-other-roll" className="flex items-center gap-2 rounded-key bg-warn-soft px-5 py-2.5 text-[15px] font-semibold text-warn">
      <TriangleAlert aria-hidden="true" size={18} /> {t('label.rollIs', { roll: sizeText(roll.size) })}
    </p>
  )
}

function Choices<T extends string>(props: { readonly label: string; readonly all: readonly T[]; readonly chosen: T; readonly words: (one: T) => string; readonly testId: string; readonly disabled: boolean; readonly choose: (one: T) => void }) {
  return (
    <Group aria-label={props.label} data-own-enter className="flex w-full flex-wrap justify-center gap-2">
      {props.all.map((one) => (
        <Key key={one} testId={`${props.testId}-${one}`} look={one === props.chosen ? 'dark' : 'outline'} isPressed={one === props.chosen} isDisabled={props.disabled} className="h-12 gap-2 px-4 text-[15px] font-semibold" onPress={() => props.choose(one)}>
          {one === props.chosen && <Check aria-hidden="true" size={18} />}
          {props.words(one)}
        </Key>
      ))}
    </Group>
  )
}

/** Large enough to read, and beside it as large as it comes off the roll. */
function Preview(props: { readonly work: LabelWork }) {
  const { t } = useTranslation()
  const language = useScreen((state) => state.language)
  const { item, preview, size } = props.work
  if (preview === undefined) return <div className="h-[220px]" />
  const name = nameIn(item.names, language)
  return (
    <div className="flex flex-wrap items-end justify-center gap-6">
      <LabelPicture testId="label-preview" layout={preview.layout} language={preview.language} label={t('label.preview', { name, size })} className="h-[220px] max-[1199px]:h-[180px]" />
      <figure className="flex flex-col items-center gap-2">
        <LabelPicture testId="label-true-size" layout={preview.layout} language={preview.language} label={t('label.trueSize')} width={`${preview.millimetres.width}mm`} />
        <figcaption className="text-[13px] text-ink-2">{t('label.trueSize')}</figcaption>
      </figure>
    </div>
  )
}

function Copies() {
  const { t } = useTranslation()
  const acts = useActs()
  const entry = useScreen((state) => state.entry)
  return (
    <label className="flex items-center gap-3 text-[15px] font-semibold text-ink-2">
      {t('label.copies')}
      <input
        data-entry-field
        value={entry}
        placeholder="1"
        inputMode="numeric"
        autoComplete="off"
        onChange={(event) => acts.setEntry(event.target.value)}
        className="number h-14 w-24 rounded-key border border-line-strong bg-surface px-4 text-center text-xl font-semibold text-ink placeholder:text-ink-3"
      />
    </label>
  )
}

/** A label of one item: what it will look like, then so many of them, and what became of them. */
export function LabelPanel() {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => state.work)
  const language = useScreen((state) => state.language)
  if (work.kind !== 'label') return null
  const { item, asked } = work
  const busy = work.asking || (asked !== undefined && isOnItsWay(asked.effect))
  return (
    <div className="flex min-h-0 flex-1 flex-col items-center overflow-y-auto p-5 text-center">
      <div className="my-auto flex w-full max-w-[760px] flex-col items-center gap-4">
        <p data-testid="label-item" className="max-w-2xl text-2xl font-bold">{nameIn(item.names, language)}</p>
        <Preview work={work} />
        <Choices label={t('label.kinds')} testId="label-kind" all={labelKinds} chosen={work.label} words={(kind) => t(`label.kind.${kind}`)} disabled={busy} choose={acts.chooseLabelKind} />
        <Choices label={t('label.sizes')} testId="label-size" all={labelSizeNames} chosen={work.size} words={(size) => `${sizeText(size)} mm`} disabled={busy} choose={acts.chooseLabelSize} />
        <OtherRoll size={work.size} />
        <PrinterState />
        {asked !== undefined && (
          <ul data-testid="label-outcome" aria-live="polite" aria-label={t('label.outcome')} className="flex flex-wrap justify-center gap-2">
            <Outcome effect={asked.effect} />
          </ul>
        )}
        <div className="flex w-full items-center justify-center gap-4">
          <Copies />
          <Key testId="label-print" look={work.otherSize === true ? 'outline' : 'accent'} isDisabled={busy || work.preview === undefined} className="h-[68px] min-w-64 justify-center gap-3 px-6 text-xl font-bold" onPress={acts.printLabel}>
            <Tag aria-hidden="true" size={24} /> {work.otherSize === true ? t('label.printAnyway', { size: sizeText(work.size) }) : t('label.print')} <Shortcut keys={labelOf('enter')} boxed />
          </Key>
        </div>
      </div>
    </div>
  )
}
