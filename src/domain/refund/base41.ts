/**
 * Bytes as letters that fit QR's alphanumeric mode: two bytes in three letters, 41^3 being more than 65,536. Base45 has four
 * more letters and the same length; those it leaves out here are the space, which keyboards and forms trim, and signs that
 * are elsewhere on other keyboards.
 */
const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ+-./:'

function spelt(value: number, length: number): string {
  let text = ''
  for (let rest = value; text.length < length; rest = Math.floor(rest / letters.length)) text += letters.charAt(rest % letters.length)
  return text
}

export function toBase41(bytes: readonly number[]): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 2) {
    const [high = 0, low] = [bytes[at], bytes[at + 1]]
    text += low === undefined ? spelt(high, 2) : spelt(high * 256 + low, 3)
  }
  return text
}

/** Undefined for what toBase41 never writes: another letter, a length, or a value that no bytes have. */
export function fromBase41(text: string): readonly number[] | undefined {
  if (text.length % 3 === 1) return undefined
  const bytes: number[] = []
  for (let at = 0; at < text.length; at += 3) {
    const group = text.slice(at, at + 3)
    let value = 0
    for (const letter of group.split('').toReversed()) {
      const digit = letters.indexOf(letter)
      if (digit === -1) return undefined
      value = value * letters.length + digit
    }
    if (value >= (group.length === 3 ? 65_536 : 256)) return undefined
    if (group.length === 3) bytes.push(Math.floor(value / 256))
    bytes.push(value % 256)
  }
  return bytes
}
