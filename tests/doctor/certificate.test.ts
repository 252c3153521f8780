import { expect, test } from 'vitest'
import { lifeLeft } from '../../src/doctor/site.ts'

const hour = 60 * 60 * 1000
const day = 24 * hour

test.each([
  [90 * day, 15 * day, /^ok good for 15 days/],
  [90 * day, 13 * day, /^hint it expires in 13 days/],
  [90 * day, 2.5 * day, /^mend it expires in 2 days/],
  [6 * day, 2 * day, /^ok good for 2 days/],
  [6 * day, 30 * hour, /^hint it expires in 30 hours/],
  [12 * hour, 4 * hour, /^ok good for 4 hours/],
  [12 * hour, hour, /^mend it expires in 60 minutes/],
])('a certificate for %d ms of which %d are left', (life, left, finding) => {
  const { verdict, text } = lifeLeft(0, life, life - left)
  expect(`${verdict} ${text}`).toMatch(finding)
})
