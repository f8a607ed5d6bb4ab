import { ChevronRight, KeyRound, Landmark, LifeBuoy, PlugZap, ShieldCheck, Smartphone, Truck, Users, type LucideIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useActs, useScreen } from '../state/context.ts'
import { settingsPages, type SettingsPage } from '../state/rights.ts'
import { Key, Shortcut } from '../ui/index.ts'
import { labelOf } from '../state/actions.ts'

const drawings: Readonly<Record<SettingsPage, LucideIcon>> = { devices: PlugZap, people: Users, rights: ShieldCheck, taxes: Landmark, ownPin: KeyRound, secondFactor: Smartphone, support: LifeBuoy, move: Truck }

/** What is set on this till, one key each: the rail has one place for all of it. */
export function SettingsList() {
  const { t } = useTranslation()
  const acts = useActs()
  const chosen = useScreen((state) => (state.work.kind === 'settings' ? state.work.chosen : undefined))
  return (
    <div className="min-h-0 flex-1 overflow-y-auto p-4">
      <div className="mx-auto flex max-w-2xl flex-col gap-3">
        {settingsPages.map((page) => {
          const Drawing = drawings[page]
          return (
            <Key key={page} testId={`settings-${page}`} look={page === chosen ? 'soft' : 'plain'} className="min-h-[76px] gap-4 px-5 py-3 text-start" onPress={() => acts.openSettingsPage(page)}>
              <Drawing aria-hidden="true" size={26} className="shrink-0" />
              <span className="min-w-0 flex-1">
                <span className="block text-[17px] font-bold text-ink">{t(`title.${page}`)}</span>
                <span className="block text-sm text-ink-2">{t(`settings.${page}`)}</span>
              </span>
              {page === chosen ? <Shortcut keys={labelOf('enter')} boxed /> : <ChevronRight aria-hidden="true" size={22} className="shrink-0 text-ink-3" />}
            </Key>
          )
        })}
      </div>
    </div>
  )
}
