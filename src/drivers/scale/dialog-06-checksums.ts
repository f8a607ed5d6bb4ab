/** A checksum of the sealed program, and its check word, both 16 bits, as the scale's maker gives them out. */
export interface Checksum {
  readonly cs: number
  readonly kw: number
}

/** The rest of CS divided by the secret polynomial (x^16 understood): what the scale compares KW with. */
export function checkWord(cs: number, polynomial: number): number {
  let rest = cs & 0xffff
  for (let bit = 0; bit < 16; bit += 1) rest = (rest & 0x8000) !== 0 ? ((rest << 1) ^ polynomial) & 0xffff : (rest << 1) & 0xffff
  return rest
}

/**
 * One pair under the scale's random number: CS turned left by the high nibble, KW right by the low one, so that what was
 * overheard yesterday is worth nothing today.
 */
export function checksumText({ cs, kw }: Checksum, random: number): string {
  return hexText(turnLeft(cs, random >> 4)) + hexText(turnLeft(kw, 16 - (random & 0x0f)))
}

function turnLeft(word: number, by: number): number {
  return ((word << by) | (word >>> (16 - by))) & 0xffff
}

/** Hexadecimal as the dialogue writes it: 0 to 9, then the six characters behind the 9 (30h to 3Fh). */
function hexText(word: number): string {
  return [12, 8, 4, 0].map((shift) => String.fromCharCode(0x30 + ((word >> shift) & 0x0f))).join('')
}

/** Two such characters; A to F are read, too, because manuals print them so. Undefined for anything else. */
export function randomOf(text: string): number | undefined {
  if (!/^[0-?A-F]{2}$/.test(text)) return undefined
  const [high = 0, low = 0] = Array.from(text, (letter) => letter.charCodeAt(0) - (letter <= '?' ? 0x30 : 0x37))
  return (high << 4) | low
}
