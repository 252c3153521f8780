import type { Page } from 'playwright'

/** The focused element: its role or tag, and the words by which a person knows it. */
type Place = { kind: string; name: string }

/** Presses Tab until the focus is on something of that kind (`link`, `button`, `field`) and name. Throws when there is none. */
export async function tabTo(page: Page, kind: string, name: string): Promise<void> {
  const passed: string[] = []
  for (let presses = 0; presses < 120; presses++) {
    await page.keyboard.press('Tab')
    const place = (await page.evaluate(whereFocusIs)) as Place
    if (place.kind === kind && place.name === name) return
    passed.push(`${place.kind} “${place.name}”`)
  }
  throw new Error(`The keyboard finds no ${kind} “${name}”, only: ${[...new Set(passed)].join(', ')}`)
}

/** The element that has the focus now. */
export async function focused(page: Page): Promise<Place> {
  return (await page.evaluate(whereFocusIs)) as Place
}

/** Runs in the page, so it is text here. */
const whereFocusIs = `(() => {
  const element = document.activeElement
  const kind = element.matches('a') ? 'link' : element.matches('button, summary') ? 'button' : element.matches('input, select, textarea') ? 'field' : element.localName
  const name = element.ariaLabel ?? (element.labels?.length ? element.labels[0].textContent : element.textContent)
  return { kind, name: name.replace(' (optional)', '').replace(/\\s+/g, ' ').trim() }
})()`
