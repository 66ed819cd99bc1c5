# The interface's words in English. Every other language is another file with the same names and variables.

## Dates. Month names are separate, so that a language can inflect them in a date; `.alone` is the form without a day.
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
date-before-common-era = { $date } BC

## Lists and numbers
list-pair = { $first } and { $last }
# Before a name that begins with the vowel i.
list-middle = { $first }, { $rest }
digit-group = ,
# How many digits a number has at least that are grouped.
digit-group-from = 4

## Frame
skip-to-content = Skip to content
main-navigation = Main
footer-navigation = About this site
nav-articles = Explainers
nav-countries = Countries
nav-corrections = Corrections
nav-search = Search
feed = Feed
made-with = Made with Nutgraf
site-title = Explainers
draft = Draft
draft-notice = This is a draft. It is not published.
home = Home
breadcrumb = You are here

## Search
search = Search
search-intro = Search every explainer on this site, and its pages of countries, topics, people and organizations.
search-label = Search for
search-submit = Search
search-filters = Narrow it down
search-country = Country
search-topic = Topic
search-year = Year
search-language = Language
search-any = Any
search-hint = Type a word or a name. Quotation marks around several words find them in this order.
search-count = Results: { $count }
search-none = Nothing was found. Try another word, or fewer filters.
search-loading = Searching…
search-failed = The search could not be loaded. The list of all explainers leads to each of them.
search-more = Show more
search-without-script = This search runs in your browser and needs JavaScript. Without it, the list of all explainers and the pages of countries lead to each explainer.
search-archive = All explainers

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
cited-title = “{ $title }”
translations = Also in
back-to-text = Back to the text
back-to-citation = Back to where source { $number } is cited
cited-source = Source { $number }
publisher-and-date = { $publisher }, { $date }
accessed = Accessed { $date }
archived = Archived copy
source = Source
source-named = Source: { $title }
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
positions-intro = What { $name } said, as the explainers on this site report it, newest first.
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

## Maps
map-coverage = Coverage by country
map-world = World map: countries by number of explainers
map-most-covered = Most covered: { $countries }.
map-count = { $name }: { $count ->
    [one] 1 explainer
   *[other] { $count } explainers
}
map-mentioned = mentioned only
map-band = { $from }–{ $to }
map-scale = Explainers
map-locator = Map: { $countries }
map-about = What this is about
map-voice = Reactions reported here
map-voices = Also marked, because reactions of theirs are reported: { $countries }.
map-portrait = Map: { $name } and what is around it
map-borders = { $name } borders on { $countries }.
map-note = Borders are simplified. They show where places are, and take no side in disputes.

## Pages of countries, topics and relations
country-description = { $name }: facts, explainers, its positions over time, what others said, and what happened.
entity-description = The explainers about { $name } on { $site }.
author-description = The explainers by { $name } on { $site }.
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
told-in-many = Told in { $count } explainers
stances = Where countries stand
stances-intro = The newest stance of each country that an explainer on this topic reports, and how often it took each.
stances-country = Country
stances-newest = Newest stance
stances-none = No stance
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
fact-source-cldr = Unicode CLDR 48.2
fact-source-compiled = compiled for Nutgraf, as of about mid-2025
fact-source-site = this site
facts-from = { $facts }: { $source }
population-note = estimate, mostly of mid-2024
facts-changed = set by this site
capital-contested = contested
capital-proclaimed = proclaimed
capital-de-facto = de facto
capital-de-jure = de jure
capital-constitutional = by the constitution
language-de-facto = { $language } (de facto)
status-dependency = Territory of { $country }
status-associated-state = In free association with { $country }
status-contested = Statehood is disputed
status-no-permanent-population = No permanent population
member-un = United Nations
observer-un = United Nations (observer)
member-eu = European Union
gdp-dollars = { $amount } international dollars
gdp-note = at purchasing-power parity, mostly of 2023
codes-user-assigned = in use, not assigned by ISO 3166-1
number-trillion = { $number } trillion
number-billion = { $number } billion
number-million = { $number } million
number-plain = { $number }
decimal-mark = { "." }

## Names of currencies, as after “1” (Unicode CLDR 48)
currency-AED = UAE dirham
currency-AFN = Afghan Afghani
currency-ALL = Albanian lek
currency-AMD = Armenian dram
currency-AOA = Angolan kwanza
currency-ARS = Argentine peso
currency-AUD = Australian dollar
currency-AWG = Aruban florin
currency-AZN = Azerbaijani manat
currency-BAM = Bosnia-Herzegovina convertible mark
currency-BBD = Barbadian dollar
currency-BDT = Bangladeshi taka
currency-BHD = Bahraini dinar
currency-BIF = Burundian franc
currency-BMD = Bermudan dollar
currency-BND = Brunei dollar
currency-BOB = Bolivian boliviano
currency-BRL = Brazilian real
currency-BSD = Bahamian dollar
currency-BTN = Bhutanese ngultrum
currency-BWP = Botswanan pula
currency-BYN = Belarusian ruble
currency-BZD = Belize dollar
currency-CAD = Canadian dollar
currency-CDF = Congolese franc
currency-CHF = Swiss franc
currency-CLP = Chilean peso
currency-CNY = Chinese yuan
currency-COP = Colombian peso
currency-CRC = Costa Rican colón
currency-CUP = Cuban peso
currency-CVE = Cape Verdean escudo
currency-CZK = Czech koruna
currency-DJF = Djiboutian franc
currency-DKK = Danish krone
currency-DOP = Dominican peso
currency-DZD = Algerian dinar
currency-EGP = Egyptian pound
currency-ERN = Eritrean nakfa
currency-ETB = Ethiopian birr
currency-EUR = euro
currency-FJD = Fijian dollar
currency-FKP = Falkland Islands pound
currency-GBP = British pound
currency-GEL = Georgian lari
currency-GHS = Ghanaian cedi
currency-GIP = Gibraltar pound
currency-GMD = Gambian dalasi
currency-GNF = Guinean franc
currency-GTQ = Guatemalan quetzal
currency-GYD = Guyanaese dollar
currency-HKD = Hong Kong dollar
currency-HNL = Honduran lempira
currency-HTG = Haitian gourde
currency-HUF = Hungarian forint
currency-IDR = Indonesian rupiah
currency-ILS = Israeli new shekel
currency-INR = Indian rupee
currency-IQD = Iraqi dinar
currency-IRR = Iranian rial
currency-ISK = Icelandic króna
currency-JMD = Jamaican dollar
currency-JOD = Jordanian dinar
currency-JPY = Japanese yen
currency-KES = Kenyan shilling
currency-KGS = Kyrgyz som
currency-KHR = Cambodian riel
currency-KMF = Comorian franc
currency-KPW = North Korean won
currency-KRW = South Korean won
currency-KWD = Kuwaiti dinar
currency-KYD = Cayman Islands dollar
currency-KZT = Kazakhstani tenge
currency-LAK = Laotian kip
currency-LBP = Lebanese pound
currency-LKR = Sri Lankan rupee
currency-LRD = Liberian dollar
currency-LSL = Lesotho loti
currency-LYD = Libyan dinar
currency-MAD = Moroccan dirham
currency-MDL = Moldovan leu
currency-MGA = Malagasy ariary
currency-MKD = Macedonian denar
currency-MMK = Myanmar kyat
currency-MNT = Mongolian tugrik
currency-MOP = Macanese pataca
currency-MRU = Mauritanian ouguiya
currency-MUR = Mauritian rupee
currency-MVR = Maldivian rufiyaa
currency-MWK = Malawian kwacha
currency-MXN = Mexican peso
currency-MYR = Malaysian ringgit
currency-MZN = Mozambican metical
currency-NAD = Namibian dollar
currency-NGN = Nigerian naira
currency-NIO = Nicaraguan córdoba
currency-NOK = Norwegian krone
currency-NPR = Nepalese rupee
currency-NZD = New Zealand dollar
currency-OMR = Omani rial
currency-PAB = Panamanian balboa
currency-PEN = Peruvian sol
currency-PGK = Papua New Guinean kina
currency-PHP = Philippine peso
currency-PKR = Pakistani rupee
currency-PLN = Polish zloty
currency-PYG = Paraguayan guarani
currency-QAR = Qatari riyal
currency-RON = Romanian leu
currency-RSD = Serbian dinar
currency-RUB = Russian ruble
currency-RWF = Rwandan franc
currency-SAR = Saudi riyal
currency-SBD = Solomon Islands dollar
currency-SCR = Seychellois rupee
currency-SDG = Sudanese pound
currency-SEK = Swedish krona
currency-SGD = Singapore dollar
currency-SHP = St. Helena pound
currency-SLE = Sierra Leonean leone
currency-SOS = Somali shilling
currency-SRD = Surinamese dollar
currency-SSP = South Sudanese pound
currency-STN = São Tomé & Príncipe dobra
currency-SYP = Syrian pound
currency-SZL = Swazi lilangeni
currency-THB = Thai baht
currency-TJS = Tajikistani somoni
currency-TMT = Turkmenistani manat
currency-TND = Tunisian dinar
currency-TOP = Tongan paʻanga
currency-TRY = Turkish lira
currency-TTD = Trinidad & Tobago dollar
currency-TWD = New Taiwan dollar
currency-TZS = Tanzanian shilling
currency-UAH = Ukrainian hryvnia
currency-UGX = Ugandan shilling
currency-USD = US dollar
currency-UYU = Uruguayan peso
currency-UZS = Uzbekistani som
currency-VES = Venezuelan bolívar
currency-VND = Vietnamese dong
currency-VUV = Vanuatu vatu
currency-WST = Samoan tala
currency-XAF = Central African CFA franc
currency-XCD = East Caribbean dollar
currency-XCG = Caribbean guilder
currency-XOF = West African CFA franc
currency-XPF = CFP franc
currency-YER = Yemeni rial
currency-ZAR = South African rand
currency-ZMW = Zambian kwacha
currency-ZWG = Zimbabwean gold

## 404 and redirects
not-found = This page is not here
not-found-text = The address may be old, or mistyped. The newest explainers are on the home page, and every country that is covered has a page.
moved = This page has moved
moved-text = It is now at { $url }.

## Directives
note = Note
watch-video = Watch the video on { $host }
chart-data = The data of this chart
chart-lines = A line chart. Its data follow.
chart-none = no data
chart-file = Download the data (CSV)

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
