// Questions that belong to some outcomes only: <div data-shown-for="advice nothing_more" data-shown-by="child-1-outcome">.
// `data-shown-by` names the radios, or begins their names ("child-" … "-outcome" of any child: data-shown-by="*-outcome").
// Without JavaScript every question is shown, with a hint that says when it matters. Nothing typed is ever emptied.
const parts = [...document.querySelectorAll('[data-shown-for]')]

const chosen = (by) => {
  const radios = [...document.querySelectorAll('input[type=radio]:checked')]
  const ours = by.startsWith('*') ? (name) => name.endsWith(by.slice(1)) : (name) => name === by
  return new Set(radios.filter((radio) => ours(radio.name)).map((radio) => radio.value))
}
const place = () => {
  for (const part of parts) {
    const values = chosen(part.dataset.shownBy)
    const written = [...part.querySelectorAll('textarea, input[type=text]')].some((field) => field.value.trim())
    const answered = part.querySelector('input:checked, .govuk-error-message')
    part.hidden = !written && !answered && !part.dataset.shownFor.split(' ').some((value) => values.has(value))
  }
}

document.addEventListener('change', place)
place()
