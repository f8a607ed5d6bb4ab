const left = ['0001101', '0011001', '0010011', '0111101', '0100011', '0110001', '0101111', '0111011', '0110111', '0001011'] as const
/** Which of the six left digits are mirrored says what the first digit is. */
const mirrored = ['000000', '001011', '001101', '001110', '010011', '011001', '011100', '010101', '010110', '011010'] as const

const inverted = (bits: string): string => Array.from(bits, (bit) => (bit === '1' ? '0' : '1')).join('')
const turned = (bits: string): string => Array.from(bits).reverse().join('')
const setOf = (digit: string): string => left[Number(digit)] ?? ''

/** Widths of bar, space, bar ... of the values 0 to 105 and the stop, by ISO/IEC 15417. */
const widths128 =
  '212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231113222123122123221223211221132221231213212223112312131311222321122321221312212322112322211212123212321232121111323131123131321112313132113132311211313231113231311112133112331132131113123113321133121313121211331231131213113213311213131311123311321331121312113312311332111314111221411431111111224111422121124121421141122141221112214112412122114122411142112142211241211221114413111241112134111111242121142121241114212124112124211411212421112421211212141214121412121111143111341131141114113114311411113411311113141114131311141411131211412211214211232' +
  '2331112'
const startB = 104
const stop = 106

function pattern128(value: number): string {
  const widths = widths128.slice(value * 6, value === stop ? undefined : value * 6 + 6)
  return Array.from(widths, (width, at) => (at % 2 === 0 ? '1' : '0').repeat(Number(width))).join('')
}

/** In code set B from end to end: whoever draws the preview and whoever prints count the same modules. */
function code128(data: string): string {
  const values = Array.from(data, (char) => char.charCodeAt(0) - 32)
  const check = values.reduce((sum, value, at) => sum + value * (at + 1), startB) % 103
  return [startB, ...values, check, stop].map(pattern128).join('')
}

function ean13(digits: string): string {
  const first = mirrored[Number(digits[0])] ?? ''
  const leftHalf = Array.from(digits.slice(1, 7), (digit, at) => (first[at] === '1' ? turned(inverted(setOf(digit))) : setOf(digit)))
  const rightHalf = Array.from(digits.slice(7), (digit) => inverted(setOf(digit)))
  return `101${leftHalf.join('')}01010${rightHalf.join('')}101`
}

function ean8(digits: string): string {
  return `101${Array.from(digits.slice(0, 4), setOf).join('')}01010${Array.from(digits.slice(4), (digit) => inverted(setOf(digit))).join('')}101`
}

/** The modules of a linear code from its first bar to its last, "1" for ink. `data` as in LabelCode. */
export function barsOf(symbology: 'ean13' | 'ean8' | 'upca' | 'code128', data: string): string {
  switch (symbology) {
    case 'ean13':
      return ean13(data)
    case 'upca':
      return ean13(`0${data}`)
    case 'ean8':
      return ean8(data)
    case 'code128':
      return code128(data)
  }
}
