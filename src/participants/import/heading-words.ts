/**
 * The words of headings by what they say, in the languages that the app speaks and a few more, without capitals, accents and marks.
 * A star stands for the rest of a word, and `=` for a heading that says nothing else; words in a row have to stand in a row.
 */
export const headingWords = {
  mail: `e mail, email*, *mail, mails, mailadr*, e post*, epost*, eposta, mejl*, courriel, messagerie, adresse electronique, correo*, correio*,
    endereco eletronico, posta elettronica, indirizzo elettronico, poczt*, elektroniczn*, elektronick*, elektronisk*, sahkoposti*,
    пошта, пошти, пошту, електронн*, імейл*, емейл*, мейл*, имейл*, почта, почты, электронн*, דואל, הדואל, דוא ל, דואר אלקטרוני,
    הדואר האלקטרוני, מייל, המייל, אימייל, האימייל, אי מייל, username, user principal name, upn`,
  address: `address*, adresse*, adress, adres, adresa, direccion, indirizzo, endereco, адреса, адрес, כתובת, הכתובת, osoite`,
  full: `full name*, first and last, first last name, first name last name, vor und, vorname nachname, nachname vorname, name vorname, vorname name,
    vorname und, nombre y apellido*, nombre completo, nombre s y apellido*, nom et prenom*, prenom* et nom, nom prenom*, prenom* nom, nom complet,
    nome e cognome, cognome e nome, nome cognome, nome e sobrenome, nome completo, voor en, voornaam en, volledige naam, imie i nazwisk*,
    imiona i nazwisk*, nazwisko i imi*, imie nazwisk*, jmeno a prijmeni*, jmena a prijmeni*, prijmeni a jmen*, cele jmeno, for och, fornamn och,
    for og, fornavn og, fulde navn, fulle navn, fullt navn, fullstandigt namn, fullstandig navn, імя та прізвищ*, імя і прізвищ*, прізвищ* та імя,
    прізвищ* імя, прізвищ* і імя, прізвищ* й імя, повне імя, піб, пиб, фио, имя и фамил*, שם מלא, השם המלא, שם פרטי ומשפחה, שם פרטי ושם משפחה, שם ושם משפחה, שם ומשפחה`,
  first: `first name*, =first, firstname*, fname, given name*, =given, givenname*, forename*, christian name, vorname*, rufname*, prenom*, primer nombre,
    nombre de pila, primeiro nome, primo nome, nome proprio, nome de batismo, voornaam*, voornamen, roepnaam, pierwsze imie, krestni*, fornamn*,
    tilltalsnamn*, fornavn*, имя, імя без прізвищ*, שם פרטי, השם הפרטי, =פרטי, etunimi, keresztnev, prenume`,
  last: `last name*, =last, lastname*, lname, family name*, familyname*, surname*, second name, nachname*, familienname*, zuname, nom de famille,
    apellido*, cognome*, sobrenome*, ultimo nome, achternaam*, achternamen, familienaam, nazwisk*, prijmeni*, efternamn*, efternavn*, etternavn*,
    прізвищ*, фамил*, שם משפחה, שם המשפחה, sukunimi, vezeteknev`,
  /** Words like “van” that stand between the names. */
  infix: `tussenvoegsel*, voorvoegsel*, namenszusatz, namensvorsatz, infix`,
  name: `name, names, namen, fullname, displayname, nom, noms, nombre, nombres, nome, nomi, nomes, nominativo, naam, imie, imiona, imienia, jmeno, jmena,
    namn, navn, імя, імена, имена, שם, השם, שמך, שמות, nimi, participant, participants, participante, participantes, teilnehmer*, partecipant*,
    deelnemer*, uczestni*, ucastni*, deltag*, deltak*, учасни*, משתתף, משתתפים, person, =who, =wer, =member, =members, employee, employees, =guest, =guests, =player, =players, mitarbeiter, mitarbeitende*,
    wie heisst, wie heissen, te llamas, se llama, appelles, appelez, ti chiami, si chiama, chama, hoe heet, nazywasz, jmenujes, jmenujete, heter, hedder, звати,
    מה שמך, איך קוראים`,
  gifts: `gift*, wish*, idea, ideas, would you like, you like, want, wants, likes, present, presents, hobby, hobbies, interests, wunsch*, wuensch*, geschenk*,
    cadeau*, souhait*, envie*, idee*, *aimeriez, *aimerais, voudrais, voudriez, was mochtest, co chcesz, co chcialbys, co chcialabys, co si prejes*, co si prejete, co bys, wat wil je,
    wat wilt u, vil du ha, vill du ha, que quieres, o que quer, cosa vuoi, ви хотіли, ти хочеш, ти хотів, ви хочете, היית רוצה, תרצה, תרצי, regalo*, deseo*, deseas, desea, gustaria, desideri*, regali, vorresti, presentes, desejo*, sugest*,
    gostaria, wens*, verlanglijst*, prezent*, zyczeni*, zyczenie, pomysl*, darek, darky, darku, darkem, prani, napad*, onsk*, presentide*, presenttips, julklapp*, julegave*, ideia*, ideais, gaver,
    gaveide*, gaveonske*, gavetips, побажан*, подарун*, подарок, ідея, ідеї, ідеі, бажан*, משאל*, מתנה, מתנות, המתנה, רעיון, רעיונות`,
  household: `household*, family unit*, family, families, familie, familien, haushalt*, foyer*, famille*, menage, hogar, familia*, famigli*, nucleo familiare,
    agregado, domicilio, huishoud*, gezin*, gospodarstw*, domowni*, rodzin*, domacnost*, rodin*, hushall*, familj*, husstand*, husholdning*, husstand, родин*,
    домогосподар*, сімя, сімі, משפחה, משק בית, couple`,
  /** With one of these, a name is that of something or somebody else. */
  other: `company, organi*, firma*, firm, file, partner*, spouse, child*, team, department, abteilung, nick*, middle, phonetic, yomi, maiden, title, suffix,
    prefix, manager*, assistant*, school, group, street, city, country, initials, additional, spitzname, surnom, apodo, apelido, unternehmen, entreprise,
    societe, empresa, azienda, bedrijf*, exchange, referred, emergency, number of`,
  /** With one of these, it is something about an e-mail address. */
  about: 'label, type, typ, display name, domain, etiqueta, bezeichnung, id',
  /** These add nothing to “e-mail address”. */
  filler: `your, my, the, a, ihre, deine, meine, de, di, 1, value, primary, private, work, home, contact, privat, you, what, is, electronica, eletronico,
    elettronica, electronique, e, o, d, i, ваша, твоя, שלך, votre, tu, twoj, twoja, vas, tvuj, din, je, uw, seu, tua, and, und, et, y, og, och, en, i, ta, та`,
}
