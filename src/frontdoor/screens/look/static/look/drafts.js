// Saves a form to the server while somebody writes, so that at most five seconds of typing can be lost.
// The form: <form data-draft-url="…" data-draft-revision="…">; beside it a [data-draft-line] that says when.
// Nothing is ever kept on this device: no local storage, no cache. Without JavaScript the form works as it is.
const PAUSE = 3000
const RETRY = 5000
const PATIENCE = 8000
const LEFT_OUT = new Set(['file', 'password', 'submit', 'button', 'reset'])

class Draft {
  constructor (form) {
    this.form = form
    this.line = form.querySelector('[data-draft-line]') ?? document.querySelector('[data-draft-line]')
    this.revision = form.dataset.draftRevision ?? ''
    this.changed = false
    this.sending = false
    this.timer = null
    form.addEventListener('input', () => this.touched())
    form.addEventListener('change', () => this.touched())
    form.addEventListener('submit', () => this.stop())
    document.addEventListener('visibilitychange', () => { if (document.hidden) this.save({ leaving: true }) })
    window.addEventListener('online', () => this.save({}))
  }

  touched () {
    this.changed = true
    this.timer ??= setTimeout(() => this.save({}), PAUSE)
  }

  stop () {
    clearTimeout(this.timer)
    this.timer = null
    this.changed = false
    this.form.dispatchEvent(new CustomEvent('fd:saved', { bubbles: true }))
  }

  body () {
    const data = new FormData(this.form)
    for (const field of this.form.elements) if (LEFT_OUT.has(field.type)) data.delete(field.name)
    data.set('draft_revision', this.revision)
    return data
  }

  async save ({ leaving = false }) {
    clearTimeout(this.timer)
    this.timer = null
    if (!this.changed || (this.sending && !leaving)) return
    this.changed = false
    this.sending = true
    try {
      const answer = await fetch(this.form.dataset.draftUrl, {
        method: 'POST',
        body: this.body(),
        headers: { 'X-CSRFToken': this.token(), Accept: 'application/json' },
        credentials: 'same-origin',
        keepalive: leaving,
        signal: AbortSignal.timeout(PATIENCE)
      })
      await this.answered(answer)
    } catch (error) {
      if (!(error instanceof TypeError || error.name === 'TimeoutError' || error.name === 'SyntaxError')) throw error
      this.notSaved('No connection: your text is kept on this page and will be saved when the connection is back. Do not close it.')
    } finally {
      this.sending = false
      if (this.changed) this.timer ??= setTimeout(() => this.save({}), PAUSE)
    }
  }

  token () {
    return this.form.querySelector('[name=csrfmiddlewaretoken]')?.value ?? ''
  }

  // Signing in again, in whichever window, makes the tokens of open pages useless: take a new one from the page itself.
  async renew () {
    const page = await fetch(location.href, { credentials: 'same-origin', signal: AbortSignal.timeout(PATIENCE) })
    const found = new DOMParser().parseFromString(await page.text(), 'text/html').querySelector('[name=csrfmiddlewaretoken]')
    if (found) for (const held of document.querySelectorAll('[name=csrfmiddlewaretoken]')) held.value = found.value
  }

  async answered (answer) {
    if (answer.redirected || answer.status === 401 || answer.status === 403) {
      if (answer.status === 403) await this.renew()
      return this.notSaved('You have been signed out. Your text is still here: sign in again in another window, then come back.')
    }
    if (answer.status === 409) {
      return this.stopped('Somebody else changed this while you were writing. Your text is kept here; press Save to see what changed.')
    }
    if (!answer.ok) return this.notSaved('Not saved yet: trying again. Your text is kept on this page.')
    const saved = await answer.json()
    this.revision = saved.revision ?? this.revision
    this.say(`Draft saved ${saved.saved_at ?? ''}`.trim(), 'saved')
    if (!this.changed) this.form.dispatchEvent(new CustomEvent('fd:saved', { bubbles: true }))
  }

  notSaved (words) {
    this.changed = true
    this.say(words, 'waiting')
    this.timer ??= setTimeout(() => this.save({}), RETRY)
  }

  stopped (words) {
    this.say(words, 'conflict')
  }

  say (words, state) {
    if (!this.line) return
    if (this.line.textContent !== words) this.line.textContent = words
    this.line.dataset.state = state
  }
}

for (const form of document.querySelectorAll('form[data-draft-url]')) new Draft(form)
