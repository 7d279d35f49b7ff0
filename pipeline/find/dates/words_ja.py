"""Japanese words that speak for or against a date beside them, as patterns; the lists are of our own.

Patterns whose name ends in `BEFORE` are searched in what stands before a date and end with it, those in `AFTER` are matched
right behind it.
"""

_S = r"[ \t]{0,2}"

ABOUT_BEFORE = f"(?:概ね|おおむね|およそ|おおよそ){_S}$"
LIMIT_AFTER = f"{_S}まで"
APPROXIMATE_AFTER = f"{_S}(?:頃|ごろ|前後)"
# The year of a named thing (2050年…戦略), where the name runs unbroken up to one of these.
NAME_AFTER = (
    "[一-鿿ァ-ヶー・A-Za-z]{0,16}(?:戦略|計画|ビジョン|プラン|アジェンダ|博覧会|万博|宣言|白書|法律|政令|省令|条約|告示|目標値|"
    "ロードマップ)"
)
# A date that is put off is no range: 4月1日から5月1日に延期.
MOVED_AFTER = f"{_S}[にへ](?:延期|変更|前倒|繰り?[上下]|改め|移)"
# What comes round every year or month has no place in the calendar.
RECURRING_BEFORE = f"(?:毎年度?|毎月|例年|各年度?|隔年){_S}の?$"
# 1年3月 is a length.
LENGTH_BEFORE = "[0-9元]年$"
# A quarter or half that stands for its figures rather than its time.
NO_PERIOD_AFTER = f"{_S}(?:累計|連結|決算|短信|業績|ごと|毎)"
# 今日 in the sense of nowadays.
NOWADAYS_AFTER = f"{_S}(?:の(?!午前|午後|会[議見合談]|発表|閣議|式典|夕方|夜)|では|でも?|において|に(?:至|おけ|お[いけ]て)|まで|も|的|な)"
# A bare day of the month: 18日、 18日に 18日付.
DAY_AFTER = (
    f"{_S}(?:[、にはのかまよ]|付|午前|午後|正午|[0-9]{{1,2}}(?:時|:[0-9]{{2}})|朝|夜|夕|未明|以降|開催|開始|発表|[)]|$)"
    "(?!わたり|渡り|一度|1度|1回|一回|かけて)"
)
NO_DAY_BEFORE = (
    rf"(?:[0-9数約第毎計各全半丸連延のべ]|わずか|およそ|[かケヶカヵ]月|間|後の|前の|(?<![時分午])から[ \t]?|営業){_S}$"
)

# What a sentence speaks of.
FUTURE = "予定|見込|見通し|目指[しす]|までに|(?:開催|開始|実施|公表|発売|運転|提供|稼働|開設|発足)(?:いた)?(?:します|する)[。(]"
PAST = "(?:まし|し|れ|っ|い|え|け|め|せ|で)た(?:。|$|[」)])|[一-鿿](?:。|$)"
