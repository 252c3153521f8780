import { expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { openHouse } from '../support/house.ts'

type Line = { msg: string; requestId?: string; route?: string; status?: number }

test('each request has an identifier of its own in the log, and an error that of its request', async () => {
  const house = await openHouse()
  const { id } = await house.exchange('registration_open', ['Bob', 'Charlie', 'Dana'])
  const organiser = await house.alice()
  house.exec('alter table participant rename to canary')
  expect(await organiser.get(paths.people(id))).toMatchObject({ status: 500 })
  const lines = house.log.map((line) => JSON.parse(line) as Line)
  const requests = lines.filter(({ msg }) => msg === 'request')
  expect(requests.length).toBeGreaterThan(5)
  expect(requests.filter(({ requestId }) => !/^[\w-]{36}$/.test(requestId ?? ''))).toEqual([])
  expect(new Set(requests.map(({ requestId }) => requestId)).size).toBe(requests.length)
  const errors = lines.filter(({ msg }) => msg === 'request failed')
  const failed = requests.filter(({ status }) => status === 500)
  expect(errors.map(({ requestId }) => requestId)).toEqual(failed.map(({ requestId }) => requestId))
  expect(failed.map(({ route }) => route)).toEqual([expect.stringMatching(/^\/admin\/exchange\/:id\{.*\}\/participants$/)])
})
