import { useTranslation } from 'react-i18next'
import { type ReceiptView } from '../../contracts/ipc/index.ts'
import { QrCode } from '../ui/index.ts'

type Block = ReceiptView['document']['blocks'][number]
type Size = Extract<Block, { kind: 'text' }>['size']

const aligns = { left: 'text-start', centre: 'text-center', right: 'text-end' } as const

/** `large` is twice as wide as well as twice as high, `tall` is only high: on a screen it is a size in between. */
function sizeClass(size: Size): string {
  return size === 'large' ? 'text-[2em] leading-tight' : size === 'tall' ? 'text-[1.4em] leading-tight' : ''
}

/** The ink of a picture as one path: each run of dots in a row is a stroke of it. */
function inkOf(bitmap: Extract<Block, { kind: 'logo' }>['bitmap']): string {
  return bitmap.rows
    .map((row, y) => {
      const dots = row.replaceAll(/./g, (digit) => Number.parseInt(digit, 16).toString(2).padStart(4, '0')).slice(0, bitmap.width)
      return [...dots.matchAll(/1+/g)].map((run) => `M${run.index} ${y}h${run[0].length}v1h-${run[0].length}z`).join('')
    })
    .join('')
}

function PaperBlock(props: { readonly block: Block }) {
  const { t } = useTranslation()
  const { block } = props
  switch (block.kind) {
    case 'text':
      return <p className={`min-h-[1.3em] break-words whitespace-pre-wrap ${aligns[block.align ?? 'left']} ${block.bold === true ? 'font-bold' : ''} ${sizeClass(block.size)}`}>{block.text}</p>
    case 'columns':
      return (
        <p className={`flex justify-between gap-[1ch] ${block.bold === true ? 'font-bold' : ''} ${sizeClass(block.size)}`}>
          <span className="min-w-0 break-words whitespace-pre-wrap">{block.left}</span>
          <bdi dir="ltr" className="number shrink-0">
            {block.right}
          </bdi>
        </p>
      )
    case 'rule':
      return <hr className="my-[0.4em] border-0 border-t border-dashed border-black/60" />
    case 'feed':
      return <div className={block.lines > 1 ? 'h-[2.6em]' : 'h-[1.3em]'} />
    case 'qr':
      return (
        <div className="flex justify-center py-2">
          <QrCode text={block.data} label={t('receipt.code')} size={144} />
        </div>
      )
    case 'ean13':
      return <p className="number text-center tracking-[0.2em]">{block.digits}</p>
    case 'logo':
      return (
        <svg aria-hidden="true" viewBox={`0 0 ${block.bitmap.width} ${block.bitmap.height}`} className="mx-auto block max-w-full" width={block.bitmap.width / 2} shapeRendering="crispEdges">
          <path d={inkOf(block.bitmap)} />
        </svg>
      )
    case 'cut':
      return <div className="mt-2 border-t-2 border-dotted border-black/30" />
  }
}

/** The receipt as the printer would print it: 48 columns of one width, white in every theme, for paper is. */
export function ReceiptPaper(props: { readonly document: ReceiptView['document'] }) {
  return (
    <div lang={props.document.language} className="mx-auto w-fit rounded-sm bg-white px-5 py-6 font-mono text-[13px] leading-[1.35] text-black shadow-2 max-[1199px]:text-[12px]">
      <div className="w-[48ch]">
        {props.document.blocks.map((block, index) => (
          // The blocks of a completed sale's paper never change places.
          <PaperBlock key={`${block.kind} ${index}`} block={block} />
        ))}
      </div>
    </div>
  )
}
