import { isUtf8 } from 'node:buffer'

/** Why a record could not be read at all. `quote`: one that never closes, or text after one that did. */
export type RecordFault = 'encoding' | 'quote' | 'tooLong'

/** One record of a table, by the number of the line it begins on; the header is on line 1. */
export type SourceRecord =
  | { readonly line: number; readonly fields: readonly string[]; readonly fault?: undefined }
  | { readonly line: number; readonly fields?: undefined; readonly fault: RecordFault }

export interface RecordSplitter {
  /** What became whole with these bytes. */
  push(bytes: Uint8Array): SourceRecord[]
  /** What is left at the end, whole or not. */
  end(): SourceRecord[]
}

/** A record of real goods is a hundred bytes. Beyond this a quote was left open, or the file is no table. */
const longestRecord = 64 * 1024
const longestQuote = 100
const newline = 0x0a
const carriageReturn = 0x0d

interface Line {
  readonly number: number
  readonly text: string
  readonly readable: boolean
}

/**
 * Splits bytes into records, tab or comma as the first line has it, quotes as RFC 4180 has them. It holds no more than one
 * record, so that a file may be of any size. A quote somebody forgot costs its own line and not the rest of the file: the
 * lines it swallowed are read again, each by itself.
 */
export function recordSplitter(): RecordSplitter {
  let rest: Buffer = Buffer.alloc(0)
  let lineNumber = 0
  let delimiter: string | undefined
  /** In the middle of a line that is too long: nothing is kept until it ends. */
  let skipping = false
  /** The lines of a record whose quote is still open. */
  let open: Line[] = []
  let openLength = 0

  function take(line: Line, out: SourceRecord[]): void {
    if (open.length > 0) return extend(line, out)
    if (line.text === '') return
    delimiter ??= line.text.includes('\t') ? '\t' : ','
    if (!line.text.includes('"')) return emit(line, line.text.split(delimiter), out)
    const fields = quotedFields(line.text, delimiter)
    if (fields === 'misplaced') out.push({ line: line.number, fault: 'quote' })
    else if (fields === 'open') {
      open = [line]
      openLength = line.text.length
    } else emit(line, fields, out)
  }

  function extend(line: Line, out: SourceRecord[]): void {
    open.push(line)
    openLength += line.text.length + 1
    // A line without a quote cannot close one.
    const fields = line.text.includes('"') ? quotedFields(open.map(({ text }) => text).join('\n'), delimiter ?? ',') : 'open'
    if (fields === 'misplaced' || (fields === 'open' && (open.length >= longestQuote || openLength > longestRecord))) return giveUp(out)
    if (fields === 'open') return
    const [first] = open
    const readable = open.every((part) => part.readable)
    open = []
    if (first !== undefined) emit({ ...first, readable }, fields, out)
  }

  function giveUp(out: SourceRecord[]): void {
    const [first, ...swallowed] = open
    open = []
    if (first !== undefined) out.push({ line: first.number, fault: 'quote' })
    for (const line of swallowed) take(line, out)
  }

  function emit({ number, readable }: Line, fields: readonly string[], out: SourceRecord[]): void {
    out.push(readable ? { line: number, fields } : { line: number, fault: 'encoding' })
  }

  function endOfLine(bytes: Buffer, out: SourceRecord[]): void {
    lineNumber += 1
    if (skipping || bytes.length > longestRecord) {
      skipping = false
      out.push({ line: lineNumber, fault: 'tooLong' })
      return
    }
    const text = (bytes.at(-1) === carriageReturn ? bytes.subarray(0, -1) : bytes).toString('utf8')
    // Notepad and Excel put a byte order mark before the first column's name.
    take({ number: lineNumber, text: lineNumber === 1 && text.startsWith('\uFEFF') ? text.slice(1) : text, readable: isUtf8(bytes) }, out)
  }

  return {
    push(bytes) {
      const out: SourceRecord[] = []
      const data = rest.length === 0 ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) : Buffer.concat([rest, bytes])
      let from = 0
      for (let at = data.indexOf(newline); at >= 0; at = data.indexOf(newline, from)) {
        endOfLine(data.subarray(from, at), out)
        from = at + 1
      }
      rest = data.subarray(from)
      if (rest.length > longestRecord) {
        skipping = true
        rest = Buffer.alloc(0)
      }
      return out
    },
    end() {
      const out: SourceRecord[] = []
      if (rest.length > 0 || skipping) endOfLine(rest, out)
      rest = Buffer.alloc(0)
      // What was swallowed may leave a quote open in its turn.
      while (open.length > 0) giveUp(out)
      return out
    },
  }
}

/** `open`: the text ends inside a quote. `misplaced`: something stands between a closing quote and the next delimiter. */
function quotedFields(text: string, delimiter: string): readonly string[] | 'open' | 'misplaced' {
  const fields: string[] = []
  for (let from = 0; ; ) {
    if (text[from] !== '"') {
      const end = text.indexOf(delimiter, from)
      fields.push(end < 0 ? text.slice(from) : text.slice(from, end))
      if (end < 0) return fields
      from = end + 1
      continue
    }
    let value = ''
    for (from += 1; ; ) {
      const quote = text.indexOf('"', from)
      if (quote < 0) return 'open'
      value += text.slice(from, quote)
      from = quote + 1
      if (text[from] !== '"') break
      value += '"'
      from += 1
    }
    fields.push(value)
    if (from === text.length) return fields
    if (text[from] !== delimiter) return 'misplaced'
    from += 1
  }
}
