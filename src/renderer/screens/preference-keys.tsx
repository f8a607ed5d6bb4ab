import { Languages, LayoutGrid, Moon, ScanBarcode, Sun } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useActs, useScreen, useScreenStore } from '../state/context.ts'
import { applyTheme, rememberLanguage, rememberTheme } from '../state/preferences.ts'
import { Key } from '../ui/index.ts'

const railKey = 'min-h-14 w-[60px] flex-col justify-center gap-1 text-xs font-medium text-rail-ink hover:bg-rail-raised'
const cornerKey = 'size-12 justify-center text-ink-2'

/** Names the language it changes to, in that language: whoever needs it cannot read the other. */
export function LanguageKey(props: { readonly onRail?: boolean }) {
  const store = useScreenStore()
  const next = useScreen((state) => (state.language === 'en' ? 'zh-CN' : 'en'))
  const name = next === 'en' ? 'English' : '中文'
  const acts = useActs()
  function change(): void {
    rememberLanguage(next)
    store.setState({ language: next })
    // A shop that is being set up is written in the language its owner reads.
    if (store.getState().setup !== undefined) acts.chooseSetupLanguage(next)
  }
  return (
    <Key testId="language" look={props.onRail === true ? 'bare' : 'outline'} className={props.onRail === true ? railKey : `${cornerKey} px-2`} label={name} onPress={change}>
      <Languages aria-hidden="true" size={22} strokeWidth={1.8} />
      {props.onRail === true && <span aria-hidden="true">{name}</span>}
    </Key>
  )
}

export function ThemeKey(props: { readonly onRail?: boolean }) {
  const { t } = useTranslation()
  const store = useScreenStore()
  const next = useScreen((state) => (state.theme === 'light' ? 'dark' : 'light'))
  function change(): void {
    rememberTheme(next)
    store.setState({ theme: applyTheme(window, next) })
  }
  const Drawing = next === 'dark' ? Moon : Sun
  return (
    <Key testId="theme" look={props.onRail === true ? 'bare' : 'outline'} className={props.onRail === true ? railKey : cornerKey} label={t(`theme.${next}`)} onPress={change}>
      <Drawing aria-hidden="true" size={22} strokeWidth={1.8} />
      {props.onRail === true && <span aria-hidden="true">{t(`theme.${next}`)}</span>}
    </Key>
  )
}

/** What the counter opens on. Unlike the other two it is the register's, and stays when somebody else signs on. */
export function LayoutKey() {
  const { t } = useTranslation()
  const acts = useActs()
  const next = useScreen((state) => (state.register?.layout === 'scanFirst' ? 'tiles' : 'scanFirst'))
  const Drawing = next === 'tiles' ? LayoutGrid : ScanBarcode
  return (
    <Key testId={`layout-${next}`} look="bare" className={railKey} label={t(`layout.${next}`)} onPress={() => acts.setLayout(next)}>
      <Drawing aria-hidden="true" size={22} strokeWidth={1.8} />
      <span aria-hidden="true" className="text-center leading-tight">{t(`layout.${next}`)}</span>
    </Key>
  )
}
