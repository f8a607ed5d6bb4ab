import { CirclePause } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useActs, useScreen } from '../state/context.ts'
import { labelOf } from '../state/actions.ts'
import { longestLabel } from '../state/suspend-acts.ts'
import { Amount, Key, Shortcut } from '../ui/index.ts'

/** Putting the sale aside. A label helps to find it again, and nobody has to give one. */
export function SuspendPanel() {
  const { t } = useTranslation()
  const acts = useActs()
  const field = useRef<HTMLInputElement>(null)
  const basket = useScreen((state) => state.counter?.basket)
  const currency = useScreen((state) => state.counter?.currency)
  const entry = useScreen((state) => state.entry)
  // A Chinese name is written with an input method, which writes only where the focus is.
  useEffect(() => field.current?.focus(), [])
  if (basket === undefined || currency === undefined) return null
  return (
    <div className="flex min-h-0 flex-1 flex-col items-center justify-center gap-5 overflow-y-auto p-6 text-center">
      <CirclePause aria-hidden="true" size={48} strokeWidth={1.5} className="text-accent" />
      <p className="text-2xl font-bold">
        {t('basket.items', { count: basket.itemCount })} · <Amount value={basket.total} currency={currency} symbol />
      </p>
      <p className="max-w-lg text-[15px] text-ink-2">{t('suspend.explain')}</p>
      <label className="mt-2 flex w-full max-w-[560px] flex-col gap-1.5 text-start text-sm font-semibold text-ink-2">
        {t('suspend.label')}
        <input
          ref={field}
          data-entry-field
          value={entry}
          maxLength={longestLabel}
          autoComplete="off"
          spellCheck={false}
          placeholder={t('suspend.placeholder')}
          onChange={(event) => acts.setEntry(event.target.value)}
          className="h-14 rounded-key border border-line-strong bg-surface px-4 text-lg font-medium text-ink placeholder:text-ink-3"
        />
      </label>
      <Key look="accent" className="h-[76px] w-full max-w-[560px] justify-center gap-3 text-xl font-bold" onPress={acts.confirmSuspend}>
        {t('suspend.confirm')} <Shortcut keys={labelOf('enter')} boxed />
      </Key>
    </div>
  )
}
