import { expect, test } from 'vitest'
import { languages } from '../../src/language/languages.ts'
import { Printers } from '../../src/language/printers.ts'
import { countCharacters } from '../../src/web/form.ts'
import { longestQuestion, optionsOf } from '../../src/wishes/question.ts'
import { questionsOfTemplate, templateNames } from '../../src/wishes/question-templates.ts'

test.each(languages.map(({ code }) => code))('the templates in %s can be asked: nothing is too long, or said twice', async (code) => {
  const t = await new Printers(languages).of(code)
  const questions = templateNames.flatMap((name) => questionsOfTemplate(name, t))
  expect(new Set(questions.map(({ text }) => text)).size).toBe(7)
  for (const question of questions) {
    expect(countCharacters(question.text)).toBeLessThanOrEqual(longestQuestion)
    const options = optionsOf(question)
    expect(new Set(options).size).toBe(options.length)
    for (const option of options) expect(countCharacters(option)).toBeLessThanOrEqual(80)
    expect(options.length > 1).toBe(question.kind === 'choice')
  }
})
