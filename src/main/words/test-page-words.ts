export interface TestPageWords {
  readonly title: string
  readonly register: string
  /** Beside an amount, so that a wrong width is seen at once. */
  readonly amount: string
  readonly letters: string
  readonly end: string
}

const en: TestPageWords = { title: 'TEST PAGE', register: 'Register', amount: 'Ends at the edge', letters: 'Letters and signs', end: 'Not a receipt. Cut below this line.' }
const zhCn: TestPageWords = { title: '测试页', register: '收银机', amount: '此处应到纸边', letters: '文字与符号', end: '非购物小票。应在本行下方切纸。' }

/** By BCP 47 tag, as receiptWords. */
export function testPageWords(language: string): TestPageWords {
  return /^zh\b/i.test(language) ? zhCn : en
}
