# The interface's words in Spanish.

## Dates
month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre
date-day = { $day } de { $month } de { $year }
date-month = { $month } de { $year }
date-before-common-era = { $date } a. C.

## Lists and numbers
list-pair = { $first } y { $last }
    .before-i = { $first } e { $last }
list-middle = { $first }, { $rest }
digit-group = .
# A number of four digits is written without a mark.
digit-group-from = 5

## Frame
skip-to-content = Saltar al contenido
main-navigation = Navegación principal
footer-navigation = Acerca de este sitio
nav-articles = Explicativos
nav-countries = Países
nav-corrections = Correcciones
nav-search = Buscar
feed = Canal web
made-with = Hecho con Nutgraf
site-title = Explicativos
draft = Borrador
draft-notice = Esto es un borrador. No está publicado.
home = Portada
breadcrumb = Está usted aquí

## Search
search = Buscar
search-intro = Busque en todos los explicativos de este sitio y en sus páginas de países, temas, personas y organizaciones.
search-label = Buscar
search-submit = Buscar
search-filters = Acotar la búsqueda
search-country = País
search-topic = Tema
search-year = Año
search-language = Idioma
search-any = Todos
search-hint = Escriba una palabra o un nombre. Varias palabras entre comillas se encuentran en ese orden.
search-count = Resultados: { $count }
search-none = No se ha encontrado nada. Pruebe con otra palabra o con menos filtros.
search-loading = Buscando…
search-failed = No se ha podido cargar la búsqueda. La lista de todos los explicativos lleva a cada uno de ellos.
search-more = Mostrar más
search-without-script = Esta búsqueda se ejecuta en su navegador y necesita JavaScript. Sin él, la lista de todos los explicativos y las páginas de países llevan a cada explicativo.
search-archive = Todos los explicativos

## Article
by = Por { $authors }
published = Publicado el { $date }
updated = Actualizado el { $date }
reading-time = { $minutes ->
    [one] 1 minuto de lectura
   *[other] { $minutes } minutos de lectura
}
takeaways = Las claves
contents = Contenido
background = Contexto
timeline = Cronología
reactions = Reacciones
questions = Preguntas y respuestas
sources = Fuentes
footnotes = Notas
corrections = Correcciones
correction = Corrección, { $date }
updates = Actualizaciones
update = Actualización, { $date }
about-countries = Países
about-topics = Temas
about-people = Personas
about-organizations = Organizaciones
related = Explicativos relacionados
cite = Cómo citar
cited-title = «{ $title }»
translations = En otros idiomas
back-to-text = Volver al texto
back-to-citation = Volver adonde se cita la fuente { $number }
cited-source = Fuente { $number }
publisher-and-date = { $publisher }, { $date }
accessed = Consultado el { $date }
archived = Copia archivada
source = Fuente
source-named = Fuente: { $title }
review-by = Se revisará antes del { $date }
read-on = Leer el explicativo

## Stances
stance-supportive = A favor
stance-opposed = En contra
stance-cautious = Con cautela
stance-neutral = Neutral
stance-mixed = Ambivalente
stance-none = Sin postura registrada

## Counts
explainers = { $count ->
    [one] 1 explicativo
   *[other] { $count } explicativos
}
reaction-count = { $count ->
    [one] 1 reacción
   *[other] { $count } reacciones
}

## Listings
latest = Últimos explicativos
all-explainers = Todos los explicativos
archive = Todos los explicativos
archive-intro = Todos los explicativos de este sitio, del más reciente al más antiguo.
archive-page = Página { $number }
newer = Más recientes
older = Más antiguos
pagination = Páginas
most-covered-countries = Países con más cobertura
most-covered-topics = Temas con más cobertura
no-explainers = Aún no se ha publicado nada aquí.
countries = Países
countries-intro = Todos los países y territorios de los que tratan los explicativos de este sitio, a los que nombran o de los que recogen una reacción.
by-region = Por región
kind-country = País
kind-topic = Tema
kind-person = Persona
kind-organization = Organización
kind-author = Autoría

## Country and other entities
explainers-about = Explicativos sobre { $name }
explainers-mentioning = Explicativos que mencionan a { $name }
explainers-by = Explicativos de { $name }
positions = Posturas a lo largo del tiempo
positions-intro = Lo que ha dicho { $name }, según los explicativos de este sitio, de lo más reciente a lo más antiguo.
said-about = A propósito de
facts = Datos
area-km2 = { $number } km²
also-known-as = También conocido como
same-as = { $host }
no-coverage = Aún no hay ningún explicativo sobre { $name }.
corrections-intro = Todas las correcciones y actualizaciones fechadas de los explicativos de este sitio, de la más reciente a la más antigua.
no-corrections = Aún no se ha corregido ni actualizado nada.
map-of = En el mapa
regions-Africa = África
regions-Americas = América
regions-Asia = Asia
regions-Europe = Europa
regions-Oceania = Oceanía
regions-other = Otros lugares

## Maps
map-coverage = Cobertura por países
map-world = Mapa del mundo: países por número de explicativos
map-most-covered = Con más cobertura: { $countries }.
map-count = { $name }: { $count ->
    [one] 1 explicativo
   *[other] { $count } explicativos
}
map-mentioned = solo mencionado
map-band = { $from }–{ $to }
map-scale = Explicativos
map-locator = Mapa: { $countries }
map-about = De lo que trata
map-voice = Reacciones recogidas aquí
map-voices = También señalados, porque se recogen sus reacciones: { $countries }.
map-portrait = Mapa: { $name } y su entorno
map-borders = { $name } limita con { $countries }.
map-note = Las fronteras están simplificadas. Muestran dónde están los lugares y no toman partido en las disputas.

## Pages of countries, topics and relations
country-description = { $name }: datos, explicativos, posturas a lo largo del tiempo, lo que dijeron otros y lo que ocurrió.
entity-description = Los explicativos sobre { $name } en { $site }.
author-description = Los explicativos de { $name } en { $site }.
what-others-said = Lo que dijeron otros
what-others-said-intro = Reacciones de otros en explicativos sobre { $name }, de la más reciente a la más antigua.
covered-with = Aparece junto con
covered-with-count = { $count ->
    [one] 1 explicativo sobre ambos
   *[other] { $count } explicativos sobre ambos
}
relations = Relaciones
kind-relation = Relación
relation-description = { $names }: los explicativos sobre ambos, lo que dijo cada uno y lo que ocurrió entre ellos.
relation-shared = Explicativos sobre ambos
relation-reactions = Lo que dijo cada uno
relation-side-intro = En explicativos sobre { $name }.
relation-side-empty = Aún no se ha recogido ninguna reacción.
older-explainers = Explicativos anteriores
older-mentions = Menciones anteriores
older-positions = Posturas anteriores
older-reactions = Reacciones anteriores
older-timeline = Hechos anteriores
contents-mentions = Mencionado en
all-about = Todo sobre { $name }
list-explainers = Explicativos sobre { $name }
list-explainers-by = Explicativos de { $name }
list-mentions = Explicativos que mencionan a { $name }
list-positions = Posturas de { $name } a lo largo del tiempo
list-reactions = Lo que dijeron otros en explicativos sobre { $name }
list-timeline = Cronología de { $name }
list-first = Lo que dijo { $name }
list-second = Lo que dijo { $name }
reported = Recogido el { $date }
told-in = Contado en
told-in-many = { $count ->
    [one] Contado en 1 explicativo
   *[other] Contado en { $count } explicativos
}
stances = Qué postura tienen los países
stances-intro = La postura más reciente de cada país que recoge un explicativo sobre este tema, y cuántas veces adoptó cada una.
stances-country = País
stances-newest = Última postura
stances-none = Sin postura
tally-supportive = { $count } a favor
tally-opposed = { $count } en contra
tally-cautious = { $count } con cautela
tally-neutral = { $count ->
    [one] 1 neutral
   *[other] { $count } neutrales
}
tally-mixed = { $count ->
    [one] 1 ambivalente
   *[other] { $count } ambivalentes
}
tally-none = { $count } sin postura
tally-label = Posturas
mentions-count = { $count ->
    [one] 1 mención
   *[other] { $count } menciones
}
country-count = { $count ->
    [one] 1 país o territorio
   *[other] { $count } países y territorios
}
feed-atom = Canal web
feed-json = JSON Feed
page-data = Los datos de esta página
feed-title = { $name } – { $site }

## Facts of a country
fact-official-name = Nombre oficial
fact-capital = Capital
fact-other-seats = Otras sedes
fact-region = Región
fact-status = Estatus
fact-memberships = Miembro de
fact-population = Población
fact-area = Superficie
fact-gdp = PIB (PPA), estimación
fact-languages = Idiomas oficiales
fact-currencies = Moneda
fact-neighbours = Países vecinos
fact-codes = Códigos
fact-source-cldr = Unicode CLDR 48.2
fact-source-compiled = compilado para Nutgraf, hacia mediados de 2025
fact-source-site = este sitio
facts-from = { $facts }: { $source }
population-note = estimación, en su mayoría de mediados de 2024
facts-changed = fijado por este sitio
capital-contested = en disputa
capital-proclaimed = proclamada
capital-de-facto = de facto
capital-de-jure = de iure
capital-constitutional = según la Constitución
language-de-facto = { $language } (de facto)
status-dependency = Territorio dependiente de { $country }
status-associated-state = En libre asociación con { $country }
status-contested = Su condición de Estado está en disputa
status-no-permanent-population = Sin población permanente
member-un = Naciones Unidas
observer-un = Naciones Unidas (observador)
member-eu = Unión Europea
gdp-dollars = { $amount } de dólares internacionales
gdp-note = en paridad de poder adquisitivo, en su mayoría de 2023
codes-user-assigned = en uso, no asignados por la ISO 3166-1
number-trillion = { $number } billones
number-billion = { $number } mil millones
number-million = { $number } millones
number-plain = { $number }
decimal-mark = ,

## Names of currencies, as after “1” (Unicode CLDR 48)
currency-AED = dírham de los Emiratos Árabes Unidos
currency-AFN = afgani afgano
currency-ALL = lek albanés
currency-AMD = dram armenio
currency-AOA = kuanza angoleño
currency-ARS = peso argentino
currency-AUD = dólar australiano
currency-AWG = florín arubeño
currency-AZN = manat azerbaiyano
currency-BAM = marco convertible de Bosnia y Herzegovina
currency-BBD = dólar barbadense
currency-BDT = taka bangladesí
currency-BHD = dinar bareiní
currency-BIF = franco burundés
currency-BMD = dólar bermudeño
currency-BND = dólar bruneano
currency-BOB = boliviano
currency-BRL = real brasileño
currency-BSD = dólar bahameño
currency-BTN = gultrum butanés
currency-BWP = pula botsuano
currency-BYN = rublo bielorruso
currency-BZD = dólar beliceño
currency-CAD = dólar canadiense
currency-CDF = franco congoleño
currency-CHF = franco suizo
currency-CLP = peso chileno
currency-CNY = yuan renminbi
currency-COP = peso colombiano
currency-CRC = colón costarricense
currency-CUP = peso cubano
currency-CVE = escudo de Cabo Verde
currency-CZK = corona checa
currency-DJF = franco yibutiano
currency-DKK = corona danesa
currency-DOP = peso dominicano
currency-DZD = dinar argelino
currency-EGP = libra egipcia
currency-ERN = nakfa eritreo
currency-ETB = bir etíope
currency-EUR = euro
currency-FJD = dólar fiyiano
currency-FKP = libra malvinense
currency-GBP = libra esterlina
currency-GEL = lari georgiano
currency-GHS = cedi ghanés
currency-GIP = libra gibraltareña
currency-GMD = dalasi gambiano
currency-GNF = franco guineano
currency-GTQ = quetzal guatemalteco
currency-GYD = dólar guyanés
currency-HKD = dólar hongkonés
currency-HNL = lempira hondureño
currency-HTG = gurde haitiano
currency-HUF = forinto húngaro
currency-IDR = rupia indonesia
currency-ILS = nuevo séquel israelí
currency-INR = rupia india
currency-IQD = dinar iraquí
currency-IRR = rial iraní
currency-ISK = corona islandesa
currency-JMD = dólar jamaicano
currency-JOD = dinar jordano
currency-JPY = yen japonés
currency-KES = chelín keniano
currency-KGS = som kirguís
currency-KHR = riel camboyano
currency-KMF = franco comorense
currency-KPW = won norcoreano
currency-KRW = won surcoreano
currency-KWD = dinar kuwaití
currency-KYD = dólar de las Islas Caimán
currency-KZT = tengue kazajo
currency-LAK = kip laosiano
currency-LBP = libra libanesa
currency-LKR = rupia esrilanquesa
currency-LRD = dólar liberiano
currency-LSL = loti lesotense
currency-LYD = dinar libio
currency-MAD = dírham marroquí
currency-MDL = leu moldavo
currency-MGA = ariari malgache
currency-MKD = dinar macedonio
currency-MMK = kiat de Myanmar
currency-MNT = tugrik mongol
currency-MOP = pataca macaense
currency-MRU = uguiya mauritano
currency-MUR = rupia mauriciana
currency-MVR = rufiya maldiva
currency-MWK = kuacha malauí
currency-MXN = peso mexicano
currency-MYR = ringit malasio
currency-MZN = metical mozambiqueño
currency-NAD = dólar namibio
currency-NGN = naira nigeriano
currency-NIO = córdoba oro
currency-NOK = corona noruega
currency-NPR = rupia nepalí
currency-NZD = dólar neozelandés
currency-OMR = rial omaní
currency-PAB = balboa panameño
currency-PEN = sol peruano
currency-PGK = kina papú
currency-PHP = peso filipino
currency-PKR = rupia pakistaní
currency-PLN = esloti polaco
currency-PYG = guaraní paraguayo
currency-QAR = rial catarí
currency-RON = leu rumano
currency-RSD = dinar serbio
currency-RUB = rublo ruso
currency-RWF = franco ruandés
currency-SAR = rial saudí
currency-SBD = dólar salomonense
currency-SCR = rupia seychellense
currency-SDG = libra sudanesa
currency-SEK = corona sueca
currency-SGD = dólar singapurense
currency-SHP = libra de Santa Elena
currency-SLE = leona sierraleonesa
currency-SOS = chelín somalí
currency-SRD = dólar surinamés
currency-SSP = libra sursudanesa
currency-STN = dobra santotomense
currency-SYP = libra siria
currency-SZL = lilangeni esuatiní
currency-THB = bat tailandés
currency-TJS = somoni tayiko
currency-TMT = manat turcomano
currency-TND = dinar tunecino
currency-TOP = paanga tongano
currency-TRY = lira turca
currency-TTD = dólar de Trinidad y Tobago
currency-TWD = nuevo dólar taiwanés
currency-TZS = chelín tanzano
currency-UAH = grivna ucraniana
currency-UGX = chelín ugandés
currency-USD = dólar estadounidense
currency-UYU = peso uruguayo
currency-UZS = sum uzbeko
currency-VES = bolívar venezolano
currency-VND = dong vietnamita
currency-VUV = vatu vanuatense
currency-WST = tala samoano
currency-XAF = franco CFA de África Central
currency-XCD = dólar del Caribe Oriental
currency-XCG = florín caribeño
currency-XOF = franco CFA de África Occidental
currency-XPF = franco CFP
currency-YER = rial yemení
currency-ZAR = rand sudafricano
currency-ZMW = kuacha zambiano
currency-ZWG = oro zimbabuense

## 404 and redirects
not-found = Esta página no está aquí
not-found-text = Puede que la dirección sea antigua o esté mal escrita. Los últimos explicativos están en la portada, y cada país tratado tiene su página.
moved = Esta página ha cambiado de dirección
moved-text = Ahora está en { $url }.

## Directives
note = Nota
watch-video = Ver el vídeo en { $host }
chart-data = Los datos de este gráfico
chart-lines = Un gráfico de líneas. Sus datos figuran a continuación.
chart-none = sin datos
chart-file = Descargar los datos (CSV)

## Markdown
table = Tabla
task-done = Hecho
task-open = Por hacer
alert-note = Nota
alert-tip = Consejo
alert-important = Importante
alert-warning = Advertencia
alert-caution = Precaución

## Theme
see-also = Véase también
