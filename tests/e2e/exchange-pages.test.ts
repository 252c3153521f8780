import { test } from 'vitest'
import { visitExchangePages } from '../gallery/organiser-pages.ts'
import { inspectEachPage } from '../support/pages.ts'

test('exchanges and account: each page is valid, accessible in light and dark, and fits 320 pixels', () => inspectEachPage(visitExchangePages), 600_000)
