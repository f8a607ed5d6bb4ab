// ISO/IEC 18004: bytes that fit into versions 1 to 40 at error correction level M.
const capacities = [
  14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666,
  711, 779, 857, 911, 997, 1059, 1125, 1190, 1264, 1370, 1452, 1538, 1628, 1722, 1809, 1911, 1989, 2099, 2213, 2331,
]
const largest = 6
const quietZone = 8

/**
 * Dots per module so that a code of `bytes` bytes fits `dots` across with its quiet zone: a printer silently prints
 * nothing when it does not. Throws RangeError past version 40.
 */
export function moduleSizeOf(bytes: number, dots: number): number {
  const version = capacities.findIndex((capacity) => bytes <= capacity) + 1
  if (version === 0) throw new RangeError(`no QR code holds ${bytes} bytes`)
  const size = Math.min(largest, Math.floor(dots / (17 + 4 * version + quietZone)))
  return Math.max(1, size)
}
