import { CornerDownLeft, SearchX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type Setting } from '../state/settings-search.ts'
import { useActs } from '../state/context.ts'
import { pageRights } from '../state/rights.ts'
import { Key } from '../ui/index.ts'
import { Shut } from './shut.tsx'

/** Settings found for what is typed, the first of them chosen. Each with the page it stands on. */
export function SettingsFound(props: { readonly found: readonly Setting[]; readonly chosen: number }) {
  const { t } = useTranslation()
  const acts = useActs()
  if (props.found.length === 0) {
    return (
      <p role="status" data-testid="settings-nothing" className="flex items-center justify-center gap-3 py-12 text-[17px] text-ink-2">
        <SearchX aria-hidden="true" size={26} /> {t('settings.nothing')}
      </p>
    )
  }
  return (
    <ul aria-label={t('settings.found')} className="flex flex-col gap-2">
      {props.found.map((setting, index) => (
        <li key={setting.id}>
          <Key testId={`found-${setting.id}`} look={index === props.chosen ? 'soft' : 'plain'} isPressed={index === props.chosen} className="min-h-16 w-full gap-4 px-5 py-2 text-start" onPress={() => acts.openSetting(setting)}>
            <span className="min-w-0 flex-1">
              <span className="block text-[17px] font-bold text-ink">{t(setting.words)}</span>
              {setting.id !== setting.page && <span className="block text-sm text-ink-2">{t(`title.${setting.page}`)}</span>}
              <Shut permission={pageRights[setting.page]} className="mt-1" />
            </span>
            {index === props.chosen && <CornerDownLeft aria-hidden="true" size={20} className="shrink-0" />}
          </Key>
        </li>
      ))}
    </ul>
  )
}
