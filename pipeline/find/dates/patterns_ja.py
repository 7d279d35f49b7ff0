"""Japanese dates as patterns: pieces that `compose.py` puts together, and connectors.

The patterns are of our own; what is meant to be found is in `tests/find/dates_ja.txt`. They are matched on the
NFKC copy of a text, where ㋿ has become 令和, ２ is 2, and （ is an ASCII bracket. PDFs leave spaces inside a date
(令和 6 年 6 月 15 日), so each piece takes up to two of them. None repeats without a bound.
"""

# The Gregorian year before the first of the era, and the highest year that a text can mean: plans written
# before an era ended name its later years (平成35年度). Source: the eras' own years of beginning.
ERAS = {"明治": (1867, 45), "大正": (1911, 15), "昭和": (1925, 64), "平成": (1988, 50), "令和": (2018, 60)}
ERA_LETTERS = {"M": "明治", "T": "大正", "S": "昭和", "H": "平成", "R": "令和"}
WEEKDAYS = {char: number for number, char in enumerate("月火水木金土日")}
SEASONS = {"春": 1, "夏": 2, "秋": 3, "冬": 4}
DIGITS = {char: number for number, char in enumerate("〇一二三四五六七八九")} | {"零": 0}

_DIGITS = "0123456789"
_KANJI = "〇零一二三四五六七八九十"
_NUMERIC = _DIGITS + _KANJI

_S = r"[ \t]{0,2}"
_ERA = "(?:明治|大正|昭和|平成|令和)"
_N = rf"(?:[0-9]{{1,2}}(?![0-9])|[{_KANJI}]{{1,3}})"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])"
_CENTURY = r"(?:1[0-9]|2[01])"
_YEAR = rf"(?:{_CENTURY}[0-9]{{2}}|[一二][{_KANJI}]{{3}})"
_DASH = rf"{_S}[〜~～\-–—―−ー]{_S}"
_WEEKDAY = "[月火水木金土日]"
_SEASON = "[春夏秋冬]"
# A number that belongs to a longer one, a decimal or an ordinal (第3年度) is no year, month or day.
_ALONE = rf"(?<![0-9A-Za-z第])(?<![0-9][.,:/])(?<![{_KANJI}百千])"
# After 年 these make a length, a count, an edition or another word of it (3年間, 2年生, 2025年版).
_NO_YEAR = r"(?![ ]?(?:間|ぶり|以上|余り?|生|次|目|分|ごと|毎|齢|版|号|問題|物|来の|ほど|程度|未満|以内|弱|強|超))"
# The other calendar's year in brackets: 令和5年(2023年), 2023(令和5)年.
_IN_GREGORIAN = rf"(?:{_S}\((?:西暦)?{_S}[0-9]{{4}}{_S}(?:年(?:{_S}度)?)?{_S}\))?"
_IN_ERA = rf"(?:{_S}\({_S}(?:{_ERA}{_S}(?:元|{_N})|[MTSHR]\.?[0-9]{{1,2}}){_S}(?:年(?:{_S}度)?)?{_S}\))?"
# 2025年から30年にかけて; 2025年から10年間 is a beginning and a length.
_TO_SHORT_YEAR = rf"{_S}年{_S}から{_S}(?=[0-9]{{2}}{_S}年(?:にかけ|まで|の間))"
# 年内 and 年末 by themselves, not 3年内 or 今年末.
_NO_COUNT = "(?<![0-9数今本同昨来前翌十かケヶカヵ])"

_DAYS_WORDS = "今朝|今晩|今夜|昨夜|昨晩|一昨日|(?<!日)本日(?!本)|昨日|明後日|(?<!有)明日(?![香海])|同日(?!本)|翌々日|翌日(?!本)|前日(?!本)"
_WEEKS_WORDS = "先々週|先週|今週|[再さ]来週|来週"
_MONTHS_WORDS = (
    rf"[再さ]来月|(?<!従)来月|今月|先々月|(?<!優)先月|(?<!日)本月|同月|翌月|(?<!以)前月(?!比)|{_NO_COUNT}月内"
)
_YEARS_WORDS = (
    "一昨年度?|おととし|同年度?(?![齢代輩])|翌々年度?|翌年度?|(?<!以)前年度?(?!比|同期|同月|同[0-9])|昨年度?|去年|[再さ]来年度?|"
    "(?<![従由将古往元年以])来年度?(?!間)|(?<!日)本年度?(?!金)|今年度?|当年度|次年度|"
    rf"{_NO_COUNT}年度?内(?!に?[0-9])|{_NO_COUNT}(?<!年の)年末(?!年始|調整|恒例)|{_NO_COUNT}年度末"
)

# Pieces by name, with the characters that one can begin with, tried in this order where `TRIGGER` has matched.
# `japanese.py` says what each means.
PIECES = {
    # The commonest form at once, unless a second day follows (4月28日・29日).
    "ja_date": (
        _DIGITS + "明大昭平令",
        rf"(?:(?P<era>{_ERA}){_S}(?P<ey>元|[0-9]{{1,2}})|{_ALONE}(?P<y>{_CENTURY}[0-9]{{2}})){_S}年{_S}"
        rf"(?P<m>[0-9]{{1,2}}){_S}月{_S}(?P<d>[0-9]{{1,2}}){_S}日(?!間|(?:{_DASH}|{_S}[/・]{_S}){_N}{_S}日(?!間))",
    ),
    "ja_short": (
        "MTSHR",
        rf"(?P<era>[MTSHR])\.?(?P<ey>[0-9]{{1,2}})(?P<s>[./-])(?P<m>{_MONTH})"
        rf"(?:(?P<s2>[./-])(?P<d>{_DAY})|{_S}月)?(?![0-9A-Za-z]|[./-][0-9])",
    ),
    "ja_short_year": ("MTSHR", rf"(?P<era>[MTSHR])\.?(?P<ey>[0-9]{{1,2}}|元){_S}年(?P<fy>{_S}度)?{_NO_YEAR}"),
    "ja_era_dots": (
        "明大昭平令",
        rf"(?P<era>{_ERA}){_S}(?P<ey>元|[0-9]{{1,2}})(?P<s>[./-])(?P<m>{_MONTH})(?P=s)(?P<d>{_DAY})(?![0-9A-Za-z年月]|[./-][0-9])",
    ),
    "ja_era": (
        "明大昭平令",
        rf"(?P<era>{_ERA}){_S}(?P<ey>元|{_N}){_IN_GREGORIAN}(?:(?P<to>{_DASH}|{_S}[、,・]{_S})(?P<ez>{_N}))?"
        rf"{_S}年(?:(?P<fy>{_S}度)|(?P<decade>{_S}代(?!表)))?{_IN_GREGORIAN}{_NO_YEAR}",
    ),
    "ja_decade": (
        _DIGITS,
        rf"{_ALONE}(?P<y>{_CENTURY}[0-9]0)(?:{_DASH}(?P<z>(?:{_CENTURY}[0-9]|[0-9])0))?{_S}年{_S}代",
    ),
    # 2020年と21年
    "ja_years": (
        _DIGITS,
        rf"{_ALONE}(?P<y>{_CENTURY}[0-9]{{2}}){_S}年(?P<and>{_S}(?:と|及び|および|・){_S})(?P<z>[0-9]{{2}}){_S}年(?![前後半]){_NO_YEAR}",
    ),
    "ja_year": (
        _NUMERIC,
        rf"{_ALONE}(?P<y>{_YEAR}){_IN_ERA}(?:(?:{_DASH}|{_TO_SHORT_YEAR})(?P<z>{_YEAR}|[0-9]{{2}}))?"
        rf"(?:{_S}年(?P<fy>{_S}(?:会計)?度)?|{_S}(?P<fy2>会計年度)){_IN_ERA}{_NO_YEAR}",
    ),
    "ja_slash": (
        _DIGITS,
        rf"(?<![0-9][./-])(?P<m>{_MONTH})/(?P<d>{_DAY})(?={_S}\({_WEEKDAY}(?:曜日?)?[)・,、/])",
    ),
    "ja_days": (
        _NUMERIC,
        rf"{_ALONE}(?P<m>{_N}){_S}月{_S}(?P<d>{_N})(?P<to>(?:{_S}日)?(?:{_DASH}|{_S}[/・]{_S})|{_S}[、,]{_S})"
        rf"(?P<d2>{_N}){_S}日(?!間)",
    ),
    "ja_months": (
        _NUMERIC,
        rf"{_ALONE}(?P<m>{_N})(?P<to>{_DASH}|・|/)(?P<m2>{_N}){_S}月(?:期(?!間|待))?(?!間|[0-9])",
    ),
    "ja_month": (
        _NUMERIC,
        rf"{_ALONE}(?P<m>{_N}){_S}月(?P<ki>期(?!間|待))?(?!間|齢|給|額|面|謝|号|決算|当たり|あたり)",
    ),
    "ja_two_year": (
        _DIGITS + "'",
        rf"{_ALONE}'?(?P<y>[0-9]{{2}}){_S}年(?:(?P<fy>{_S}度)|(?={_S}[0-9]{{1,2}}{_S}月))",
    ),
    "ja_era_left_out": (
        _DIGITS,
        rf"{_ALONE}(?P<y>[1-9][0-9]?){_S}年(?={_S}(?:まで|にかけ))|{_ALONE}(?P<y1>[1-9]){_S}年(?={_S}[0-9]{{1,2}}{_S}月)",
    ),
    "ja_fy_one": (_DIGITS, rf"{_ALONE}(?P<y>[0-9]){_S}年{_S}度"),
    "ja_day": (_NUMERIC, rf"{_ALONE}(?P<d>{_N}){_S}日(?!間)"),
    "ja_quarter": ("第1234一二三四", rf"第?{_S}(?P<q>[1-4一二三四])(?:{_DASH}第?{_S}(?P<q2>[1-4一二三四]))?{_S}四半期"),
    "ja_half": (
        "上下前後",
        r"(?:(?<=[年度期の])|(?<![一-鿿]))(?P<h>上|下)(?:半)?期(?![待間限])|"
        "(?<=年度)(?P<h2>前|後)期(?!課程|高齢|比|日程|試験|入試)",
    ),
    "ja_part": (
        "上初中下末は半な央前後当年",
        "(?<=[年月度代期季春夏秋冬の ])(?:(?P<part>上中旬|中下旬|[上初中下]旬|(?<=年の)年末|(?<=度の)年度末|末日?|初め|はじめ|初頭|半ば|なかば|央|[前後]半)|"
        "(?<=[年度代])(?P<start>当初|初)(?!めて|旬|期|代|回|版|予算))",
    ),
    "ja_third": ("上初中下", "(?P<part>上中旬|中下旬|[上初中下]旬)"),
    "ja_season": (
        "春夏秋冬",
        f"(?:(?<=[年の度〜~ ])|(?<=から))(?P<season>{_SEASON})"
        "(?![日分節闘雨場眠至祭講学巻目夏]|休み|秋冬|季(?:五輪|オリンピック|パラリンピック|大会|競技))",
    ),
    "ja_weekday": (
        "(月火水木金土日",
        rf"\({_S}(?P<w>{_WEEKDAY})(?:曜日?)?(?:{_S}[・,、/]{_S}(?:祝日?|休日?|祭日?))?{_S}\)|"
        rf"(?<=日|週){_S}(?P<w2>{_WEEKDAY})曜日?",
    ),
    "ja_today": ("今", "(?P<word>今日)"),
    "ja_relative": (
        "一お本昨明同翌前去再来今当次先年月さ",
        f"(?P<word>{_DAYS_WORDS}|{_YEARS_WORDS}|{_MONTHS_WORDS}|{_WEEKS_WORDS})",
    ),
    "ja_same": ("同翌", rf"(?P<word>同|翌(?=[^日]{{1,6}}月))(?P<n>{_N}){_S}(?P<unit>[日月])(?!間)"),
    "ja_relative_season": (
        "今昨来同翌こ",
        f"(?<![一-鿿])(?P<word>[今昨来同翌])(?P<season>{_SEASON})(?!(?!以[降後]|頃|中(?!旬)|開|発売|予定|実施|公開|完成)[一-鿿]|休み)|"
        f"(?<![一-鿿])この(?P<season2>{_SEASON})(?=[にのか、])",
    ),
}

# Where a piece can begin, besides the digits and letters of the English ones: characters, and what then has to follow.
OPENINGS = (
    (_KANJI, rf"(?<![{_KANJI}].)(?=[{_KANJI}]{{0,3}}{_S}[年月日])"),
    ("一二三四", f"(?={_S}四半期)"),
    ("第", rf"(?={_S}[1-4一二三四]{_S}[四〜~\-–])"),
    ("'", f"(?=[0-9]{{2}}{_S}年)"),
    ("明大昭平令", "(?=[治正和成])"),
    ("(", f"(?={_S}{_WEEKDAY}|[MTWFSmtwfs][A-Za-z])"),
    ("月火水木金土日", "(?=曜)"),
    ("上下", "(?=半?期)"),
    ("上初中下", "(?=[中下]?旬)"),
    ("末初央春夏秋冬", ""),
    ("は", "(?=じめ)"),
    ("半な", "(?=ば|かば)"),
    ("前後", "(?=半|期)"),
    ("当", "(?=初)"),
    ("こ", f"(?=の{_SEASON})"),
    ("本昨明同翌前去今当次先来年", "(?=[日月年週度末内春夏秋冬朝晩夜])"),
    ("一", "(?=昨)"),
    ("再さ", "(?=来)"),
    ("先翌", "(?=々)"),
    ("明", "(?=後)"),
    ("お", "(?=ととし)"),
    ("月", "(?=内)"),
    ("同翌", rf"(?=[0-9{_KANJI}]{{1,3}}{_S}[月日])"),
)
# The same for an era's letter, which is an ASCII word.
LATIN_OPENINGS = (("MTSHR", rf"\.?(?:[0-9]{{1,2}}(?:[./-]|{_S}年)|元年)"),)

# Between two ends of a range, between pieces of one date, and between dates side by side.
RANGE = rf"{_S}(?:[〜~～\-–—―−ー]|から|より|乃至){_S}同?"
PIECE = rf"{_S}(?:の{_S})?"
LIST = rf"{_S}(?:[、,・/及と]|及び|および|または|又は|並びに|ならびに|や|か){_S}"
