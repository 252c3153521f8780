import { describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { openHouse } from '../support/house.ts'
import { fatesIn, numbersIn, peopleIn } from '../support/preview.ts'
import { lists } from './lists.ts'

describe('lists as people bring them', () => {
  test('each is read whole, and what could mean two things asks for a look', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open')
    const organiser = await house.alice()
    for (const [name, [people, expected]] of Object.entries(lists)) {
      const preview = await organiser.post(paths.importPeople(id), { people })
      const count = people.replace(/\r\n?|\n$/, '\n').split(/\r\n?|\n/).length - (/[\r\n]$/.test(people) ? 1 : 0)
      expect({ name, status: preview.status, people: peopleIn(preview) }).toEqual({ name, status: 200, people: expected })
      expect({ name, lines: numbersIn(preview) }).toEqual({ name, lines: Array.from({ length: count }, (_, place) => place + 1) })
    }
  })

  const headings: Record<string, [name: string, first: string, last: string, email: string, ideas: string, household: string][]> = {
    English: [
      ['Name', 'First name', 'Last name', 'E-mail', 'Gift ideas', 'Household'],
      ['Your name', 'Given Name', 'Surname', 'Email address', 'Wishes', 'Family'],
    ],
    German: [
      ['Name', 'Vorname', 'Nachname', 'E-Mail-Adresse', 'Geschenkideen', 'Haushalt'],
      ['Teilnehmer/in', 'Rufname', 'Familienname', 'Mailadresse', 'Wünsche', 'Familie'],
    ],
    French: [
      ['Nom complet', 'Prénom', 'Nom de famille', 'Adresse e-mail', 'Idées cadeaux', 'Foyer'],
      ['Nom et prénom', 'Prénom', 'Nom', 'Courriel', 'Souhaits', 'Famille'],
    ],
    Spanish: [
      ['Nombre', 'Nombre', 'Apellidos', 'Correo', 'Ideas para regalos', 'Hogar'],
      ['Nombre y apellidos', 'Nombre', 'Apellido', 'Correo electrónico', 'Deseos', 'Familia'],
    ],
    Italian: [
      ['Nome', 'Nome', 'Cognome', 'Indirizzo e-mail', 'Idee regalo', 'Famiglia'],
      ['Nome e cognome', 'Nome', 'Cognome', 'Posta elettronica', 'Desideri', 'Nucleo familiare'],
    ],
    'Portuguese (Brazil)': [
      ['Nome', 'Nome', 'Sobrenome', 'E-mail', 'Sugestões de presente', 'Família'],
      ['Nome completo', 'Primeiro nome', 'Último nome', 'Endereço de e-mail', 'Ideias de presente', 'Família'],
    ],
    Dutch: [
      ['Naam', 'Voornaam', 'Achternaam', 'E-mailadres', 'Cadeau-ideeën', 'Huishouden'],
      ['Voor- en achternaam', 'Roepnaam', 'Achternaam', 'Mail', 'Wensen', 'Gezin'],
    ],
    Polish: [
      ['Imię', 'Imię', 'Nazwisko', 'Adres', 'Pomysły na prezent', 'Gospodarstwo domowe'],
      ['Imię i nazwisko', 'Imię', 'Nazwisko', 'Adres e-mail', 'Życzenia', 'Rodzina'],
    ],
    Czech: [
      ['Jméno', 'Jméno', 'Příjmení', 'E-mail', 'Nápady na dárky', 'Domácnost'],
      ['Jméno a příjmení', 'Křestní jméno', 'Příjmení', 'E-mailová adresa', 'Přání', 'Rodina'],
    ],
    Swedish: [
      ['Namn', 'Förnamn', 'Efternamn', 'E-post', 'Presentidéer', 'Hushåll'],
      ['För- och efternamn', 'Tilltalsnamn', 'Efternamn', 'E-postadress', 'Önskelista', 'Familj'],
    ],
    Danish: [
      ['Navn', 'Fornavn', 'Efternavn', 'E-mail', 'Gaveønsker', 'Husstand'],
      ['Fulde navn', 'Fornavn', 'Efternavn', 'Mailadresse', 'Ønsker', 'Familie'],
    ],
    'Norwegian (Bokmål)': [
      ['Navn', 'Fornavn', 'Etternavn', 'E-post', 'Gaveideer', 'Husholdning'],
      ['Fullt navn', 'Fornavn', 'Etternavn', 'E-postadresse', 'Ønskeliste', 'Husstand'],
    ],
    Ukrainian: [
      ["Ім'я", 'Ім’я', 'Прізвище', 'Електронна пошта', 'Ідеї подарунків', 'Родина'],
      ['ПІБ', 'Ім’я', 'Прізвище', 'Ел. пошта', 'Побажання', 'Домогосподарство'],
    ],
    Hebrew: [
      ['שם', 'שם פרטי', 'שם משפחה', 'דוא"ל', 'רעיונות למתנה', 'משק בית'],
      ['שם מלא', 'שם פרטי', 'שם משפחה', 'כתובת מייל', 'משאלות', 'משפחה'],
    ],
  }

  test.each(Object.entries(headings))('headings in %s are understood, in any order, in capitals too', async (_, sets) => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open')
    const organiser = await house.alice()
    for (const [name, first, last, email, ideas, household] of sets)
      for (const change of [(text: string) => text, (text: string) => text.toUpperCase()]) {
        for (const lines of [
          [
            [name, email, ideas, household],
            ['Bob Berg', 'bob@example.com', 'tea', '7'],
          ],
          [
            [household, ideas, email, name],
            ['7', 'tea', 'bob@example.com', 'Bob Berg'],
          ],
          [
            ['#', ideas, last, first, 'X', email, household],
            ['1', 'tea', 'Berg', 'Bob', '', 'bob@example.com', '7'],
          ],
        ] as const) {
          const people = [lines[0].map(change), lines[1]].map((cells) => cells.join('\t')).join('\n')
          const preview = await organiser.post(paths.importPeople(id), { people })
          const read = {
            people,
            read: peopleIn(preview),
            says: preview.text.includes('will join, with gift ideas') && preview.text.includes('alone in a household'),
          }
          expect(read).toEqual({ people, read: ['Bob Berg <bob@example.com>'], says: true })
        }
      }
  })

  test.each([
    'Timestamp,Email Address,What is your name?,What would you like?',
    'Zeitstempel,E-Mail-Adresse,Wie heißt du?,Was möchtest du haben?',
    'Horodateur,Adresse e-mail,Comment t’appelles-tu ?,Qu’aimerais-tu recevoir ?',
    'Marca temporal,Dirección de correo electrónico,¿Cómo te llamas?,¿Qué te gustaría?',
    'Informazioni cronologiche,Indirizzo email,Come ti chiami?,Cosa vorresti?',
    'Carimbo de data/hora,Endereço de e-mail,Seu nome,O que você gostaria de ganhar?',
    'Tijdstempel,E-mailadres,Hoe heet je?,Wat wil je graag?',
    'Sygnatura czasowa,Adres e-mail,Jak się nazywasz?,Co chcesz dostać?',
    'Časová značka,E-mailová adresa,Jak se jmenuješ?,Co si přeješ?',
    'Tidstämpel,E-postadress,Vad heter du?,Vad önskar du dig?',
    'Tidsstempel,Mailadresse,Hvad hedder du?,Hvad ønsker du dig?',
    'Tidsstempel,E-postadresse,Hva heter du?,Hva ønsker du deg?',
    'Позначка часу,Електронна адреса,Як вас звати?,Що б ви хотіли?',
    'חותמת זמן,כתובת אימייל,מה שמך?,מה היית רוצה לקבל?',
  ])('the export of a form is understood: %s', async (head) => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open')
    const preview = await (await house.alice()).post(paths.importPeople(id), { people: `${head}\n01/12/2026 9:00:00,bob@example.com,Bob,tea` })
    expect(fatesIn(preview)).toEqual(['Line 2 Bob bob@example.com will join, with gift ideas'])
  })
})
