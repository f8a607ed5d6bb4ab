import { Contact, ChevronRight, DatabaseBackup, GraduationCap, KeyRound, Landmark, LifeBuoy, Mail, PlugZap, ReceiptText, Search, ShieldAlert, ShieldCheck, Smartphone, Truck, Store, Users, type LucideIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useActs, useScreen } from '../state/context.ts'
import { pageRights, settingsPages, type SettingsPage } from '../state/rights.ts'
import { Key, Shortcut } from '../ui/index.ts'
import { labelOf } from '../state/actions.ts'
import { inEveryLanguage } from '../state/catalogue-words.ts'
import { findSettings } from '../state/settings-search.ts'
import { ArmedField } from './armed-field.tsx'
import { SettingsFound } from './settings-found.tsx'
import { Shut } from './shut.tsx'

const drawings: Readonly<Record<SettingsPage, LucideIcon>> = { devices: PlugZap, customers: Contact, people: Users, rights: ShieldCheck, taxes: Landmark, ownPin: KeyRound, secondFactor: Smartphone, support: LifeBuoy, training: GraduationCap, move: Truck, backups: DatabaseBackup, store: Store, templates: ReceiptText, mail: Mail, lossWatch: ShieldAlert }

/** What is set on this till, one key each: the rail has one place for all of it. */
export function SettingsList() {
  const { t } = useTranslation()
  const acts = useActs()
  const chosen = useScreen((state) => (state.work.kind === 'settings' ? state.work.chosen : undefined))
  const hit = useScreen((state) => (state.work.kind === 'settings' ? (state.work.hit ?? 0) : 0))
  const entry = useScreen((state) => state.entry.trim())
  return (
    <div className="min-h-0 flex-1 overflow-y-auto p-4">
      <div className="mx-auto flex max-w-2xl flex-col gap-3">
        <ArmedField of="entry" drawing={Search} label={t('settings.search')} placeholder={t('settings.search.example')} className="h-14! shrink-0" />
        {entry !== '' && <SettingsFound found={findSettings(entry, inEveryLanguage)} chosen={hit} />}
        {entry === '' && settingsPages.map((page) => {
          const Drawing = drawings[page]
          return (
            <Key key={page} testId={`settings-${page}`} look={page === chosen ? 'soft' : 'plain'} isPressed={page === chosen} className="min-h-[76px] gap-4 px-5 py-3 text-start" onPress={() => acts.openSettingsPage(page)}>
              <Drawing aria-hidden="true" size={26} className="shrink-0" />
              <span className="min-w-0 flex-1">
                <span className="block text-[17px] font-bold text-ink">{t(`title.${page}`)}</span>
                <span className="block text-sm text-ink-2">{t(`settings.${page}`)}</span>
                <Shut permission={pageRights[page]} className="mt-1" />
              </span>
              {page === chosen ? <Shortcut keys={labelOf('enter')} boxed /> : <ChevronRight aria-hidden="true" size={22} className="shrink-0 text-ink-3" />}
            </Key>
          )
        })}
      </div>
    </div>
  )
}
