import { lossPage, lossRuleNames, lossSpans, type DocumentView, type LossRule, type LossCardView, type LossesView } from '../../contracts/ipc/index.ts'
import { type ActKit } from './act-kit.ts'
import { typedLimit, type LossWork } from './loss-work.ts'
import { createOnce } from './once.ts'

/** Looking at what the loss watch found, saying what came of it, and its limits. */
export function createLossActs(kit: ActKit) {
  const { api, store, set, enqueue, refused, object, go } = kit
  const once = createOnce(api)

  const working = (): LossWork | undefined => {
    const { work } = store.getState()
    return work.kind === 'lossWatch' ? work : undefined
  }
  function change(changes: Partial<LossWork>): void {
    const work = working()
    if (work !== undefined) set({ work: { ...work, ...changes } })
  }

  /** The look is written down first: without it the register shows nothing. */
  async function load(days: LossWork['days']): Promise<void> {
    const { answer } = await once('look-at-losses', { days })
    if (!answer.ok) {
      refused(answer.refusal)
      return
    }
    const { looked } = answer.value
    const found = await api.call('losses', { looked })
    if (working()?.days !== days) return
    if (found.ok) change({ looked, view: found.value })
    else refused(found.refusal)
  }

  /** The same look again, after something was written. */
  async function reload(): Promise<void> {
    const looked = working()?.looked
    const found = looked && (await api.call('losses', { looked }))
    if (found?.ok === true) change({ view: found.value })
  }

  async function openCard(card: LossCardView): Promise<void> {
    const looked = working()?.looked
    if (looked === undefined) return
    const answer = await api.call('loss-documents', { looked, places: card.places.slice(0, lossPage) })
    if (!answer.ok) refused(answer.refusal)
    else if (working() !== undefined) {
      set({ entry: '', notice: undefined })
      change({ card: { of: card, documents: { found: answer.value.documents, more: card.places.length > lossPage, chosen: -1, open: undefined }, read: lossPage } })
    }
  }

  /** The page on its way, of which card and behind how many: a scroll tells of its end many times. */
  let coming: string | undefined
  async function nextDocuments(): Promise<void> {
    const work = working()
    const card = work?.card
    if (card === undefined || work?.looked === undefined || !card.documents.more) return
    const { of, read } = card
    const page = `${of.id} ${read}`
    if (coming === page) return
    coming = page
    const answer = await api.call('loss-documents', { looked: work.looked, places: of.places.slice(read, read + lossPage) })
    coming = undefined
    const now = working()?.card
    if (now === undefined || now.of.id !== of.id || now.read !== read) return
    if (answer.ok) change({ card: { ...now, read: read + lossPage, documents: { ...now.documents, found: [...now.documents.found, ...answer.value.documents], more: of.places.length > read + lossPage } } })
    else refused(answer.refusal)
  }

  async function openDocument(document: DocumentView): Promise<void> {
    const receipt = 'receipt' in document ? await api.call('receipt', { saleId: document.receipt.id }) : undefined
    const entry = 'entry' in document ? await api.call('journal-entry', { epoch: document.entry.epoch, seq: document.entry.seq }) : undefined
    const card = working()?.card
    if (card === undefined || !card.documents.found.includes(document)) return
    const open = receipt?.ok === true ? { receipt: receipt.value } : entry?.ok === true ? { entry: entry.value } : undefined
    if (open !== undefined) change({ card: { ...card, documents: { ...card.documents, open } } })
    else if (receipt?.ok === false) refused(receipt.refusal)
    else if (entry?.ok === false) refused(entry.refusal)
  }

  /** A word about the open card, in the journal: what was found, or why it is open again. */
  function sayOfCard(name: 'close-loss-case' | 'reopen-loss-case', words: { readonly first: string; readonly done: string }): void {
    const work = working()
    const note = store.getState().entry.trim()
    if (work?.card === undefined || work.saving) return
    if (note === '') {
      object({ words: words.first })
      return
    }
    const { id } = work.card.of
    change({ saving: true })
    enqueue(async () => {
      const { answer } = await once(name, { id, note })
      change({ saving: false })
      if (!answer.ok) {
        refused(answer.refusal)
        return
      }
      if (working()?.card?.of.id !== id) return
      change({ card: undefined })
      set({ entry: '', notice: { words: words.done, calm: true } })
      await reload()
    })
  }

  const closeCard = (): void => sayOfCard('close-loss-case', { first: 'loss.noteFirst', done: 'loss.closed' })

  function saveLimit(of: LossesView['limits'][number]): void {
    const work = working()
    if (work?.view?.maySet !== true || work.saving) return
    const limit = typedLimit(store.getState().entry, of.unit)
    if (limit === undefined) {
      object({ words: 'loss.limitBad' })
      return
    }
    change({ saving: true })
    enqueue(async () => {
      const { answer } = await once('set-loss-limit', { rule: of.rule, ...(limit === 'preset' ? {} : { limit }) })
      change({ saving: false })
      if (!answer.ok) {
        refused(answer.refusal)
        return
      }
      set({ entry: '', notice: { words: 'loss.limitSet', calm: true } })
      await reload()
    })
  }

  function open(page: LossWork['page'], chosen = -1): void {
    go({ kind: 'lossWatch', days: 7, page, fromSettings: page === 'limits', looked: undefined, view: undefined, chosen, card: undefined, saving: false })
    void load(7)
  }

  /** Figures typed for another limit, or for none, are none of this one's: a 4 that was refused made the next 2 a 42. */
  function choose(chosen: number): void {
    if (chosen !== working()?.chosen) set({ entry: '' })
    change({ chosen })
  }

  const rowsOf = ({ view, page }: LossWork): number => (page === 'limits' ? view?.limits.length : view?.cards.length) ?? 0

  return {
    openLossWatch: () => open('cards'),
    /** From the settings, and back there; with the limit in hand that was looked for. */
    openLossLimits: (rule?: LossRule) => open('limits', rule === undefined ? -1 : lossRuleNames.indexOf(rule)),
    nextLossDays: () => {
      const work = working()
      if (work === undefined || work.card !== undefined) return
      const days = lossSpans[(lossSpans.indexOf(work.days) + 1) % lossSpans.length] ?? 7
      change({ days, view: undefined, looked: undefined, chosen: -1 })
      void load(days)
    },
    toggleLossLimits: () => {
      const work = working()
      if (work === undefined || work.card !== undefined) return
      set({ entry: '' })
      change({ page: work.page === 'cards' ? 'limits' : 'cards', chosen: -1 })
    },
    openLossCard: (card: LossCardView) => void openCard(card),
    moreLossDocuments: () => void nextDocuments(),
    openLossDocument: (document: DocumentView) => void openDocument(document),
    chooseLossLimit: choose,
    closeLossCard: closeCard,
    reopenLossCard: () => {
      if (working()?.card?.of.looked !== undefined) sayOfCard('reopen-loss-case', { first: 'loss.reopenFirst', done: 'loss.reopened' })
    },
    moveLoss: (by: 1 | -1) => {
      const work = working()
      const documents = work?.card?.documents
      if (work === undefined || documents?.open !== undefined) return
      if (work.card !== undefined && documents !== undefined) {
        const chosen = Math.min(documents.found.length - 1, Math.max(0, documents.chosen + by))
        change({ card: { ...work.card, documents: { ...documents, chosen } } })
        if (chosen === documents.found.length - 1) void nextDocuments()
      } else if (rowsOf(work) > 0) choose(Math.min(rowsOf(work) - 1, Math.max(0, work.chosen + by)))
    },
    /** On a card: a word that was typed is written down, else the chosen document opens. */
    enterLoss: () => {
      const work = working()
      if (work?.view === undefined) return
      const { card, page, chosen, view } = work
      const limit = view.limits[chosen]
      const one = view.cards.length === 1 ? view.cards[0] : view.cards[chosen]
      const document = card?.documents.found[card.documents.chosen]
      if (card?.documents.open !== undefined) change({ card: { ...card, documents: { ...card.documents, open: undefined } } })
      else if (card !== undefined && (store.getState().entry !== '' || document === undefined)) closeCard()
      else if (document !== undefined) void openDocument(document)
      else if (page === 'limits' && limit !== undefined) saveLimit(limit)
      else if (page === 'limits' && store.getState().entry !== '') {
        set({ entry: '' })
        object({ words: 'loss.chooseFirst' })
      }
      else if (page === 'cards' && one !== undefined) void openCard(one)
    },
    /** One step back inside. False when there is none. */
    leaveLossStep: (): boolean => {
      const work = working()
      if (work?.card?.documents.open !== undefined) change({ card: { ...work.card, documents: { ...work.card.documents, open: undefined } } })
      else if (store.getState().entry !== '') set({ entry: '' })
      else if (work?.card !== undefined) change({ card: undefined })
      else if (work?.page === 'limits' && !work.fromSettings) change({ page: 'cards', chosen: -1 })
      else return false
      return true
    },
  }
}
