import { TriangleAlert } from 'lucide-react'
import { type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type Refusal } from '../../domain/errors/index.ts'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { waitIn, waitWords } from '../state/wait-words.ts'
import { DigitKeypad, Key, PinDots, Shortcut } from '../ui/index.ts'
import { SupportCode } from './support-code.tsx'

/** The PIN of whoever is signed on, once more: a page that was left open must not do for the next person what only the first may. */
export function OwnPin(props: { readonly testId: string; readonly words: string; readonly act: ReactNode; readonly trouble: Refusal | undefined; readonly sending: boolean; readonly onGo: () => void }) {
  const { t } = useTranslation()
  const acts = useActs()
  const length = useScreen((state) => state.entry.length)
  const seconds = useScreen((state) => state.pinWaits[state.counter?.operator?.id ?? ''] ?? 0)
  const { testId, trouble, sending } = props
  return (
    <div className="flex min-h-0 flex-1 flex-col items-center overflow-y-auto p-6 pt-16">
      <div className="my-auto flex w-full max-w-[480px] flex-col gap-4">
        <p className="text-center text-lg font-bold break-words">{props.words}</p>
        {seconds > 0 && (
          <p role="alert" data-testid={`${testId}-waits`} className="flex items-center gap-2 rounded-key bg-warn-soft px-3 py-2 text-sm font-semibold text-warn">
            <TriangleAlert aria-hidden="true" size={20} className="shrink-0" /> <span className="number">{t('backup.waits', { time: waitWords(t, seconds) })}</span>
          </p>
        )}
        {/* That a PIN has to wait is said with its time, and no longer than that. */}
        {seconds === 0 && trouble !== undefined && trouble.code !== 'pin.wait' && (
          <p role="alert" data-testid={`${testId}-trouble`} data-code={trouble.code} className="flex items-center gap-2 rounded-key bg-danger-soft px-3 py-2 text-sm font-semibold text-danger">
            <TriangleAlert aria-hidden="true" size={20} className="shrink-0" />
            <span>
              {t(`refusal.${trouble.code}`, { ...trouble.params, ...waitIn(t, trouble.params) })} <SupportCode code={trouble.code} />
            </span>
          </p>
        )}
        <PinDots label={t('signOn.pinDigits', { count: length })} length={length} />
        <DigitKeypad labels={{ group: t('signOn.keypad'), clear: t('keypad.clear'), erase: t('keypad.erase') }} onKey={acts.tapPin} onClear={acts.clear} onErase={acts.erase} />
        <Key testId={`${testId}-go`} look="danger" isDisabled={length < 4 || sending || seconds > 0} className="min-h-16 justify-center gap-3 text-lg font-bold" onPress={props.onGo}>
          {props.act} <Shortcut keys={labelOf('enter')} boxed />
        </Key>
      </div>
    </div>
  )
}
