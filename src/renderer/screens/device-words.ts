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
  if (kind === 'tested' && code.startsWith(endOfDay)) return t(`endOfDay.event.${code.slice(endOfDay.length)}`, { defaultValue: code })
  if (kind === 'tested' && (code === 'passed' || code === 'failed')) return t(`testResult.${code}`)
  return t(`fault.${code}`, { defaultValue: code })
}

const endOfDay = 'endOfDay.'
const seconds = { hour: '2-digit', minute: '2-digit', second: '2-digit' } as const
const day = { day: '2-digit', month: '2-digit' } as const

/** An event in words, and when it last happened, by which they are in order: the day as well when it was not today. */
export function useDeviceEventWords(): (event: DeviceEventView) => { readonly when: string; readonly what: string } {
  const { t } = useTranslation()
  const time = useStoreTime()
  const timeZone = useScreen((state) => state.register?.timeZone)
  const today = storeDate(useMinute(), timeZone)
  return (event) => {
    const at = (moment: number): string => `${storeDate(moment, timeZone) === today ? '' : `${time(moment, day)} `}${time(moment, seconds)}`
    const times = event.times > 1 ? ` · ${t('deviceLog.times', { count: event.times, since: at(event.at) })}` : ''
    return { when: at(event.until), what: `${t(`deviceEvent.${event.code.startsWith(endOfDay) ? 'endOfDay' : event.kind}`, { what: codeWords(event, t) })}${times}` }
  }
}
