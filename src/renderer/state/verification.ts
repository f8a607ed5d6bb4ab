/** What stands in the square code of a receipt: a version, the sale's number, its id. */
const pattern = /tw1:[\w-]{1,32}:([0-9a-f-]{8,64})$/i

/** The sale a scanned receipt names, undefined when the text is no receipt. */
export function saleIdIn(text: string): string | undefined {
  return pattern.exec(text)?.[0] === text ? pattern.exec(text)?.[1]?.toLowerCase() : undefined
}

/** Where such a text begins at the end of what was typed, or -1. */
export function receiptStart(text: string): number {
  return text.search(pattern)
}
