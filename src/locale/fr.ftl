# The interface's words in French. Spaces before double punctuation do not break.

## Dates
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
date-day = { $day ->
    [1] 1er
   *[other] { $day }
} { $month } { $year }
date-month = { $month } { $year }
date-before-common-era = { $date } av. J.-C.

## Lists and numbers
list-pair = { $first } et { $last }
list-middle = { $first }, { $rest }
digit-group = { "\u202F" }
digit-group-from = 4

## Frame
skip-to-content = Aller au contenu
main-navigation = Navigation principale
footer-navigation = À propos de ce site
nav-articles = Décryptages
nav-countries = Pays
nav-corrections = Rectificatifs
nav-search = Recherche
feed = Flux
made-with = Réalisé avec Nutgraf
site-title = Décryptages
draft = Brouillon
draft-notice = Ceci est un brouillon. Il n’est pas publié.
home = Accueil
breadcrumb = Vous êtes ici

## Search
search = Recherche
search-intro = Cherchez dans tous les décryptages de ce site et dans ses pages consacrées aux pays, aux thèmes, aux personnes et aux organisations.
search-label = Rechercher
search-submit = Rechercher
search-filters = Affiner
search-country = Pays
search-topic = Thème
search-year = Année
search-language = Langue
search-any = Indifférent
search-hint = Saisissez un mot ou un nom. Des guillemets autour de plusieurs mots les trouvent dans cet ordre.
search-count = Résultats : { $count }
search-none = Aucun résultat. Essayez un autre mot ou moins de filtres.
search-loading = Recherche en cours…
search-failed = La recherche n’a pas pu être chargée. La liste de tous les décryptages mène à chacun d’eux.
search-more = Afficher plus
search-without-script = Cette recherche s’exécute dans votre navigateur et nécessite JavaScript. Sans lui, la liste de tous les décryptages et les pages des pays mènent à chaque décryptage.
search-archive = Tous les décryptages

## Article
by = Par { $authors }
published = Publié le { $date }
updated = Mis à jour le { $date }
reading-time = { $minutes ->
    [one] { $minutes } minute de lecture
   *[other] { $minutes } minutes de lecture
}
takeaways = L’essentiel
contents = Sommaire
background = Contexte
timeline = Chronologie
reactions = Réactions
questions = Questions et réponses
sources = Sources
footnotes = Notes
corrections = Rectificatifs
correction = Rectificatif, { $date }
updates = Mises à jour
update = Mise à jour, { $date }
about-countries = Pays
about-topics = Thèmes
about-people = Personnes
about-organizations = Organisations
related = Décryptages liés
cite = Comment citer
cited-title = « { $title } »
translations = Dans d’autres langues
back-to-text = Retour au texte
back-to-citation = Retour à l’endroit où la source { $number } est citée
cited-source = Source { $number }
publisher-and-date = { $publisher }, { $date }
accessed = Consulté le { $date }
archived = Copie archivée
source = Source
source-named = Source : { $title }
review-by = À réviser avant le { $date }
read-on = Lire le décryptage

## Stances
stance-supportive = Favorable
stance-opposed = Opposé
stance-cautious = Prudent
stance-neutral = Neutre
stance-mixed = Partagé
stance-none = Position non précisée

## Counts
explainers = { $count ->
    [one] { $count } décryptage
   *[other] { $count } décryptages
}
reaction-count = { $count ->
    [one] { $count } réaction
   *[other] { $count } réactions
}

## Listings
latest = Derniers décryptages
all-explainers = Tous les décryptages
archive = Tous les décryptages
archive-intro = Tous les décryptages de ce site, du plus récent au plus ancien.
archive-page = Page { $number }
newer = Plus récents
older = Plus anciens
pagination = Pages
most-covered-countries = Pays les plus traités
most-covered-topics = Thèmes les plus traités
no-explainers = Rien n’a encore été publié ici.
countries = Pays
countries-intro = Tous les pays et territoires dont traitent les décryptages de ce site, qu’ils nomment ou dont ils rapportent une réaction.
by-region = Par région
kind-country = Pays
kind-topic = Thème
kind-person = Personne
kind-organization = Organisation
kind-author = Auteur

## Country and other entities
explainers-about = Décryptages : { $name }
explainers-mentioning = Décryptages qui mentionnent { $name }
explainers-by = Décryptages de { $name }
positions = Positions au fil du temps
positions-intro = { $name } : les prises de position rapportées par les décryptages de ce site, de la plus récente à la plus ancienne.
said-about = À propos de
facts = Repères
area-km2 = { $number } km²
also-known-as = Autres noms
same-as = { $host }
no-coverage = { $name } : aucun décryptage pour le moment.
corrections-intro = Tous les rectificatifs et toutes les mises à jour datées des décryptages de ce site, du plus récent au plus ancien.
no-corrections = Rien n’a encore été rectifié ni mis à jour.
map-of = Sur la carte
regions-Africa = Afrique
regions-Americas = Amériques
regions-Asia = Asie
regions-Europe = Europe
regions-Oceania = Océanie
regions-other = Ailleurs

## Maps
map-coverage = Couverture par pays
map-world = Carte du monde : les pays selon le nombre de décryptages
map-most-covered = Les plus traités : { $countries }.
map-count = { $name } : { $count ->
    [one] { $count } décryptage
   *[other] { $count } décryptages
}
map-mentioned = seulement mentionné
map-band = { $from }–{ $to }
map-scale = Décryptages
map-locator = Carte : { $countries }
map-about = Ce dont il est question
map-voice = Réactions rapportées ici
map-voices = Également signalés, car leurs réactions sont rapportées : { $countries }.
map-portrait = Carte : { $name } et ses environs
map-borders = { $name } : frontières avec { $countries }.
map-note = Les frontières sont simplifiées. Elles situent les lieux et ne prennent pas parti dans les différends.

## Pages of countries, topics and relations
country-description = { $name } : repères, décryptages, positions au fil du temps, ce que d’autres ont dit et ce qui s’est passé.
entity-description = { $name } : les décryptages de { $site }.
author-description = Les décryptages de { $name } sur { $site }.
what-others-said = Ce que d’autres ont dit
what-others-said-intro = { $name } : les réactions des autres dans les décryptages, de la plus récente à la plus ancienne.
covered-with = Traités ensemble
covered-with-count = { $count ->
    [one] { $count } décryptage sur les deux
   *[other] { $count } décryptages sur les deux
}
relations = Relations
kind-relation = Relation
relation-description = { $names } : les décryptages sur les deux, ce que chacun a dit et ce qui s’est passé entre eux.
relation-shared = Décryptages sur les deux
relation-reactions = Ce que chacun a dit
relation-side-intro = Dans les décryptages : { $name }.
relation-side-empty = Aucune réaction rapportée pour le moment.
older-explainers = Décryptages plus anciens
older-mentions = Mentions plus anciennes
older-positions = Positions plus anciennes
older-reactions = Réactions plus anciennes
older-timeline = Événements antérieurs
contents-mentions = Mentionné dans
all-about = { $name } : tout voir
list-explainers = { $name } : décryptages
list-explainers-by = Décryptages de { $name }
list-mentions = Décryptages qui mentionnent { $name }
list-positions = { $name } : positions au fil du temps
list-reactions = { $name } : ce que d’autres ont dit
list-timeline = { $name } : chronologie
list-first = { $name } : réactions
list-second = { $name } : réactions
reported = Rapporté le { $date }
told-in = Raconté dans
told-in-many = { $count ->
    [one] Raconté dans { $count } décryptage
   *[other] Raconté dans { $count } décryptages
}
stances = Où se situent les pays
stances-intro = La position la plus récente de chaque pays rapportée par un décryptage sur ce thème, et combien de fois il a pris chacune.
stances-country = Pays
stances-newest = Dernière position
stances-none = Aucune position
tally-supportive = { $count ->
    [one] { $count } favorable
   *[other] { $count } favorables
}
tally-opposed = { $count ->
    [one] { $count } opposée
   *[other] { $count } opposées
}
tally-cautious = { $count ->
    [one] { $count } prudente
   *[other] { $count } prudentes
}
tally-neutral = { $count ->
    [one] { $count } neutre
   *[other] { $count } neutres
}
tally-mixed = { $count ->
    [one] { $count } partagée
   *[other] { $count } partagées
}
tally-none = { $count } sans position
tally-label = Positions
mentions-count = { $count ->
    [one] { $count } mention
   *[other] { $count } mentions
}
country-count = { $count ->
    [one] { $count } pays ou territoire
   *[other] { $count } pays et territoires
}
feed-atom = Flux
feed-json = JSON Feed
page-data = Les données de cette page
feed-title = { $name } – { $site }

## Facts of a country
fact-official-name = Nom officiel
fact-capital = Capitale
fact-other-seats = Autres sièges
fact-region = Région
fact-status = Statut
fact-memberships = Membre de
fact-population = Population
fact-area = Superficie
fact-gdp = PIB (PPA), estimation
fact-languages = Langues officielles
fact-currencies = Monnaie
fact-neighbours = Pays voisins
fact-codes = Codes
fact-source-cldr = Unicode CLDR 48.2
fact-source-compiled = compilé pour Nutgraf, vers la mi-2025
fact-source-site = ce site
facts-from = { $facts } : { $source }
population-note = estimation, le plus souvent de la mi-2024
facts-changed = indiqué par ce site
capital-contested = contestée
capital-proclaimed = proclamée
capital-de-facto = de fait
capital-de-jure = de droit
capital-constitutional = selon la Constitution
language-de-facto = { $language } (de fait)
status-dependency = Territoire rattaché : { $country }
status-associated-state = En libre association : { $country }
status-contested = Statut d’État contesté
status-no-permanent-population = Sans population permanente
member-un = Nations unies
observer-un = Nations unies (observateur)
member-eu = Union européenne
gdp-dollars = { $amount } de dollars internationaux
gdp-note = en parité de pouvoir d’achat, le plus souvent de 2023
codes-user-assigned = en usage, non attribués par l’ISO 3166-1
number-trillion = { $number } billions
number-billion = { $number } milliards
number-million = { $number } millions
number-plain = { $number }
decimal-mark = ,

## Names of currencies, as after “1” (Unicode CLDR 48)
currency-AED = dirham des Émirats arabes unis
currency-AFN = afghani afghan
currency-ALL = lek albanais
currency-AMD = dram arménien
currency-AOA = kwanza angolais
currency-ARS = peso argentin
currency-AUD = dollar australien
currency-AWG = florin arubais
currency-AZN = manat azéri
currency-BAM = mark convertible bosniaque
currency-BBD = dollar barbadien
currency-BDT = taka bangladeshi
currency-BHD = dinar bahreïni
currency-BIF = franc burundais
currency-BMD = dollar bermudien
currency-BND = dollar brunéien
currency-BOB = boliviano bolivien
currency-BRL = réal brésilien
currency-BSD = dollar bahaméen
currency-BTN = ngultrum bouthanais
currency-BWP = pula botswanais
currency-BYN = rouble biélorusse
currency-BZD = dollar bélizéen
currency-CAD = dollar canadien
currency-CDF = franc congolais
currency-CHF = franc suisse
currency-CLP = peso chilien
currency-CNY = yuan renminbi chinois
currency-COP = peso colombien
currency-CRC = colón costaricain
currency-CUP = peso cubain
currency-CVE = escudo capverdien
currency-CZK = couronne tchèque
currency-DJF = franc djiboutien
currency-DKK = couronne danoise
currency-DOP = peso dominicain
currency-DZD = dinar algérien
currency-EGP = livre égyptienne
currency-ERN = nafka érythréen
currency-ETB = birr éthiopien
currency-EUR = euro
currency-FJD = dollar fidjien
currency-FKP = livre des îles Malouines
currency-GBP = livre sterling
currency-GEL = lari géorgien
currency-GHS = cédi ghanéen
currency-GIP = livre de Gibraltar
currency-GMD = dalasi gambien
currency-GNF = franc guinéen
currency-GTQ = quetzal guatémaltèque
currency-GYD = dollar du Guyana
currency-HKD = dollar de Hong Kong
currency-HNL = lempira hondurien
currency-HTG = gourde haïtienne
currency-HUF = forint hongrois
currency-IDR = roupie indonésienne
currency-ILS = nouveau shekel israélien
currency-INR = roupie indienne
currency-IQD = dinar irakien
currency-IRR = riyal iranien
currency-ISK = couronne islandaise
currency-JMD = dollar jamaïcain
currency-JOD = dinar jordanien
currency-JPY = yen japonais
currency-KES = shilling kényan
currency-KGS = som kirghize
currency-KHR = riel cambodgien
currency-KMF = franc comorien
currency-KPW = won nord-coréen
currency-KRW = won sud-coréen
currency-KWD = dinar koweïtien
currency-KYD = dollar des îles Caïmans
currency-KZT = tenge kazakh
currency-LAK = kip laotien
currency-LBP = livre libanaise
currency-LKR = roupie srilankaise
currency-LRD = dollar libérien
currency-LSL = loti lesothan
currency-LYD = dinar libyen
currency-MAD = dirham marocain
currency-MDL = leu moldave
currency-MGA = ariary malgache
currency-MKD = denar macédonien
currency-MMK = kyat myanmarais
currency-MNT = tugrik mongol
currency-MOP = pataca macanaise
currency-MRU = ouguiya mauritanien
currency-MUR = roupie mauricienne
currency-MVR = rufiyaa maldivienne
currency-MWK = kwacha malawite
currency-MXN = peso mexicain
currency-MYR = ringgit malais
currency-MZN = metical mozambicain
currency-NAD = dollar namibien
currency-NGN = naira nigérian
currency-NIO = córdoba oro nicaraguayen
currency-NOK = couronne norvégienne
currency-NPR = roupie népalaise
currency-NZD = dollar néo-zélandais
currency-OMR = riyal omanais
currency-PAB = balboa panaméen
currency-PEN = sol péruvien
currency-PGK = kina papouan-néo-guinéen
currency-PHP = peso philippin
currency-PKR = roupie pakistanaise
currency-PLN = zloty polonais
currency-PYG = guaraní paraguayen
currency-QAR = riyal qatari
currency-RON = leu roumain
currency-RSD = dinar serbe
currency-RUB = rouble russe
currency-RWF = franc rwandais
currency-SAR = riyal saoudien
currency-SBD = dollar des îles Salomon
currency-SCR = roupie des Seychelles
currency-SDG = livre soudanaise
currency-SEK = couronne suédoise
currency-SGD = dollar de Singapour
currency-SHP = livre de Sainte-Hélène
currency-SLE = leone sierra-léonais
currency-SOS = shilling somalien
currency-SRD = dollar surinamais
currency-SSP = livre sud-soudanaise
currency-STN = dobra santoméen
currency-SYP = livre syrienne
currency-SZL = lilangeni swazi
currency-THB = baht thaïlandais
currency-TJS = somoni tadjik
currency-TMT = nouveau manat turkmène
currency-TND = dinar tunisien
currency-TOP = pa’anga tongan
currency-TRY = livre turque
currency-TTD = dollar de Trinité-et-Tobago
currency-TWD = nouveau dollar taïwanais
currency-TZS = shilling tanzanien
currency-UAH = hryvnia ukrainienne
currency-UGX = shilling ougandais
currency-USD = dollar des États-Unis
currency-UYU = peso uruguayen
currency-UZS = sum ouzbek
currency-VES = bolivar vénézuélien
currency-VND = dông vietnamien
currency-VUV = vatu vanuatuan
currency-WST = tala samoan
currency-XAF = franc CFA (BEAC)
currency-XCD = dollar des Caraïbes orientales
currency-XCG = florin caribéen
currency-XOF = franc CFA (BCEAO)
currency-XPF = franc CFP
currency-YER = riyal yéménite
currency-ZAR = rand sud-africain
currency-ZMW = kwacha zambien
currency-ZWG = or du Zimbabwe

## 404 and redirects
not-found = Cette page n’existe pas
not-found-text = L’adresse est peut-être ancienne ou mal saisie. Les derniers décryptages se trouvent sur la page d’accueil, et chaque pays traité a sa page.
moved = Cette page a changé d’adresse
moved-text = Elle se trouve désormais ici : { $url }.

## Directives
note = À noter
watch-video = Regarder la vidéo sur { $host }
chart-data = Les données de ce graphique
chart-lines = Un graphique en courbes. Ses données suivent.
chart-none = pas de données
chart-file = Télécharger les données (CSV)

## Markdown
table = Tableau
task-done = Fait
task-open = À faire
alert-note = À noter
alert-tip = Conseil
alert-important = Important
alert-warning = Avertissement
alert-caution = Attention

## Theme
see-also = Voir aussi
