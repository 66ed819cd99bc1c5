# The interface's words in English. Every other language is another file with the same names.

## Dates. Month names are separate, so that a language can inflect them in a date.
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
date-day = { $day } { $month } { $year }
date-month = { $month } { $year }
date-year = { $year }
date-before-common-era = { $date } BC

## Lists and numbers
list-pair = { $first } and { $last }
list-middle = { $first }, { $rest }
digit-group = ,

## Frame
skip-to-content = Skip to content
main-navigation = Main
footer-navigation = About this site
nav-articles = Explainers
nav-countries = Countries
nav-corrections = Corrections
feed = Feed
made-with = Made with Nutgraf
site-title = Explainers
draft = Draft
draft-notice = This is a draft. It is not published.
home = Home
breadcrumb = You are here

## Article
by = By { $authors }
published = Published { $date }
updated = Updated { $date }
reading-time = { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}
takeaways = Key takeaways
contents = Contents
background = Background
timeline = Timeline
reactions = Reactions
questions = Questions and answers
sources = Sources
footnotes = Notes
corrections = Corrections
correction = Correction, { $date }
updates = Updates
update = Update, { $date }
about-countries = Countries
about-topics = Topics
about-people = People
about-organizations = Organizations
related = Related explainers
cite = How to cite
cite-accessed = { $title }. { $authors }. { $site }, { $date }.
translations = Also in
back-to-text = Back to the text
back-to-citation = Back to where source { $number } is cited
cited-source = Source { $number }
publisher-and-date = { $publisher }, { $date }
accessed = Accessed { $date }
archived = Archived copy
source = Source
review-by = To be reviewed by { $date }
read-on = Read the explainer

## Stances
stance-supportive = Supportive
stance-opposed = Opposed
stance-cautious = Cautious
stance-neutral = Neutral
stance-mixed = Mixed
stance-none = No stance recorded

## Counts
explainers = { $count ->
    [one] 1 explainer
   *[other] { $count } explainers
}
reaction-count = { $count ->
    [one] 1 reaction
   *[other] { $count } reactions
}

## Listings
latest = Latest explainers
all-explainers = All explainers
archive = All explainers
archive-intro = Every explainer on this site, newest first.
archive-page = Page { $number }
newer = Newer
older = Older
pagination = Pages
most-covered-countries = Countries most covered
most-covered-topics = Topics most covered
no-explainers = Nothing has been published here yet.
countries = Countries
countries-intro = Every country and territory that the explainers on this site are about, name, or report a reaction of.
by-region = By region
kind-country = Country
kind-topic = Topic
kind-person = Person
kind-organization = Organization
kind-author = Author

## Country and other entities
explainers-about = Explainers about { $name }
explainers-mentioning = Explainers that mention { $name }
explainers-by = Explainers by { $name }
positions = Positions over time
positions-intro = What { $name } said in the explainers on this site, newest first.
said-about = What it was about
facts = Facts
area-km2 = { $number } km²
also-known-as = Also known as
same-as = { $host }
no-coverage = No explainer is about { $name } yet.
corrections-intro = Every correction and every dated update of an explainer on this site, newest first.
no-corrections = Nothing has been corrected or updated yet.
map-of = On the map
regions-Africa = Africa
regions-Americas = Americas
regions-Asia = Asia
regions-Europe = Europe
regions-Oceania = Oceania
regions-other = Elsewhere

## Pages of countries, topics and relations
what-others-said = What others said
what-others-said-intro = Reactions of others in explainers about { $name }, newest first.
covered-with = Covered together with
covered-with-count = { $count ->
    [one] 1 explainer about both
   *[other] { $count } explainers about both
}
relations = Relations
kind-relation = Relation
relation-description = { $names }: the explainers about both, what each said, and what happened between them.
relation-shared = Explainers about both
relation-reactions = What each said
relation-side-intro = In explainers about { $name }.
relation-side-empty = No reaction is reported yet.
older-explainers = Older explainers
older-mentions = Older mentions
older-positions = Older positions
older-reactions = Older reactions
older-timeline = Earlier events
contents-mentions = Mentioned in
all-about = All about { $name }
list-explainers = Explainers about { $name }
list-explainers-by = Explainers by { $name }
list-mentions = Explainers that mention { $name }
list-positions = Positions of { $name } over time
list-reactions = What others said in explainers about { $name }
list-timeline = Timeline of { $name }
list-first = What { $name } said
list-second = What { $name } said
reported = Reported { $date }
told-in = Told in
stances = Where countries stand
stances-intro = The newest stance of each country that an explainer on this topic reports, and how often it took each.
stances-country = Country
stances-newest = Newest stance
tally-supportive = { $count } supportive
tally-opposed = { $count } opposed
tally-cautious = { $count } cautious
tally-neutral = { $count } neutral
tally-mixed = { $count } mixed
tally-none = { $count } without a stance
tally-label = Stances
mentions-count = { $count ->
    [one] 1 mention
   *[other] { $count } mentions
}
country-count = { $count ->
    [one] 1 country or territory
   *[other] { $count } countries and territories
}
feed-atom = Feed
feed-json = JSON Feed
page-data = This page as data
feed-title = { $name } – { $site }

## Facts of a country
fact-official-name = Official name
fact-capital = Capital
fact-other-seats = Other seats
fact-region = Region
fact-status = Status
fact-memberships = Member of
fact-population = Population
fact-area = Area
fact-gdp = GDP (PPP), estimate
fact-languages = Official languages
fact-currencies = Currency
fact-neighbours = Neighbours
fact-codes = Codes
fact-source-cldr = Estimates and codes: Unicode CLDR 48.2; population mostly of mid-2024, GDP mostly of 2023
fact-source-compiled = Other facts: compiled for Nutgraf, of about mid-2025
fact-source-site = This site
fact-estimate = Estimate
facts-changed = Set by the editors of this site
capital-contested = contested
capital-proclaimed = proclaimed
capital-de-facto = de facto
capital-de-jure = de jure
capital-constitutional = by the constitution
status-dependency = Territory of { $country }
status-associated-state = In free association with { $country }
status-contested = Statehood is disputed
status-no-permanent-population = No permanent population
member-un = United Nations
observer-un = United Nations (observer)
member-eu = European Union
gdp-dollars = { $amount } international dollars
gdp-note = at purchasing-power parity
codes-user-assigned = in use, not assigned by ISO 3166-1
number-trillion = { $number } trillion
number-billion = { $number } billion
number-million = { $number } million
number-plain = { $number }
decimal-mark = .

## Names of currencies (Unicode CLDR 48)
78.2 48.0
currency-AED = United Arab Emirates Dirham
currency-AFN = Afghan Afghani
currency-ALL = Albanian Lek
currency-AMD = Armenian Dram
currency-AOA = Angolan Kwanza
currency-ARS = Argentine Peso
currency-AUD = Australian Dollar
currency-AWG = Aruban Florin
currency-AZN = Azerbaijani Manat
currency-BAM = Bosnia-Herzegovina Convertible Mark
currency-BBD = Barbadian Dollar
currency-BDT = Bangladeshi Taka
currency-BHD = Bahraini Dinar
currency-BIF = Burundian Franc
currency-BMD = Bermudan Dollar
currency-BND = Brunei Dollar
currency-BOB = Bolivian Boliviano
currency-BRL = Brazilian Real
currency-BSD = Bahamian Dollar
currency-BTN = Bhutanese Ngultrum
currency-BWP = Botswanan Pula
currency-BYN = Belarusian Ruble
currency-BZD = Belize Dollar
currency-CAD = Canadian Dollar
currency-CDF = Congolese Franc
currency-CHF = Swiss Franc
currency-CLP = Chilean Peso
currency-CNY = Chinese Yuan
currency-COP = Colombian Peso
currency-CRC = Costa Rican Colón
currency-CUP = Cuban Peso
currency-CVE = Cape Verdean Escudo
currency-CZK = Czech Koruna
currency-DJF = Djiboutian Franc
currency-DKK = Danish Krone
currency-DOP = Dominican Peso
currency-DZD = Algerian Dinar
currency-EGP = Egyptian Pound
currency-ERN = Eritrean Nakfa
currency-ETB = Ethiopian Birr
currency-EUR = Euro
currency-FJD = Fijian Dollar
currency-FKP = Falkland Islands Pound
currency-GBP = British Pound
currency-GEL = Georgian Lari
currency-GHS = Ghanaian Cedi
currency-GIP = Gibraltar Pound
currency-GMD = Gambian Dalasi
currency-GNF = Guinean Franc
currency-GTQ = Guatemalan Quetzal
currency-GYD = Guyanaese Dollar
currency-HKD = Hong Kong Dollar
currency-HNL = Honduran Lempira
currency-HTG = Haitian Gourde
currency-HUF = Hungarian Forint
currency-IDR = Indonesian Rupiah
currency-ILS = Israeli New Shekel
currency-INR = Indian Rupee
currency-IQD = Iraqi Dinar
currency-IRR = Iranian Rial
currency-ISK = Icelandic Króna
currency-JMD = Jamaican Dollar
currency-JOD = Jordanian Dinar
currency-JPY = Japanese Yen
currency-KES = Kenyan Shilling
currency-KGS = Kyrgyz Som
currency-KHR = Cambodian Riel
currency-KMF = Comorian Franc
currency-KPW = North Korean Won
currency-KRW = South Korean Won
currency-KWD = Kuwaiti Dinar
currency-KYD = Cayman Islands Dollar
currency-KZT = Kazakhstani Tenge
currency-LAK = Laotian Kip
currency-LBP = Lebanese Pound
currency-LKR = Sri Lankan Rupee
currency-LRD = Liberian Dollar
currency-LSL = Lesotho Loti
currency-LYD = Libyan Dinar
currency-MAD = Moroccan Dirham
currency-MDL = Moldovan Leu
currency-MGA = Malagasy Ariary
currency-MKD = Macedonian Denar
currency-MMK = Myanmar Kyat
currency-MNT = Mongolian Tugrik
currency-MOP = Macanese Pataca
currency-MRU = Mauritanian Ouguiya
currency-MUR = Mauritian Rupee
currency-MVR = Maldivian Rufiyaa
currency-MWK = Malawian Kwacha
currency-MXN = Mexican Peso
currency-MYR = Malaysian Ringgit
currency-MZN = Mozambican Metical
currency-NAD = Namibian Dollar
currency-NGN = Nigerian Naira
currency-NIO = Nicaraguan Córdoba
currency-NOK = Norwegian Krone
currency-NPR = Nepalese Rupee
currency-NZD = New Zealand Dollar
currency-OMR = Omani Rial
currency-PAB = Panamanian Balboa
currency-PEN = Peruvian Sol
currency-PGK = Papua New Guinean Kina
currency-PHP = Philippine Peso
currency-PKR = Pakistani Rupee
currency-PLN = Polish Zloty
currency-PYG = Paraguayan Guarani
currency-QAR = Qatari Riyal
currency-RON = Romanian Leu
currency-RSD = Serbian Dinar
currency-RUB = Russian Ruble
currency-RWF = Rwandan Franc
currency-SAR = Saudi Riyal
currency-SBD = Solomon Islands Dollar
currency-SCR = Seychellois Rupee
currency-SDG = Sudanese Pound
currency-SEK = Swedish Krona
currency-SGD = Singapore Dollar
currency-SHP = St. Helena Pound
currency-SLE = Sierra Leonean Leone
currency-SOS = Somali Shilling
currency-SRD = Surinamese Dollar
currency-SSP = South Sudanese Pound
currency-STN = São Tomé & Príncipe Dobra
currency-SYP = Syrian Pound
currency-SZL = Swazi Lilangeni
currency-THB = Thai Baht
currency-TJS = Tajikistani Somoni
currency-TMT = Turkmenistani Manat
currency-TND = Tunisian Dinar
currency-TOP = Tongan Paʻanga
currency-TRY = Turkish Lira
currency-TTD = Trinidad & Tobago Dollar
currency-TWD = New Taiwan Dollar
currency-TZS = Tanzanian Shilling
currency-UAH = Ukrainian Hryvnia
currency-UGX = Ugandan Shilling
currency-USD = US Dollar
currency-UYU = Uruguayan Peso
currency-UZS = Uzbekistani Som
currency-VES = Venezuelan Bolívar
currency-VND = Vietnamese Dong
currency-VUV = Vanuatu Vatu
currency-WST = Samoan Tala
currency-XAF = Central African CFA Franc
currency-XCD = East Caribbean Dollar
currency-XCG = Caribbean guilder
currency-XOF = West African CFA Franc
currency-XPF = CFP Franc
currency-YER = Yemeni Rial
currency-ZAR = South African Rand
currency-ZMW = Zambian Kwacha
currency-ZWG = Zimbabwean Gold

## 404 and redirects
not-found = This page is not here
not-found-text = The address may be old, or mistyped. The newest explainers are on the home page, and every country that is covered has a page.
moved = This page has moved
moved-text = It is now at { $url }.

## Directives
note = Note
watch-video = Watch the video on { $host }
chart-data = The data of this chart

## Markdown
table = Table
task-done = Done
task-open = To do
alert-note = Note
alert-tip = Tip
alert-important = Important
alert-warning = Warning
alert-caution = Caution

## Theme
see-also = See also
