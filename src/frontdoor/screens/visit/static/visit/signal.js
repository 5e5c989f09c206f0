// When the signal is lost the open page keeps the text and says so. Nothing is stored on the telephone.
const visits = document.querySelectorAll('form.fd-visit')
const line = visits.length ? document.querySelector('[data-draft-line]') : null
const say = () => {
  if (!line || navigator.onLine) return
  line.textContent = 'No signal. Your text is kept on this page: do not close it, and save when the signal is back.'
  line.dataset.state = 'waiting'
}
window.addEventListener('offline', say)
window.addEventListener('online', () => {
  if (!line) return
  line.textContent = 'The signal is back. Save the visit when you are ready.'
  delete line.dataset.state
})
for (const form of visits) {
  form.addEventListener('submit', (event) => {
    if (navigator.onLine) return
    event.preventDefault()
    say()
    line?.scrollIntoView()
    // Still unsaved: the form goes on trying to save itself.
    form.dispatchEvent(new Event('input', { bubbles: true }))
  })
}
say()
