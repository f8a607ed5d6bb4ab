import { splitAim } from '../barcode/index.ts'

/**
 * The code of a receipt in what a scanner sent, of any version and however much of it is left: a torn one is still no goods.
 * Undefined for anything else. Without the scanner's AIM prefix, and with its letters as they were printed where a gun sent
 * them all in the other case, as one does that was set up for a keyboard with Caps Lock on: a digest has capitals alone, a
 * name none. Some letters turned and some not are no gun's doing, and stay.
 */
export function receiptCodeIn(text: string): string | undefined {
  const { data } = splitAim(text.trim())
  const version = /^tw(\d+):/i.exec(data)?.[1]
  if (version === '1' && data === data.toUpperCase()) return data.toLowerCase()
  if (version === '2' && data === data.toLowerCase()) return data.toUpperCase()
  return version === undefined ? undefined : data
}
