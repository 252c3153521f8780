/** Lists as people bring them, with the people in them, and “!” with the number of a line that asks for another look. */
export const lists: Record<string, [list: string, people: string[]]> = {
  'an inch mark': [
    'Bob\tbob@example.com\tTV 42"\nCara\tcara@example.com\ttea\nDan\tdan@example.com\tshelf 10"\nEve\teve@example.com\tbook',
    ['Bob <bob@example.com>', 'Cara <cara@example.com>', 'Dan <dan@example.com>', 'Eve <eve@example.com>'],
  ],
  'Hebrew abbreviations': [
    'ד"ר כהן,cohen@example.com\nדנה,dana@example.com\nד"ר לוי,levi@example.com',
    ['ד"ר כהן <cohen@example.com>', 'דנה <dana@example.com>', 'ד"ר לוי <levi@example.com>'],
  ],
  'inches and a quoted comma': [
    'Bob,bob@example.com,TV 42"\nCara,cara@example.com,"best, ever"\nDan,dan@example.com,10" shelf, or so',
    ['Bob <bob@example.com>', 'Cara <cara@example.com>', 'Dan <dan@example.com>'],
  ],
  'a mark that opens a cell and one that ends another': [
    'Bob,bob@example.com,"best\nCara,cara@example.com,ever"',
    ['Bob <bob@example.com>', 'Cara <cara@example.com>'],
  ],
  'a nickname in marks, and in doubled marks': [
    'Bob "the Boss" Berg,bob@example.com\n"Cara ""C"" Lind",cara@example.com',
    ['Bob "the Boss" Berg <bob@example.com>', 'Cara "C" Lind <cara@example.com>'],
  ],
  'a mark that nothing closes': ['"Bob,bob@example.com\nCara,cara@example.com', ['!1', 'Cara <cara@example.com>']],
  'separators and line breaks in quoted cells': [
    'Name;E-Mail;Wunsch\n"Berg; Bob";bob@example.com;"Tee,\nKuchen"\nCara;cara@example.com;""',
    ['Berg; Bob <bob@example.com>', 'Cara <cara@example.com>'],
  ],
  'quoted whole lines': ['"Bob,bob@example.com"\n"Cara,cara@example.com"', ['Bob <bob@example.com>', 'Cara <cara@example.com>']],
  'the export of a form': [
    'Timestamp,Email Address,Your name,What would you like?\n12/1/2026 9:00:00,bob@example.com,Bob,tea\n12/1/2026 9:05:00,cara@example.com,Cara,socks',
    ['Bob <bob@example.com>', 'Cara <cara@example.com>'],
  ],
  'the export of a German form, whose first answer was anonymous': [
    'ID;Startzeit;Fertigstellungszeit;E-Mail;Name;Was wünschst du dir?\n1;01.12.2026 09:00:00;01.12.2026 09:01:00;anonymous;Bob;Tee\n2;01.12.2026 09:00:00;01.12.2026 09:01:00;cara@example.com;Cara;',
    ['!2', 'Cara <cara@example.com>'],
  ],
  'the export of a French form': [
    'Horodateur,Adresse e-mail,Quel est ton nom ?,Que souhaites-tu ?\n2026/12/01 9:00:00 AM UTC+1,bob@example.com,Bob,"thé, café"',
    ['Bob <bob@example.com>'],
  ],
  'labels written out': ['Name: Bob, Email: bob@example.com', ['Bob <bob@example.com>']],
  'a total below': ['Bob;bob@example.com;1\nCara;cara@example.com;1\nTotal: 2', ['Bob <bob@example.com>', 'Cara <cara@example.com>', '!3']],
  'contacts of Thunderbird': [
    'First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email\nCara,Lind,Cara Lind,,cara@example.com,cara2@example.com',
    ['Cara Lind <cara@example.com>'],
  ],
  'the export of a form without headings': ['12/1/2026 9:00,bob@example.com,Bob Berg,tea', ['Bob Berg <bob@example.com>']],
  'sep=': ['sep=;\r\nName;E-Mail\r\nBob;bob@example.com\r\n', ['Bob <bob@example.com>']],
  'sep= with a bar': ['"sep=|"\nBob|bob@example.com', ['Bob <bob@example.com>']],
  'a title': ['Weihnachten 2026;\nName;E-Mail\nBob;bob@example.com', ['Bob <bob@example.com>']],
  'a title, blank lines and numbers': [
    'Christmas at the Millers’;;;\n;;;\n\nNo.;First name;Last name;E-mail\n1;Bob;Berg;bob@example.com\n2;Cara;Lind;cara@example.com',
    ['Bob Berg <bob@example.com>', 'Cara Lind <cara@example.com>'],
  ],
  'a heading twice': ['name,email\nBob,bob@example.com\nname,email\nCara,cara@example.com', ['Bob <bob@example.com>', 'Cara <cara@example.com>']],
  'a heading that nobody knows': ['Qwerty;Asdf\nBob;bob@example.com', ['!1', 'Bob <bob@example.com>']],
  'somebody without an address in the first line': ['Charlie;E-Mail folgt\nBob;bob@example.com', ['!1', 'Bob <bob@example.com>']],
  'somebody whose name is like a heading': ['Mel;\nBob;bob@example.com', ['!1', 'Bob <bob@example.com>']],
  'the address first': ['email,name\nbob@example.com,Bob', ['Bob <bob@example.com>']],
  'the address first, without headings': [
    'bob@example.com;Bob Berg;Tea\ncara@example.com;Cara Lind;Socks',
    ['Bob Berg <bob@example.com>', 'Cara Lind <cara@example.com>'],
  ],
  'first and last name apart': [
    'first_name,last_name,email,family_unit\nAlice,Winter,alice@example.com,1\nBob,Berg,bob@example.com,1',
    ['Alice Winter <alice@example.com>', 'Bob Berg <bob@example.com>'],
  ],
  'first and last name apart, without headings': [
    'Bob,Berg,bob@example.com\nCara,Lind,cara@example.com',
    ['Bob Berg <bob@example.com>', 'Cara Lind <cara@example.com>'],
  ],
  'exclusions of Korko': [
    'Bob;bob@example.com;"Cara,Dan"\nCara;cara@example.com;"Bob"\nDan;dan@example.com;',
    ['Bob <bob@example.com>', 'Cara <cara@example.com>', 'Dan <dan@example.com>'],
  ],
  'a note with another address': ['Bob;bob@example.com;shares with Cara, cara@example.com', ['!1']],
  'a note with another address, under headings': [
    'Name,E-Mail,Note\nBob,bob@example.com,"shares with Cara, cara@example.com"\nDan,dan@example.com,',
    ['!2', 'Dan <dan@example.com>'],
  ],
  'two addresses of one name': ['Bob,bob@example.com,bob@work.example\nCara,cara@example.com,', ['!1', 'Cara <cara@example.com>']],
  'two people in a row': ['Bob,bob@example.com,Cara,cara@example.com', ['!1']],
  'addresses alone': ['bob@example.com\ncara.lind7@example.com', ['Bob <bob@example.com>', 'Cara Lind <cara.lind7@example.com>']],
  'addresses alone under a heading': ['Your email address\nbob@example.com', ['Bob <bob@example.com>']],
  'addresses in one line': ['bob@example.com; cara@example.com,dan@example.com', ['Bob <bob@example.com>', 'Cara <cara@example.com>', 'Dan <dan@example.com>']],
  'recipients of Gmail': ['Bob Berg <bob@example.com>, Cara Lind <cara@example.com>', ['Bob Berg <bob@example.com>', 'Cara Lind <cara@example.com>']],
  'recipients of Gmail, one without a name': [
    'Bob Berg <bob@example.com>, cara@example.com, "Dan (work)" <dan@example.com>,',
    ['Bob Berg <bob@example.com>', 'Cara <cara@example.com>', 'Dan (work) <dan@example.com>'],
  ],
  'recipients on lines': ['Bob Berg <bob@example.com>\nCara Lind <cara@example.com>', ['Bob Berg <bob@example.com>', 'Cara Lind <cara@example.com>']],
  'recipients on lines with commas': [
    'Bob Berg <bob@example.com>,\nCara Lind <cara@example.com>,\n',
    ['Bob Berg <bob@example.com>', 'Cara Lind <cara@example.com>'],
  ],
  'recipients broken in the middle': [
    'Bob Berg <bob@example.com>, Cara\n Lind <cara@example.com>, "Dan\n Li" <dan@example.com>',
    ['Bob Berg <bob@example.com>', 'Cara Lind <cara@example.com>', 'Dan Li <dan@example.com>'],
  ],
  'recipients of Outlook': [
    '"Berg, Bob" <bob@example.com>; "Lind, Cara" <cara@example.com>;',
    ['Berg, Bob <bob@example.com>', 'Lind, Cara <cara@example.com>'],
  ],
  'recipients of Outlook without marks': [
    'Berg, Bob <bob@example.com>; Lind, Cara <cara@example.com>',
    ['Berg, Bob <bob@example.com>', 'Lind, Cara <cara@example.com>'],
  ],
  'recipients of an older Outlook': [
    "'Bob Berg' <bob@example.com>; Cara Lind [mailto:cara@example.com]",
    ['Bob Berg <bob@example.com>', 'Cara Lind <cara@example.com>'],
  ],
  'recipients of a header': [
    'To: Bob Berg <bob@example.com>; "Cara \\"C\\" Lind" <cara@example.com>',
    ['Bob Berg <bob@example.com>', 'Cara "C" Lind <cara@example.com>'],
  ],
  'recipients with links': [
    'bob@example.com<mailto:bob@example.com>\nCara <cara@example.com<mailto:cara@example.com>>',
    ['Bob <bob@example.com>', 'Cara <cara@example.com>'],
  ],
  'recipients in round brackets': ['Bob Berg (bob@example.com), cara@example.com (Cara Lind)', ['Bob Berg <bob@example.com>', 'Cara Lind <cara@example.com>']],
  'recipients with Hebrew abbreviations': [
    'ד"ר כהן <cohen@example.com>, ד"ר לוי <levi@example.com>',
    ['ד"ר כהן <cohen@example.com>', 'ד"ר לוי <levi@example.com>'],
  ],
  'recipients of an office, by name alone': ['Berg, Bob; Lind, Cara; dan@example.com', ['!1', '!1', 'Dan <dan@example.com>']],
  'recipients of an office, one with brackets': ['Bob Berg; Cara Lind; Dan <dan@example.com>', ['!1', '!1', 'Dan <dan@example.com>']],
  'recipients of an office, after one with an address': ['Bob Berg <bob@example.com>; Lind, Cara; "Dodd; Dan"', ['!1', '!1', 'Bob Berg <bob@example.com>']],
  'recipients, one between commas without an address': [
    'Bob Berg <bob3@example.com>, Cara Lind, Dan <dan@example.com>',
    ['!1', 'Bob Berg <bob3@example.com>', 'Dan <dan@example.com>'],
  ],
  'recipients between commas, most without an address': ['Bob Berg, Cara Lind, Dan <dan@example.com>', ['!1', '!1', 'Dan <dan@example.com>']],
  'an address before names that are not of it': ['eve@example.com; Bob Berg; Cara Lind', ['!1', '!1', 'Eve <eve@example.com>']],
  'recipients of an office in a header': ['To: Berg, Bob; dan@example.com', ['!1', 'Dan <dan@example.com>']],
  'recipients of an office on two lines': ['Bob <bob@example.com>; Cara Lind\nDan <dan@example.com>', ['!1', 'Bob <bob@example.com>', 'Dan <dan@example.com>']],
  'several names and one address': ['Bob, Cara, Dan, eve@example.com', ['!1']],
  'two names and another one’s address': ['Bob, Cara, eve@example.com', ['!1']],
  'several names and one address below others': ['Zoe,zoe@example.com\nBob, Cara, Dan, eve@example.com', ['Zoe <zoe@example.com>', '!2']],
  'a first and a last name in one line': ['Bob,Berg,bob@example.com', ['Bob Berg <bob@example.com>']],
  'a name and ideas': ['Bob,bob@example.com,tea,socks', ['Bob <bob@example.com>']],
  'the address in single marks, too': ["'bob@example.com' <bob@example.com>; cara@example.com", ['Bob <bob@example.com>', 'Cara <cara@example.com>']],
  'a name that is the address': [
    '"bob@example.com" <bob@example.com>; cara@example.com <cara@example.com>',
    ['Bob <bob@example.com>', 'Cara <cara@example.com>'],
  ],
  'addresses in brackets': ['Bob,<bob@example.com>', ['Bob <bob@example.com>']],
  'addresses as links': ['Bob,mailto:bob@example.com\nCara,mailto:cara@example.com?subject=Hello', ['Bob <bob@example.com>', 'Cara <cara@example.com>']],
  'separators at the end': [
    'Bob,bob@example.com;\nCara,cara@example.com,,\nDan,dan@example.com.',
    ['Bob <bob@example.com>', 'Cara <cara@example.com>', 'Dan <dan@example.com>'],
  ],
  'blanks and colons': ['Bob Berg   bob@example.com\nCara: cara@example.com', ['Bob Berg <bob@example.com>', 'Cara <cara@example.com>']],
  'numbers in front': ['1. Bob, bob@example.com\n2. Cara, cara@example.com', ['Bob <bob@example.com>', 'Cara <cara@example.com>']],
  'bullets in front': ['My list:\n- Bob Berg <bob@example.com>\n- Cara: cara@example.com', ['!1', 'Bob Berg <bob@example.com>', 'Cara <cara@example.com>']],
  'a bullet in front of one name only': ['- Bob,bob@example.com\nCara,cara@example.com', ['- Bob <bob@example.com>', 'Cara <cara@example.com>']],
  'a bar, and one at either end': ['| Bob | bob@example.com |\n| Cara | cara@example.com |', ['Bob <bob@example.com>', 'Cara <cara@example.com>']],
  'a separator of its own in each line': [
    'Bob, bob@example.com\ncara@example.com, Cara\nDan; dan@example.com\nEve\teve@example.com',
    ['Bob <bob@example.com>', 'Cara <cara@example.com>', 'Dan <dan@example.com>', 'Eve <eve@example.com>'],
  ],
  'non-breaking spaces, and an empty column': [
    'Bob\u00a0\t\t\u00a0bob@example.com\nCara\t\tcara@example.com\u00a0',
    ['Bob <bob@example.com>', 'Cara <cara@example.com>'],
  ],
  'lines that end in three ways': [
    'Bob,bob@example.com\r\nCara,cara@example.com\rDan,dan@example.com\n',
    ['Bob <bob@example.com>', 'Cara <cara@example.com>', 'Dan <dan@example.com>'],
  ],
  'ragged rows': ['name,email,status,more\nBob,bob@example.com\nCara,cara@example.com,,,,,\nDan', ['Bob <bob@example.com>', 'Cara <cara@example.com>', '!4']],
  'a table whose addresses carry names': [
    'Participant;Contact\n1;Bob Berg <bob@example.com>\n2;"Lind, Cara" <cara@example.com>',
    ['Bob Berg <bob@example.com>', 'Lind, Cara <cara@example.com>'],
  ],
  'Google Contacts': [
    'First Name,Middle Name,Last Name,Nickname,Organization Name,Birthday,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value\nBob,,Berg,Bobby,ACME,1980-01-02,* Home,bob@example.com,Work,bob@work.example\nCara,,Lind,,,,,cara@example.com,,',
    ['Bob Berg <bob@example.com>', 'Cara Lind <cara@example.com>'],
  ],
  'an older Google Contacts': [
    'Name,Given Name,Additional Name,Family Name,E-mail 1 - Type,E-mail 1 - Value\nBob Berg,Bob,,Berg,* Home,bob@example.com',
    ['Bob Berg <bob@example.com>'],
  ],
  'contacts of Outlook': [
    'First Name,Middle Name,Last Name,Title,Company,E-mail Address,E-mail 2 Address,Home Street\nBob,,Berg,,ACME,bob@example.com,,Main St 1',
    ['Bob Berg <bob@example.com>'],
  ],
  'a vCard of Apple Contacts, of Outlook, and of somebody without an address': [
    'BEGIN:VCARD\nVERSION:3.0\nN:Berg;Bob;;;\nFN:Bob Berg\nitem1.EMAIL;type=INTERNET;type=WORK:work@example.com\nEMAIL;type=INTERNET;type=pref:bob@exam\n ple.com\nEND:VCARD\nBEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:L=C3=ADnd;C=C3=A1ra\nEMAIL;PREF;INTERNET:cara@example.com\nEND:VCARD\n\nBEGIN:VCARD\nFN:Dodd\\, Dan\nTEL:123\nEND:VCARD\nEve,eve@example.com',
    ['Bob Berg <bob@example.com>', 'Cára Línd <cara@example.com>', '!15', 'Eve <eve@example.com>'],
  ],
  'contacts of Thunderbird as LDIF': [
    'dn: cn=Bob Berg,mail=bob@example.com\nobjectclass: person\ngivenName: Bob\nsn: Berg\ncn: Bob Berg\nmail: bob@example.com\n\ndn:: Y249\ncn:: Wm/Dqw==\nmail: zoe@example.com\n',
    ['Bob Berg <bob@example.com>', 'Zoë <zoe@example.com>'],
  ],
  'partners with addresses of their own': [
    'Name;E-Mail;Partner;E-Mail Partner\nBob;bob@example.com;Cara;cara@example.com\nDan;dan@example.com;;',
    ['!2', 'Dan <dan@example.com>'],
  ],
  'a table as chats write it': [
    '| Name | E-Mail |\n|------|:------:|\n| Bob | bob@example.com |\n| Cara | cara@example.com |',
    ['Bob <bob@example.com>', 'Cara <cara@example.com>'],
  ],
  'cells that a spreadsheet was told to leave alone': [
    '="Bob",bob@example.com\n="Cara",="cara@example.com"',
    ['Bob <bob@example.com>', 'Cara <cara@example.com>'],
  ],
  'bullets before some': [
    'Bob,bob@example.com\n• Dan,dan@example.com\n* Eve,eve@example.com',
    ['Bob <bob@example.com>', 'Dan <dan@example.com>', 'Eve <eve@example.com>'],
  ],
  'commas of full width': ['Bob，bob@example.com\nCara，cara@example.com', ['Bob <bob@example.com>', 'Cara <cara@example.com>']],
  'people of an office': [
    'Display Name,User Principal Name,Manager,Manager e-mail\nBob,bob@example.com,Zoe,zoe@example.com\nCara,cara@example.com,Zoe,zoe@example.com',
    ['Bob <bob@example.com>', 'Cara <cara@example.com>'],
  ],
  'a postal address beside': ['Adresse;Name;Adresse e-mail\n1 rue X;Bob;bob@example.com', ['Bob <bob@example.com>']],
  'more than a name and an address in a cell': ['Bob Berg bob@example.com likes tea', ['!1']],
  'a byte that nothing can read': ['Bo\0b,bob@example.com\nCara,cara@example.com', ['!1', 'Cara <cara@example.com>']],
}
