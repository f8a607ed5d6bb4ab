import { ChevronDown, KeyRound, Lock } from 'lucide-react'
import { useState } from 'react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { type CounterView } from '../../contracts/ipc/index.ts'
import { actionOf, labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { screenOf } from '../state/screen-state.ts'
import { type Screen } from '../state/views.ts'
import { Key, Shortcut } from '../ui/index.ts'

/** Who is signed on, and what they do about themselves: their PIN, and going away. */
export function OperatorChip(props: { readonly operator: NonNullable<CounterView['operator']> }) {
  const { t } = useTranslation()
  const acts = useActs()
  const screen = useScreen(screenOf)
  // Open on one screen: on the next one it is shut by itself.
  const [openOn, setOpenOn] = useState<Screen>()
  const open = openOn === screen
  const { name, role } = props.operator
  // While money is taken or somebody is asked, there is no way off.
  const away = actionOf('ownPin').screens.includes(screen)
  const choose = (act: () => void) => () => {
    setOpenOn(undefined)
    act()
  }
  return (
    <div className="relative">
      <Key look="bare" testId="operator-chip" isExpanded={open} className="min-h-12 gap-2 ps-3 text-end" onPress={() => setOpenOn(open ? undefined : screen)}>
        <span>
          <span className="block text-[15px] font-semibold">{name}</span>
          <span className="block text-[13px] text-ink-3">{t(`role.${role}`)}</span>
        </span>
        <ChevronDown aria-hidden="true" size={18} className="shrink-0 text-ink-3" />
      </Key>
      {open && (
        <Group aria-label={t('operatorChip.menu')} className="absolute end-0 top-full z-20 grid w-64 gap-2 rounded-card border border-line bg-surface p-2 shadow-2">
          <Key testId="chip-own-pin" className="min-h-14 gap-3 px-4 text-[15px] font-semibold" isDisabled={!away} onPress={choose(acts.openOwnPin)}>
            <KeyRound aria-hidden="true" size={20} /> <span className="flex-1 text-start">{t('title.ownPin')}</span> <Shortcut keys={labelOf('ownPin')} boxed />
          </Key>
          <Key testId="chip-lock" className="min-h-14 gap-3 px-4 text-[15px] font-semibold" onPress={choose(acts.lock)}>
            <Lock aria-hidden="true" size={20} /> <span className="flex-1 text-start">{t('rail.lock')}</span> <Shortcut keys={labelOf('lock')} boxed />
          </Key>
        </Group>
      )}
    </div>
  )
}
