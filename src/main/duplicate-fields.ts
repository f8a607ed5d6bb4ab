/**
 * Fields that stand twice in the same object of a JSON text, by their path (`owner.name`). The reader keeps the last and says
 * nothing: of two currencies in one file nobody knew which was meant. `json` is text that `JSON.parse` takes.
 */
export function duplicateFields(json: string): readonly string[] {
  const found: string[] = []
  // An array is a level too, so that its braces are counted; its own values have no name.
  const levels: { readonly seen: Set<string> | undefined; path: string; key: string }[] = []
  for (const [token, after] of [...json.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\]]/gs)].map(([text, colon]) => [text, colon] as const)) {
    const level = levels.at(-1)
    if (token === '{' || token === '[') levels.push({ seen: token === '{' ? new Set() : undefined, path: level === undefined ? '' : [level.path, level.key].filter((part) => part !== '').join('.'), key: '' })
    else if (token === '}' || token === ']') levels.pop()
    else if (after !== undefined && level?.seen !== undefined) {
      const key = String(JSON.parse(token.slice(0, token.length - after.length)))
      if (level.seen.has(key)) found.push([level.path, key].filter((part) => part !== '').join('.'))
      level.seen.add(key)
      level.key = key
    }
  }
  return [...new Set(found)]
}
