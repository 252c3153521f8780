import { test } from 'vitest'
import { visitQuestionPages } from '../gallery/question-pages.ts'
import { inspectEachPage } from '../support/pages.ts'

test('questions and answers: each page is valid, accessible in light and dark, and fits 320 pixels', () => inspectEachPage(visitQuestionPages), 600_000)
