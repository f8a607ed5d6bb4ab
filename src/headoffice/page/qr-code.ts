import qrcode from 'qrcode-generator'

const namespace = 'http://www.w3.org/2000/svg'

/** The square code of a text, drawn here and fetched nowhere. Black on white in every theme: a phone has to read it. */
export function qrCode(text: string, label: string): SVGElement {
  const code = qrcode(0, 'M')
  // One letter for each byte: as it comes, the package would take the low byte of each and spoil all Chinese.
  code.addData(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''), 'Byte')
  code.make()
  const count = code.getModuleCount()
  let path = ''
  for (let row = 0; row < count; row += 1) for (let column = 0; column < count; column += 1) if (code.isDark(row, column)) path += `M${column} ${row}h1v1h-1z`
  const svg = document.createElementNS(namespace, 'svg')
  for (const [name, value] of Object.entries({ role: 'img', 'aria-label': label, class: 'qr', viewBox: `-2 -2 ${count + 4} ${count + 4}`, 'shape-rendering': 'crispEdges' })) svg.setAttribute(name, value)
  const dots = document.createElementNS(namespace, 'path')
  dots.setAttribute('d', path)
  svg.append(dots)
  return svg
}
