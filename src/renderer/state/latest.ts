/**
 * Asks one thing at a time and always the newest: what is asked while an answer is on its way waits, and only the last
 * of it is kept. So a fast typist is answered as fast as the core answers, without a timer guessing how fast that is,
 * and an older answer never overwrites a newer one. `ask` never rejects.
 */
export function latestOnly<Question, Answer>(ask: (question: Question) => Promise<Answer>, answered: (question: Question, answer: Answer) => void): (question: Question) => void {
  let busy = false
  let waiting: { readonly question: Question } | undefined
  async function run(question: Question): Promise<void> {
    busy = true
    const answer = await ask(question)
    busy = false
    const next = waiting
    waiting = undefined
    if (next === undefined) answered(question, answer)
    else void run(next.question)
  }
  return (question) => {
    if (busy) waiting = { question }
    else void run(question)
  }
}
