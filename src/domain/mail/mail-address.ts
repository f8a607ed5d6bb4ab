/** How a connection to a mail server is closed to others: from its first byte, after asking for it, or not at all. */
export const mailSecurities = ['tls', 'starttls', 'none'] as const
export type MailSecurity = (typeof mailSecurities)[number]

/** As long as SMTP allows one to be. */
export const longestAddress = 254

// Quoted names and addresses in brackets are allowed by the standard and used by nobody at a counter; a comma or a line end makes two of one.
const plain = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}]{2,63}$/u

/** What a customer said, as it is sent to; undefined for what is no address. Spaces around it go, a full-width sign is the usual one. */
export function mailAddress(typed: string): string | undefined {
  const text = typed.normalize('NFKC').trim().replace('。', '.')
  return text.length <= longestAddress && plain.test(text) && !text.includes('..') && !text.startsWith('.') && !text.includes('.@') ? text : undefined
}

/** Enough to know it again, and nothing for anybody else: "m...@example.com". */
export function maskedAddress(address: string): string {
  const at = address.lastIndexOf('@')
  return `${address.slice(0, 1)}...${address.slice(at)}`
}

/** A name or number of a machine, as it is typed into a setting. */
export function isMailHost(text: string): boolean {
  return /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$/.test(text) && text.length <= 253
}
