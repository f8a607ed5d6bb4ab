import './state/no-eval.ts'
import { createRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { CustomerPage } from './customer/customer-page.tsx'
import { connectCustomer } from './customer/connect-customer.ts'
import { applyTheme, nearestLanguage } from './state/preferences.ts'
import { startWords } from './state/words.ts'
import './styles.css'
import './customer/customer.css'

/** The customer's window: it shows, and can do nothing. Its language is the store's, its theme the screen's. */
const words = startWords(nearestLanguage(navigator.language))
const source = connectCustomer(window, (view) => {
  const language = nearestLanguage(view.language)
  document.documentElement.lang = language
  if (words.language !== language) void words.changeLanguage(language)
})
applyTheme(window, undefined)
window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => applyTheme(window, undefined))

const root = document.getElementById('root')
if (root === null) throw new Error('customer.html has no #root')
createRoot(root).render(
  <I18nextProvider i18n={words}>
    <CustomerPage source={source} />
  </I18nextProvider>,
)
