const perPercent = 10_000

/** Parts per million as a per cent is written: 88750 is 8.875. */
export function percentText(ppm: number): string {
  return String(ppm / perPercent)
}

/** What was typed as per cent, in parts per million; undefined for what is none, is finer than that, or more than all of it. */
export function ppmOf(text: string): number | undefined {
  const [, whole = '', part = ''] = /^(\d{1,3})(?:[.,](\d{1,4}))?\s*%?$/u.exec(text.normalize('NFKC').trim()) ?? []
  if (whole === '') return undefined
  const ppm = Number(whole) * perPercent + Number(part.padEnd(4, '0'))
  return ppm <= 100 * perPercent ? ppm : undefined
}
