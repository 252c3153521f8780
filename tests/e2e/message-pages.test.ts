import { test } from 'vitest'
import { visitMessagePages } from '../gallery/message-pages.ts'
import { inspectEachPage } from '../support/pages.ts'

test('messages: each page is valid, accessible in light and dark, and fits 320 pixels', () => inspectEachPage(visitMessagePages), 600_000)
