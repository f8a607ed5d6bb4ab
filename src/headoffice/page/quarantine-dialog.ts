import type { QuarantinedEntry, QuarantineOverview, QuarantineStep } from '../../contracts/replication/index.ts'
import type { Connection } from './connection.ts'
import { button, element } from './dom.ts'
import { failureText } from './form.ts'
import { momentText } from './format.ts'
import { type Language, languages } from './languages.ts'
import { field } from './put-away.ts'
import { mayAct, type Reply, signedOnName } from './who.ts'
import { mark, quarantineHealths, readable, standing, whatOf } from './quarantine-panel.ts'

/** As much as head office takes. */
const longestName = 64
const longestNote = 200

type Line = Pick<Connection, 'quarantined' | 'sendAgain' | 'discard' | 'putBack'>

/** One entry in quarantine: why, what it says, what was done about it, and what can be. A name stays with every act: that of the account, or where there is none the one that is typed. */
export async function showQuarantined(language: Language, one: QuarantineOverview, timeZone: string, line: Line): Promise<void> {
  const words = languages[language]
  const said = words.inQuarantine
  const dialog = element('dialog', 'dialog wide', [], { 'aria-labelledby': 'quarantine-title' })
  const body = element('section', 'quarantined')
  const close = button(words.close, 'primary', () => dialog.close())
  dialog.append(element('h2', 'panel-title', [`${whatOf(one, words)} · ${words.register(one.registerNumber)}`], { id: 'quarantine-title' }), body, close)
  dialog.addEventListener('close', () => dialog.remove())

  async function draw(news?: string): Promise<void> {
    const found = await line.quarantined(one)
    if (!found.ok) body.replaceChildren(element('p', 'silent', [failureText(found, language, words.documentsFailed)], { role: 'alert' }))
    else body.replaceChildren(...facts(found.value, news), ...acts(found.value))
  }

  function facts(found: QuarantinedEntry, news: string | undefined): readonly HTMLElement[] {
    const health = quarantineHealths[found.state]
    const copy = button(said.copy, 'plain', () => {
      void navigator.clipboard.writeText(found.text).then(() => (copy.textContent = said.copied), () => (copy.textContent = said.copyFailed))
    })
    const content = element('pre', 'raw', [readable(found.text)], { tabindex: '0', 'aria-label': said.content })
    const steps = found.steps.map((step) => element('li', 'row', [element('span', 'main', [stepText(step)])]))
    return [
      ...(news === undefined ? [] : [element('p', health, [news], { role: 'status' })]),
      element('p', health, [mark(health), standing(found, words)]),
      element('p', 'note', [said.place(found.epoch, found.seq, momentText(found.receivedAt, timeZone, language))]),
      element('h3', 'label', [said.content]),
      content,
      copy,
      ...(steps.length === 0 ? [] : [element('h3', 'label', [said.history]), element('ul', 'rows', steps)]),
    ]
  }

  function stepText({ kind, by, at, note, reason }: QuarantineStep): string {
    const why = note ?? (reason === undefined ? undefined : words.quarantineReason(reason))
    return `${said.steps[kind](by, momentText(at, timeZone, language))}${why === undefined ? '' : ` ${why}`}`
  }

  function acts({ state }: QuarantinedEntry): readonly HTMLElement[] {
    if (state === 'applied') return []
    if (!mayAct()) return [element('p', 'note', [words.people.looksOnly])]
    const own = signedOnName()
    const name = field(words.putAwayName, longestName)
    name.input.value = own ?? ''
    const asked = own === undefined ? [name.row] : []
    const note = field(said.note, longestNote)
    const trouble = element('p', 'silent', [], { role: 'alert' })
    const all: HTMLButtonElement[] = []

    function act(label: string, whyFirst: boolean, run: (by: string, why: string) => Promise<Reply<string>>): HTMLButtonElement {
      const made = button(label, 'plain', () => {
        const missing = name.input.value.trim() === '' ? name : whyFirst && note.input.value.trim() === '' ? note : undefined
        if (missing !== undefined) {
          trouble.textContent = missing === name ? words.putAwayNameFirst : said.noteFirst
          missing.input.focus()
          return
        }
        for (const one of all) one.disabled = true
        void run(name.input.value, note.input.value).then((news) => {
          if (news.ok) return draw(news.value).then(() => close.focus())
          for (const one of all) one.disabled = false
          trouble.textContent = failureText(news, language, said.failed)
        })
      })
      all.push(made)
      return made
    }
    if (state === 'discarded') return [element('section', 'put-away-form', [element('p', 'note', [said.putBackHow]), ...asked, trouble, act(said.putBack, false, async (by) => told(await line.putBack(one, { by, note: '' }), () => said.isBack))])]
    const again = act(said.again, false, async (by) => told(await line.sendAgain(one, by), (made) => (made.state === 'quarantined' ? said.stays(words.quarantineReason(made.reason)) : said.states[made.state])))
    const discard = act(said.discard, true, async (by, why) => told(await line.discard(one, { by, note: why }), () => said.states.discarded))
    return [element('section', 'put-away-form', [element('p', 'note', [said.againHow]), ...asked, again, element('p', 'note', [said.discardHow]), note.row, discard, trouble])]
  }

  await draw()
  document.body.append(dialog)
  dialog.showModal()
}

function told<Value>(reply: Reply<Value>, words: (value: Value) => string): Reply<string> {
  return reply.ok ? { ok: true, value: words(reply.value) } : reply
}
