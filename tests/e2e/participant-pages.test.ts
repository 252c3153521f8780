import { test } from 'vitest'
import { visitParticipantPages } from '../gallery/participant-pages.ts'
import { inspectEachPage } from '../support/pages.ts'

test('taking part: each page is valid, accessible in light and dark, and fits 320 pixels', () => inspectEachPage(visitParticipantPages), 600_000)
