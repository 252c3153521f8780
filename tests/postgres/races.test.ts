import { expect, test } from 'vitest'
import { rounds } from '../doors/extent.ts'
import { openHouse } from '../support/house.ts'
import { watchTurns } from '../support/races/barrier.ts'
import { setScene } from '../support/races/stage.ts'
import { inShort, scramble, sweep } from '../support/races/sweep.ts'

const firstSeed = 20270106

test.each(['open', 'closed', 'matched', 'completed'] as const)(
  'F12, three instances, %s: what is done at once on two of them ends as one after the other',
  async (state) => {
    const house = await openHouse()
    const scene = await setScene(house, state)
    const apps = [await house.anotherInstance(), await house.anotherInstance(), await house.anotherInstance()]
    watchTurns()
    const site = { house, apps }
    const findings = await sweep(site, scene, { twice: rounds(7, 1), against: rounds(47, 1) })
    console.log(`F12 three instances, ${state}: ${inShort(findings)}`)
    const scrambled = await scramble(site, scene, firstSeed, rounds(6, 300))
    console.log(`F12 three instances, ${state}, seeds from ${firstSeed}: ${inShort(scrambled)}`)
    expect([...findings.mistakes, ...scrambled.mistakes]).toEqual([])
  },
)
