import { inBlocks } from '../keys/in-blocks.ts'
import type { Opener, Vault } from '../vault.ts'

const purpose = 'answer'

/** Every seal is as long as if the answer filled its last block of so many bytes, so that a length tells little. */
const blockSize = 256

/** Whose answer it is, and to which question. */
type AnswerKey = { questionId: string; participantId: string }

/** Seals an answer with the vault of its exchange. */
export function sealAnswer(vault: Vault, key: AnswerKey, text: string): string {
  return vault.seal(inBlocks(JSON.stringify(text), blockSize), purpose, contextOf(key))
}

/** The answer that `sealAnswer` sealed. Throws when it was changed, is somebody else's or to another question, or the key is not at hand. */
export function openAnswer(vault: Opener, key: AnswerKey, sealedText: string): string {
  return JSON.parse(vault.open(sealedText, purpose, contextOf(key)))
}

function contextOf({ questionId, participantId }: AnswerKey): string {
  return `${questionId} ${participantId}`
}
