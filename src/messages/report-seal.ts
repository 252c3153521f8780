import { inBlocks } from '../keys/in-blocks.ts'
import { ifItOpens, type Opener, type Vault } from '../vault.ts'
import type { Content } from './content.ts'

const purpose = 'report'
const tagPurpose = 'report tag'
/** As long as a message, whatever it says. */
const blockSize = 4096

/** The tags of the report of a message, by each known key of the exchange, the newest first: nobody without a key sees of which message it is. */
export function reportTags(vault: Opener, messageId: string): string[] {
  return vault.signatures(messageId, tagPurpose).map((signature) => signature.toString('base64url'))
}

/** Seals what a reported message says, with the vault of the exchange, under the tag of the report. */
export function sealReport(vault: Vault, tag: string, content: Content): string {
  return vault.seal(inBlocks(JSON.stringify(content), blockSize), purpose, tag)
}

/** What a reported message says; undefined where it can't be opened. */
export function openReport(vault: Opener, { tag, sealedText }: { tag: string; sealedText: string }): Content | undefined {
  return ifItOpens(() => JSON.parse(vault.open(sealedText, purpose, tag)))
}
