// Small comforts on top of pages that work without them.

// Copy buttons say in their place that it is done. Over plain http there is no clipboard, and the browser's old command copies.
for (const button of document.querySelectorAll('[data-copy]')) {
  const field = document.querySelector(button.dataset.copy)
  const words = button.textContent
  button.hidden = false
  button.ariaLive = 'polite'
  field.addEventListener('focus', () => field.select())
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(field.value)
    } catch {
      field.select()
      if (!document.execCommand('copy')) return
    }
    button.textContent = button.dataset.copied
    setTimeout(() => (button.textContent = words), 3000)
  })
}

// The device's own way to share, where there is one, stands in for links to some; what only leads to the invitation shares it.
if (navigator.share) {
  for (const button of document.querySelectorAll('button[data-share]')) button.hidden = false
  for (const link of document.querySelectorAll('[data-unshared]')) link.hidden = true
  document.addEventListener('click', (event) => {
    const sharing = event.target.closest('[data-share]')
    const field = sharing && document.querySelector(sharing.dataset.share)
    if (!field) return
    event.preventDefault()
    const { title, text } = field.dataset
    // Whoever changes their mind has shared nothing, and nothing is wrong.
    navigator.share({ title, text, url: field.value }).catch(() => {})
  })
}

// What stands open where there is room is said to be so, and is no stop for the keyboard.
const hasRoom = matchMedia('(width >= 56rem)')
const unfold = () => {
  for (const fold of document.querySelectorAll('.unfolds')) {
    fold.open ||= hasRoom.matches
    fold.firstElementChild.tabIndex = hasRoom.matches ? -1 : 0
  }
}
hasRoom.addEventListener('change', unfold)
unfold()

// Printing, where a page is made for it.
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => print())
}

// Escape gives up changing a value in place.
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !event.isComposing) event.target.closest('form')?.querySelector('[data-escape]')?.click()
})

// The first exchange is probably where its organiser is; a later one where the last one was.
for (const select of document.querySelectorAll('[data-own-timezone]')) {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone
  const options = [...select.options]
  const found = options.find(({ value }) => value === own) ?? options.find(({ value }) => timezoneAsCalledHere(value) === own)
  if (found) found.selected = true
}

// Browsers call some zones by older names: Europe/Kiev for Europe/Kyiv.
function timezoneAsCalledHere(timeZone) {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone
  } catch {
    return undefined
  }
}

// A form that leaves the page is sent once, however often its button is pressed: until the next page is there, or until
// it seems that none will come. What htmx has taken stays on the page.
const patience = 10_000
document.addEventListener('submit', (event) => {
  const form = event.target
  if (event.defaultPrevented || form.method !== 'post') return
  if (form.ariaBusy === 'true') return event.preventDefault()
  form.ariaBusy = 'true'
  setTimeout(() => free(form), patience)
})
// Whoever comes back to it may send it again.
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[aria-busy]')) free(form)
})

// What was said of the step before goes when the next answer comes, and not earlier: what moves under a double click is hit by
// its second half. A list that is only searched leaves what was done.
document.addEventListener('htmx:before:response', (event) => {
  const isLooking = event.detail.ctx.request.method === 'GET'
  for (const message of document.querySelectorAll(isLooking ? '#messages > .problem' : '#messages > *')) message.remove()
})

// A request that got no answer, or a broken one, changes nothing on the page; it only says so.
document.addEventListener('htmx:error', () => say('offline'))
document.addEventListener('htmx:response:error', (event) => {
  if (event.detail.ctx.response?.status >= 500) say('failed')
})

// Whoever was signed out meanwhile stays with what was typed, and signs in elsewhere.
document.addEventListener('htmx:before:response', (event) => {
  const { hx } = event.detail.ctx
  if (hx.signedout !== 'yes') return
  event.preventDefault()
  say('signed-out')
  document.querySelector('#messages a').href = hx.redirect
})

// After a fragment came in, the cursor goes to its first wrong answer, or to what it says, unless the fragment has placed it.
document.addEventListener('htmx:after:swap', () => {
  if (document.activeElement?.matches('[autofocus]')) return
  const place = document.querySelector('[aria-invalid="true"]') ?? document.querySelector('[role="alert"][tabindex]')
  // Where the button that was pressed is gone, the cursor goes to what came of it.
  const isLost = document.activeElement === document.body
  ;(place ?? (isLost ? document.querySelector('[data-outcome]') : null))?.focus()
})

function free(form) {
  form.ariaBusy = null
}

/** Shows a message that the page brought along, in its language. */
function say(name) {
  document.querySelector('#messages').replaceChildren(document.getElementById(name).content.cloneNode(true))
}
