// Parts of a page that are fetched again while it is open: <div id="…" data-live="/address">. With data-live-every="30"
// each so many seconds; with data-live-form="#find" and data-live-on="input" by posting that form when somebody types in
// it. An answer that holds an element with the part's id takes its place, any other stands inside it; 204 leaves it.
const PAUSE = 200
const PATIENCE = 8000

const asked = async (part, request) => {
  const headers = { 'Front-Door-Part': part.id || 'yes' }
  const answer = await fetch(part.dataset.live, { credentials: 'same-origin', headers, ...request })
  if (answer.status === 401) location.replace(location.pathname + location.search)
  if (!answer.ok || answer.status === 204 || answer.redirected) return part
  const found = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const anew = part.id && found.getElementById(part.id)
  if (anew) part.replaceWith(anew)
  else part.replaceChildren(...found.body.childNodes)
  return anew || part
}
// Where nobody answers, or another question came after, the page stays as it is.
const quietly = async (part, request) => {
  try {
    return await asked(part, request)
  } catch (error) {
    if (!(error instanceof TypeError || ['AbortError', 'TimeoutError'].includes(error.name))) throw error
    return part
  }
}

const again = (part) => {
  const seconds = Number(part.dataset.liveEvery)
  if (seconds) setTimeout(async () => again(await quietly(part, { signal: AbortSignal.timeout(PATIENCE) })), seconds * 1000)
}
const typed = (part, form) => {
  let timer = null
  let last = new AbortController()
  form.addEventListener(part.dataset.liveOn, () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      last.abort()
      last = new AbortController()
      quietly(part, { method: 'POST', body: new FormData(form), signal: last.signal })
    }, PAUSE)
  })
}

for (const part of document.querySelectorAll('[data-live]')) {
  if (part.dataset.liveForm) typed(part, document.querySelector(part.dataset.liveForm))
  else again(part)
}
