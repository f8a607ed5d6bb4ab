import { useTranslation } from 'react-i18next'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { DigitKeypad, Key, PinDots, Shortcut } from '../ui/index.ts'

/** A new PIN, typed twice; one's own by the old one. Dots, never digits. */
export function PinPanel() {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => state.work)
  const length = useScreen((state) => state.entry.length)
  if (work.kind !== 'pin') return null
  return (
    <div className="flex min-h-0 flex-1 flex-col items-center overflow-y-auto p-4">
      <div className="my-auto flex w-full max-w-[420px] flex-col gap-3">
        <h2 className="line-clamp-2 text-center text-xl font-bold wrap-anywhere">{work.person?.name ?? t('title.ownPin')}</h2>
        <p data-testid={`pin-${work.stage}`} className="text-center text-lg font-semibold">{t(`pin.stage.${work.stage}`)}</p>
        <p className="min-h-10 text-center text-sm text-ink-2">{work.stage === 'old' ? '' : t('pin.rules')}</p>
        <PinDots label={t('signOn.pinDigits', { count: length })} length={length} />
        <DigitKeypad labels={{ group: t('signOn.keypad'), clear: t('keypad.clear'), erase: t('keypad.erase') }} onKey={acts.tapPin} onClear={acts.clear} onErase={acts.erase} />
        <Key testId="pin-enter" look="accent" isDisabled={work.saving || length < 4} className="min-h-16 justify-center gap-3 text-lg font-bold" onPress={acts.enterPin}>
          {t(work.stage === 'again' ? 'pin.set' : 'pin.next')} <Shortcut keys={labelOf('enter')} boxed />
        </Key>
      </div>
    </div>
  )
}
