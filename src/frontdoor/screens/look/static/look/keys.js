// Next and last row by key on a worklist: n and p (or j and k), Enter opens. Never while somebody types, never with
// a modifier; [data-keys-off] on the page turns it off, as single keys trouble people who speak to their computer.
const links = () => [...document.querySelectorAll('[data-row-link]')]
const writing = (element) => element.closest('input, textarea, select, [contenteditable]') !== null
const STEP = { n: 1, j: 1, p: -1, k: -1 }

document.addEventListener('keydown', (event) => {
  const step = STEP[event.key]
  if (!step || event.ctrlKey || event.altKey || event.metaKey || writing(event.target)) return
  if (document.querySelector('[data-keys-off]')) return
  const all = links()
  const row = document.activeElement.closest('[data-row]')
  const at = row ? all.indexOf(row.querySelector('[data-row-link]')) : (step > 0 ? -1 : all.length)
  const next = all[at + step]
  if (!next) return
  next.focus()
  next.scrollIntoView({ block: 'nearest' })
  event.preventDefault()
})
