/** A mail that says that mail works, by BCP 47 tag. */
export function testMailWords(language: string): { readonly subject: string; readonly text: string } {
  return /^zh\b/i.test(language)
    ? { subject: '收银机测试邮件', text: '收到这封邮件，说明收银机可以发送小票。' }
    : { subject: 'Test mail of your till', text: 'This mail arrived, so your till can send receipts.' }
}
