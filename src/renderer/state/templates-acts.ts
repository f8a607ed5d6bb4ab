import { type Input, type PaperTemplateView, type TemplateView } from '../../contracts/ipc/index.ts'
import { type Refusal } from '../../domain/errors/index.ts'
import { paperKinds, partsOf, type PaperKind, type PaperPart } from '../../domain/receipt/index.ts'
import { type ActKit } from './act-kit.ts'
import { isShutOut } from './gates.ts'
import { latestOnly } from './latest.ts'
import { createOnce } from './once.ts'
import { dropPaperDraft, keepPaperDraft, paperDraftOf, type PaperDraft } from './paper-drafts.ts'
import { changed, doneAgain, emptyTemplate, isChanged, takenBack, type TemplateList, type TemplatesWork, withFields, written } from './templates-work.ts'

/** After the last letter: the paper is made anew when somebody looks up, and not for each of them. */
const settledMs = 150
const askAgain = 1000
const mostAsked = 60

/** Settings, Papers: what stands on each of the store's papers, beside the paper itself. */
export function createTemplatesActs(kit: ActKit) {
  const { api, store, set, later, enqueue, object, refused, go, sounds } = kit
  const once = createOnce(api)

  function now(): TemplatesWork | undefined {
    const { work } = store.getState()
    return work.kind === 'templates' ? work : undefined
  }
  function put(changes: Partial<TemplatesWork>): void {
    const work = now()
    if (work !== undefined) set({ work: { ...work, ...changes } })
  }

  const draw = latestOnly(
    (asked: Input<'template-preview'>) => api.call('template-preview', asked),
    (asked, answer) => {
      const work = now()
      if (work?.paper !== asked.paper || work.width !== asked.width) return
      if (answer.ok) put({ preview: answer.value })
      else told(answer.refusal)
    },
  )
  function preview(): void {
    const work = now()
    if (work !== undefined) draw({ paper: work.paper, template: written(work.draft), width: work.width })
  }
  let changes = 0
  function previewSoon(): void {
    changes += 1
    const mine = changes
    later(settledMs, () => {
      if (mine === changes) preview()
    })
  }

  function told(refusal: Refusal): void {
    if (isShutOut(refusal)) put({ view: 'refused', saving: false })
    else {
      put({ saving: false })
      refused(refusal)
    }
  }

  /** Whose wording is on the page: whoever opened it. Over the lock nobody is signed on any more. */
  let owner: string | undefined
  const of = (paper: PaperKind) => (owner === undefined ? undefined : { operatorId: owner, paper })
  const keyOf = (paper: PaperKind): string => `${owner ?? ''} ${paper}`
  /** Left without being saved: half an address typed, and a customer comes. Its steps are gone with the program, its words are not. */
  const left = new Map<string, PaperDraft & { readonly past: TemplatesWork['past'] }>()
  function forget(paper: PaperKind): void {
    left.delete(keyOf(paper))
    const whose = of(paper)
    if (whose !== undefined) dropPaperDraft(whose, Date.now())
  }
  store.subscribe(({ work, counter }, { work: before }) => {
    const same = work.kind === 'templates' && before.kind === 'templates' && work.paper === before.paper && work.view !== undefined
    if (same && before.view !== undefined && work.draft !== before.draft) keep(work)
    if (before.kind !== 'templates' || !isChanged(before) || same) return
    if (before.view !== undefined && before.view !== 'refused') left.set(keyOf(before.paper), { version: before.view.version, draft: before.draft, past: before.past })
    if (counter?.operator !== undefined) set({ notice: { words: 'templates.left', calm: true } })
  })
  /** With every change: the power goes without a word. */
  function keep(work: TemplatesWork): void {
    const whose = of(work.paper)
    if (whose === undefined || work.view === undefined || work.view === 'refused') return
    if (isChanged(work)) keepPaperDraft(whose, { version: work.view.version, draft: work.draft }, Date.now())
    else dropPaperDraft(whose, Date.now())
  }

  function show(view: TemplateView): void {
    if (now()?.paper !== view.paper) return
    put({ view, draft: withFields(view.template), past: [], future: [], touched: undefined, saving: false, printed: undefined })
    preview()
  }

  /** What was left is there again. Another version that was saved meanwhile is one step back, and not written over unseen. */
  function takeUp(view: TemplateView, stored: PaperDraft | undefined): void {
    const steps = left.get(keyOf(view.paper))
    left.delete(keyOf(view.paper))
    const kept = steps ?? stored
    if (now()?.paper !== view.paper || kept === undefined || !isChanged({ view, draft: kept.draft })) return
    const past = steps?.version === view.version ? steps.past : [withFields(view.template)]
    put({ draft: withFields(kept.draft), past, future: [] })
    set({ notice: { words: 'templates.kept', calm: true } })
    preview()
  }

  function open(paper: PaperKind, width: 58 | 80): void {
    owner = store.getState().counter?.operator?.id ?? owner
    const whose = of(paper)
    const stored = whose && paperDraftOf(whose, Date.now())
    go({ kind: 'templates', paper, view: undefined, draft: emptyTemplate, past: [], future: [], touched: undefined, width, preview: undefined, printed: undefined, saving: false })
    void api.call('paper-template', { paper }).then((answer) => {
      if (!answer.ok) {
        told(answer.refusal)
        return
      }
      show(answer.value)
      takeUp(answer.value, stored)
    })
  }

  function change(next: (work: TemplatesWork) => TemplatesWork): void {
    const work = now()
    if (work === undefined || work.saving || work.view === undefined || work.view === 'refused') return
    set({ work: next(work), notice: undefined })
    previewSoon()
  }

  function watch(request: string, input: Input<'print-template'>, asked = 0): void {
    const state = now()?.printed?.at(-1)?.state
    if ((state !== 'waiting' && state !== 'working') || asked >= mostAsked) return
    later(askAgain, () => {
      if (now()?.printed === undefined) return
      // The same under the same id is a question, and prints nothing more.
      void api.call('print-template', input, request).then((answer) => {
        if (!answer.ok || now()?.printed === undefined) return
        put({ printed: answer.value.effects })
        watch(request, input, asked + 1)
      })
    })
  }

  return {
    openTemplates: () => open('receipt', 80),
    choosePaper: (paper: PaperKind) => {
      const work = now()
      if (work !== undefined && work.paper !== paper) open(paper, work.width)
    },
    nextPaper: () => {
      const work = now()
      if (work !== undefined) open(paperKinds[(paperKinds.indexOf(work.paper) + 1) % paperKinds.length] ?? 'receipt', work.width)
    },
    writeTemplateLine: (list: TemplateList, at: number, text: string) =>
      change((work) => changed(work, { [list]: work.draft[list].map((line, place) => (place === at ? text : line)) }, `${list} ${at}`)),
    chooseTemplate: (changes: Partial<Pick<PaperTemplateView, 'logo' | 'language'>>) => change((work) => changed(work, changes)),
    togglePart: (part: PaperPart) =>
      change((work) => (partsOf[work.paper].includes(part) ? changed(work, { without: work.draft.without.includes(part) ? work.draft.without.filter((one) => one !== part) : [...work.draft.without, part] }) : work)),
    undoTemplate: () => change(takenBack),
    redoTemplate: () => change(doneAgain),
    /** An earlier version into the draft: kept once it is saved, and taken back like any change. Without a number, the one before what was loaded last. */
    loadVersion: (version?: number) =>
      change((work) => {
        if (work.view === undefined || work.view === 'refused') return work
        const { versions } = work.view
        const spelt = JSON.stringify(written(work.draft))
        const at = versions.findIndex(({ template }) => JSON.stringify(template) === spelt)
        const found = version === undefined ? versions[at + 1] : versions.find((one) => one.version === version)
        return found === undefined ? work : changed(work, withFields(found.template))
      }),
    setPaperWidth: (width?: 58 | 80) => {
      const work = now()
      if (work === undefined) return
      put({ width: width ?? (work.width === 80 ? 58 : 80), preview: undefined })
      preview()
    },
    printTemplate: () => {
      const work = now()
      if (work === undefined || work.saving || work.view === undefined || work.view === 'refused') return
      const input = { paper: work.paper, template: written(work.draft) }
      enqueue(async () => {
        const { answer, request } = await once('print-template', input)
        if (!answer.ok) {
          told(answer.refusal)
          return
        }
        put({ printed: answer.value.effects })
        watch(request, input)
      })
    },
    saveTemplate: () => {
      const work = now()
      if (work === undefined || work.saving || work.view === undefined || work.view === 'refused') return
      const wrong = work.preview?.faults.find(({ reason }) => reason === 'control')
      if (wrong !== undefined) {
        object({ words: 'templates.control' })
        return
      }
      put({ saving: true })
      enqueue(async () => {
        const { answer } = await once('set-template', { paper: work.paper, template: written(work.draft) })
        if (!answer.ok) {
          told(answer.refusal)
          return
        }
        // Whoever went on before the answer left nothing behind.
        forget(answer.value.paper)
        show(answer.value)
        sounds.ok()
        set({ notice: { words: 'templates.saved', params: { version: answer.value.version }, calm: true } })
      })
    },
  }
}
