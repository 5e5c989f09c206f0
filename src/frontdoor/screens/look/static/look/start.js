// What a page's components do beyond plain HTML. GOV.UK's script is fetched only by a page that has one which needs it.
const needed = '[data-module="govuk-error-summary"], [data-module="govuk-exit-this-page"], [data-prevent-double-click]'

if (document.querySelector(needed)) {
  const script = document.querySelector('script[data-govuk]')
  const govuk = await import(new URL(script.dataset.govuk, document.baseURI).href)
  for (const component of [govuk.Button, govuk.ErrorSummary, govuk.ExitThisPage, govuk.SkipLink]) govuk.createAll(component)
}

// What a choice reveals. GOV.UK's own sets aria-expanded on radios, which ARIA does not allow there.
const choices = [...document.querySelectorAll('input[data-aria-controls]')]
const reveal = () => {
  for (const choice of choices) {
    const revealed = document.getElementById(choice.dataset.ariaControls)
    const kind = choice.type === 'radio' ? 'radios' : 'checkboxes'
    revealed?.classList.toggle(`govuk-${kind}__conditional--hidden`, !choice.checked)
  }
}
for (const choice of choices) choice.setAttribute('aria-controls', choice.dataset.ariaControls)
if (choices.length) {
  document.addEventListener('change', reveal)
  window.addEventListener('pageshow', reveal)
  reveal()
}

// A browser writes what is typed to its disk, to show it again after a crash: to the machine's next user too. Not so here.
for (const form of document.querySelectorAll('form[method=post]:not([autocomplete])')) {
  if (!form.querySelector('[type=password]')) form.autocomplete = 'off'
}
