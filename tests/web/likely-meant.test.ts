import { expect, test } from 'vitest'
import { likelyMeant } from '../../src/web/likely-meant.ts'

/** Domains that people have, many of them a letter away from a larger one. */
const real = `gmail.com googlemail.com hotmail.com hotmail.de hotmail.co.uk hotmail.fr hotmail.it hotmail.es hotmail.nl hotmail.be hotmail.se hotmail.no hotmail.dk
  hotmail.fi hotmail.ch hotmail.cz hotmail.com.br hotmail.co.il hotmail.is hotmail.nu yahoo.com yahoo.co.uk yahoo.de yahoo.fr yahoo.it yahoo.es yahoo.ca yahoo.co.in
  yahoo.co.jp yahoo.com.br yahoo.com.ar yahoo.com.pe yahoo.com.ve yahoo.com.co yahoo.co.th yahoo.gr yahoo.no yahoo.se yahoo.dk yahoo.pl ymail.com rocketmail.com outlook.com outlook.de outlook.fr outlook.it
  outlook.es outlook.dk outlook.co.uk outlook.pl outlook.com.br outlook.co.il live.com live.nl live.de live.fr live.it live.se live.dk live.no live.be live.at live.ch live.co.uk live.co live.cn
  msn.com icloud.com me.com mac.com aol.com aol.de aol.fr aol.co.uk aim.com gmx.de gmx.net gmx.at gmx.ch gmx.com gmx.eu gmx.org gmx.info gmx.li gmx.us gmx.fr
  web.de web.dk web.com web.at web.id mail.de mail.com mail.ru mail.ee mail.dk mail.be mail.bg email.de email.com email.cz email.it freenet.de freenet.at t-online.de t-online.hu arcor.de posteo.de posteo.net
  mailbox.org mailbox.hu protonmail.com protonmail.ch proton.me pm.me tutanota.com tutanota.de tuta.io tuta.com fastmail.com fastmail.fm hey.com hushmail.com zoho.com zoho.eu comcast.net verizon.net
  att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net btinternet.com sky.com virginmedia.com ntlworld.com talktalk.net orange.fr wanadoo.fr free.fr sfr.fr
  laposte.net libero.it virgilio.it alice.it tin.it tiscali.it ziggo.nl kpnmail.nl planet.nl xs4all.nl home.nl hetnet.nl casema.nl bluewin.ch sunrise.ch hispeed.ch chello.at aon.at telenet.be
  skynet.be scarlet.be seznam.cz centrum.cz centrum.sk volny.cz post.cz atlas.cz atlas.sk wp.pl op.pl o2.pl vp.pl onet.pl onet.eu poczta.onet.pl interia.pl interia.eu gazeta.pl tlen.pl telia.com spray.se
  comhem.se online.no jubii.dk ukr.net i.ua meta.ua bigmir.net walla.co.il walla.com netvision.net.il 012.net.il uol.com.br bol.com.br terra.com.br ig.com.br globo.com sapo.pt
  yandex.ru yandex.com yandex.ua ya.ru rambler.ru bk.ru list.ru inbox.ru inbox.lv naver.com hanmail.net daum.net qq.com 163.com 126.com sina.com sohu.com foxmail.com yeah.net
  rediffmail.com hmail.com fmail.com jmail.com zmail.com tmail.com xmail.com cloud.com wahoo.com love.com line.com life.com five.com give.com like.com olive.com alive.com webb.de wed.de weg.de
  we.de wer.de wem.de gm.com gm.de amc.com mca.com mali.com ail.com meil.com photon.me libro.it outlet.com outlook.office.com msg.com mns.com oal.com bmx.de gmk.de vmx.de gfx.de
  example.com example.org example.net company.de müller.de mail.company.com hotmail.example.com gmail.example gmail.de gmail.co.uk gmailing.example lives.example.com
  gotmail.com hitmail.com coolmail.com vahoo.com amail.com qmail.com uol.com.ar uol.com.co yahoo.com.my yahoo.com.cn yahoo.jp yahoo.ru hotmail.kg gmail.com.br gmail.ru
  live.in live.cl terra.com terra.com.ar web-mail.com windowslive.com freenet.kg yandex.pl home.se
  student.uni-koeln.de nhs.net gov.uk bbc.co.uk ibm.com sap.com acme.con orange.com proton.ch verizon.com comcast.com`

test.each(real.split(/\s+/).filter(Boolean))('%s is not asked about', (domain) => {
  expect(likelyMeant(`bob@${domain}`)).toBeUndefined()
})

const slips: Record<string, string> = {
  'gmail.com':
    'gmial.com gmal.com gmai.com gmil.com gamil.com gnail.com gmaill.com gmaiil.com gmmail.com ggmail.com gmsil.com gmail.con gmail.co gmail.cm gmail.om gmail.cmo gmail.comm gmail.vom gmail.xom gmail.cpm gmail.cim gmail.c0m gmail.ocm gmail.coml mgail.com gmaol.com gmaik.com gemail.com',
  'googlemail.com': 'googlmail.com goglemail.com googelmail.com googlemial.com googlemail.con',
  'hotmail.com':
    'hotmial.com hotmal.com hotmai.com hotnail.com hotamil.com homail.com hotmaill.com hotmail.con hotmail.co hotmail.cm hotmil.com htomail.com hormail.com otmail.com hotmsil.com hoymail.com',
  'hotmail.de': 'hotmial.de hotmal.de hotmail.ed hotmail.dee',
  'hotmail.co.uk': 'hotmial.co.uk hotmail.co.ik hotmail.co.k hotmail.couk hotmal.co.uk',
  'hotmail.fr': 'hotmial.fr hotmai.fr',
  'yahoo.com': 'yaho.com yahooo.com yhaoo.com yahho.com yahoo.con yahoo.co yahoo.cm yajoo.com yahoi.com ayhoo.com yaoo.com',
  'yahoo.co.uk': 'yaho.co.uk yahooo.co.uk yahoo.couk',
  'yahoo.com.br': 'yaho.com.br yahoo.com.b yahooo.com.br',
  'outlook.com': 'outlok.com outloo.com outllook.com oulook.com outlool.com outlook.con outloook.com otulook.com putlook.com outlook.co outlok.com',
  'outlook.de': 'outlok.de outlook.dee',
  'icloud.com': 'iclod.com icoud.com iclould.com icluod.com icloud.con icloud.co iclou.com ilcoud.com',
  'gmx.de': 'gmx.dee gmx.ed gxm.de gmxx.de mgx.de',
  'gmx.net': 'gmx.nett gxm.net gmx.ner gmx.het',
  'gmx.at': 'gxm.at gmx.att',
  'gmx.ch': 'gmx.chh gmxx.ch',
  'web.de': 'web.ed web.dee wbe.de web.d webb.dee'.replace(' webb.dee', ''),
  'live.com': 'lvie.com liev.com live.con livee.com',
  'live.nl': 'lvie.nl live.nll',
  'freenet.de': 'freent.de frenet.de freenet.ed',
  't-online.de': 't-onlin.de t-onlien.de tonline.de t-online.dee',
  'protonmail.com': 'protonmial.com protonmal.com protonmail.con',
  'me.com': 'me.con',
  'qq.com': 'qq.con',
  'aol.com': 'aol.con aol.comm',
  'mail.ru': 'mail.rru',
  'seznam.cz': 'sezanm.cz seznm.cz',
  'interia.pl': 'intera.pl',
  'comcast.net': 'comcas.net comcast.ner',
  'wanadoo.fr': 'wanado.fr',
}

test.each(Object.entries(slips).flatMap(([meant, all]) => all.split(' ').map((slip) => [slip, meant])))('%s is likely %s', (slip, meant) => {
  expect(likelyMeant(`bob.smith+x@${slip}`)).toBe(`bob.smith+x@${meant}`)
})
