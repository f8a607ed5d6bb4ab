/** What stands in the square code of a receipt: a version, the sale's number, its id. */
const named = /tw1:[\w-]{1,32}:([0-9a-f-]{8,64})$/i
/** The same with the whole sale in it, in letters that a square code packs tightly. A gun with Caps Lock on turns them over. */
const whole = /tw2:[0-9a-z+\-./:]{20,1020}$/i

/** The sale a scanned receipt names, undefined when the text is no receipt or names none by itself. */
export function saleIdIn(text: string): string | undefined {
  return named.exec(text)?.[0] === text ? named.exec(text)?.[1]?.toLowerCase() : undefined
}

/** The code of a receipt, of either kind, as `find-sale` takes it; undefined when the text is none. */
export function receiptIn(text: string): string | undefined {
  return named.exec(text)?.[0] === text || whole.exec(text)?.[0] === text ? text : undefined
}

/** Where such a text begins at the end of what was typed, or -1. */
export function receiptStart(text: string): number {
  const at = text.search(named)
  return at >= 0 ? at : text.search(whole)
}
