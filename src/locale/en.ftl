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
positions-intro = Every reaction by { $name } that an explainer on this site reports, newest first.
said-about = What it was about
facts = Facts
official-name = Official name
capital = Capital
region = Region
population = Population
area = Area
area-km2 = { $number } km²
languages = Official languages
currencies = Currencies
codes = Codes (ISO 3166-1)
also-known-as = Also known as
neighbours = Neighbours
facts-source = Population: estimate from CLDR 48. Other facts compiled for Nutgraf; an editor of this site may have changed them.
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
