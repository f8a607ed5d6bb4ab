import { ShieldCheck, ShieldX } from 'lucide-react'
import { type ComponentProps } from 'react'
import { useTranslation } from 'react-i18next'
import { type Permission } from '../../contracts/ipc/index.ts'
import { useScreen } from '../state/context.ts'
import { gateOf, type Gate } from '../state/gates.ts'
import { Key } from '../ui/index.ts'

export function useGate(permission: Permission | undefined, amount = 0): Gate {
  return useScreen((state) => (permission === undefined ? 'free' : gateOf(state.ownRights, permission, amount)))
}

/** A small shield in the corner: somebody else's approval comes first, or the role does not have it at all. By shape, name and words. */
export function GateMark(props: { readonly gate: Gate }) {
  const { t } = useTranslation()
  if (props.gate === 'free') return null
  const Drawing = props.gate === 'ask' ? ShieldCheck : ShieldX
  return (
    <span data-testid={`gate-${props.gate}`} title={t(`gate.${props.gate}`)} className={`absolute start-1 top-1 ${props.gate === 'ask' ? 'text-warn' : 'text-ink-2'}`}>
      <Drawing aria-hidden="true" size={14} strokeWidth={2.2} />
      <span className="sr-only">{t(`gate.${props.gate}`)}</span>
    </span>
  )
}

/** A key of an act that a right stands before. What is never done by this role is shut, and says why in its name; `says`: also in words, where there is room. */
export function GatedKey({ permission, amount = 0, says, children, ...key }: ComponentProps<typeof Key> & { readonly permission: Permission; readonly amount?: number; readonly says?: true }) {
  const { t } = useTranslation()
  const gate = useGate(permission, amount)
  return (
    <Key {...key} isDisabled={key.isDisabled === true || gate === 'never'}>
      {children}
      {says === true && gate === 'never' && <span aria-hidden="true">({t('gate.neverShort')})</span>}
      <GateMark gate={gate} />
    </Key>
  )
}
