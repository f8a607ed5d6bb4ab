import { type MailSecurity } from '../../contracts/ipc/index.ts'
import { type Refusal } from '../../domain/errors/index.ts'
import { type ActKit } from './act-kit.ts'
import { lastDone } from './basket-rows.ts'
import { type SaveFile } from './download.ts'
import { isShutOut } from './gates.ts'
import { draftOf, emptyMail, mailInHand, type MailDraft, type MailWork, usualPort } from './mail-work.ts'
import { createOnce } from './once.ts'
import { receiptCode } from './receipt-code.ts'

/** How often the list is asked for while somebody looks at it. */
const lookAgain = 2000

/** Receipts by mail and as a file, the settings of mail, and its queue. */
export function createMailActs(kit: ActKit, savePage: SaveFile) {
  const { api, store, set, later, enqueue, object, refused, go, sounds } = kit
  const once = createOnce(api)

  function now(): MailWork | undefined {
    const { work } = store.getState()
    return work.kind === 'mail' ? work : undefined
  }
  function put(changes: Partial<MailWork>): void {
    const work = now()
    if (work !== undefined) set({ work: { ...work, ...changes } })
  }
  function told(refusal: Refusal): void {
    if (isShutOut(refusal)) put({ view: 'refused', saving: false })
    else {
      put({ saving: false })
      refused(refusal)
    }
  }

  /** Whether it is looked at still; one loop however often the page was opened. */
  let round = 0
  function follow(mine: number): void {
    void api.call('mails', {}).then((answer) => {
      if (now() === undefined || mine !== round) return
      if (answer.ok) put({ mails: answer.value })
      later(lookAgain, () => follow(mine))
    })
  }

  function actOn(name: 'retry-mail' | 'drop-mail', mailId: string): void {
    enqueue(async () => {
      const answer = await api.call(name, { mailId })
      if (answer.ok) put({ mails: answer.value })
      else refused(answer.refusal)
    })
  }

  /** The same receipt for a telephone, beside the address. Where it does not come there is the mail. */
  function showCode(saleId: string): void {
    void api.call('receipt', { saleId }).then((answer) => {
      const { work } = store.getState()
      const code = answer.ok ? receiptCode(answer.value.document) : undefined
      if (work.kind === 'mailReceipt' && work.saleId === saleId && code !== undefined) set({ work: { ...work, code } })
    })
  }

  /** What is on the change panel, or the receipt that is looked at. Refunds have papers too. */
  function shownDocument(): { readonly id: string; readonly number: string } | undefined {
    const { work, openReceipt, counter } = store.getState()
    return work.kind === 'receipts' ? openReceipt?.sale : lastDone(counter)
  }

  return {
    openMailReceipt: () => {
      const shown = shownDocument()
      const { work } = store.getState()
      if (shown === undefined) object({ words: 'mailReceipt.none' })
      else {
        showCode(shown.id)
        go({ kind: 'mailReceipt', saleId: shown.id, number: shown.number, from: work.kind === 'receipts' ? 'receipts' : 'finish', asking: false })
      }
    },
    /** `leave`: back to where it was opened from. */
    sendMailReceipt: (leave: () => unknown) => {
      const { work, entry } = store.getState()
      if (work.kind !== 'mailReceipt' || work.asking) return
      if (entry.trim() === '') {
        object({ words: 'mailReceipt.noAddress' })
        return
      }
      set({ work: { ...work, asking: true } })
      enqueue(async () => {
        const { answer } = await once('mail-receipt', { saleId: work.saleId, to: entry })
        const { work: open } = store.getState()
        if (open.kind !== 'mailReceipt') return
        if (!answer.ok) {
          set({ work: { ...open, asking: false } })
          refused(answer.refusal)
          return
        }
        // The address goes from the screen with it: the next customer reads none.
        leave()
        sounds.ok()
        set({ entry: '', notice: { words: 'mailReceipt.queued', params: { number: work.number }, calm: true } })
      })
    },
    saveReceiptFile: () => {
      const shown = shownDocument()
      if (shown === undefined) {
        object({ words: 'mailReceipt.none' })
        return
      }
      enqueue(async () => {
        const { answer } = await once('receipt-file', { saleId: shown.id })
        if (!answer.ok) {
          refused(answer.refusal)
          return
        }
        savePage(answer.value.name, answer.value.html)
        set({ notice: { words: 'receiptFile.saved', params: { name: answer.value.name }, calm: true } })
      })
    },
    openMail: () => {
      go({ kind: 'mail', view: undefined, draft: emptyMail, mails: undefined, chosen: undefined, saving: false })
      round += 1
      follow(round)
      void api.call('mail-account', {}).then((answer) => (answer.ok ? put({ view: answer.value, draft: draftOf(answer.value) }) : told(answer.refusal)))
    },
    changeMail: (changes: Partial<MailDraft>) => {
      const work = now()
      if (work === undefined || work.saving) return
      set({ work: { ...work, draft: { ...work.draft, ...changes } }, notice: undefined })
    },
    chooseMailSecurity: (security: MailSecurity) => {
      const work = now()
      if (work === undefined) return
      // A port that somebody typed stays.
      const usual = Object.values(usualPort).includes(work.draft.port)
      put({ draft: { ...work.draft, security, ...(usual ? { port: usualPort[security] } : {}) } })
    },
    saveMail: () => {
      const work = now()
      if (work?.view === undefined || work.view === 'refused' || work.saving) return
      const { host, port, security, username, password, sender } = work.draft
      const none = host.trim() === '' && sender.trim() === ''
      if (!none && !/^\d{1,5}$/.test(port.trim())) {
        object({ words: 'mail.badPort' })
        return
      }
      put({ saving: true })
      enqueue(async () => {
        const account = { host: host.trim(), port: Number(port), security, username: username.trim(), sender: sender.trim() }
        const { answer } = await once('set-mail', none ? {} : { account, ...(password === '' ? {} : { password }) })
        if (!answer.ok) {
          told(answer.refusal)
          return
        }
        put({ view: answer.value, draft: { ...draftOf(answer.value), to: now()?.draft.to ?? '' }, saving: false })
        sounds.ok()
        set({ notice: { words: none ? 'mail.none' : 'mail.saved', calm: true } })
      })
    },
    testMail: () => {
      const work = now()
      if (work?.view === undefined || work.view === 'refused' || work.saving) return
      put({ saving: true })
      enqueue(async () => {
        const answer = await api.call('test-mail', { to: work.draft.to, language: store.getState().language })
        if (!answer.ok) {
          told(answer.refusal)
          return
        }
        put({ saving: false })
        sounds.ok()
        set({ notice: { words: 'mail.tested', calm: true } })
      })
    },
    retryMail: (mailId: string) => actOn('retry-mail', mailId),
    dropMail: (mailId: string) => actOn('drop-mail', mailId),
    moveMail: (by: 1 | -1) => {
      const work = now()
      const mails = work?.mails?.mails ?? []
      const at = mails.findIndex(({ id }) => id === work?.chosen)
      const next = mails[Math.min(mails.length - 1, Math.max(0, at + by))]
      if (next !== undefined) put({ chosen: next.id })
    },
    /** By key: of the one in hand. */
    actOnMail: (name: 'retry-mail' | 'drop-mail') => {
      const work = now()
      const mail = work && mailInHand(work)
      if (mail === undefined) object({ words: 'mail.chooseFirst' })
      else actOn(name, mail.id)
    },
  }
}
