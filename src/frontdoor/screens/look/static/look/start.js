// A field inside its label is tied to it by id too: some programs for voice control know no other tie.
let tied = 0
for (const label of document.querySelectorAll('label:not([for])')) {
  const field = label.querySelector('input, textarea')
  if (!field) continue
  field.id ||= `field-${++tied}`
  label.htmlFor = field.id
}

// What a choice reveals stands right after it. GOV.UK's own sets aria-expanded on radios, which ARIA does not allow there.
const revealed = [...document.querySelectorAll('.govuk-radios__conditional, .govuk-checkboxes__conditional')]
const choiceOf = (part) => part.previousElementSibling.querySelector('input')
const reveal = () => {
  for (const part of revealed) {
    const kind = part.classList.contains('govuk-radios__conditional') ? 'radios' : 'checkboxes'
    part.classList.toggle(`govuk-${kind}__conditional--hidden`, !choiceOf(part).checked)
  }
}
for (const part of revealed) {
  part.id ||= `revealed-${++tied}`
  choiceOf(part).setAttribute('aria-controls', part.id)
}
if (revealed.length) {
  document.addEventListener('change', reveal)
  window.addEventListener('pageshow', reveal)
  reveal()
}

// A browser writes what is typed to its disk, to show it again after a crash: to the machine's next user too. Not so here.
for (const form of document.querySelectorAll('form[method=post]:not([autocomplete])')) {
  if (!form.querySelector('[type=password]')) form.autocomplete = 'off'
}

// What a page's components do beyond plain HTML. GOV.UK's script is fetched only by a page that has one which needs it.
const needed = '[data-module="govuk-error-summary"], [data-module="govuk-exit-this-page"], [data-prevent-double-click]'

if (document.querySelector(needed)) {
  const script = document.querySelector('script[data-govuk]')
  const govuk = await import(new URL(script.dataset.govuk, document.baseURI).href)
  for (const component of Object.values(govuk)) {
    for (const element of document.querySelectorAll(`[data-module="${component.moduleName}"]`)) new component(element)
  }
}
