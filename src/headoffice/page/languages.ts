import { english } from './words-en.ts'
import { chinese } from './words-zh-cn.ts'

export const languages = { en: english, 'zh-CN': chinese } as const
export type Language = keyof typeof languages

/** The nearest of our languages to a BCP 47 tag. */
export function languageOf(tag: string): Language {
  return tag.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}
