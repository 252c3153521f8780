/** Large providers of mail by the first part of their domains, with all that they are known to end in, the most common first. */
const endingsInOneLine: Record<string, string> = {
  gmail: 'com',
  googlemail: 'com de co.uk',
  hotmail: 'com co.uk fr de it es nl be se no dk ch at ca com.br com.ar com.mx com.au com.tr co.il co.jp co.nz co.za pl cz pt gr fi hu ro ru my sg',
  yahoo:
    'com co.uk fr de it es ca in com.br co.in co.jp com.au com.mx com.ar ie gr no se dk nl pl be at ch ro cz com.tr com.hk com.sg com.tw com.ph co.id co.nz co.za co.kr co.il com.vn',
  outlook: 'com de fr es it be dk at cz pt ie com.br com.ar com.au com.tr co.il co.id co.th jp in kr sa gr hu lv my ph sg sk cl com.vn',
  icloud: 'com',
  live: 'com co.uk nl fr de it se dk no be at ch ca ie jp cn in ru com.au com.mx com.ar com.pt co.za com.my com.sg',
  gmx: 'de net at ch com org info eu us fr es co.uk biz li ca pt ie it nl be dk se pl cz',
  web: 'de',
  freenet: 'de',
  't-online': 'de',
  arcor: 'de',
  aol: 'com de fr co.uk it nl se at be ch es',
  msn: 'com',
  me: 'com',
  mac: 'com',
  protonmail: 'com ch',
  proton: 'me',
  comcast: 'net',
  verizon: 'net',
  sbcglobal: 'net',
  bellsouth: 'net',
  btinternet: 'com',
  wanadoo: 'fr es nl',
  laposte: 'net',
  orange: 'fr',
  libero: 'it',
  virgilio: 'it',
  ziggo: 'nl',
  kpnmail: 'nl',
  bluewin: 'ch',
  telenet: 'be',
  skynet: 'be',
  seznam: 'cz',
  centrum: 'cz',
  interia: 'pl eu',
  onet: 'pl eu',
  wp: 'pl',
  o2: 'pl',
  ukr: 'net',
  yandex: 'ru com ua by kz com.tr',
  qq: 'com',
  mail: 'com ru de ee dk',
  uol: 'com.br',
  bol: 'com.br',
  terra: 'com.br es',
}

/** The endings of each provider's domains, by the first part. */
export const providers = new Map(Object.entries(endingsInOneLine).map(([name, endings]) => [name, endings.split(' ')]))

/** Those whose names are so long, or so strange, that hardly anybody else has one a slip away. */
export const distinctive: readonly string[] =
  'gmail hotmail yahoo outlook icloud googlemail live gmx web freenet t-online protonmail comcast verizon sbcglobal bellsouth btinternet wanadoo laposte virgilio bluewin telenet seznam interia yandex'.split(
    ' ',
  )

/** Domains of others, though one slip leads from them to a provider's. */
export const othersDomains: ReadonlySet<string> = new Set('gotmail.com hitmail.com webb.de'.split(' '))

/** The top-level domains of countries, of which one letter makes another. */
export const countries: ReadonlySet<string> = new Set(
  `ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw
   cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr ga gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in
   io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx
   my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sk sl sm sn so sr ss st
   su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw`.split(/\s+/),
)
