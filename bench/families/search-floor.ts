/**
 * Which names hold each letter and each two neighbours, as arrays in memory: nothing that answers from a disk is quicker. The
 * shortest list of the text's pairs is walked until the page is full.
 */
export function bigramPostings(texts: readonly string[]): (text: string, limit: number) => readonly number[] {
  const folded = texts.map((text) => text.toLowerCase())
  const counts = new Map<number, number>()
  for (const text of folded) for (const key of keysOf(text)) counts.set(key, (counts.get(key) ?? 0) + 1)
  const lists = new Map([...counts].map(([key, count]) => [key, { list: new Uint32Array(count), used: 0 }]))
  folded.forEach((text, index) => {
    for (const key of keysOf(text)) {
      const entry = lists.get(key)
      if (entry !== undefined) entry.list[entry.used++] = index
    }
  })
  return (text, limit) => {
    const words = text.toLowerCase().split(' ')
    let shortest: Uint32Array | undefined
    for (const word of words) {
      for (let at = 0; at === 0 || at + 1 < word.length; at += 1) {
        const list = lists.get(word.length === 1 ? word.charCodeAt(0) : pair(word, at))?.list
        if (list === undefined) return []
        if (shortest === undefined || list.length < shortest.length) shortest = list
      }
    }
    const found: number[] = []
    for (const index of shortest ?? []) {
      if (!words.every((word) => folded[index]?.includes(word))) continue
      found.push(index)
      if (found.length >= limit) break
    }
    return found
  }
}

const pair = (text: string, at: number): number => text.charCodeAt(at) * 65_536 + text.charCodeAt(at + 1)

function keysOf(text: string): ReadonlySet<number> {
  const keys = new Set<number>()
  for (let at = 0; at < text.length; at += 1) {
    keys.add(text.charCodeAt(at))
    if (at + 1 < text.length) keys.add(pair(text, at))
  }
  return keys
}
