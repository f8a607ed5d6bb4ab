import { Printer } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { Key, Shortcut } from '../ui/index.ts'
import { Outcome } from './outcome.tsx'
import { PaperRegion } from './paper-region.tsx'

/** The open shift up to now, as its paper has it. */
export function XReport() {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => state.work)
  if (work.kind !== 'xReport') return null
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 px-4 pt-2 pb-4">
      {work.x === undefined ? <div className="flex-1" /> : <PaperRegion document={work.x.document} />}
      {work.effects !== undefined && (
        <ul aria-label={t('finish.outcomes')} className="flex shrink-0 justify-center gap-2">
          {work.effects.map((effect, index) => (
            // What was asked for never changes places.
            <Outcome key={`${effect.kind} ${index}`} effect={effect} of="report" />
          ))}
        </ul>
      )}
      <Key testId="print-x" look="accent" className="h-16 shrink-0 justify-center gap-3 text-lg font-bold" isDisabled={work.x === undefined || work.asking} onPress={acts.printX}>
        <Printer aria-hidden="true" size={22} /> {t('xReport.print')} <Shortcut keys={labelOf('enter')} boxed />
      </Key>
    </div>
  )
}
