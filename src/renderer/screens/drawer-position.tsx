import { Lock, LockOpen } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useScreen } from '../state/context.ts'

/** What the drawer's own switch says. Nothing where it has none or nobody has heard of it: a guess would be believed. */
export function DrawerPosition() {
  const { t } = useTranslation()
  const position = useScreen((state) => state.devices.find(({ kind }) => kind === 'cashDrawer')?.position)
  if (position === undefined || position === 'unknown') return null
  const Drawing = position === 'open' ? LockOpen : Lock
  return (
    <p data-testid={`drawer-is-${position}`} className="flex items-center gap-2 text-[15px] font-semibold text-ink-2">
      <Drawing aria-hidden="true" size={18} className="shrink-0" /> {t(`drawer.position.${position}`)}
    </p>
  )
}
