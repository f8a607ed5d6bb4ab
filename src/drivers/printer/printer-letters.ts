import { type ByteWriter } from './byte-writer.ts'
import { type CharacterMode } from './characters.ts'
import * as command from './commands.ts'
import { type PrinterProfile } from './profiles.ts'

/** Which letters the printer takes bytes for: Chinese ones, or a table's. A command goes out only where that changes. */
export interface PrinterLetters {
  enter(mode: CharacterMode): void
}

/** Of a job's start: says what is chosen, for another program's last job may have left anything. */
export function printerLetters(out: ByteWriter, profile: PrinterProfile): PrinterLetters {
  let kanji = profile.cjk === 'gb18030'
  let page = profile.codePages[0]?.number ?? 0
  out.put(command.codePage(page))
  out.put(kanji ? command.kanjiOn : command.kanjiOff)
  return {
    enter(mode) {
      if (mode === 'any') return
      const chinese = mode === 'gb18030'
      if (chinese !== kanji) out.put(chinese ? command.kanjiOn : command.kanjiOff)
      kanji = chinese
      if (chinese || page === mode) return
      out.put(command.codePage(mode))
      page = mode
    },
  }
}
