const left = ['0001101', '0011001', '0010011', '0111101', '0100011', '0110001', '0101111', '0111011', '0110111', '0001011']
// Which of the six left digits are mirrored says what the first digit is.
const mirrored = ['000000', '001011', '001101', '001110', '010011', '011001', '011100', '010101', '010110', '011010']

const inverted = (bits: string): string => Array.from(bits, (bit) => (bit === '1' ? '0' : '1')).join('')
const turned = (bits: string): string => Array.from(bits).reverse().join('')

/** The 95 modules of an EAN-13 symbol, "1" for a bar, by the GS1 General Specifications. `digits`: thirteen of them. */
export function ean13Bars(digits: string): string {
  const [first = 0, ...rest] = Array.from(digits, Number)
  const bitsOf = (digit: number): string => left[digit] ?? ''
  const leftHalf = rest.slice(0, 6).map((digit, at) => (mirrored[first]?.[at] === '1' ? turned(inverted(bitsOf(digit))) : bitsOf(digit)))
  const rightHalf = rest.slice(6).map((digit) => inverted(bitsOf(digit)))
  return `101${leftHalf.join('')}01010${rightHalf.join('')}101`
}
