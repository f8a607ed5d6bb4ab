import { rateOf, type Input, type StoreView } from '../../contracts/ipc/index.ts'
import { type Result } from '../../domain/errors/index.ts'
import { currencies, parseAmount, type CurrencyCode } from '../../domain/money/index.ts'
import { type ActKit } from './act-kit.ts'
import { type MoneyDraft } from './store-work.ts'
import { storeWorkAt } from './store-work-at.ts'

export function offeredCurrencies(home: CurrencyCode): readonly CurrencyCode[] {
  return (Object.keys(currencies) as CurrencyCode[]).filter((code) => code !== home)
}

/** Names a kind by its English name, as an id that stands in the books for ever. */
export function voucherKindId(name: string): string {
  return name.trim().toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '').slice(0, 32)
}

/** Settings, Store: currencies and vouchers. Each is saved by itself, for a rate changes every morning and nothing else does. */
export function createStoreMoneyActs({ api, store, set, enqueue, object, refused, sounds }: ActKit) {
  const { now, put } = storeWorkAt({ store, set })
  const draft = (changes: Partial<MoneyDraft>): void => {
    const work = now()
    if (work !== undefined) put({ money: { ...work.money, ...changes } })
  }

  function save(ask: () => Promise<Result<StoreView>>, after: Partial<MoneyDraft>, told = 'storeMoney.saved'): void {
    put({ saving: true })
    enqueue(async () => {
      const answer = await ask()
      put({ saving: false })
      if (!answer.ok) {
        refused(answer.refusal)
        return
      }
      put({ view: answer.value })
      draft(after)
      sounds.ok()
      set({ notice: { words: told, calm: true } })
      const register = await api.call('register', {})
      if (register.ok) set({ register: register.value })
    })
  }
  const saveKind = (input: Input<'set-voucher-kind'>): void => save(async () => api.call('set-voucher-kind', input), { en: '', zh: '' })

  return {
    changeMoney: draft,
    saveCurrency: () => {
      const work = now()
      if (work?.view === undefined || work.view === 'refused' || work.saving) return
      const { currency, rate, notesOnly } = work.money
      const pair = rateOf(rate, currency, work.view.currency)
      if (pair === undefined) object({ words: 'storeMoney.notARate' })
      else save(async () => api.call('set-currency', { currency, rate: pair, notesOnly }), { rate: '' })
    },
    endCurrency: (currency: CurrencyCode) => save(async () => api.call('set-currency', { currency, notesOnly: false }), {}),
    saveVoucherKind: () => {
      const { money, saving } = now() ?? {}
      if (money === undefined || saving === true) return
      const [en, zh] = [money.en.trim(), money.zh.trim()]
      const id = voucherKindId(en)
      if (id === '' || zh === '') object({ words: 'storeMoney.noName' })
      else saveKind({ id, names: { en, 'zh-CN': zh }, over: money.over })
    },
    saveStoredValue: () => {
      const work = now()
      if (work?.view === undefined || work.view === 'refused' || work.saving) return
      const { view, money } = work
      const typed = (text: string | undefined, kept: number | undefined): number | undefined => (text === undefined ? (kept ?? 0) : text.trim() === '' ? 0 : parseAmount(text, view.currency))
      const [giftCardOffline, storeCreditOffline] = [typed(money.giftCardOffline, view.storedValue?.giftCardOffline), typed(money.storeCreditOffline, view.storedValue?.storeCreditOffline)]
      if (giftCardOffline === undefined || storeCreditOffline === undefined) object({ words: 'notice.notAnAmount' })
      else save(async () => api.call('set-stored-value', { giftCards: money.giftCards ?? view.storedValue?.giftCards ?? true, giftCardOffline, storeCreditOffline }), {})
    },
    setTrainingSlips: (on: boolean) => save(async () => api.call('set-training-slips', { on }), {}, 'storeTraining.saved'),
    setLayAwayTerms: (terms: Input<'set-lay-away'>) => save(async () => api.call('set-lay-away', terms), {}),
    endVoucherKind: (id: string) => saveKind({ id, over: 'keep' }),
  }
}
