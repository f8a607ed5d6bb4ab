import { Lock } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type Permission } from '../../contracts/ipc/index.ts'
import { useScreen } from '../state/context.ts'
import { awayHoursOf, whoMay } from '../state/gates.ts'
import { useGate } from './gated-key.tsx'

/** Before the tap: that whoever is signed on never may, and who may. Nothing where they may. */
export function Shut(props: { readonly permission: Permission | undefined; readonly className?: string }) {
  const { t } = useTranslation()
  const gate = useGate(props.permission)
  const rights = useScreen((state) => state.ownRights)
  if (gate !== 'never' || props.permission === undefined) return null
  const hours = awayHoursOf(rights, props.permission)
  const who = whoMay(rights, props.permission).map((role) => t(`role.${role}`))
  return (
    <span data-testid={`shut-${props.permission}`} className={`inline-flex items-center gap-1.5 rounded-full bg-sunken px-2.5 py-1 text-[13px] font-semibold text-ink-2 ${props.className ?? ''}`}>
      <Lock aria-hidden="true" size={15} className="shrink-0" />
      {hours !== undefined ? t('gate.away', { hours }) : who.length === 0 ? t('gate.nobody') : t('gate.onlyFor', { who: who.join(t('gate.comma')) })}
    </span>
  )
}
