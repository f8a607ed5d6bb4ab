import i18next, { type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import en from '../words/en.json' with { type: 'json' }
import zhCN from '../words/zh-CN.json' with { type: 'json' }
import { type Language } from './preferences.ts'

/** Both languages are in the bundle: changing over asks nobody, and works offline. Keys are flat, dots are part of them. */
export function startWords(language: Language): i18n {
  const words = i18next.createInstance()
  void words.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    resources: { en: { translation: en }, 'zh-CN': { translation: zhCN } },
    keySeparator: false,
    nsSeparator: false,
    initAsync: false,
    // React escapes what it draws; escaping twice shows &amp; to the cashier.
    interpolation: { escapeValue: false },
  })
  return words
}
