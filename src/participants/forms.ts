import * as v from 'valibot'
import { checkbox, personName, sentText } from '../web/form.ts'
import { longestGiftIdeas } from './participant.ts'

export const GiftIdeasForm = v.object({ gift_ideas: sentText('Gift ideas', longestGiftIdeas) })

export const ProfileForm = v.object({ name: personName('Please enter your name.'), gift_ideas: sentText('Gift ideas', longestGiftIdeas) })

export const PreferencesForm = v.object({ reminder_enabled: checkbox })
