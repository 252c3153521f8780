/**
 * Names with the letters that make one encoding differ from another, by language: what `guessEncoding` has learnt from.
 * A language that is read wrongly gets better with more of its names.
 */
export const typicalNames = {
  cs: `
    Anděl Baranová Beáta Blažej Cecílie Dittrichová Diviš Doskočilová Douša Dvořák Eliáš Fantová Florentýn František Franěk Hamplová Hanusová
    Hlaváčová Holeček Holá Horáková Hovorková Hrbáček Hrdinová Hvězdoslav Hájková Jahodová Justýna Kasián Kačírková Kašpárková Kolumbán Komárková
    Kopalová Krausová Krupková Kubíčková Kudrnová Kulhánková Kvasnička Křížková Lavička Leontýn Liběna Majerová Manfréd Matulová Maxová Menšík
    Michalík Miloš Mlejnková Molnárová Műller Neumannová Nosková Ofélie Paleček Pašková Pelikánová Pluhařová Pohlová Pospíšilová Přibylová Příhodová
    Pšeničková Raková René Sedláková Siváková Skácelová Skála Slavík Slávka Smrčková Staněk Staňková Suchomelová Suková Teplá Tomeček Trávníčková
    Turková Tůmová Valentýn Vaňková Vašíčková Volfová Voříšek Víchová Věroslava Zlámal Zouharová Zíka Šafránková Šebek Škrabalová Šmejkalová Špaček
    Štěpánka`,
  pl: `
    Ambroży Andżelika Bagiński Banaś Barański Białek Białkowski Bożek Buczyński Burzyński Bąkowski Błaszczak Błaszczyk Błażej Czyż Czyżewski
    Dobrzyński Dudziński Duszyński Dąbek Dąbkowski Dąbrowski Dębowski Gołębiewski Gruszczyński Grześkowiak Gwoździk Górka Górniak Górny Górski
    Gąsiorowski Głogowski Głowacki Jagiełło Jarząbek Jastrzębski Józefina Jóźwik Kamiński Karaś Karpiński Kałuża Kopczyński Kozieł Kołakowski Książek
    Kuciński Kuś Kwieciński Kędziora Leszczyński Lipiński Maciąg Marszałek Masłowski Małek Michałowski Mikołaj Mikołajczyk Miśkiewicz Musiał Muszyński
    Młynarczyk Osiński Pałka Piórkowski Podgórski Przybył Płonka Rafał Rosiński Ruciński Róża Różański Różycki Skibiński Skóra Smoliński Sokół Sołtys
    Stanisław Stępień Stępniak Szczepański Szczygieł Szczęsna Szeląg Sławiński Słowik Warchoł Wilczyński Wiącek Więcek Więckowski Wroński Wróbel
    Wróblewski Wąsik Władysław Włodarczyk Włodzimierz Zwoliński Łapiński Łuczak Łukasiewicz Łukasik Łukasz Łukaszewski Ślusarczyk Żebrowski Żmuda Żuk
    Żukowski Żurek`,
  de: `
    Äneas Bäcker Bärbel Böhm Büchele Bürklein Dächert Dörner Dürer Götzelmann Groß Grünwald Günter Günther Händel Hönig Höß Jäger Jörg Jürgen Käthe
    Köhler König Krüger Kúhn Kühn Kühnemund Löwe Lübbe Möhsner Mühlhäuser Müller Nöh Österreich Pollmächer Preuß Rädler Röse Schäfer Schönfeld
    Schröder Sönke Strauß Übel Weiß`,
  fr: `
    Améthyste Anaïs Arsènie Arsinoé Astarté Athénaïs Aurélie Avigaëlle Barnabé Barthélemy Béatrice Benoît Besançon Çelik Céline Chloé Clémence Côme
    Désiré Émeric Émilie Éric Étienne Eugène Eusébie François Françoise Frédéric Gaël Geneviève Gérard Gisèle Hélène Héloïse Jérémie Jérôme Joël Léa
    Loïc Maël Médéric Mélanie Nadège Noé Noël Noémie Quiéta Raphaël René Renée Sébastien Stéphane Théo Thérèse Valérie Zaché Zéphirin Zoé Zoéva`,
  es: `
    Agüero Álvarez Andrés Ángel Aragón Begoña Belén Benavídez Bermúdez Berríos Castañeda Cigüeña Díaz Fernández Gaitán García Gastélum Gómez González
    Hernández Ibáñez Íñigo Iván Jesús Jiménez Joaquín José López Lucía Magaña María Marilú Martín Martínez Mónica Muñiz Muñoz Narváez Nicolás Núñez
    Ordóñez Óscar Peña Pérez Piña Ramírez Raúl Rocío Rodríguez Ruíz Saldaña Sánchez Sofía Suárez Téllez Tomás Úrsula Vázquez`,
  it: `
    Barillà Calabrò Cantù Chilà Elì Esaù Falcò Frà Giosuè José Libertà Macrì Marcianò Mariù Mosè Nardò Niccolò Nicolò Noè Orrù Pennestrì Però Salomè
    Scalfarò Spanò Tommasò`,
  pt: `
    Ângela Antônio Araújo Assunção Brandão Cecília Célia Cláudia Conceição Érica Estêvão Falcão Fátima Flávia Gonçalves Guimarães Inês Íris João José
    Júnior Leão Leitão Letícia Lúcio Luís Magalhães Maitê Mário Mônica Natália Núbia Patrícia Romão Simões Sônia Tânia Thaís Tomé Vânia Verônica
    Vitória Zoé`,
  nl: `
    Aimée Anaïs André Böhm Brontë Céline Chloé Coëlho Danaë Daniël Daniëlle Desirée Faïza Gaëlle Geneviève Hélène Joël Loïs Maïté Michaël Müller Noël
    Raphaël René Renée Tjörn Zoë`,
  sv: `
    Bergström Björk Björn Göran Håkan Hägg Jörgen Lindström Löfgren Malmström Mårten Märta Nyström Pålsson Pär Sandström Sjöberg Sjögren Strömberg
    Sören Törnqvist Wählin Åberg Åke Åkesson Åsa Åström Älvlund Öberg Örjan Östberg Östen`,
  da: `
    Bjørn Brøndum Bøgh Grønbæk Højgaard Håkon Jørgen Jørgensen Kjær Krøyer Kåre Lærke Mælk Møller Nørby Nørgaard Præstegaard Rømer Skjødt Søren
    Sørensen Thøgersen Ægidius Østergaard Aagård Åse`,
  nb: `
    Berntsæter Bjørn Bjørnstad Bråten Gjøvik Grønn Gøril Håkon Hårstad Jørgen Kjærstad Lødding Løken Mæhlum Næss Pål Ragnhildsønn Strøm Ståle Sætre
    Sørlie Tangerås Torbjørn Ødegård Øystein Øyvind Åse Åsmund`,
  uk: `
    Аврелій Адріана Адріян Анна Анфіса Борислава Буревіст В’ячеслава Валерій Вергун Верещук Владислава Власта Володислав Галаціон Гойко Громико
    Довгалевська Захарій Зінкевич Карпух Ковальська Кордун Корнелій Корнїйчук Коров’як Коцюбинська Коцюбинський Ладомир Лазірко Луцька Луцький Любозар
    Лютий Мазун Максим Мамій Матвій Милослава Олесь Павлишина Павло Палажка Потебенько Приймак Розпутня Романишин Святослава Слободян Соня Софія
    Спотикач Степан Стефаній Стигайло Стожар Червоній Шевченко Юхим Яцьків`,
  he: `
    אביגור אבישר אדמוני אילן אליה אמוץ אפריל ארטיום ארי ברקאי גביש גבעול גבריאל גינתון גליל דביר דברת דקלה הגר ורד זיו חצור ינון יצחק לויתן לוסי לחמן
    ליאן ליטאי לילך מור מתת נורית נסים נפתלי נתיב סבוראי ספיר עובד עופרים עזריאל עידו עמיקם ערן פלס פניני קדמי רום רוני רזיאל רחמים רננה שושנה שחור
    שחורי שלהבת שלו שנהר שקמה שרית`,
}
