// Questions that belong to some outcomes only, <div data-shown-for="advice nothing_more">: the outcome of the child in
// whose part the question stands, or of any child where it stands with the family's.
// Without JavaScript every question is shown, with a hint that says when it matters. Nothing typed is ever emptied.
const parts = [...document.querySelectorAll('[data-shown-for]')]

const place = () => {
  for (const part of parts) {
    const near = part.closest('.fd-part--child') ?? document
    const outcomes = [...near.querySelectorAll('input[name$="-outcome"]:checked')].map((radio) => radio.value)
    const written = [...part.querySelectorAll('textarea, input[type=text]')].some((field) => field.value.trim())
    const answered = part.querySelector('input:checked, .govuk-error-message')
    part.hidden = !written && !answered && !part.dataset.shownFor.split(' ').some((value) => outcomes.includes(value))
  }
}

document.addEventListener('change', place)
place()
