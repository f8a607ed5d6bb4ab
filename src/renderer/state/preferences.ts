/** What this screen remembers of itself: language and theme. No sale, no person, no secret. */
export const languages = ['en', 'zh-CN'] as const
export type Language = (typeof languages)[number]
export type Theme = 'light' | 'dark'

function remembered(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    // A profile without storage forgets the choice, and nothing else.
    return null
  }
}

function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    return
  }
}

/** The locale dates and clocks are written in: day before month, 24 hours. */
export const dateLocales: Readonly<Record<Language, string>> = { en: 'en-GB', 'zh-CN': 'zh-CN' }

/** The nearest language that has words: `zh-TW` reads simplified Chinese rather than English. */
export function nearestLanguage(tag: string | undefined): Language {
  return tag?.toLowerCase().startsWith('zh') === true ? 'zh-CN' : 'en'
}

export function rememberedLanguage(): Language | undefined {
  return languages.find((language) => language === remembered('tillwright.language'))
}

export function rememberLanguage(language: Language): void {
  remember('tillwright.language', language)
}

export function rememberedTheme(): Theme | undefined {
  const theme = remembered('tillwright.theme')
  return theme === 'light' || theme === 'dark' ? theme : undefined
}

export function rememberTheme(theme: Theme): void {
  remember('tillwright.theme', theme)
}

/** Sets the page's theme: the chosen one, else the system's, which is followed while nobody chose. */
export function applyTheme(page: Window, chosen: Theme | undefined): Theme {
  const theme = chosen ?? (page.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')
  page.document.documentElement.dataset['theme'] = theme
  return theme
}
