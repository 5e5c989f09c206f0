// The visit page on a telephone: "Hide now" covers it in one tap; two minutes without a touch lock it.
// The page: [data-hide-page]; the cover: [data-cover] with a form that posts the password to its action and is
// answered 204. Text already typed stays in the page, so that a lost signal loses nothing; nothing is kept elsewhere.
const LOCK_AFTER = 120000
const page = document.querySelector('[data-hide-page]')
const cover = document.querySelector('[data-cover]')

if (page && cover) {
  const again = cover.querySelector('[data-show-again]')
  const unlock = cover.querySelector('form')
  const words = cover.querySelector('[data-cover-words]')
  const title = document.title
  let timer = null

  const rest = () => {
    clearTimeout(timer)
    timer = setTimeout(lock, LOCK_AFTER)
  }
  const hide = () => {
    page.inert = true
    page.classList.add('fd-hidden')
    cover.hidden = false
    document.title = 'Front Door'
    again.focus()
  }
  const lock = () => {
    hide()
    again.hidden = true
    unlock.hidden = false
    unlock.querySelector('input[type=password]').focus()
  }
  const show = () => {
    page.inert = false
    page.classList.remove('fd-hidden')
    cover.hidden = true
    again.hidden = false
    unlock.hidden = true
    unlock.reset()
    words.textContent = ''
    document.title = title
    rest()
  }

  again.addEventListener('click', show)
  unlock.addEventListener('submit', async (event) => {
    event.preventDefault()
    words.textContent = ''
    try {
      const answer = await fetch(unlock.action, { method: 'POST', body: new FormData(unlock), credentials: 'same-origin' })
      if (answer.status === 204) show()
      else words.textContent = 'That did not open it. Try again.'
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
      words.textContent = 'No connection. Your text is kept on this page: unlock it when the signal is back.'
    }
  })
  for (const event of ['pointerdown', 'keydown', 'input']) page.addEventListener(event, rest)
  for (const button of document.querySelectorAll('[data-hide-now]')) {
    button.hidden = false
    button.addEventListener('click', hide)
  }
  rest()
}
