// Every page of the form answers a post, which a browser's Back button and a reload cannot show again. So each leaves its
// own name in the history and, in this tab alone, what was said so far, sealed by the server: gone back to or loaded
// again, it is asked for anew with all of it. Nothing that can be read is kept on this device; sending, leaving quickly
// and closing the tab forget it. Without JavaScript the form's own Back button does the same.
const KEPT = 'form'
const PAUSE = 1000
const form = document.querySelector('form[data-kept-in-tab]')
const value = (name) => form.elements.namedItem(name)?.value ?? ''

// What the button says that asks for this page again; a page opened from the check goes back to the check.
function again ({ page, item, returning }) {
  return page === 'check' || page === 'saving' ? 'check' : `${returning ? 'change' : 'resume'}:${page}:${item}`
}

function ask (where, sealed) {
  const asking = document.createElement('form')
  asking.method = 'post'
  asking.action = form.action
  for (const [name, said] of Object.entries({ sealed, page: 'check', go: again(where) })) {
    const field = document.createElement('input')
    field.type = 'hidden'
    field.name = name
    field.value = said
    asking.append(field)
  }
  document.body.append(asking)
  asking.submit()
}

let waiting = null

// What is typed is sealed too, so that a long answer is not lost with the page it was written on.
async function seal (where) {
  clearTimeout(waiting)
  waiting = null
  const said = new FormData(form)
  said.set('go', again(where))
  const answer = await fetch(form.action, { method: 'POST', body: said }).catch(() => null)
  if (!answer?.ok) return // without a connection it stays on the page, and the next key tries again
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const sealed = page.querySelector('form[data-kept-in-tab] [name=sealed]')?.value
  if (sealed) sessionStorage.setItem(KEPT, sealed)
}

if (form && value('sealed')) {
  const where = { page: value('page'), item: value('item'), returning: value('returning') }
  sessionStorage.setItem(KEPT, value('sealed'))
  // A saved form opened by its code answers at another address, which a reload asks for as it is.
  if (location.href === form.action) history.replaceState(where, '')
  form.addEventListener('input', () => { waiting ??= setTimeout(() => seal(where), PAUSE) })
  document.addEventListener('visibilitychange', () => { if (document.hidden && waiting) seal(where) })
  window.addEventListener('pagehide', () => {
    if (document.body.classList.contains('govuk-exit-this-page-hide-content')) sessionStorage.removeItem(KEPT)
  })
} else if (form && history.state?.page && sessionStorage.getItem(KEPT)) {
  ask(history.state, sessionStorage.getItem(KEPT))
} else if (!form) {
  sessionStorage.removeItem(KEPT)
}
