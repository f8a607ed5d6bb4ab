import { Lock, ShoppingCart } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useActs, useScreen } from '../state/context.ts'
import { labelOf } from '../state/keys.ts'
import { Avatar, Key, Mark, Shortcut } from '../ui/index.ts'
import { LanguageKey, ThemeKey } from './preference-keys.tsx'

/** The left rail: only what works is on it. */
export function Rail(props: { readonly className: string }) {
  const { t } = useTranslation()
  const acts = useActs()
  const operator = useScreen((state) => state.counter?.operator)
  const operators = useScreen((state) => state.register?.operators)
  const index = operators?.findIndex((each) => each.id === operator?.id) ?? 0
  return (
    <nav aria-label={t('rail.label')} className={`w-[76px] shrink-0 flex-col items-center gap-2 bg-rail px-2 py-4 text-rail-ink ${props.className}`}>
      <Mark size={36} />
      <div aria-current="page" className="mt-4 flex min-h-[62px] w-[60px] flex-col items-center justify-center gap-1 rounded-key bg-rail-raised text-xs font-semibold text-white">
        <ShoppingCart aria-hidden="true" size={22} strokeWidth={1.9} />
        {t('rail.sell')}
      </div>
      <div className="flex-1" />
      <LanguageKey onRail />
      <ThemeKey onRail />
      <Key look="bare" className="min-h-[76px] w-[60px] flex-col justify-center gap-1 text-xs font-medium text-rail-ink hover:bg-rail-raised" onPress={acts.lock}>
        {operator === undefined ? <Lock aria-hidden="true" size={22} /> : <Avatar name={operator.name} index={Math.max(0, index)} size="small" />}
        <span>{t('rail.lock')}</span>
        <Shortcut keys={labelOf('lock')} />
      </Key>
    </nav>
  )
}
