# The interface's words in Arabic. Digits are European and months go by their international names, as on most news
# sites that are read in several Arab countries.

## Dates
month-1 = يناير
month-2 = فبراير
month-3 = مارس
month-4 = أبريل
month-5 = مايو
month-6 = يونيو
month-7 = يوليو
month-8 = أغسطس
month-9 = سبتمبر
month-10 = أكتوبر
month-11 = نوفمبر
month-12 = ديسمبر
date-day = { $day } { $month } { $year }
date-month = { $month } { $year }
date-before-common-era = { $date } ق.م

## Lists and numbers
list-pair = { $first } و{ $last }
list-middle = { $first } و{ $rest }
digit-group = ,
digit-group-from = 4

## Frame
skip-to-content = انتقل إلى المحتوى
main-navigation = القائمة الرئيسية
footer-navigation = عن هذا الموقع
nav-articles = مقالات تفسيرية
nav-countries = الدول
nav-corrections = التصويبات
nav-search = البحث
feed = خلاصة الموقع
made-with = أُنجز باستخدام Nutgraf
site-title = مقالات تفسيرية
draft = مسودة
draft-notice = هذه مسودة لم تُنشر.
home = الرئيسية
breadcrumb = أنت هنا

## Search
search = البحث
search-intro = ابحث في جميع المقالات التفسيرية على هذا الموقع وفي صفحات الدول والموضوعات والشخصيات والمنظمات.
search-label = ابحث عن
search-submit = ابحث
search-filters = تضييق البحث
search-country = الدولة
search-topic = الموضوع
search-year = السنة
search-language = اللغة
search-any = الكل
search-hint = اكتب كلمة أو اسمًا. ضع عدة كلمات بين علامتي تنصيص للعثور عليها بهذا الترتيب.
search-count = عدد النتائج: { $count }
search-none = لم يُعثر على شيء. جرّب كلمة أخرى أو قلّل عوامل التصفية.
search-loading = جارٍ البحث…
search-failed = تعذّر تحميل البحث. يمكنك الوصول إلى كل مقال من قائمة المقالات.
search-more = عرض المزيد
search-without-script = يعمل هذا البحث داخل متصفحك ويحتاج إلى JavaScript. ومن دونه يمكنك الوصول إلى كل مقال من قائمة المقالات ومن صفحات الدول.
search-archive = جميع المقالات التفسيرية

## Article
by = بقلم { $authors }
published = نُشر في { $date }
updated = حُدّث في { $date }
reading-time = { $minutes ->
    [zero] أقل من دقيقة للقراءة
    [one] دقيقة واحدة للقراءة
    [two] دقيقتان للقراءة
    [few] { $minutes } دقائق للقراءة
    [many] { $minutes } دقيقة للقراءة
   *[other] { $minutes } دقيقة للقراءة
}
takeaways = أبرز النقاط
contents = المحتويات
background = خلفية
timeline = التسلسل الزمني
reactions = ردود الفعل
questions = أسئلة وأجوبة
sources = المصادر
footnotes = الحواشي
corrections = التصويبات
correction = تصويب، { $date }
updates = التحديثات
update = تحديث، { $date }
about-countries = الدول
about-topics = الموضوعات
about-people = الشخصيات
about-organizations = المنظمات
related = مقالات ذات صلة
cite = طريقة الاستشهاد
cited-title = «{ $title }»
translations = بلغات أخرى
back-to-text = العودة إلى النص
back-to-citation = العودة إلى موضع الاستشهاد بالمصدر { $number }
cited-source = المصدر { $number }
publisher-and-date = { $publisher }، { $date }
accessed = اطُّلع عليه في { $date }
archived = نسخة مؤرشفة
source = المصدر
source-named = المصدر: { $title }
review-by = تُراجَع قبل { $date }
read-on = اقرأ المقال

## Stances
stance-supportive = مؤيد
stance-opposed = معارض
stance-cautious = حذر
stance-neutral = محايد
stance-mixed = متباين
stance-none = لم يُسجَّل موقف

## Counts
explainers = { $count ->
    [zero] لا مقالات تفسيرية
    [one] مقال تفسيري واحد
    [two] مقالان تفسيريان
    [few] { $count } مقالات تفسيرية
    [many] { $count } مقالًا تفسيريًا
   *[other] { $count } مقال تفسيري
}
reaction-count = { $count ->
    [zero] لا ردود فعل
    [one] رد فعل واحد
    [two] ردّا فعل
    [few] { $count } ردود فعل
    [many] { $count } رد فعل
   *[other] { $count } رد فعل
}

## Listings
latest = أحدث المقالات التفسيرية
all-explainers = جميع المقالات التفسيرية
archive = جميع المقالات التفسيرية
archive-intro = جميع المقالات التفسيرية على هذا الموقع، الأحدث أولًا.
archive-page = الصفحة { $number }
newer = الأحدث
older = الأقدم
pagination = الصفحات
most-covered-countries = الدول الأكثر تغطية
most-covered-topics = الموضوعات الأكثر تغطية
no-explainers = لم يُنشر شيء هنا بعد.
countries = الدول
countries-intro = جميع الدول والأقاليم التي تتناولها المقالات التفسيرية على هذا الموقع أو تذكرها أو تنقل ردود فعلها.
by-region = بحسب المنطقة
kind-country = دولة
kind-topic = موضوع
kind-person = شخصية
kind-organization = منظمة
kind-author = كاتب

## Country and other entities
explainers-about = مقالات تفسيرية عن { $name }
explainers-mentioning = مقالات تفسيرية ورد فيها ذكر { $name }
explainers-by = مقالات تفسيرية بقلم { $name }
positions = المواقف عبر الزمن
positions-intro = { $name }: المواقف كما نقلتها المقالات التفسيرية على هذا الموقع، الأحدث أولًا.
said-about = بشأن
facts = حقائق
area-km2 = { $number } كم²
also-known-as = أسماء أخرى
same-as = { $host }
no-coverage = لا مقالات تفسيرية عن { $name } بعد.
corrections-intro = جميع التصويبات والتحديثات المؤرخة في المقالات التفسيرية على هذا الموقع، الأحدث أولًا.
no-corrections = لا تصويبات ولا تحديثات بعد.
map-of = على الخريطة
regions-Africa = أفريقيا
regions-Americas = الأمريكتان
regions-Asia = آسيا
regions-Europe = أوروبا
regions-Oceania = أوقيانوسيا
regions-other = أماكن أخرى

## Maps
map-coverage = التغطية بحسب الدول
map-world = خريطة العالم: الدول بحسب عدد المقالات التفسيرية
map-most-covered = الأكثر تغطية: { $countries }.
map-count = { $name }: { $count ->
    [zero] لا مقالات تفسيرية
    [one] مقال تفسيري واحد
    [two] مقالان تفسيريان
    [few] { $count } مقالات تفسيرية
    [many] { $count } مقالًا تفسيريًا
   *[other] { $count } مقال تفسيري
}
map-mentioned = ذُكرت فقط
map-band = { $from }–{ $to }
map-scale = المقالات التفسيرية
map-locator = خريطة: { $countries }
map-about = موضوع المقال
map-voice = ردود فعل منقولة هنا
map-voices = دول أخرى معلَّمة لأن ردود فعلها منقولة: { $countries }.
map-portrait = خريطة: { $name } وما حولها
map-borders = { $name }، دول الجوار: { $countries }.
map-note = الحدود مبسّطة، وهي تبيّن مواقع الأماكن ولا تنحاز إلى أي طرف في النزاعات.

## Pages of countries, topics and relations
country-description = { $name }: حقائق ومقالات تفسيرية ومواقف عبر الزمن، وما قاله الآخرون وما جرى.
entity-description = المقالات التفسيرية عن { $name } في { $site }.
author-description = المقالات التفسيرية بقلم { $name } في { $site }.
what-others-said = ما قاله الآخرون
what-others-said-intro = ردود فعل الآخرين في المقالات التفسيرية عن { $name }، الأحدث أولًا.
covered-with = تُذكر معها
covered-with-count = { $count ->
    [zero] لا مقالات عن كلتيهما
    [one] مقال واحد عن كلتيهما
    [two] مقالان عن كلتيهما
    [few] { $count } مقالات عن كلتيهما
    [many] { $count } مقالًا عن كلتيهما
   *[other] { $count } مقال عن كلتيهما
}
relations = العلاقات
kind-relation = علاقة
relation-description = { $names }: المقالات التفسيرية عن الدولتين وما قالته كل منهما وما جرى بينهما.
relation-shared = مقالات تفسيرية عن الدولتين
relation-reactions = ما قالته كل دولة
relation-side-intro = في المقالات التفسيرية عن { $name }.
relation-side-empty = لا ردود فعل منقولة بعد.
older-explainers = مقالات أقدم
older-mentions = إشارات أقدم
older-positions = مواقف أقدم
older-reactions = ردود فعل أقدم
older-timeline = أحداث سابقة
contents-mentions = مقالات ورد فيها الذكر
all-about = كل ما يخص { $name }
list-explainers = مقالات تفسيرية عن { $name }
list-explainers-by = مقالات تفسيرية بقلم { $name }
list-mentions = مقالات تفسيرية ورد فيها ذكر { $name }
list-positions = { $name }: المواقف عبر الزمن
list-reactions = ما قاله الآخرون في المقالات التفسيرية عن { $name }
list-timeline = { $name }: التسلسل الزمني
list-first = { $name }: ردود الفعل
list-second = { $name }: ردود الفعل
reported = نُقل في { $date }
told-in = ورد في
told-in-many = { $count ->
    [zero] لم يرد في أي مقال
    [one] ورد في مقال واحد
    [two] ورد في مقالين
    [few] ورد في { $count } مقالات
    [many] ورد في { $count } مقالًا
   *[other] ورد في { $count } مقال
}
stances = مواقف الدول
stances-intro = أحدث موقف لكل دولة ينقله مقال تفسيري عن هذا الموضوع، وعدد المرات التي اتخذت فيها كل موقف.
stances-country = الدولة
stances-newest = أحدث موقف
stances-none = بلا موقف
tally-supportive = مؤيد: { $count }
tally-opposed = معارض: { $count }
tally-cautious = حذر: { $count }
tally-neutral = محايد: { $count }
tally-mixed = متباين: { $count }
tally-none = بلا موقف: { $count }
tally-label = المواقف
mentions-count = { $count ->
    [zero] لا إشارات
    [one] إشارة واحدة
    [two] إشارتان
    [few] { $count } إشارات
    [many] { $count } إشارة
   *[other] { $count } إشارة
}
country-count = { $count ->
    [zero] لا دول ولا أقاليم
    [one] دولة واحدة أو إقليم واحد
    [two] دولتان أو إقليمان
    [few] { $count } دول وأقاليم
    [many] { $count } دولة وإقليمًا
   *[other] { $count } دولة وإقليم
}
feed-atom = خلاصة
feed-json = JSON Feed
page-data = بيانات هذه الصفحة
feed-title = { $name } – { $site }

## Facts of a country
fact-official-name = الاسم الرسمي
fact-capital = العاصمة
fact-other-seats = مقار أخرى للحكم
fact-region = المنطقة
fact-status = الوضع
fact-memberships = العضوية
fact-population = عدد السكان
fact-area = المساحة
fact-gdp = الناتج المحلي الإجمالي (تعادل القوة الشرائية)، تقدير
fact-languages = اللغات الرسمية
fact-currencies = العملة
fact-neighbours = دول الجوار
fact-codes = الرموز
fact-source-cldr = Unicode CLDR 48.2
fact-source-compiled = جُمعت من أجل Nutgraf حتى منتصف عام 2025 تقريبًا
fact-source-site = هذا الموقع
facts-from = { $facts }: { $source }
population-note = تقدير، معظمه من منتصف عام 2024
facts-changed = حدده هذا الموقع
capital-contested = متنازع عليها
capital-proclaimed = معلنة
capital-de-facto = بحكم الواقع
capital-de-jure = بحكم القانون
capital-constitutional = بموجب الدستور
language-de-facto = { $language } (بحكم الواقع)
status-dependency = إقليم تابع: { $country }
status-associated-state = ارتباط حر: { $country }
status-contested = صفة الدولة محل نزاع
status-no-permanent-population = بلا سكان دائمين
member-un = الأمم المتحدة
observer-un = الأمم المتحدة (مراقب)
member-eu = الاتحاد الأوروبي
gdp-dollars = { $amount } دولار دولي
gdp-note = بتعادل القوة الشرائية، معظمه من عام 2023
codes-user-assigned = مستخدمة ولم يخصصها معيار ISO 3166-1
number-trillion = { $number } تريليون
number-billion = { $number } مليار
number-million = { $number } مليون
number-plain = { $number }
decimal-mark = { "." }

## Names of currencies, as after “1” (Unicode CLDR 48)
currency-AED = درهم إماراتي
currency-AFN = أفغاني أفغانستاني
currency-ALL = ليك ألباني
currency-AMD = درام أرميني
currency-AOA = كوانزا أنغولي
currency-ARS = بيزو أرجنتيني
currency-AUD = دولار أسترالي
currency-AWG = فلورن أروبي
currency-AZN = مانت أذربيجاني
currency-BAM = مارك البوسنة والهرسك قابل للتحويل
currency-BBD = دولار بربادوسي
currency-BDT = تاكا بنغلاديشي
currency-BHD = دينار بحريني
currency-BIF = فرنك بروندي
currency-BMD = دولار برمودي
currency-BND = دولار بروناي
currency-BOB = بوليفيانو بوليفي
currency-BRL = ريال برازيلي
currency-BSD = دولار باهامي
currency-BTN = نولتوم بوتاني
currency-BWP = بولا بتسواني
currency-BYN = روبل بيلاروسي
currency-BZD = دولار بليزي
currency-CAD = دولار كندي
currency-CDF = فرنك كونغولي
currency-CHF = فرنك سويسري
currency-CLP = بيزو تشيلي
currency-CNY = يوان صيني
currency-COP = بيزو كولومبي
currency-CRC = كولن كوستاريكي
currency-CUP = بيزو كوبي
currency-CVE = اسكودو الرأس الأخضر
currency-CZK = كرونة تشيكية
currency-DJF = فرنك جيبوتي
currency-DKK = كرونة دنماركية
currency-DOP = بيزو الدومنيكان
currency-DZD = دينار جزائري
currency-EGP = جنيه مصري
currency-ERN = ناكفا أريتري
currency-ETB = بير أثيوبي
currency-EUR = يورو
currency-FJD = دولار فيجي
currency-FKP = جنيه جزر فوكلاند
currency-GBP = جنيه إسترليني
currency-GEL = لاري جورجي
currency-GHS = سيدي غانا
currency-GIP = جنيه جبل طارق
currency-GMD = دلاسي غامبي
currency-GNF = فرنك غينيا
currency-GTQ = كوتزال غواتيمالا
currency-GYD = دولار غيانا
currency-HKD = دولار هونغ كونغ
currency-HNL = ليمبيرا هندوراس
currency-HTG = جوردى هايتي
currency-HUF = فورينت هنغاري
currency-IDR = روبية إندونيسية
currency-ILS = شيكل إسرائيلي جديد
currency-INR = روبية هندي
currency-IQD = دينار عراقي
currency-IRR = ريال إيراني
currency-ISK = كرونة أيسلندية
currency-JMD = دولار جامايكي
currency-JOD = دينار أردني
currency-JPY = ين ياباني
currency-KES = شلن كينيي
currency-KGS = سوم قيرغستاني
currency-KHR = رييال كمبودي
currency-KMF = فرنك جزر القمر
currency-KPW = وون كوريا الشمالية
currency-KRW = وون كوريا الجنوبية
currency-KWD = دينار كويتي
currency-KYD = دولار جزر كيمن
currency-KZT = تينغ كازاخستاني
currency-LAK = كيب لاوسي
currency-LBP = جنيه لبناني
currency-LKR = روبية سريلانكية
currency-LRD = دولار ليبيري
currency-LSL = لوتي ليسوتو
currency-LYD = دينار ليبي
currency-MAD = درهم مغربي
currency-MDL = ليو مولدوفي
currency-MGA = أرياري مدغشقر
currency-MKD = دينار مقدوني
currency-MMK = كيات ميانمار
currency-MNT = توغروغ منغولي
currency-MOP = باتاكا ماكاوي
currency-MRU = أوقية موريتانية
currency-MUR = روبية موريشيوسية
currency-MVR = روفيه جزر المالديف
currency-MWK = كواشا مالاوي
currency-MXN = بيزو مكسيكي
currency-MYR = رينغيت ماليزي
currency-MZN = متكال موزمبيقي
currency-NAD = دولار ناميبي
currency-NGN = نايرا نيجيري
currency-NIO = قرطبة نيكاراغوا
currency-NOK = كرونة نرويجية
currency-NPR = روبية نيبالي
currency-NZD = دولار نيوزيلندي
currency-OMR = ريال عماني
currency-PAB = بالبوا بنمي
currency-PEN = سول بيروفي
currency-PGK = كينا بابوا غينيا الجديدة
currency-PHP = بيزو فلبيني
currency-PKR = روبية باكستاني
currency-PLN = زلوتي بولندي
currency-PYG = غواراني باراغواي
currency-QAR = ريال قطري
currency-RON = ليو روماني
currency-RSD = دينار صربي
currency-RUB = روبل روسي
currency-RWF = فرنك رواندي
currency-SAR = ريال سعودي
currency-SBD = دولار جزر سليمان
currency-SCR = روبية سيشيلية
currency-SDG = جنيه سوداني
currency-SEK = كرونة سويدية
currency-SGD = دولار سنغافوري
currency-SHP = جنيه سانت هيلين
currency-SLE = ليون سيراليوني
currency-SOS = شلن صومالي
currency-SRD = دولار سورينامي
currency-SSP = جنيه جنوب السودان
currency-STN = دوبرا ساو تومي وبرينسيبي
currency-SYP = ليرة سورية
currency-SZL = ليلانجيني سوازيلندي
currency-THB = باخت تايلاندي
currency-TJS = سوموني طاجيكستاني
currency-TMT = مانات تركمانستان
currency-TND = دينار تونسي
currency-TOP = بانغا تونغا
currency-TRY = ليرة تركية
currency-TTD = دولار ترينداد وتوباغو
currency-TWD = دولار تايواني
currency-TZS = شلن تنزاني
currency-UAH = هريفنيا أوكراني
currency-UGX = شلن أوغندي
currency-USD = دولار أمريكي
currency-UYU = بيزو اوروغواي
currency-UZS = سوم أوزبكستاني
currency-VES = بوليفار فنزويلي
currency-VND = دونج فيتنامي
currency-VUV = فاتو فانواتو
currency-WST = تالا ساموا
currency-XAF = فرنك وسط أفريقي
currency-XCD = دولار شرق الكاريبي
currency-XCG = غيلدر كاريبي
currency-XOF = فرنك غرب أفريقي
currency-XPF = فرنك سي إف بي
currency-YER = ريال يمني
currency-ZAR = راند جنوب أفريقيا
currency-ZMW = كواشا زامبي
currency-ZWG = ذهب زيمبابوي

## 404 and redirects
not-found = هذه الصفحة غير موجودة
not-found-text = ربما كان العنوان قديمًا أو كُتب خطأً. أحدث المقالات التفسيرية في الصفحة الرئيسية، ولكل دولة نغطيها صفحة.
moved = انتقلت هذه الصفحة
moved-text = عنوانها الآن: { $url }.

## Directives
note = ملاحظة
watch-video = شاهد الفيديو على { $host }
chart-data = بيانات هذا الرسم البياني
chart-lines = رسم بياني خطي تليه بياناته.
chart-none = لا بيانات
chart-file = تنزيل البيانات (CSV)

## Markdown
table = جدول
task-done = أُنجز
task-open = لم يُنجز
alert-note = ملاحظة
alert-tip = نصيحة
alert-important = مهم
alert-warning = تحذير
alert-caution = تنبيه

## Theme
see-also = انظر أيضًا
