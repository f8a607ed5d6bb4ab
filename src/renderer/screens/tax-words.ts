import { type TFunction } from 'i18next'
import { type DatedRateView } from '../../contracts/ipc/index.ts'
import { percentText } from '../state/percent.ts'

/** A class by its name in the catalogues; a pack of the shop's own may have others, shown as they are called there. */
export function taxClassText(taxClass: string, t: TFunction): string {
  return t(`taxClass.${taxClass}`, { defaultValue: taxClass })
}

export function rateText(ppm: number): string {
  return `${percentText(ppm)} %`
}

/** `GST 5 % + QST 9.975 %`; empty for a rate in one piece. A compound part says on what it is. */
export function partsText({ parts }: Pick<DatedRateView, 'parts'>, t: TFunction): string {
  return (parts ?? []).map(({ name, rate, on }) => `${name} ${rateText(rate)}${on === 'netAndTax' ? ` ${t('taxes.compound')}` : ''}`).join(' + ')
}
