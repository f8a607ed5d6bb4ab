import { Coins } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { screenOf } from '../state/screen-state.ts'
import { wantsFloat } from '../state/shift-state.ts'
import { views } from '../state/views.ts'
import { Key, Shortcut } from '../ui/index.ts'

/** Told calmly, where nothing else stands: a sale goes on without it, and the Z says that nobody counted. */
export function FloatBanner() {
  const { t } = useTranslation()
  const acts = useActs()
  // In training it can be counted and nobody has to: no customer of a task waits for it.
  const shown = useScreen((state) => state.training?.on !== true && wantsFloat(state.shift) && views[screenOf(state)].pays === true)
  if (!shown) return null
  return (
    <section data-testid="no-float" aria-label={t('cash.noFloat')} className="mt-4 flex w-full items-center gap-3 rounded-card bg-info-soft py-1.5 ps-4 pe-1.5 text-start">
      <p className="min-w-0 flex-1 text-sm font-semibold text-info">{t('cash.noFloat')}</p>
      <Key testId="count-float" className="min-h-12 shrink-0 gap-2 px-3.5 text-sm font-semibold" onPress={acts.openFloatFromSale}>
        <Coins aria-hidden="true" size={18} /> {t('cash.countFloat')} <Shortcut keys={`${labelOf('shift')} ${labelOf('floatCount')}`} boxed />
      </Key>
    </section>
  )
}
