// Asks before a page with unsaved writing is left: <form data-warn-unsaved>. Drafts that were saved say fd:saved.
const unsaved = new Set()

for (const form of document.querySelectorAll('form[data-warn-unsaved]')) {
  form.addEventListener('input', () => unsaved.add(form))
  form.addEventListener('fd:saved', () => unsaved.delete(form))
  form.addEventListener('submit', () => unsaved.delete(form))
}

window.addEventListener('beforeunload', (event) => { if (unsaved.size) event.preventDefault() })
