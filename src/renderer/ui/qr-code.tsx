import qrcode from 'qrcode-generator'

/** The square code of a text, drawn and not fetched. Black on white in every theme: a phone has to read it. */
export function QrCode(props: { readonly text: string; readonly label: string; readonly size: number; /** `L` for a long text that a screen shows undamaged: fewer and larger dots. */ readonly level?: 'L' | 'M' }) {
  const code = qrcode(0, props.level ?? 'M')
  // One letter for each byte: as it comes, the package would take the low byte of each and spoil all Chinese.
  code.addData(Array.from(new TextEncoder().encode(props.text), (byte) => String.fromCharCode(byte)).join(''), 'Byte')
  code.make()
  const count = code.getModuleCount()
  let path = ''
  for (let row = 0; row < count; row += 1) {
    for (let column = 0; column < count; column += 1) if (code.isDark(row, column)) path += `M${column} ${row}h1v1h-1z`
  }
  return (
    <svg role="img" aria-label={props.label} width={props.size} height={props.size} viewBox={`-2 -2 ${count + 4} ${count + 4}`} shapeRendering="crispEdges" className="h-auto max-w-full bg-white">
      <path d={path} fill="#000" />
    </svg>
  )
}
