"""Japanese sentences in the manner of press releases, with places for names: what encyclopaedias do not have.

All of them were written for this project. `{org}`, `{person}`, `{loc}`, `{fac}`, `{product}` and `{event}` are places
for names with a label; what stands around them is none: posts, agreements, programmes, durations, roles.
"""

SENTENCES: tuple[str, ...] = tuple(
    """
{org}（本社：{loc}、代表取締役社長：{person}、以下「{org}」）と{org}（本社：{loc}、CEO：{person}、以下「{org}」）は、水素の共同調査に関する覚書を締結しました。
{org}（所在地：{loc}、理事長：{person}）は、{org}と包括連携協定を締結したことをお知らせします。
{org}は本日、{org}及び{org}と、次世代半導体の研究協力に関する基本合意書に署名しました。
{org}と{org}は、{loc}において、宇宙分野における協力覚書（MOC）に署名した。
本覚書は、{org}、{org}、{org}の三者が、脱炭素に向けた技術開発で協力することを定めたものです。
{org}、{org}、{org}、{org}ほか計15社・機関が参加する。
参画機関は、{org}、{org}、{org}、{org}及び{org}である。
署名式には、{org}の{person}大臣、{org}の{person}理事長、{org}の{person}社長が出席しました。
{person}経済産業大臣は、{loc}を訪問し、{org}の{person}長官と会談を行いました。
{person}文部科学副大臣と{org}の{person}総裁が共同声明に署名した。
{org}代表取締役社長の{person}は次のように述べています。
{org} 執行役員 {person}
{org}　代表理事　{person}
（問合せ先）{org}広報部　担当：{person}　電話：03-1234-5678
お問い合わせ先：{org}　国際課
{org}（{org}）は、{org}（{org}）とともに実証事業を開始します。
{org}（略称：{org}）
{org}（英文名：{org}）は、1998年に設立された。
{org}（通称「{org}」）は、国際協力の窓口となる。
{org}（以下「{org}」という。）と{org}（以下「{org}」という。）は、以下のとおり合意する。
甲：{org}　乙：{org}
委託元：{org}
主催：{org}、{org}　後援：{org}、{org}
出資者は{org}（60％）、{org}（30％）、{org}（10％）である。
この事業は{org}の支援を受けて実施されるものである。
{org}が公募した「グリーンイノベーション基金事業」に採択された。
{org}の子会社である{org}は、{loc}に新工場を建設する。
{org}は、{fac}において{product}の実証試験を行う。
{event}に合わせて、{org}と{org}が協定を結んだ。
{loc}で開催された{event}で、{org}の{person}氏が講演した。
{org}は、{org}との協力を通じて、{loc}における人材育成に取り組んでまいります。
なお、{org}からは{person}が、{org}からは{person}が署名しました。
協定書を手にする{org}の{person}社長（左）と{org}の{person}学長（右）
{org}について
{org}は、{loc}に本部を置く研究機関です。
{org}グループは、{loc}を中心に事業を展開しています。
日本側からは{org}及び{org}が、英国側からは{org}及び{org}が参加した。
両国は、{org}と{org}の間の実施取決めに基づき、協力を進める。
{org}設置法に基づき、{org}が所管する。
{org}が策定した「戦略ロードマップ」において、重点分野と位置付けられている。
{org}のプレスリリース（{loc}）
{org}、{org}と{product}の共同開発に合意
{org}と{org}、量子技術に関する覚書を締結
{org}が{org}に対し5億円の出資を決定
{org}と共同で{product}を発表
{org}、{loc}に研究拠点「{fac}」を開設
{org}などの関係省庁と連携しつつ、{org}が事務局を務める。
{org}・{org}・{org}の3機関による共同研究
{org}／{org}
一方、{org}は{person}を委員長とする検討会を設置した。
同省と{org}は、今後5年間にわたり協力する。
両機関は、{org}の枠組みの下で専門家を相互に派遣する。
{org}加盟国は、第28回締約国会議において成果を確認した。
{product}は、{org}の登録商標です。
本件は、{org}のウェブサイトに掲載されている。
""".strip().splitlines()
)

LISTS: tuple[str, ...] = tuple(
    """
・{org}
●{org}
{org}
{org}（{loc}）
{org} {person}
{org}　{person}　氏
1. {org}
（1）{org}
○ {org}：{loc}
{org}	{loc}	{person}
- {org}（代表：{person}）
""".strip().splitlines()
)

LEGAL_FORMS_BEFORE: tuple[str, ...] = (
    "株式会社",
    "㈱",
    "(株)",
    "合同会社",
    "有限会社",
    "一般社団法人",
    "公益財団法人",
    "一般財団法人",
    "国立研究開発法人",
    "独立行政法人",
    "国立大学法人",
    "学校法人",
    "特定非営利活動法人",
    "技術研究組合",
)
LEGAL_FORMS_BEHIND: tuple[str, ...] = (
    "株式会社",
    "㈱",
    "(株)",
    "合同会社",
    "有限会社",
    "ホールディングス株式会社",
    "グループ",
    "技術研究組合",
)
"""Forms of Japanese law, from the Companies Act and the laws on the corporations that they name."""
