// GOV.UK Frontend hides what a choice reveals only where its script will run; this says so before anything is drawn.
document.body.classList.add('js-enabled')
if ('noModule' in HTMLScriptElement.prototype) document.body.classList.add('govuk-frontend-supported')
