import { longestReturnDays, type StoreView } from '../../contracts/ipc/index.ts'
import { type Refusal } from '../../domain/errors/index.ts'
import { type ActKit } from './act-kit.ts'
import { isShutOut } from './gates.ts'
import { latestOnly } from './latest.ts'
import { isEnrolmentCode, paperOf } from './setup-check.ts'
import { beginStore, emptyMoney, type StoreWork } from './store-work.ts'
import { storeWorkAt } from './store-work-at.ts'

/** Settings, Store: the words around every receipt, and the head office this register belongs to. */
export function createStoreActs(kit: ActKit) {
  const { api, set, enqueue, object, refused, go, sounds } = kit
  const { now, put } = storeWorkAt(kit)
  const preview = latestOnly(
    (work: StoreWork) => api.call('paper-preview', paperOf(work.draft)),
    (_work, answer) => {
      if (answer.ok) put({ preview: answer.value.document })
    },
  )

  function show(view: StoreView): void {
    const work = now()
    if (work === undefined) return
    const next = { ...beginStore(view), ...(work.preview && { preview: work.preview }) }
    set({ work: next })
    preview(next)
  }

  function told(refusal: Refusal): void {
    if (isShutOut(refusal)) put({ view: 'refused', saving: false })
    else {
      put({ saving: false })
      refused(refusal)
    }
  }

  function open(): void {
    go({ kind: 'store', view: undefined, draft: { chainName: '', storeName: '', storeLines: [], receiptFooter: [] }, returnDays: '', headOfficeUrl: '', enrolmentCode: '', preview: undefined, money: emptyMoney, saving: false })
    void api.call('store', {}).then((answer) => (answer.ok ? show(answer.value) : told(answer.refusal)))
  }

  return {
    openStore: open,
    changeStore: (changes: Partial<StoreWork['draft']>) => {
      const work = now()
      if (work === undefined || work.saving) return
      const next = { ...work, draft: { ...work.draft, ...changes } }
      set({ work: next, notice: undefined })
      preview(next)
    },
    changeReturnDays: (returnDays: string) => {
      const digits = returnDays.normalize('NFKC').trim()
      if (/^\d{0,4}$/.test(digits)) put({ returnDays: digits })
    },
    changeJoin: (changes: Partial<Pick<StoreWork, 'headOfficeUrl' | 'enrolmentCode'>>) => put(changes),
    saveStore: () => {
      const work = now()
      if (work === undefined || work.saving || work.view === undefined || work.view === 'refused') return
      const paper = paperOf(work.draft)
      if (paper.chainName === '') {
        object({ words: 'setup.fault.chainName' })
        return
      }
      const returnDays = work.returnDays === '' ? null : Number(work.returnDays)
      if (returnDays !== null && returnDays > longestReturnDays) {
        object({ words: 'store.returnDaysTooMany', params: { most: longestReturnDays } })
        return
      }
      put({ saving: true })
      enqueue(async () => {
        const answer = await api.call('set-store', { ...paper, returnDays })
        if (!answer.ok) {
          told(answer.refusal)
          return
        }
        show(answer.value)
        sounds.ok()
        set({ notice: { words: 'store.saved', calm: true } })
        const register = await api.call('register', {})
        if (register.ok) set({ register: register.value })
      })
    },
    joinHeadOffice: () => {
      const work = now()
      if (work === undefined || work.saving) return
      const [url, enrolmentCode] = [work.headOfficeUrl.trim(), work.enrolmentCode.trim()]
      if (!/^https?:\/\/[^\s/]+/i.test(url) || !URL.canParse(url)) {
        object({ words: 'setup.fault.headOfficeUrl' })
        return
      }
      if (!isEnrolmentCode(enrolmentCode)) {
        object({ words: 'setup.fault.enrolmentCode' })
        return
      }
      put({ saving: true })
      enqueue(async () => {
        const answer = await api.call('join-head-office', { url, enrolmentCode })
        if (!answer.ok) {
          told(answer.refusal)
          return
        }
        show(answer.value)
        sounds.ok()
        set({ notice: { words: 'store.joined', calm: true } })
      })
    },
  }
}
