import { Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { longestText } from '../state/move-cash-acts.ts'
import { DigitKeypad, Key, Shortcut, TextField } from '../ui/index.ts'

/** The number of a bag, scanned or typed, or a few words. The keypad is for hands that have no keyboard: seals are numbers. */
export function CashText() {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => state.work)
  const entry = useScreen((state) => state.entry)
  if (work.kind !== 'cashText') return null
  const { what } = work
  return (
    <div className="flex min-h-0 flex-1 flex-col items-center overflow-y-auto p-6">
      <div className="my-auto flex w-full max-w-[520px] flex-col gap-4">
        <TextField key={what} label={t(`cashText.${what}`)} value={entry} maxLength={longestText(what)} onChange={acts.setEntry} placeholder={t(`cashText.${what}Example`)} />
        <p className="text-[15px] text-ink-2">{t(`cashText.${what}Hint`)}</p>
        {what === 'bag' && <DigitKeypad labels={{ group: t('cashText.keypad'), clear: t('keypad.clear'), erase: t('keypad.erase') }} onKey={acts.type} onClear={acts.clear} onErase={acts.erase} />}
        <Key testId="cash-text-done" look="accent" className="h-[76px] w-full justify-center gap-3 text-xl font-bold" onPress={acts.confirmCashText}>
          <Check aria-hidden="true" size={26} /> {t('cashText.done')} <Shortcut keys={labelOf('enter')} boxed />
        </Key>
      </div>
    </div>
  )
}
