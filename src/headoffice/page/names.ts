import type { Names } from '../../domain/catalogue/index.ts'

/** In the language of the page, or in whichever there is; empty where there is none. */
export function nameOf(names: Names, language: string): string {
  return names[language] ?? Object.values(names)[0] ?? ''
}
