import { test } from 'vitest'
import { visitOrganisersPages } from '../gallery/organisers-pages.ts'
import { inspectEachPage } from '../support/pages.ts'

test('organisers and next year: each page is valid, accessible in light and dark, and fits 320 pixels', () => inspectEachPage(visitOrganisersPages), 600_000)
