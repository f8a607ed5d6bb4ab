import { type TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { type DeviceEventView } from '../../contracts/ipc/index.ts'
import { useScreen } from '../state/context.ts'
import { storeDate } from '../state/store-time.ts'
import { useStoreTime } from '../state/use-store-time.ts'
import { useMinute } from './use-minute.ts'

/** An address as a person reads it: the two that are words are said as words. */
export function addressWords(address: string, t: TFunction): string {
  if (address === 'simulated' || address === 'none' || address === 'high' || address === 'low') return t(`address.${address}`)
  return address === '' ? t('address.usual') : address
}

function codeWords({ kind, code }: DeviceEventView, t: TFunction): string {
  if (kind === 'state') return t(`health.${code}`, { defaultValue: code })
  if (kind === 'set') return addressWords(code, t)
  if (kind === 'tested' && (code === 'passed' || code === 'failed')) return t(`testResult.${code}`)
  return t(`fault.${code}`, { defaultValue: code })
}

const seconds = { hour: '2-digit', minute: '2-digit', second: '2-digit' } as const
const day = { day: '2-digit', month: '2-digit' } as const

/** An event in words, and when: the day as well when it was not today; both ends when it happened over and over. */
export function useDeviceEventWords(): (event: DeviceEventView) => { readonly when: string; readonly what: string } {
  const { t } = useTranslation()
  const time = useStoreTime()
  const timeZone = useScreen((state) => state.register?.timeZone)
  const today = storeDate(useMinute(), timeZone)
  return (event) => {
    const date = storeDate(event.at, timeZone) === today ? '' : `${time(event.at, day)} `
    const end = event.times > 1 ? `–${time(event.until, seconds)}` : ''
    const times = event.times > 1 ? ` · ${t('deviceLog.times', { count: event.times })}` : ''
    return { when: `${date}${time(event.at, seconds)}${end}`, what: `${t(`deviceEvent.${event.kind}`, { what: codeWords(event, t) })}${times}` }
  }
}
