# The interface's words in German.

## Dates
month-1 = Januar
month-2 = Februar
month-3 = März
month-4 = April
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = August
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Dezember
date-day = { $day }. { $month } { $year }
date-month = { $month } { $year }
date-before-common-era = { $date } v. Chr.

## Lists and numbers
list-pair = { $first } und { $last }
list-middle = { $first }, { $rest }
digit-group = .
digit-group-from = 4

## Frame
skip-to-content = Zum Inhalt springen
main-navigation = Hauptnavigation
footer-navigation = Über diese Website
nav-articles = Erklärstücke
nav-countries = Länder
nav-corrections = Korrekturen
nav-search = Suche
feed = Feed
made-with = Erstellt mit Nutgraf
site-title = Erklärstücke
draft = Entwurf
draft-notice = Dies ist ein Entwurf. Er ist nicht veröffentlicht.
home = Startseite
breadcrumb = Sie sind hier

## Search
search = Suche
search-intro = Durchsuchen Sie alle Erklärstücke dieser Website und ihre Seiten zu Ländern, Themen, Personen und Organisationen.
search-label = Suchen nach
search-submit = Suchen
search-filters = Suche eingrenzen
search-country = Land
search-topic = Thema
search-year = Jahr
search-language = Sprache
search-any = Alle
search-hint = Geben Sie ein Wort oder einen Namen ein. Anführungszeichen um mehrere Wörter finden diese in genau dieser Reihenfolge.
search-count = Ergebnisse: { $count }
search-none = Nichts gefunden. Versuchen Sie es mit einem anderen Wort oder mit weniger Filtern.
search-loading = Suche läuft …
search-failed = Die Suche konnte nicht geladen werden. Die Liste aller Erklärstücke führt zu jedem einzelnen.
search-more = Mehr anzeigen
search-without-script = Diese Suche läuft in Ihrem Browser und braucht JavaScript. Ohne JavaScript führen die Liste aller Erklärstücke und die Länderseiten zu jedem Erklärstück.
search-archive = Alle Erklärstücke

## Article
by = Von { $authors }
published = Veröffentlicht am { $date }
updated = Aktualisiert am { $date }
reading-time = { $minutes ->
    [one] 1 Minute Lesezeit
   *[other] { $minutes } Minuten Lesezeit
}
takeaways = Das Wichtigste in Kürze
contents = Inhalt
background = Hintergrund
timeline = Chronologie
reactions = Reaktionen
questions = Fragen und Antworten
sources = Quellen
footnotes = Anmerkungen
corrections = Korrekturen
correction = Korrektur, { $date }
updates = Aktualisierungen
update = Aktualisierung, { $date }
about-countries = Länder
about-topics = Themen
about-people = Personen
about-organizations = Organisationen
related = Verwandte Erklärstücke
cite = Zitierhinweis
cited-title = „{ $title }“
translations = In anderen Sprachen
back-to-text = Zurück zum Text
back-to-citation = Zurück zur Stelle, an der Quelle { $number } zitiert wird
cited-source = Quelle { $number }
publisher-and-date = { $publisher }, { $date }
accessed = Abgerufen am { $date }
archived = Archivierte Fassung
source = Quelle
source-named = Quelle: { $title }
review-by = Wird bis { $date } überprüft
read-on = Zum Erklärstück

## Stances
stance-supportive = Befürwortend
stance-opposed = Ablehnend
stance-cautious = Zurückhaltend
stance-neutral = Neutral
stance-mixed = Gemischt
stance-none = Keine Haltung erfasst

## Counts
explainers = { $count ->
    [one] 1 Erklärstück
   *[other] { $count } Erklärstücke
}
reaction-count = { $count ->
    [one] 1 Reaktion
   *[other] { $count } Reaktionen
}

## Listings
latest = Neueste Erklärstücke
all-explainers = Alle Erklärstücke
archive = Alle Erklärstücke
archive-intro = Alle Erklärstücke dieser Website, die neuesten zuerst.
archive-page = Seite { $number }
newer = Neuere
older = Ältere
pagination = Seiten
most-covered-countries = Länder mit den meisten Beiträgen
most-covered-topics = Themen mit den meisten Beiträgen
no-explainers = Hier ist noch nichts erschienen.
countries = Länder
countries-intro = Alle Länder und Gebiete, von denen die Erklärstücke dieser Website handeln, die sie nennen oder deren Reaktionen sie wiedergeben.
by-region = Nach Regionen
kind-country = Land
kind-topic = Thema
kind-person = Person
kind-organization = Organisation
kind-author = Autorin oder Autor

## Country and other entities
explainers-about = Erklärstücke zu { $name }
explainers-mentioning = Erklärstücke, die { $name } erwähnen
explainers-by = Erklärstücke von { $name }
positions = Positionen im Lauf der Zeit
positions-intro = Was von { $name } zu hören war, wie es die Erklärstücke dieser Website wiedergeben; das Neueste zuerst.
said-about = Worum es ging
facts = Fakten
area-km2 = { $number } km²
also-known-as = Auch bekannt als
same-as = { $host }
no-coverage = Zu { $name } gibt es noch kein Erklärstück.
corrections-intro = Alle Korrekturen und datierten Aktualisierungen der Erklärstücke dieser Website, die neuesten zuerst.
no-corrections = Bisher wurde nichts korrigiert oder aktualisiert.
map-of = Auf der Karte
regions-Africa = Afrika
regions-Americas = Amerika
regions-Asia = Asien
regions-Europe = Europa
regions-Oceania = Ozeanien
regions-other = Andernorts

## Maps
map-coverage = Berichterstattung nach Ländern
map-world = Weltkarte: Länder nach Zahl der Erklärstücke
map-most-covered = Am häufigsten behandelt: { $countries }.
map-count = { $name }: { $count ->
    [one] 1 Erklärstück
   *[other] { $count } Erklärstücke
}
map-mentioned = nur erwähnt
map-band = { $from }–{ $to }
map-scale = Erklärstücke
map-locator = Karte: { $countries }
map-about = Worum es hier geht
map-voice = Reaktionen, die hier wiedergegeben werden
map-voices = Ebenfalls markiert, weil ihre Reaktionen wiedergegeben werden: { $countries }.
map-portrait = Karte: { $name } und die Umgebung
map-borders = Nachbarn von { $name }: { $countries }.
map-note = Grenzen sind vereinfacht. Sie zeigen, wo Orte liegen, und nehmen in Streitfällen keine Partei.

## Pages of countries, topics and relations
country-description = { $name }: Fakten, Erklärstücke, Positionen im Lauf der Zeit, was andere sagten und was geschah.
entity-description = Die Erklärstücke zu { $name } auf { $site }.
author-description = Die Erklärstücke von { $name } auf { $site }.
what-others-said = Was andere sagten
what-others-said-intro = Reaktionen anderer in Erklärstücken zu { $name }, die neuesten zuerst.
covered-with = Gemeinsam behandelt mit
covered-with-count = { $count ->
    [one] 1 Erklärstück zu beiden
   *[other] { $count } Erklärstücke zu beiden
}
relations = Beziehungen
kind-relation = Beziehung
relation-description = { $names }: die Erklärstücke zu beiden, was jede Seite sagte und was zwischen ihnen geschah.
relation-shared = Erklärstücke zu beiden
relation-reactions = Was jede Seite sagte
relation-side-intro = In Erklärstücken zu { $name }.
relation-side-empty = Bisher ist keine Reaktion bekannt.
older-explainers = Ältere Erklärstücke
older-mentions = Ältere Erwähnungen
older-positions = Ältere Positionen
older-reactions = Ältere Reaktionen
older-timeline = Frühere Ereignisse
contents-mentions = Erwähnt in
all-about = Alles zu { $name }
list-explainers = Erklärstücke zu { $name }
list-explainers-by = Erklärstücke von { $name }
list-mentions = Erklärstücke, die { $name } erwähnen
list-positions = { $name }: Positionen im Lauf der Zeit
list-reactions = Was andere in Erklärstücken zu { $name } sagten
list-timeline = { $name }: Chronologie
list-first = { $name }: Reaktionen
list-second = { $name }: Reaktionen
reported = Berichtet am { $date }
told-in = Erzählt in
told-in-many = Erzählt in { $count } Erklärstücken
stances = Wo die Länder stehen
stances-intro = Die neueste Haltung jedes Landes, die ein Erklärstück zu diesem Thema wiedergibt, und wie oft es welche einnahm.
stances-country = Land
stances-newest = Neueste Haltung
stances-none = Keine Haltung
tally-supportive = { $count } befürwortend
tally-opposed = { $count } ablehnend
tally-cautious = { $count } zurückhaltend
tally-neutral = { $count } neutral
tally-mixed = { $count } gemischt
tally-none = { $count } ohne Haltung
tally-label = Haltungen
mentions-count = { $count ->
    [one] 1 Erwähnung
   *[other] { $count } Erwähnungen
}
country-count = { $count ->
    [one] 1 Land oder Gebiet
   *[other] { $count } Länder und Gebiete
}
feed-atom = Feed
feed-json = JSON Feed
page-data = Diese Seite als Daten
feed-title = { $name } – { $site }

## Facts of a country
fact-official-name = Amtlicher Name
fact-capital = Hauptstadt
fact-other-seats = Weitere Regierungssitze
fact-region = Region
fact-status = Status
fact-memberships = Mitglied in
fact-population = Bevölkerung
fact-area = Fläche
fact-gdp = BIP (KKP), Schätzung
fact-languages = Amtssprachen
fact-currencies = Währung
fact-neighbours = Nachbarländer
fact-codes = Codes
fact-source-cldr = Unicode CLDR 48.2
fact-source-compiled = zusammengestellt für Nutgraf, Stand etwa Mitte 2025
fact-source-site = diese Website
facts-from = { $facts }: { $source }
population-note = Schätzung, meist von Mitte 2024
facts-changed = von dieser Website festgelegt
capital-contested = umstritten
capital-proclaimed = proklamiert
capital-de-facto = faktisch
capital-de-jure = rechtlich
capital-constitutional = laut Verfassung
language-de-facto = { $language } (faktisch)
status-dependency = Gebiet, zugehörig zu: { $country }
status-associated-state = In freier Assoziierung mit: { $country }
status-contested = Staatlichkeit umstritten
status-no-permanent-population = Keine ständige Bevölkerung
member-un = Vereinte Nationen
observer-un = Vereinte Nationen (Beobachterstatus)
member-eu = Europäische Union
gdp-dollars = { $amount } internationale Dollar
gdp-note = kaufkraftbereinigt, meist von 2023
codes-user-assigned = gebräuchlich, aber nicht nach ISO 3166-1 vergeben
number-trillion = { $number } Billionen
number-billion = { $number } Milliarden
number-million = { $number } Millionen
number-plain = { $number }
decimal-mark = ,

## Names of currencies, as after “1” (Unicode CLDR 48)
currency-AED = VAE-Dirham
currency-AFN = Afghanischer Afghani
currency-ALL = Albanischer Lek
currency-AMD = Armenischer Dram
currency-AOA = Angolanischer Kwanza
currency-ARS = Argentinischer Peso
currency-AUD = Australischer Dollar
currency-AWG = Aruba-Florin
currency-AZN = Aserbaidschan-Manat
currency-BAM = Konvertible Mark Bosnien und Herzegowina
currency-BBD = Barbados-Dollar
currency-BDT = Bangladesch-Taka
currency-BHD = Bahrain-Dinar
currency-BIF = Burundi-Franc
currency-BMD = Bermuda-Dollar
currency-BND = Brunei-Dollar
currency-BOB = Bolivianischer Boliviano
currency-BRL = Brasilianischer Real
currency-BSD = Bahamas-Dollar
currency-BTN = Bhutan-Ngultrum
currency-BWP = Botswanischer Pula
currency-BYN = Weißrussischer Rubel
currency-BZD = Belize-Dollar
currency-CAD = Kanadischer Dollar
currency-CDF = Kongo-Franc
currency-CHF = Schweizer Franken
currency-CLP = Chilenischer Peso
currency-CNY = Chinesischer Yuan
currency-COP = Kolumbianischer Peso
currency-CRC = Costa-Rica-Colón
currency-CUP = Kubanischer Peso
currency-CVE = Cabo-Verde-Escudo
currency-CZK = Tschechische Krone
currency-DJF = Dschibuti-Franc
currency-DKK = Dänische Krone
currency-DOP = Dominikanischer Peso
currency-DZD = Algerischer Dinar
currency-EGP = Ägyptisches Pfund
currency-ERN = Eritreischer Nakfa
currency-ETB = Äthiopischer Birr
currency-EUR = Euro
currency-FJD = Fidschi-Dollar
currency-FKP = Falkland-Pfund
currency-GBP = Britisches Pfund
currency-GEL = Georgischer Lari
currency-GHS = Ghanaischer Cedi
currency-GIP = Gibraltar-Pfund
currency-GMD = Gambia-Dalasi
currency-GNF = Guinea-Franc
currency-GTQ = Guatemaltekischer Quetzal
currency-GYD = Guyana-Dollar
currency-HKD = Hongkong-Dollar
currency-HNL = Honduras-Lempira
currency-HTG = Haitianische Gourde
currency-HUF = Ungarischer Forint
currency-IDR = Indonesische Rupiah
currency-ILS = Israelischer Neuer Schekel
currency-INR = Indische Rupie
currency-IQD = Irakischer Dinar
currency-IRR = Iranischer Rial
currency-ISK = Isländische Krone
currency-JMD = Jamaika-Dollar
currency-JOD = Jordanischer Dinar
currency-JPY = Japanischer Yen
currency-KES = Kenia-Schilling
currency-KGS = Kirgisischer Som
currency-KHR = Kambodschanischer Riel
currency-KMF = Komoren-Franc
currency-KPW = Nordkoreanischer Won
currency-KRW = Südkoreanischer Won
currency-KWD = Kuwait-Dinar
currency-KYD = Kaiman-Dollar
currency-KZT = Kasachischer Tenge
currency-LAK = Laotischer Kip
currency-LBP = Libanesisches Pfund
currency-LKR = Sri-Lanka-Rupie
currency-LRD = Liberianischer Dollar
currency-LSL = Loti
currency-LYD = Libyscher Dinar
currency-MAD = Marokkanischer Dirham
currency-MDL = Moldau-Leu
currency-MGA = Madagaskar-Ariary
currency-MKD = Mazedonischer Denar
currency-MMK = Myanmarischer Kyat
currency-MNT = Mongolischer Tögrög
currency-MOP = Macao-Pataca
currency-MRU = Mauretanischer Ouguiya
currency-MUR = Mauritius-Rupie
currency-MVR = Malediven-Rufiyaa
currency-MWK = Malawi-Kwacha
currency-MXN = Mexikanischer Peso
currency-MYR = Malaysischer Ringgit
currency-MZN = Mosambikanischer Metical
currency-NAD = Namibia-Dollar
currency-NGN = Nigerianischer Naira
currency-NIO = Nicaragua-Córdoba
currency-NOK = Norwegische Krone
currency-NPR = Nepalesische Rupie
currency-NZD = Neuseeland-Dollar
currency-OMR = Omanischer Rial
currency-PAB = Panamaischer Balboa
currency-PEN = Peruanischer Sol
currency-PGK = Papua-neuguineischer Kina
currency-PHP = Philippinischer Peso
currency-PKR = Pakistanische Rupie
currency-PLN = Polnischer Złoty
currency-PYG = Paraguayischer Guaraní
currency-QAR = Katar-Riyal
currency-RON = Rumänischer Leu
currency-RSD = Serbischer Dinar
currency-RUB = Russischer Rubel
currency-RWF = Ruanda-Franc
currency-SAR = Saudi-Rial
currency-SBD = Salomonen-Dollar
currency-SCR = Seychellen-Rupie
currency-SDG = Sudanesisches Pfund
currency-SEK = Schwedische Krone
currency-SGD = Singapur-Dollar
currency-SHP = St.-Helena-Pfund
currency-SLE = Sierra-leonischer Leone
currency-SOS = Somalia-Schilling
currency-SRD = Suriname-Dollar
currency-SSP = Südsudanesisches Pfund
currency-STN = São-toméischer Dobra
currency-SYP = Syrisches Pfund
currency-SZL = Swasiländischer Lilangeni
currency-THB = Thailändischer Baht
currency-TJS = Tadschikistan-Somoni
currency-TMT = Turkmenistan-Manat
currency-TND = Tunesischer Dinar
currency-TOP = Tongaischer Paʻanga
currency-TRY = Türkische Lira
currency-TTD = Trinidad-und-Tobago-Dollar
currency-TWD = Neuer Taiwan-Dollar
currency-TZS = Tansania-Schilling
currency-UAH = Ukrainische Hrywnja
currency-UGX = Uganda-Schilling
currency-USD = US-Dollar
currency-UYU = Uruguayischer Peso
currency-UZS = Usbekistan-Sum
currency-VES = Venezolanischer Bolívar
currency-VND = Vietnamesischer Dong
currency-VUV = Vanuatu-Vatu
currency-WST = Samoanischer Tala
currency-XAF = CFA-Franc (BEAC)
currency-XCD = Ostkaribischer Dollar
currency-XCG = Karibischer Gulden
currency-XOF = CFA-Franc (BCEAO)
currency-XPF = CFP-Franc
currency-YER = Jemen-Rial
currency-ZAR = Südafrikanischer Rand
currency-ZMW = Kwacha
currency-ZWG = Simbabwe-Gold

## 404 and redirects
not-found = Diese Seite gibt es hier nicht
not-found-text = Vielleicht ist die Adresse veraltet oder falsch geschrieben. Die neuesten Erklärstücke stehen auf der Startseite, und jedes behandelte Land hat eine eigene Seite.
moved = Diese Seite ist umgezogen
moved-text = Sie steht jetzt unter { $url }.

## Directives
note = Hinweis
watch-video = Video ansehen auf { $host }
chart-data = Die Daten zu diesem Diagramm
chart-lines = Ein Liniendiagramm. Die Daten folgen.
chart-none = keine Daten
chart-file = Daten herunterladen (CSV)

## Markdown
table = Tabelle
task-done = Erledigt
task-open = Offen
alert-note = Hinweis
alert-tip = Tipp
alert-important = Wichtig
alert-warning = Warnung
alert-caution = Vorsicht

## Theme
see-also = Siehe auch
