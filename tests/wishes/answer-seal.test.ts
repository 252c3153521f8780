import { expect, test } from 'vitest'
import { createVault } from '../../src/vault.ts'
import { openAnswer, sealAnswer } from '../../src/wishes/answer-seal.ts'

const vault = createVault(['a key of one exchange'])
const key = { questionId: 'q', participantId: 'p' }

test('an answer is opened with its own question and participant alone', () => {
  const sealed = sealAnswer(vault, key, 'נועה\n🎄  ')
  expect(openAnswer(vault, key, sealed)).toBe('נועה\n🎄  ')
  expect(() => openAnswer(vault, { ...key, questionId: 'r' }, sealed)).toThrow()
  expect(() => openAnswer(vault, { ...key, participantId: 'o' }, sealed)).toThrow()
  expect(() => openAnswer(createVault(['a key of another exchange']), key, sealed)).toThrow()
})

test('its seal is as long as that of any other that fills as many blocks of 256 bytes', () => {
  const lengthOf = (text: string) => sealAnswer(vault, key, text).length
  expect(new Set(['M', 'x'.repeat(254), 'é'.repeat(127)].map(lengthOf)).size).toBe(1)
  expect(lengthOf('x'.repeat(255))).toBeGreaterThan(lengthOf('x'.repeat(254)))
  expect(new Set(['x'.repeat(255), 'x'.repeat(510)].map(lengthOf)).size).toBe(1)
})
