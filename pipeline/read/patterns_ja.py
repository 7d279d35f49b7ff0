"""How Japanese lines end and begin: what shows that a sentence goes on over the end of a line.

The word lists are closed classes of Japanese grammar (case and binding particles, conjunctions, demonstratives, formal
nouns, auxiliaries), as school grammars list them, and the set phrases of official notices (記, 以上, 各位).
"""

import re

# 。 and its like, with the brackets that may close after it.
FINAL = re.compile(r"[。！？!?．][」』）)】〉》”’\"']*$")

_OPEN_ENDS = (
    r"[、，,・／/「『（(【〈《“‘＝=＋+&＆]",
    r"[をがへ]",
    r"(?<!も)の",
    r"(?<![とま])は",
    r"(?<!こ)(?<!も)(?<!ひ)(?<!あ)と",
    r"(?<!ま)で",
    r"に",
    r"(?<!ま)(?<!かな)や|も|な",
    r"(?<!について)(?<!に向けて)(?<!に関して)(?<!にあたって)(?<!に当たって)(?<!に際して)(?<!をめざして)(?<!を目指して)(?<!を通じて)て",
    r"(?<=[一-鿿ァ-ヶ])し",
    r"および|及び|ならびに|並びに|または|又は|もしくは|若しくは|かつ|且つ|(?<!だ)から|(?<=[一-鿿])より",
    r"令和|平成|昭和|西暦|(?<!次)第|[ぁ-ん]次第",
    r"による|における|に関する|に対する|に係る|に向けた|に基づく|のための|という|といった|(?<=[ぁ-ん])ような",
)
# A line that ends so goes on: after a comma or dot, a particle, an attributive or conjunctive form, an opening bracket.
OPEN = re.compile(rf"(?:{'|'.join(_OPEN_ENDS)})$")

_BOUND_STARTS = (
    r"[、。，．」』）)】〉》”’！？ーぁぃぅぇぉっゃゅょァィゥェォッャュョヮン々〟]",
    r"[,.!?](?!\d)",
    r"[（(][^（()）]{0,60}[）)](?:[をがはにへともや、]|の(?!\s)|で(?!す)|等[のをにが、])",
    r"等(?=[ぁ-ん、])|的(?=[なに])|化(?=[をにのがはし、])|性(?=[をにのがは、])|者(?=[をにがは、])",
)
# A line that begins so cannot begin a sentence: closing signs, small kana, suffixes, bracket and particle.
BOUND = re.compile("|".join(_BOUND_STARTS))

# What counts or dates the number at the end of the line before; 月面 and 名称 are words of their own.
COUNTED = re.compile("[年月日時分円％%件名社回](?![一-鿿])|年度|[年月日](?=[末初頃中上下前後以間内])")

_STARTERS = (
    "また(?!は)|なお|さらに|そして|しかし|ただ|したがって|これ|それ|あれ|どれ|この|その|あの|どの|ここ|そこ|こう(?!し)|こうした|そう(?!し)|どう|"
    "あわせて|あらゆる|あなた|いずれ|いま|いわゆる|おって|こちら|ご|お(?!り|い|け|よ|そ)|すべて|すでに|すなわち|そもそも|たとえば|とくに|"
    "とりわけ|なかでも|なぜ|ひいては|ひとつ|ひと|ふたつ|まず|まさに|まもなく|まち|もし|もちろん|もの(?=づくり)|やがて|よって|"
    "よくある|より(?=[一-鿿])|わが|われわれ|わたし|はじめに|はじめまして|おわりに|まとめ|ねらい|みなさま|みなさん|みんな|みらい|みどり|"
    "くらし|いのち|こども|つぎ|かつて|きわめて|くわしく|しかも|つまり|ところ(?=で)|とはいえ|ますます|むしろ|ゆえに|さて|ちなみに|"
    "なるほど|おおむね|あらまし|おそらく|いっぽう|いったん|しばらく|ほとんど|ほか(?=[一-鿿])|うち(?=[一-鿿、])|のぞみ|はやぶさ|さくら|"
    "さいたま|つくば|いわき|ひたちなか|けいはんな|ふくしま|かながわ|あいち|みやぎ|いばらき|とちぎ|ぐんま|うるま"
)
# Words in hiragana that begin a sentence or name; any other hiragana at the head of a line is a particle, an ending or
# an auxiliary (を, する, ました).
STARTER = re.compile(_STARTERS)
# Words that begin a sentence also where nothing ended the one before (a name above a quotation, a heading).
SENTENCE_STARTER = re.compile(
    "このたび|この度|今回|今後|これ|この|その(?!他)|また(?!は)|なお|さらに|そして|しかし|私たち|私は|我々|本日|当社|弊社|同社|当日"
)
HIRAGANA = re.compile("[ぁ-ゖ]")
# What closes an enumeration in the middle of a sentence: "・B\nなど、戦略的な活動を推進します。"
AFTER_LIST = re.compile(r"(?:など|等|といった|をはじめ|のほか|以上の|の(?:[0-9一二三四五六七八九十]つ|各))")
# The end of a title, which otherwise would look like a clause that goes on.
TITLE_END = re.compile(
    "(?:について|に向けて|に関して|にあたって|に当たって|に際して|とは|を目指して|をめざして|に関するお知らせ)[―—～〜－]?$"
)
# "会長：", "日時 ：", "署名者（敬称略）：" – a label and its value.
KEY_VALUE = re.compile(r"[^\s:：。、「」をはが][^:：。、「」をはが]{0,26}[:：](?!//)")
_DAY = "0-9０-９元年月日度上中下旬半期四前後夏秋春冬頃末初夏以降予定第火水木金土曜・祝~〜～－/.．()（）\\-"
# A row of a programme or a history: a day, month, term or hour, then space, then what happens.
ROW = re.compile(
    rf"(?=\S{{0,24}}[年月日時春夏秋冬期/.:：])(?:(?:令和|平成|昭和|来|昨|今|本|翌|明治|大正|西暦)?[{_DAY}]{{0,3}}[0-9年月春夏秋冬][{_DAY}]{{1,24}}|(?:午前|午後)?\d{{1,2}}(?:[:：]\d{{2}}|時(?:\d{{1,2}}分|半)?)(?:\s?[-~〜～－–]\s?\d{{1,2}}[:：]\d{{2}})?)[ \u3000\t:：]+(?=\S)"
)
# The end of a statement that has no 。.
PREDICATE = re.compile(
    r"(?:する|した|します|しました|されます|されました|です|ます|ました|である|だった|された|される|ている|いく|こと|ください|ません)$"
)
# What begins with a label in brackets is set apart: "【概要】…", "＜参考＞ …", "（別添）…".
HEADED = re.compile(
    r"【[^【】]{1,20}】|＜[^＜＞]{1,20}＞|≪[^≪≫]{1,20}≫|〔[^〔〕]{1,20}〕|[（(](?:参考|別添|別紙|補足|資料)[^（()）]{0,8}[）)]"
)
# Signs of a notice that stand on a line of their own.
SET_PHRASE = re.compile(r"(?:記|以上|以\s上|(?:報道)?(?:関係|機関)?者?各位|敬具|敬白|拝啓|謹啓|草々|了)$")
# A party to an agreement, as its letter names it: "甲　南都市".
PARTY = re.compile(r"[甲乙丙丁戊][ \u3000:：]")
# Who issues a document, on a line of its own: ends as the names of Japanese bodies and their parts do.
ISSUER = re.compile(
    r"(?:\S{1,30}\s){0,3}\S{0,24}(?:省|庁|府|機構|株式会社|法人|大学|協会|協議会|連盟|研究所|研究センター|事務局|課|室|局|[一-鿿ァ-ヶ]部|班|課長|室長|部長|殿|様|御中)"
    r"(?:[（(][^（()）]{1,30}[）)])?$|(?:株式会社|合同会社|一般社団法人|国立研究開発法人|独立行政法人|国立大学法人|公益財団法人)\S{1,30}$"
)
