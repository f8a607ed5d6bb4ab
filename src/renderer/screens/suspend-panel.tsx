import { CirclePause, PackageCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useActs, useScreen } from '../state/context.ts'
import { labelOf } from '../state/actions.ts'
import { longestLabel } from '../state/suspend-acts.ts'
import { Amount, Key, Shortcut, TextField } from '../ui/index.ts'

/** Putting the sale aside. A label helps to find it again, and nobody has to give one. */
export function SuspendPanel() {
  const { t } = useTranslation()
  const acts = useActs()
  const basket = useScreen((state) => state.counter?.basket)
  const currency = useScreen((state) => state.counter?.currency)
  const entry = useScreen((state) => state.entry)
  if (basket === undefined || currency === undefined) return null
  return (
    <div className="flex min-h-0 flex-1 flex-col items-center justify-center gap-5 overflow-y-auto p-6 text-center">
      <CirclePause aria-hidden="true" size={48} strokeWidth={1.5} className="text-accent" />
      <p className="text-2xl font-bold">
        {t('basket.items', { count: basket.itemCount + (basket.returned?.itemCount ?? 0) })} · <Amount value={basket.returned?.net ?? basket.total} currency={currency} symbol />
      </p>
      <p className="max-w-lg text-[15px] text-ink-2">{t('suspend.explain')}</p>
      <TextField className="mt-2 max-w-[560px]" label={t('suspend.label')} value={entry} maxLength={longestLabel} onChange={acts.setEntry} placeholder={t('suspend.placeholder')} />
      <Key testId="suspend-confirm" look="accent" className="h-[76px] w-full max-w-[560px] justify-center gap-3 text-xl font-bold" onPress={acts.confirmSuspend}>
        {t('suspend.confirm')} <Shortcut keys={labelOf('enter')} boxed />
      </Key>
      {basket.itemCount > 0 && (
        <Key testId="lay-aside" className="min-h-16 w-full max-w-[560px] justify-center gap-3 text-lg font-semibold" onPress={acts.layAside}>
          <PackageCheck aria-hidden="true" size={22} /> {t('layAside.instead')} <Shortcut keys={labelOf('layAway')} boxed />
        </Key>
      )}
    </div>
  )
}
