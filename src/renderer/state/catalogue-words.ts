import en from '../words/en.json' with { type: 'json' }
import zhCN from '../words/zh-CN.json' with { type: 'json' }

const catalogues: readonly Readonly<Record<string, string>>[] = [en, zhCN]

/** What a key says in every language there is: whoever reads one may have learnt a till in the other. */
export function inEveryLanguage(key: string): readonly string[] {
  return catalogues.flatMap((catalogue) => catalogue[key] ?? [])
}
