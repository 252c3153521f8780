import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inEnglish } from '../../src/language/english.ts'
import { drawing } from '../../src/mail/drawing.ts'
import { renderEmail } from '../../src/mail/layout.tsx'
import { lettersIn } from './letters.ts'

const folder = join(process.cwd(), '.output/emails')
const letters = lettersIn(inEnglish)

mkdirSync(folder, { recursive: true })
for (const [name, email] of Object.entries(letters)) {
  const { html, text, subject } = renderEmail(email, inEnglish)
  writeFileSync(join(folder, `${name}.html`), html.replace(`cid:${drawing.contentId}`, `data:${drawing.contentType};base64,${drawing.base64}`))
  writeFileSync(join(folder, `${name}.txt`), `Subject: ${subject}\n\n${text}`)
}
console.log(`${Object.keys(letters).length} e-mails, as HTML and as text, are in ${folder}`)
