import { test } from 'vitest'
import { visitDrawAndPeoplePages } from '../gallery/organiser-pages.ts'
import { inspectEachPage } from '../support/pages.ts'

test('draw and people: each page is valid, accessible in light and dark, and fits 320 pixels', () => inspectEachPage(visitDrawAndPeoplePages), 600_000)
