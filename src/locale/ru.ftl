# The interface's words in Russian. Names stand in the nominative, after a colon or in brackets where a sentence would
# need another case.

## Dates
month-1 = января
    .alone = январь
month-2 = февраля
    .alone = февраль
month-3 = марта
    .alone = март
month-4 = апреля
    .alone = апрель
month-5 = мая
    .alone = май
month-6 = июня
    .alone = июнь
month-7 = июля
    .alone = июль
month-8 = августа
    .alone = август
month-9 = сентября
    .alone = сентябрь
month-10 = октября
    .alone = октябрь
month-11 = ноября
    .alone = ноябрь
month-12 = декабря
    .alone = декабрь
date-day = { $day } { $month } { $year }
date-month = { $month } { $year }
date-before-common-era = { $date } до н. э.

## Lists and numbers
list-pair = { $first } и { $last }
list-middle = { $first }, { $rest }
digit-group = { "\u00A0" }
digit-group-from = 4

## Frame
skip-to-content = Перейти к содержанию
main-navigation = Основное меню
footer-navigation = Об этом сайте
nav-articles = Разборы
nav-countries = Страны
nav-corrections = Исправления
nav-search = Поиск
feed = Лента
made-with = Сделано на Nutgraf
site-title = Разборы
draft = Черновик
draft-notice = Это черновик. Он не опубликован.
home = Главная
breadcrumb = Вы здесь

## Search
search = Поиск
search-intro = Ищите по всем разборам этого сайта и по страницам стран, тем, людей и организаций.
search-label = Искать
search-submit = Найти
search-filters = Уточнить поиск
search-country = Страна
search-topic = Тема
search-year = Год
search-language = Язык
search-any = Не важно
search-hint = Введите слово или имя. Несколько слов в кавычках ищутся именно в этом порядке.
search-count = Результатов: { $count }
search-none = Ничего не найдено. Попробуйте другое слово или уберите часть фильтров.
search-loading = Идёт поиск…
search-failed = Не удалось загрузить поиск. Все разборы доступны в общем списке.
search-more = Показать ещё
search-without-script = Поиск работает в вашем браузере, и ему нужен JavaScript. Без него к каждому разбору ведут общий список и страницы стран.
search-archive = Все разборы

## Article
by = Текст: { $authors }
published = Опубликовано: { $date }
updated = Обновлено: { $date }
reading-time = { $minutes ->
    [one] { $minutes } минута чтения
    [few] { $minutes } минуты чтения
    [many] { $minutes } минут чтения
   *[other] { $minutes } минуты чтения
}
takeaways = Главное
contents = Содержание
background = Предыстория
timeline = Хронология
reactions = Реакции
questions = Вопросы и ответы
sources = Источники
footnotes = Примечания
corrections = Исправления
correction = Исправление, { $date }
updates = Обновления
update = Обновление, { $date }
about-countries = Страны
about-topics = Темы
about-people = Люди
about-organizations = Организации
related = Разборы по теме
cite = Как цитировать
cited-title = «{ $title }»
translations = На других языках
back-to-text = Вернуться к тексту
back-to-citation = Вернуться к ссылке на источник { $number }
cited-source = Источник { $number }
publisher-and-date = { $publisher }, { $date }
accessed = Дата обращения: { $date }
archived = Архивная копия
source = Источник
source-named = Источник: { $title }
review-by = Будет пересмотрено до { $date }
read-on = Читать разбор

## Stances
stance-supportive = За
stance-opposed = Против
stance-cautious = Осторожная позиция
stance-neutral = Нейтральная позиция
stance-mixed = Неоднозначная позиция
stance-none = Позиция не указана

## Counts
explainers = { $count ->
    [one] { $count } разбор
    [few] { $count } разбора
    [many] { $count } разборов
   *[other] { $count } разбора
}
reaction-count = { $count ->
    [one] { $count } реакция
    [few] { $count } реакции
    [many] { $count } реакций
   *[other] { $count } реакции
}

## Listings
latest = Новые разборы
all-explainers = Все разборы
archive = Все разборы
archive-intro = Все разборы этого сайта, сначала новые.
archive-page = Страница { $number }
newer = Новее
older = Раньше
pagination = Страницы
most-covered-countries = О каких странах больше всего
most-covered-topics = О каких темах больше всего
no-explainers = Здесь пока ничего не опубликовано.
countries = Страны
countries-intro = Все страны и территории, о которых рассказывают разборы этого сайта, которые в них упомянуты или чью реакцию они приводят.
by-region = По регионам
kind-country = Страна
kind-topic = Тема
kind-person = Персона
kind-organization = Организация
kind-author = Автор

## Country and other entities
explainers-about = Разборы: { $name }
explainers-mentioning = Разборы с упоминанием: { $name }
explainers-by = Разборы автора: { $name }
positions = Позиции в разное время
positions-intro = { $name }: заявления, приведённые в разборах этого сайта, сначала новые.
said-about = О чём шла речь
facts = Факты
area-km2 = { $number } км²
also-known-as = Другие названия
same-as = { $host }
no-coverage = { $name }: разборов пока нет.
corrections-intro = Все исправления и датированные обновления разборов этого сайта, сначала новые.
no-corrections = Пока ничего не исправлено и не обновлено.
map-of = На карте
regions-Africa = Африка
regions-Americas = Америка
regions-Asia = Азия
regions-Europe = Европа
regions-Oceania = Океания
regions-other = Другие места

## Maps
map-coverage = О каких странах мы пишем
map-world = Карта мира: страны по числу разборов
map-most-covered = Больше всего разборов: { $countries }.
map-count = { $name }: { $count ->
    [one] { $count } разбор
    [few] { $count } разбора
    [many] { $count } разборов
   *[other] { $count } разбора
}
map-mentioned = только упоминания
map-band = { $from }–{ $to }
map-scale = Разборы
map-locator = Карта: { $countries }
map-about = О чём этот разбор
map-voice = Чьи реакции здесь приведены
map-voices = Также отмечены, потому что приведены их реакции: { $countries }.
map-portrait = Карта: { $name } и окрестности
map-borders = { $name }. Соседи: { $countries }.
map-note = Границы упрощены. Они показывают расположение мест и не выражают позиции в спорах.

## Pages of countries, topics and relations
country-description = { $name }: факты, разборы, позиции в разное время, что говорили другие и что произошло.
entity-description = { $name }: разборы на сайте «{ $site }».
author-description = { $name }: разборы автора на сайте «{ $site }».
what-others-said = Что говорили другие
what-others-said-intro = { $name }: реакции других в разборах, сначала новые.
covered-with = Упоминается вместе
covered-with-count = { $count ->
    [one] { $count } общий разбор
    [few] { $count } общих разбора
    [many] { $count } общих разборов
   *[other] { $count } общего разбора
}
relations = Отношения
kind-relation = Отношения
relation-description = { $names }: разборы об обеих странах, что сказала каждая и что произошло между ними.
relation-shared = Разборы об обеих странах
relation-reactions = Что сказала каждая сторона
relation-side-intro = В разборах: { $name }.
relation-side-empty = Реакций пока нет.
older-explainers = Более ранние разборы
older-mentions = Более ранние упоминания
older-positions = Более ранние позиции
older-reactions = Более ранние реакции
older-timeline = Более ранние события
contents-mentions = Где упоминается
all-about = { $name }: всё
list-explainers = { $name }: разборы
list-explainers-by = { $name }: разборы автора
list-mentions = { $name }: разборы с упоминанием
list-positions = { $name }: позиции в разное время
list-reactions = { $name }: что говорили другие
list-timeline = { $name }: хронология
list-first = { $name }: реакции
list-second = { $name }: реакции
reported = Сообщено: { $date }
told-in = Рассказано в разборе
told-in-many = { $count ->
    [one] Рассказано в { $count } разборе
    [few] Рассказано в { $count } разборах
    [many] Рассказано в { $count } разборах
   *[other] Рассказано в { $count } разбора
}
stances = Позиции стран
stances-intro = Последняя позиция каждой страны, которую приводит разбор на эту тему, и сколько раз страна занимала каждую из позиций.
stances-country = Страна
stances-newest = Последняя позиция
stances-none = Без позиции
tally-supportive = { $count } за
tally-opposed = { $count } против
tally-cautious = { $count ->
    [one] { $count } осторожная
    [few] { $count } осторожные
    [many] { $count } осторожных
   *[other] { $count } осторожной
}
tally-neutral = { $count ->
    [one] { $count } нейтральная
    [few] { $count } нейтральные
    [many] { $count } нейтральных
   *[other] { $count } нейтральной
}
tally-mixed = { $count ->
    [one] { $count } неоднозначная
    [few] { $count } неоднозначные
    [many] { $count } неоднозначных
   *[other] { $count } неоднозначной
}
tally-none = { $count } без позиции
tally-label = Позиции
mentions-count = { $count ->
    [one] { $count } упоминание
    [few] { $count } упоминания
    [many] { $count } упоминаний
   *[other] { $count } упоминания
}
country-count = { $count ->
    [one] { $count } страна или территория
    [few] { $count } страны и территории
    [many] { $count } стран и территорий
   *[other] { $count } страны и территории
}
feed-atom = Лента
feed-json = JSON Feed
page-data = Данные этой страницы
feed-title = { $name } – { $site }

## Facts of a country
fact-official-name = Официальное название
fact-capital = Столица
fact-other-seats = Другие местопребывания властей
fact-region = Регион
fact-status = Статус
fact-memberships = Членство
fact-population = Население
fact-area = Площадь
fact-gdp = ВВП (ППС), оценка
fact-languages = Официальные языки
fact-currencies = Валюта
fact-neighbours = Соседи
fact-codes = Коды
fact-source-cldr = Unicode CLDR 48.2
fact-source-compiled = собрано для Nutgraf, примерно на середину 2025 года
fact-source-site = этот сайт
facts-from = { $facts }: { $source }
population-note = оценка, в основном на середину 2024 года
facts-changed = задано этим сайтом
capital-contested = оспаривается
capital-proclaimed = провозглашена
capital-de-facto = де-факто
capital-de-jure = де-юре
capital-constitutional = по конституции
language-de-facto = { $language } (де-факто)
status-dependency = Зависимая территория ({ $country })
status-associated-state = Свободная ассоциация ({ $country })
status-contested = Государственность оспаривается
status-no-permanent-population = Постоянного населения нет
member-un = Организация Объединённых Наций
observer-un = Организация Объединённых Наций (наблюдатель)
member-eu = Европейский союз
gdp-dollars = { $amount } международных долларов
gdp-note = по паритету покупательной способности, в основном за 2023 год
codes-user-assigned = используются, но не назначены стандартом ISO 3166-1
number-trillion = { $number } трлн
number-billion = { $number } млрд
number-million = { $number } млн
number-plain = { $number }
decimal-mark = ,

## Names of currencies, as after “1” (Unicode CLDR 48)
currency-AED = дирхам ОАЭ
currency-AFN = афгани
currency-ALL = албанский лек
currency-AMD = армянский драм
currency-AOA = ангольская кванза
currency-ARS = аргентинский песо
currency-AUD = австралийский доллар
currency-AWG = арубанский флорин
currency-AZN = азербайджанский манат
currency-BAM = конвертируемая марка Боснии и Герцеговины
currency-BBD = барбадосский доллар
currency-BDT = бангладешская така
currency-BHD = бахрейнский динар
currency-BIF = бурундийский франк
currency-BMD = бермудский доллар
currency-BND = брунейский доллар
currency-BOB = боливийский боливиано
currency-BRL = бразильский реал
currency-BSD = багамский доллар
currency-BTN = бутанский нгултрум
currency-BWP = ботсванская пула
currency-BYN = белорусский рубль
currency-BZD = белизский доллар
currency-CAD = канадский доллар
currency-CDF = конголезский франк
currency-CHF = швейцарский франк
currency-CLP = чилийский песо
currency-CNY = китайский юань
currency-COP = колумбийский песо
currency-CRC = костариканский колон
currency-CUP = кубинский песо
currency-CVE = эскудо Кабо-Верде
currency-CZK = чешская крона
currency-DJF = франк Джибути
currency-DKK = датская крона
currency-DOP = доминиканский песо
currency-DZD = алжирский динар
currency-EGP = египетский фунт
currency-ERN = эритрейская накфа
currency-ETB = эфиопский быр
currency-EUR = евро
currency-FJD = доллар Фиджи
currency-FKP = фунт Фолклендских островов
currency-GBP = британский фунт стерлингов
currency-GEL = грузинский лари
currency-GHS = ганский седи
currency-GIP = гибралтарский фунт
currency-GMD = гамбийский даласи
currency-GNF = гвинейский франк
currency-GTQ = гватемальский кетсаль
currency-GYD = гайанский доллар
currency-HKD = гонконгский доллар
currency-HNL = гондурасская лемпира
currency-HTG = гаитянский гурд
currency-HUF = венгерский форинт
currency-IDR = индонезийская рупия
currency-ILS = новый израильский шекель
currency-INR = индийская рупия
currency-IQD = иракский динар
currency-IRR = иранский риал
currency-ISK = исландская крона
currency-JMD = ямайский доллар
currency-JOD = иорданский динар
currency-JPY = японская иена
currency-KES = кенийский шиллинг
currency-KGS = киргизский сом
currency-KHR = камбоджийский риель
currency-KMF = коморский франк
currency-KPW = северокорейская вона
currency-KRW = южнокорейская вона
currency-KWD = кувейтский динар
currency-KYD = доллар Островов Кайман
currency-KZT = казахский тенге
currency-LAK = лаосский кип
currency-LBP = ливанский фунт
currency-LKR = шри-ланкийская рупия
currency-LRD = либерийский доллар
currency-LSL = лоти
currency-LYD = ливийский динар
currency-MAD = марокканский дирхам
currency-MDL = молдавский лей
currency-MGA = малагасийский ариари
currency-MKD = македонский денар
currency-MMK = мьянманский кьят
currency-MNT = монгольский тугрик
currency-MOP = патака Макао
currency-MRU = мавританская угия
currency-MUR = маврикийская рупия
currency-MVR = мальдивская руфия
currency-MWK = малавийская квача
currency-MXN = мексиканский песо
currency-MYR = малайзийский ринггит
currency-MZN = мозамбикский метикал
currency-NAD = доллар Намибии
currency-NGN = нигерийская найра
currency-NIO = никарагуанская кордоба
currency-NOK = норвежская крона
currency-NPR = непальская рупия
currency-NZD = новозеландский доллар
currency-OMR = оманский риал
currency-PAB = панамский бальбоа
currency-PEN = перуанский соль
currency-PGK = кина Папуа – Новой Гвинеи
currency-PHP = филиппинский песо
currency-PKR = пакистанская рупия
currency-PLN = польский злотый
currency-PYG = парагвайский гуарани
currency-QAR = катарский риал
currency-RON = румынский лей
currency-RSD = сербский динар
currency-RUB = российский рубль
currency-RWF = франк Руанды
currency-SAR = саудовский риял
currency-SBD = доллар Соломоновых Островов
currency-SCR = сейшельская рупия
currency-SDG = суданский фунт
currency-SEK = шведская крона
currency-SGD = сингапурский доллар
currency-SHP = фунт острова Святой Елены
currency-SLE = леоне
currency-SOS = сомалийский шиллинг
currency-SRD = суринамский доллар
currency-SSP = южносуданский фунт
currency-STN = добра Сан-Томе и Принсипи
currency-SYP = сирийский фунт
currency-SZL = свазилендский лилангени
currency-THB = таиландский бат
currency-TJS = таджикский сомони
currency-TMT = новый туркменский манат
currency-TND = тунисский динар
currency-TOP = тонганская паанга
currency-TRY = турецкая лира
currency-TTD = доллар Тринидада и Тобаго
currency-TWD = новый тайваньский доллар
currency-TZS = танзанийский шиллинг
currency-UAH = украинская гривна
currency-UGX = угандийский шиллинг
currency-USD = доллар США
currency-UYU = уругвайский песо
currency-UZS = узбекский сум
currency-VES = венесуэльский боливар
currency-VND = вьетнамский донг
currency-VUV = вату Вануату
currency-WST = самоанская тала
currency-XAF = франк КФА ВЕАС
currency-XCD = восточно-карибский доллар
currency-XCG = карибский гульден
currency-XOF = франк КФА ВСЕАО
currency-XPF = французский тихоокеанский франк
currency-YER = йеменский риал
currency-ZAR = южноафриканский рэнд
currency-ZMW = замбийская квача
currency-ZWG = зимбабвийский золотой

## 404 and redirects
not-found = Такой страницы здесь нет
not-found-text = Возможно, адрес устарел или введён с ошибкой. Новые разборы есть на главной странице, а у каждой страны, о которой мы пишем, есть своя страница.
moved = Страница переехала
moved-text = Теперь она здесь: { $url }.

## Directives
note = Примечание
watch-video = Смотреть видео на { $host }
chart-data = Данные этой диаграммы
chart-lines = Линейная диаграмма. Её данные приведены ниже.
chart-none = нет данных
chart-file = Скачать данные (CSV)

## Markdown
table = Таблица
task-done = Сделано
task-open = Не сделано
alert-note = Примечание
alert-tip = Совет
alert-important = Важно
alert-warning = Предупреждение
alert-caution = Осторожно

## Theme
see-also = См. также
