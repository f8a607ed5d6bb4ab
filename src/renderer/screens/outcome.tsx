import { Check, OctagonAlert, TriangleAlert, type LucideIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type EffectView } from '../../contracts/ipc/index.ts'
import { isNothingThere } from '../state/paper-advice.ts'
import { StatusMark, type StatusTone } from '../ui/index.ts'

const tones: Readonly<Record<EffectView['state'], StatusTone>> = {
  waiting: 'idle',
  working: 'idle',
  printed: 'ok',
  processed: 'ok',
  // Sent and not answered is not printed: it says so until somebody looked.
  sentOnly: 'warn',
  kicked: 'ok',
  unconfirmed: 'warn',
  failed: 'danger',
}
const grounds: Readonly<Record<StatusTone, string>> = { ok: 'bg-ok-soft text-ok', warn: 'bg-warn-soft text-warn', danger: 'bg-danger-soft text-danger', idle: 'bg-sunken text-ink-2' }
const drawings: Readonly<Partial<Record<StatusTone, LucideIcon>>> = { ok: Check, warn: TriangleAlert, danger: OctagonAlert }

/**
 * What became of a print or a kick, in a shape, a colour and words. `of`: a Z, an X and a slip are no receipts, and of one that did
 * not come out nobody wants to hear that the sale is saved.
 */
export function Outcome(props: { readonly effect: EffectView; readonly of?: 'receipt' | 'report' }) {
  const { t } = useTranslation()
  const { kind, state, fault, standIn, again } = props.effect
  const nothingThere = isNothingThere(props.effect)
  // Two papers of one sale are to be looked for, however well the second one came out.
  const tone = nothingThere ? 'idle' : again === true && tones[state] === 'ok' ? 'warn' : tones[state]
  const Drawing = drawings[tone]
  return (
    <li data-testid={`outcome-${kind}-${state}`} className={`flex min-h-11 items-center gap-2.5 rounded-full px-5 text-[15px] font-semibold ${grounds[tone]}`}>
      {Drawing === undefined ? <StatusMark tone={tone} /> : <Drawing aria-hidden="true" size={19} />}
      {t(`effect.${kind === 'print' && props.of === 'report' ? 'report' : kind}.${nothingThere ? 'unconfigured' : state}`)}
      {again === true && <span data-testid="outcome-again" className="text-[13px] font-medium">{t('effect.again')}</span>}
      {standIn !== undefined && <span data-testid="outcome-stand-in" className="text-[13px] font-medium">{t('effect.standIn')}</span>}
      {fault !== undefined && !nothingThere && <span className="text-[13px] font-medium">({t(`fault.${fault}`, { defaultValue: fault })})</span>}
    </li>
  )
}
