import { type Language } from './preferences.ts'

/**
 * A day as a person types it beside the list, as YYYY-MM-DD: with its year left out as the list leaves it out ("21/11",
 * "11/21" or "11月21日"), or in eight digits. The year is the latest in which that day has come. Text that is no day comes
 * back as it is: it may be a number or an amount. `today` is the store's date, YYYY-MM-DD.
 */
export function dayText(text: string, language: Language, today: string): string {
  const digits = /^(20\d{2})(\d{2})(\d{2})$/.exec(text)
  if (digits) return real(digits[1] ?? '', digits[2] ?? '', digits[3] ?? '') ?? text
  // A point between two numbers is an amount, so a day without its year is written with a stroke, as the list writes it.
  const short = /^(\d{1,2})\/(\d{1,2})$/.exec(text)
  const chinese = /^(\d{1,2})月(\d{1,2})日?$/.exec(text)
  const [month, day] = chinese ? [chinese[1], chinese[2]] : language === 'zh-CN' ? [short?.[1], short?.[2]] : [short?.[2], short?.[1]]
  if (month === undefined || day === undefined) return text
  const year = Number(today.slice(0, 4))
  const found = real(String(year), month.padStart(2, '0'), day.padStart(2, '0'))
  if (found !== undefined && found <= today) return found
  return real(String(year - 1), month.padStart(2, '0'), day.padStart(2, '0')) ?? text
}

const dayShape = /^(?:\d{1,2}\/\d{1,2}|\d{1,2}月\d{1,2}日?|\d{4}-\d{2}-\d{2})$/

/**
 * Written as a day, or as days with dots between them, of which no calendar has one: "31/2", "1/13", "99/99..1/1". It was looked
 * for as it stood, and "not found" sent people to look for a sale that was there.
 */
export function isNoDay(text: string, language: Language, today: string): boolean {
  const parts = text.split(/\.{2,}|…|~/u).map((part) => part.trim())
  return parts.every((part) => dayShape.test(part)) && parts.some((part) => {
    const [year = '', month = '', day = ''] = dayText(part, language, today).split('-')
    return real(year, month, day) === undefined
  })
}

/** Undefined for a day that no calendar has. */
function real(year: string, month: string, day: string): string | undefined {
  const date = `${year}-${month}-${day}`
  const at = Date.parse(`${date}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(date) ? date : undefined
}
