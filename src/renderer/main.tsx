import './state/no-eval.ts'
import { createRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { App } from './screens/app.tsx'
import { connect } from './state/api.ts'
import { ScreenContext } from './state/context.ts'
import { applyTheme, nearestLanguage, rememberedLanguage, rememberedTheme } from './state/preferences.ts'
import { createScreenStore } from './state/screen-state.ts'
import { sounds } from './state/sounds.ts'
import { startScreen } from './state/start.ts'
import { startWords } from './state/words.ts'
import './styles.css'

const language = rememberedLanguage() ?? nearestLanguage(navigator.language)
const store = createScreenStore(language, applyTheme(window, rememberedTheme()))
const words = startWords(language)
const acts = startScreen(window, connect(window), store, sounds)

store.subscribe((state, before) => {
  if (state.language === before.language) return
  void words.changeLanguage(state.language)
  // Written with each key that was typed, the same value all the same made the browser style the whole page anew.
  document.documentElement.lang = state.language
})
document.documentElement.lang = language
window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
  if (rememberedTheme() === undefined) store.setState({ theme: applyTheme(window, undefined) })
})

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
createRoot(root).render(
  <I18nextProvider i18n={words}>
    <I18nProvider locale={language}>
      <ScreenContext value={{ store, acts }}>
        <App />
      </ScreenContext>
    </I18nProvider>
  </I18nextProvider>,
)
