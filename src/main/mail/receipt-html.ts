import qrcode from 'qrcode-generator'
import { paperColumns, type Bitmap, type ReceiptBlock, type ReceiptDocument } from '../../domain/receipt/index.ts'

const columns = 48
const sizes = { normal: '1em', tall: '1.35em', large: '1.8em' } as const

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;')
}

/** Dark dots as one path: a run of them in a row is a stroke. */
function inkPath(height: number, runs: (y: number) => readonly { readonly at: number; readonly length: number }[]): string {
  return Array.from({ length: height }, (_, y) => runs(y).map(({ at, length }) => `M${at} ${y}h${length}v1h-${length}z`).join('')).join('')
}

function pictureOf({ width, height, rows }: Bitmap): string {
  const dots = (y: number): string => (rows[y] ?? '').replaceAll(/./g, (digit) => Number.parseInt(digit, 16).toString(2).padStart(4, '0')).slice(0, width)
  const path = inkPath(height, (y) => [...dots(y).matchAll(/1+/g)].map((run) => ({ at: run.index, length: run[0].length })))
  return `<p style="text-align:center;margin:0 0 8px"><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${Math.round(width / 2)}" role="img" aria-hidden="true"><path d="${path}"/></svg></p>`
}

function codeOf(data: string): string {
  const code = qrcode(0, 'M')
  // One character per byte of its UTF-8, as the printer gets it.
  code.addData(Array.from(Buffer.from(data, 'utf8'), (byte) => String.fromCharCode(byte)).join(''), 'Byte')
  code.make()
  const count = code.getModuleCount()
  const path = inkPath(count, (y) => Array.from({ length: count }, (_, x) => x).filter((x) => code.isDark(y, x)).map((at) => ({ at, length: 1 })))
  return `<p style="text-align:center;margin:8px 0"><svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -4 ${count + 8} ${count + 8}" width="168" height="168" shape-rendering="crispEdges" role="img" aria-label="${escaped(data)}"><rect x="-4" y="-4" width="${count + 8}" height="${count + 8}" fill="#fff"/><path d="${path}"/></svg></p>`
}

function blockHtml(block: ReceiptBlock): string {
  switch (block.kind) {
    case 'text':
      return `<p style="margin:0;white-space:pre-wrap;overflow-wrap:anywhere;text-align:${block.align === 'centre' ? 'center' : (block.align ?? 'left')};font-size:${sizes[block.size ?? 'normal']};font-weight:${block.bold === true ? 700 : 400}">${escaped(block.text)}</p>`
    case 'columns':
      // A table: it is what every mail program lays out alike.
      return `<table role="presentation" style="width:100%;border-collapse:collapse;font-size:${sizes[block.size ?? 'normal']};font-weight:${block.bold === true ? 700 : 400}"><tr><td style="padding:0;white-space:pre-wrap;overflow-wrap:anywhere;vertical-align:top">${escaped(block.left)}</td><td dir="ltr" style="padding:0 0 0 8px;text-align:right;white-space:nowrap;vertical-align:top">${escaped(block.right)}</td></tr></table>`
    case 'rule':
      return '<hr style="border:0;border-top:1px dashed #888;margin:6px 0">'
    case 'feed':
      return `<div style="height:${Math.min(block.lines, 3)}em"></div>`
    case 'qr':
      return codeOf(block.data)
    case 'ean13':
      return `<p style="margin:0;text-align:center;letter-spacing:.2em">${escaped(block.digits)}</p>`
    case 'logo':
      return pictureOf(block.bitmap)
    case 'cut':
      return ''
  }
}

/**
 * A receipt as one file that shows itself anywhere, now and in ten years: no script, nothing loaded from anywhere, black on
 * white on paper. Its words and figures are the document's own.
 */
export function receiptHtml({ language, blocks }: ReceiptDocument, title: string): string {
  return [
    '<!doctype html>',
    `<html lang="${escaped(language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">`,
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><meta name="referrer" content="no-referrer">`,
    `<title>${escaped(title)}</title>`,
    '<style>body{margin:0;background:#eee}main{box-sizing:border-box;max-width:26rem;margin:1rem auto;padding:1.25rem;background:#fff;color:#000;font:14px/1.4 "Noto Sans Mono CJK SC",ui-monospace,Menlo,Consolas,monospace}@page{margin:8mm}@media print{body{background:#fff}main{margin:0 auto;padding:0}}</style></head>',
    `<body><main>${blocks.map(blockHtml).join('\n')}</main></body></html>`,
  ].join('\n')
}

/** The same as plain text, for whoever reads mail without pictures. Codes are left out: they stand in the file. */
export function receiptText({ blocks }: ReceiptDocument): string {
  return blocks
    .flatMap((block): string[] => {
      if (block.kind === 'text') return [block.align === 'centre' ? `${' '.repeat(Math.max(0, Math.floor((columns - paperColumns(block.text)) / 2)))}${block.text}` : block.text]
      if (block.kind === 'columns') return [`${block.left}${' '.repeat(Math.max(1, columns - paperColumns(block.left) - paperColumns(block.right)))}${block.right}`]
      if (block.kind === 'rule') return ['-'.repeat(columns)]
      return block.kind === 'feed' ? [''] : []
    })
    .join('\n')
}

/** What a file of it is called: the number, and nothing of whose it is. */
export function receiptFileName(number: string): string {
  return `receipt-${number.replaceAll(/[^A-Za-z0-9-]/g, '-')}.html`
}
