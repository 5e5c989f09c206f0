// A field inside its label is tied to it by id too: some programs for voice control know no other tie.
let tied = 0
for (const label of document.querySelectorAll('label:not([for])')) {
  const field = label.querySelector('input, textarea, select')
  if (!field) continue
  field.id ||= `field-${++tied}`
  label.htmlFor = field.id
}

// The style sheet shows what a choice reveals. GOV.UK's script sets aria-expanded on radios, which ARIA does not allow there.
for (const part of document.querySelectorAll('.govuk-radios__conditional, .govuk-checkboxes__conditional')) {
  part.id ||= `revealed-${++tied}`
  part.previousElementSibling.querySelector('input').setAttribute('aria-controls', part.id)
}

// A browser writes what is typed to its disk, to show it again after a crash: to the machine's next user too. Not so here.
for (const form of document.querySelectorAll('form[method=post]:not([autocomplete])')) {
  if (!form.querySelector('[type=password]')) form.autocomplete = 'off'
}

// A second press within a second sends nothing twice. What a script sends itself, it may send again at once.
const sent = new WeakMap()
document.addEventListener('submit', (event) => {
  if (event.defaultPrevented) return
  if (event.timeStamp - sent.get(event.target) < 1000) event.preventDefault()
  else sent.set(event.target, event.timeStamp)
})

// What a page's components do beyond plain HTML. GOV.UK's script is fetched only by a page that has one which needs it.
const needed = '[data-module="govuk-error-summary"], [data-module="govuk-exit-this-page"]'

if (document.querySelector(needed)) {
  document.body.classList.add('govuk-frontend-supported')
  const script = document.querySelector('script[data-govuk]')
  const govuk = await import(new URL(script.dataset.govuk, document.baseURI).href)
  for (const component of Object.values(govuk)) {
    for (const element of document.querySelectorAll(`[data-module="${component.moduleName}"]`)) new component(element)
  }
}
