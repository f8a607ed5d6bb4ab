/** The whole, in parts per million. */
const wholePpm = 1_000_000

/** `12.5` as parts per million, 125000. Undefined for nothing, for zero, and for more than all of it. */
export function parsePercent(text: string): number | undefined {
  const match = /^(\d{0,3})(?:\.(\d{0,4}))?$/.exec(text)
  const [, whole = '', decimals = ''] = match ?? []
  const ppm = Number(whole + decimals.padEnd(4, '0'))
  return match === null || ppm === 0 || ppm > wholePpm ? undefined : ppm
}

/** 125000 as `12.5`. */
export function percentText(ppm: number): string {
  const digits = String(ppm).padStart(5, '0')
  const decimals = digits.slice(-4).replace(/0+$/, '')
  return `${digits.slice(0, -4)}${decimals === '' ? '' : `.${decimals}`}`
}
