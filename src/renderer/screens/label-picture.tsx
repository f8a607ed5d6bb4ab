import qrcode from 'qrcode-generator'
import { type LabelLayoutView } from '../../contracts/ipc/index.ts'

type Text = LabelLayoutView['texts'][number]

/** The drawn letters stand in 22 dots of a cell of 26, as the printer's drawer sets them. */
const letterPart = 22 / 26
const drawnFonts = "'Noto Sans SC', 'Noto Sans CJK SC', 'Inter Variable', 'Microsoft YaHei', 'PingFang SC', sans-serif"
const plainFonts = "'DejaVu Sans Mono', 'Liberation Mono', 'Consolas', 'Menlo', monospace"

let ruler: CanvasRenderingContext2D | null | undefined
function widthOf(text: string, font: string): number {
  ruler ??= document.createElement('canvas').getContext('2d')
  if (!ruler) return 0
  ruler.font = font
  return ruler.measureText(text).width
}

/** A printer's own letters are all of one width and fill their box; drawn ones are pressed into it when they are too wide. */
function Letters(props: { readonly placed: Text }) {
  const { text, x, y, width, height, plain, times } = props.placed
  const size = plain ? height * 0.95 : height * letterPart
  const weight = !plain && times > 1 ? 800 : 500
  const pressed = plain || widthOf(text, `${weight} ${size}px ${drawnFonts}`) > width
  return (
    <text x={x} y={y + height * 0.8} fontSize={size} fontWeight={weight} fontFamily={plain ? plainFonts : drawnFonts} style={{ whiteSpace: 'pre' }} {...(pressed ? { textLength: width, lengthAdjust: 'spacingAndGlyphs' } : {})}>
      {text}
    </text>
  )
}

function barsPath({ x, y, module, height, bars }: NonNullable<LabelLayoutView['bars']>): string {
  return [...bars.matchAll(/1+/g)].map((run) => `M${x + run.index * module} ${y}h${run[0].length * module}v${height}h${-run[0].length * module}z`).join('')
}

function qrPath({ data, x, y, module }: NonNullable<LabelLayoutView['qr']>): string {
  const code = qrcode(0, 'M')
  // One character per byte of its UTF-8, as the printer gets it.
  code.addData(Array.from(new TextEncoder().encode(data), (byte) => String.fromCharCode(byte)).join(''), 'Byte')
  code.make()
  const dark: string[] = []
  for (let row = 0; row < code.getModuleCount(); row += 1) {
    for (let column = 0; column < code.getModuleCount(); column += 1) if (code.isDark(row, column)) dark.push(`M${x + column * module} ${y + row * module}h${module}v${module}h${-module}z`)
  }
  return dark.join('')
}

/** A label as the printer will print it, from the layout that its encoder is given. Black on white in every theme. */
export function LabelPicture(props: { readonly layout: LabelLayoutView; readonly language: string; readonly label: string; readonly className?: string; readonly width?: string; readonly testId: string }) {
  const { layout } = props
  return (
    <svg
      role="img"
      aria-label={props.label}
      lang={props.language}
      data-testid={props.testId}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      className={`rounded-sm bg-white shadow-2 ${props.className ?? ''}`}
      {...(props.width === undefined ? {} : { style: { width: props.width } })}
      fill="#000"
    >
      {layout.texts.map((placed) => (
        <Letters key={`${placed.x} ${placed.y}`} placed={placed} />
      ))}
      {layout.bars !== undefined && <path data-code={layout.bars.data} d={barsPath(layout.bars)} shapeRendering="crispEdges" />}
      {layout.qr !== undefined && <path data-code={layout.qr.data} d={qrPath(layout.qr)} shapeRendering="crispEdges" />}
    </svg>
  )
}
