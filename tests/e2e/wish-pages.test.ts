import { test } from 'vitest'
import { visitWishPages } from '../gallery/wish-pages.ts'
import { inspectEachPage } from '../support/pages.ts'

test('wishing: each page is valid, accessible in light and dark, and fits 320 pixels', () => inspectEachPage(visitWishPages), 600_000)
