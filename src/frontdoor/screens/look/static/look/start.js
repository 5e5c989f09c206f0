// GOV.UK's components are fetched only by pages that have one whose behaviour is more than plain HTML.
const needed = '[data-module="govuk-radios"] [data-aria-controls], [data-module="govuk-checkboxes"] [data-aria-controls], ' +
  '[data-module="govuk-error-summary"], [data-module="govuk-exit-this-page"], [data-prevent-double-click]'

if (document.querySelector(needed)) {
  const script = document.querySelector('script[data-govuk]')
  const { initAll } = await import(new URL(script.dataset.govuk, document.baseURI).href)
  initAll()
}
