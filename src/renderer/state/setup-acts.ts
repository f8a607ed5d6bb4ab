import { setupCountry, countryCodes, type CountryCode, type SetupView } from '../../contracts/ipc/index.ts'
import { type Refusal } from '../../domain/errors/index.ts'
import { type ActKit } from './act-kit.ts'
import { neighbour } from './discount-acts.ts'
import { latestOnly } from './latest.ts'
import { rememberLanguage, type Language } from './preferences.ts'
import { answersOf, faultOn, isTimeZone, pageOfField, paperOf, taxPackOfDraft, weakness } from './setup-check.ts'
import { beginSetup, codeOf, isExampleAt, likelyCountry, ownTax, pagesOf, setupPages, setupWays, withCountry, type DraftField, type SetupDraft, type SetupFault, type SetupWay, type SetupWork } from './setup-work.ts'

/** What a country brings along. */
const suggested = ['country', 'currency', 'taxPack', 'timeZone', 'cashRounding'] as const satisfies readonly DraftField[]

const watchEveryMs = 400

/** Why head office does not take a code, by its own word for it. */
const codeWords: Readonly<Record<string, string>> = { 'code-expired': 'setup.fault.rebuildCode.expired', 'code-used': 'setup.fault.rebuildCode.used', 'code-unknown': 'setup.fault.rebuildCode.unknown', 'register-retired': 'setup.fault.rebuildCode.retired' }

/** The register's first questions, a page at a time. Nothing is sent before the last of them, and going back loses nothing. */
export function createSetupActs(kit: ActKit, takeDevice: () => void) {
  const { api, store, set, enqueue, sounds, send } = kit
  const now = (): SetupWork | undefined => store.getState().setup
  const put = (changes: Partial<SetupWork>): void => {
    const setup = now()
    if (setup !== undefined) set({ setup: { ...setup, ...changes } })
  }

  const preview = latestOnly(
    (draft: SetupDraft) => api.call('paper-preview', { ...paperOf(draft), language: draft.language, currency: draft.currency, taxPack: taxPackOfDraft(draft), ...(isTimeZone(draft.timeZone) && { timeZone: draft.timeZone }) }),
    (_draft, answer) => {
      if (answer.ok) put({ preview: answer.value.document })
    },
  )

  function show(setup: SetupWork): void {
    set({ setup, notice: undefined, entry: '' })
    if (setup.page === 'store') preview(setup.draft)
  }

  function begin(view: SetupView): void {
    const standing = now()
    // The line was lost and came back: what is written stays, but where a register was brought here meanwhile.
    const isHere = ({ takenOver, rebuilt }: { readonly takenOver?: unknown; readonly rebuilt?: unknown }): boolean => takenOver !== undefined || rebuilt !== undefined
    if (standing !== undefined && (!isHere(view) || isHere(standing))) return
    const { language } = store.getState()
    if (view.provisioned.language !== undefined) set({ language: view.provisioned.language })
    show(beginSetup(view, view.provisioned.language ?? language, crypto.randomUUID()))
  }

  function change(changes: Partial<SetupDraft>): void {
    const setup = now()
    if (setup === undefined || setup.sending) return
    const draft = { ...setup.draft, ...changes, ...(changes.way !== undefined && changes.way !== setup.draft.way && { enrolmentCode: codeOf(setup.view, changes.way) }) }
    if (changes.way !== undefined) put({ pages: pagesOf(setup.view, changes.way) })
    const unfit = draft.catalogue === 'example' && !isExampleAt(setup.view, draft)
    put({ draft: unfit ? { ...draft, catalogue: 'empty' } : draft, fault: undefined })
    // A file had asked for the example: whoever chooses another money is shown that it is gone.
    if (unfit && !setup.pages.includes('goods')) put({ pages: setupPages.filter((page) => page === 'goods' || setup.pages.includes(page)) })
    if (setup.page === 'store') preview(draft)
  }

  function chooseLanguage(language: Language): void {
    rememberLanguage(language)
    set({ language })
    const setup = now()
    if (setup === undefined) return
    const { view: { machine }, draft } = setup
    const [before, after] = [draft.language, language].map((one) => likelyCountry(setup.view, one))
    // What was suggested follows the language; what somebody chose stays.
    const untouched = before !== after && before !== undefined && suggested.every((field) => withCountry(draft, before, machine.timeZone)[field] === draft[field])
    change({ ...(untouched && after !== undefined ? withCountry(draft, after, machine.timeZone) : {}), language })
  }

  function chooseCountry(country: CountryCode | undefined): void {
    const setup = now()
    if (setup !== undefined && country !== undefined) change(withCountry(setup.draft, country, setup.view.machine.timeZone))
  }

  function object(fault: SetupFault): void {
    put({ fault })
    sounds.error()
  }

  function goWay(setup: SetupWork, way: SetupWay): void {
    const pages = pagesOf(setup.view, way)
    show({ ...setup, pages, page: pages[0] ?? setup.page, fault: undefined, draft: { ...setup.draft, way, enrolmentCode: codeOf(setup.view, way), passphrase: '' } })
  }

  function back(): void {
    const setup = now()
    if (setup?.device !== undefined) {
      put({ device: undefined, fault: undefined })
      return
    }
    // A file that says the language leaves no first page to choose a way on: back is the way that was there before.
    if (setup !== undefined && setup.draft.way !== 'new' && setup.page === setup.pages[0] && setup.page !== 'start' && setup.takenOver === undefined && setup.rebuilt === undefined && !setup.sending) {
      goWay(setup, 'new')
      return
    }
    const before = setup?.pages[setup.pages.indexOf(setup.page) - 1]
    if (setup !== undefined && before !== undefined && !setup.sending && setup.takenOver === undefined && setup.rebuilt === undefined) show({ ...setup, page: before, fault: undefined, draft: { ...setup.draft, passphrase: '' } })
  }

  function next(): void {
    const setup = now()
    if (setup === undefined || setup.sending || setup.takenOver !== undefined || setup.rebuilt !== undefined) return
    if (setup.device !== undefined) {
      takeDevice()
      return
    }
    const fault = faultOn(setup.page, setup.draft, setup.view)
    if (fault !== undefined) {
      object(fault)
      return
    }
    const following = setup.pages[setup.pages.indexOf(setup.page) + 1]
    if (setup.page === 'takeOver') bring(setup)
    else if (setup.page === 'rebuild') rebuild(setup)
    else if (following === undefined) finish(setup)
    else show({ ...setup, page: following, fault: undefined })
  }

  /** The passphrase is gone from here as soon as it is sent. A wrong one is asked for again, and so is a file that is none. */
  function bring({ draft }: SetupWork): void {
    put({ sending: true, fault: undefined, draft: { ...draft, passphrase: '' } })
    set({ notice: undefined })
    enqueue(async () => {
      const answer = await api.call('take-over', { file: draft.moveFile.trim(), passphrase: draft.passphrase })
      put({ sending: false })
      if (answer.ok) {
        put({ takenOver: answer.value, pages: ['takeOver'] })
        sounds.ok()
        return
      }
      const { code, params } = answer.refusal
      if (code.startsWith('moveFile.')) object({ field: code === 'moveFile.wrongPassphrase' ? 'passphrase' : 'moveFile', words: `refusal.${code}`, ...(params !== undefined && { params }) })
      else refusedSetup(answer.refusal)
      // Nobody knows what became of it, or somebody at another page was faster: main does.
      if (code === 'request.failed' || code === 'setup.takingOver') await askAgain()
    })
  }

  /** The code stays as it is typed: after a line that failed, the same one goes on. */
  function rebuild({ draft }: SetupWork): void {
    put({ sending: true, fault: undefined, rebuilding: undefined })
    set({ notice: undefined })
    watchRebuild()
    enqueue(async () => {
      const answer = await api.call('rebuild-register', { url: draft.headOfficeUrl.trim(), enrolmentCode: draft.enrolmentCode.trim(), manager: { name: draft.ownerName.trim(), pin: draft.pin }, language: draft.language })
      put({ sending: false, rebuilding: undefined })
      if (answer.ok) {
        // Nobody may have chosen it, and the page of the next start would speak as the register's receipts do.
        rememberLanguage(draft.language)
        const standing = now()
        if (standing !== undefined) put({ rebuilt: answer.value, pages: ['rebuild'], draft: { ...standing.draft, pin: '', pinAgain: '', enrolmentCode: '' } })
        sounds.ok()
        return
      }
      const { code, params = {} } = answer.refusal
      const reason = String(params['reason'] ?? '')
      if (code === 'rebuild.refused') object(reason === 'address-refused' ? { field: 'headOfficeUrl', words: 'setup.fault.rebuildAddress' } : { field: 'enrolmentCode', words: codeWords[reason] ?? 'refusal.rebuild.refused' })
      else if (code === 'headOffice.unreachable') object({ field: 'headOfficeUrl', words: 'setup.fault.rebuildUnreachable' })
      else if (code.startsWith('headOffice.')) object({ field: 'headOfficeUrl', words: `refusal.${code}`, params })
      else refusedSetup(answer.refusal)
      if (code === 'request.failed' || code === 'setup.takingOver') await askAgain()
    })
  }

  /** A journal of years takes minutes: whoever waits sees how far it is. */
  function watchRebuild(): void {
    setTimeout(() => {
      if (now()?.sending !== true) return
      void api.call('setup', {}).then((view) => {
        if (now()?.sending !== true) return
        if (view.ok) put({ rebuilding: view.value.rebuilding })
        watchRebuild()
      })
    }, watchEveryMs)
  }

  async function askAgain(): Promise<void> {
    const view = await api.call('setup', {})
    if (view.ok) begin(view.value)
    else if (view.refusal.code === 'setup.done') set({ setup: undefined })
  }

  function refusedSetup({ code, params = {} }: Refusal): void {
    if (code === 'setup.done') {
      // Somebody at another page of this register was faster. It is loaded anew, and asks who is there.
      set({ setup: undefined })
      return
    }
    const setup = now()
    if (setup === undefined) return
    if (code === 'pin.weak') {
      if (setup.page !== 'owner') show({ ...setup, page: 'owner', draft: { ...setup.draft, pinAgain: '' } })
      object({ field: 'pin', words: `pin.weak.${String(params['reason'])}` })
    }
    else if (code === 'setup.invalid') {
      const page = pageOfField(String(params['field']))
      // Also one that a file had answered, and that was not asked.
      show({ ...setup, page, pages: setup.pages.includes(page) ? setup.pages : [page, ...setup.pages] })
      kit.refused({ code, params })
    } else kit.refused({ code, params })
  }

  function finish({ draft, request }: SetupWork): void {
    put({ sending: true, fault: undefined })
    enqueue(async () => {
      const answer = await api.call('set-up', answersOf(draft), request)
      put({ sending: false })
      if (!answer.ok) {
        refusedSetup(answer.refusal)
        return
      }
      const { operatorId, headOffice } = answer.value
      await send('sign-on', { operatorId, pin: draft.pin })
      // The last of the PIN goes with it.
      set({ setup: undefined, entry: '', notice: headOffice === 'unreachable' || headOffice === 'certificate' || headOffice === 'proxy' || headOffice === 'refused' ? { words: `setup.told.${headOffice}` } : { words: 'setup.told.done', calm: true } })
      sounds.ok()
    })
  }

  /** An arrow key goes through what the page is about. */
  function move(by: 1 | -1): void {
    const setup = now()
    if (setup === undefined) return
    const { page, draft, view } = setup
    if (page === 'start') change({ way: neighbour(setupWays, draft.way, by) ?? draft.way })
    else if (page === 'takeOver') change({ moveFile: neighbour(view.moveFiles, draft.moveFile, by) ?? draft.moveFile })
    else if (page === 'country') chooseCountry(neighbour(countryCodes, draft.country, by))
    else if (page === 'tax') change({ taxPack: neighbour([...setupCountry(draft.country).taxPacks, ownTax], draft.taxPack, by) ?? draft.taxPack })
    else if (page === 'goods' && isExampleAt(view, { ...draft, taxPack: taxPackOfDraft(draft) })) change({ catalogue: by === 1 ? 'example' : 'empty' })
    else if (page === 'headOffice') change({ joins: by === 1 })
  }

  /** Digits that were typed at no field, or tapped, belong to the PIN that is not whole yet. */
  function typePin(digit: string, field: 'pin' | 'pinAgain'): void {
    const setup = now()
    if (setup?.page !== 'owner' || !/^\d+$/.test(digit)) return
    change({ [field]: `${setup.draft[field]}${digit}`.slice(0, 8) })
  }

  return {
    beginSetup: begin,
    changeSetup: change,
    chooseSetupLanguage: chooseLanguage,
    chooseCountry,
    setupBack: back,
    setupNext: next,
    moveSetup: move,
    typeSetupPin: typePin,
    /** Its field was left: a PIN that will not do is not typed a second time. */
    checkSetupPin: () => {
      const setup = now()
      const weak = setup?.page === 'owner' && setup.draft.pin !== '' && setup.fault === undefined ? weakness(setup.draft) : undefined
      if (weak !== undefined) object(weak)
    },
    /** The other ways, where the first page is not asked. */
    otherWay: (way: SetupWay) => {
      const setup = now()
      if (setup !== undefined && !setup.sending) goWay(setup, way)
    },
  }
}
