import { KeyRound, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { waitIn } from '../state/wait-words.ts'
import { DigitKeypad, Key, Shortcut, TextField } from '../ui/index.ts'
import { SupportCode } from './support-code.tsx'

export const longestCode = 16

/** The field for a code, with digits to touch: an authenticator's has no letters. */
export function CodeField(props: { readonly label: string }) {
  const { t } = useTranslation()
  const acts = useActs()
  const entry = useScreen((state) => state.entry)
  return (
    <>
      <TextField label={props.label} value={entry} maxLength={longestCode} onChange={acts.setEntry} isAddress className="number" />
      <div className="w-full">
        <DigitKeypad labels={{ group: t('signOn.keypad'), clear: t('keypad.clear'), erase: t('keypad.erase') }} onKey={acts.type} onClear={acts.clear} onErase={acts.erase} />
      </div>
    </>
  )
}

/** A code, before what was asked for is done. It stands in the work area: the open sale stays in sight, and Esc leaves all as it was. */
export function FactorAskPanel() {
  const { t } = useTranslation()
  const acts = useActs()
  const ask = useScreen((state) => state.factorAsk)
  const ready = useScreen((state) => state.entry.trim().length >= 6)
  if (ask === undefined) return null
  const { trouble } = ask
  return (
    <div className="flex min-h-0 flex-1 flex-col items-center overflow-y-auto p-6 text-center">
      <div className="my-auto flex w-full max-w-[480px] flex-col items-center gap-4">
        <p className="flex items-center gap-3 text-start text-[15px] text-ink-2">
          <KeyRound aria-hidden="true" size={28} className="shrink-0 text-ink" /> {t('factor.ask')}
        </p>
        {trouble !== undefined && (
          <p role="alert" data-code={trouble.code} className="flex w-full items-center gap-2 rounded-key bg-danger-soft px-3 py-2 text-start text-sm font-semibold text-danger">
            <TriangleAlert aria-hidden="true" size={20} className="shrink-0" />
            <span>
              {t(`refusal.${trouble.code}`, { ...trouble.params, ...waitIn(t, trouble.params) })} <SupportCode code={trouble.code} />
            </span>
          </p>
        )}
        <CodeField label={t('factor.code')} />
        <Key testId="factor-prove" look="accent" isDisabled={!ready || ask.sending} className="min-h-16 w-full justify-center gap-3 text-lg font-bold" onPress={acts.confirmFactorAsk}>
          {t('factor.prove')} <Shortcut keys={labelOf('enter')} boxed />
        </Key>
      </div>
    </div>
  )
}
