import { bothWords, type ReceiptWords } from '../../domain/receipt/index.ts'
import { en } from './en.ts'
import { zhCn } from './zh-cn.ts'

export { customerWords, type CustomerWords } from './customer-words.ts'
export { labelWords } from './label-words.ts'
export { previewWords, type PreviewWords } from './preview-words.ts'
export { rebuildWords, type RebuildWords } from './rebuild-words.ts'
export { shiftWords } from './shift-words.ts'
export { startWords, wordsHere, type AuthorityWrong, type ProvisionWrong, type StartWords } from './start-words.ts'
export { supportWords, type SupportWords } from './support-words.ts'
export { takeOverWords, type TakeOverWords } from './take-over-words.ts'
export { trainingWords } from './training-words.ts'
export { testMailWords } from './test-mail-words.ts'
export { testPageWords, type TestPageWords } from './test-page-words.ts'
export { setLogoWords, type SetLogoWords } from './set-logo-words.ts'
export { verifyJournalWords, type VerifyJournalWords } from './verify-journal-words.ts'

/** Of one tag or two with a plus between them, the BCP 47 tag of what leads. */
export function firstLanguage(languages: string): string {
  return languages.split('+')[0] ?? languages
}

/** A receipt's words by BCP 47 tag. Any Chinese tag gets the simplified catalogue, everything else English: a slip always prints. Two tags with a plus between them are both catalogues' words. */
export function receiptWords(language: string): ReceiptWords {
  const [first = '', second] = language.split('+')
  const words = /^zh\b/i.test(first) ? zhCn : en
  return second === undefined ? words : bothWords(words, receiptWords(second))
}
