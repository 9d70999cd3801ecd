"""The shapes of `data/*.yml`: what authors may write. Validation, JSON Schema and the field reference come from here."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, RootModel, Tag, model_validator

from .fields import Date, Day, Id, Key, Names, UnitName

Grade = Literal["primary", "secondary", "estimate", "report", "derived"]
Missing = Literal["undisclosed", "unknown", "not-applicable"]
Verdict = Literal["成立", "条件成立", "口径不符", "不成立", "未证实", "无法验证"]
Qualifier = Literal["about", "at-least", "at-most", "up-to"]

GRADES: dict[str, tuple[str, str]] = {
    "primary": ("原", "原始资料：论文、官方文件、法规或厂商自己公布的数据"),
    "secondary": ("转", "转述：媒体或第三方的报道"),
    "estimate": ("估", "估计：泄露、分析机构或研究者的推算"),
    "report": ("报", "仅见于原报告，未找到出处"),
    "derived": ("算", "本站由其他数据算得，公式见说明"),
}
MISSING: dict[str, str] = {"undisclosed": "未公布", "unknown": "不详", "not-applicable": "不适用"}
VERDICTS: dict[str, tuple[str, str]] = {
    "成立": ("true", "证据与报告一致"),
    "条件成立": ("conditional", "只在某种理解或前提下成立"),
    "口径不符": ("scope", "数字有来历，但对象、口径或归因与原始资料不同"),
    "不成立": ("false", "与可靠证据相反"),
    "未证实": ("unproven", "有流传的说法，没有可靠来源"),
    "无法验证": ("unverifiable", "找不到出处，也没有可用来核对的公开资料"),
}


class Strict(BaseModel):
    """Numbers are numbers, texts are texts, and a field that is not asked for is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


class Provenance(Strict):
    """来历：日期、等级、来源、备注。表格行上写的来历是该行各单元格的默认值。"""

    asof: Date | None = Field(None, description="数字对应的日期")
    grade: Grade | None = Field(None, description="等级")
    source: Names = Field(default_factory=list, description="sources 里的键，一个或一列")
    note: str | None = Field(None, description="口径、条件、与其他来源的出入")


class Quantity(Provenance):
    """一个量：value，或 low 与 high，或 formula（由其他地址算得），或 value: null 加 why。"""

    value: float | None = Field(None, description="数值，按 unit 计")
    low: float | None = Field(None, description="区间下限")
    high: float | None = Field(None, description="区间上限")
    formula: str | None = Field(
        None,
        description="以地址为变量的算式，例如 6 * models/gpt-3/active_parameters * models/gpt-3/tokens；运算符两侧要有空格",
    )
    digits: int | None = Field(None, ge=1, le=6, description="显示几位有效数字（算得的量默认 3 位）")
    unit: UnitName | None = Field(None, description="单位，见 dataset/units.py；表格里由列决定")
    qualifier: Qualifier | None = Field(None, description="about 约、at-least 不少于、at-most 不多于、up-to 最高")
    mean: bool = Field(False, description="平均值：按个数的单位（个、次、行……）只有平均值可以有小数")
    why: Missing | None = Field(None, description="value 为 null 的原因")

    @model_validator(mode="after")
    def exactly_one_form(self) -> Quantity:
        forms = [
            self.value is not None,
            self.low is not None or self.high is not None,
            self.formula is not None,
            self.why is not None,
        ]
        if sum(forms) != 1:
            raise ValueError("要写 value、low 与 high、formula、或 value: null 加 why，四者之一")
        if (self.low is None) != (self.high is None):
            raise ValueError("区间要同时写 low 和 high")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError("low 大于 high")
        if self.formula and self.source:
            raise ValueError("算得的量不写 source：来源是公式里的各项")
        return self


class Text(Provenance):
    """带来历的文字单元格。"""

    text: str = Field(min_length=1, description="单元格文字")


def _cell_kind(value: Any) -> str | None:
    if isinstance(value, dict):
        return "text" if "text" in value else "quantity"
    if isinstance(value, Text):
        return "text"
    if isinstance(value, Quantity):
        return "quantity"
    return "plain" if isinstance(value, (str, int, float)) else None  # nothing or a list: no cell


Cell = Annotated[
    Annotated[str | int | float | bool, Tag("plain")]
    | Annotated[Text, Tag("text")]
    | Annotated[Quantity, Tag("quantity")],
    Discriminator(_cell_kind),
]


class Column(Strict):
    """一列。"""

    key: Key
    title: str = Field(min_length=1)
    kind: Literal["quantity", "text", "date", "choice", "source"] = "text"
    unit: UnitName = Field("", description="quantity 列的单位")
    mean: bool = Field(False, description="quantity 列是平均值，可以有小数")
    choices: list[str] = Field(default_factory=list, description="choice 列允许的值")
    note: str | None = Field(None, description="口径说明，显示在表头提示里")

    @model_validator(mode="after")
    def choices_belong_to_choice(self) -> Column:
        if (self.kind == "choice") != bool(self.choices):
            raise ValueError("choice 列要写 choices，别的列不写")
        if self.kind != "quantity" and (self.unit or self.mean):
            raise ValueError("只有 quantity 列写 unit、mean")
        return self


class Row(Provenance):
    """一行；除 id、name 与默认来历外，各键是列的 key。quantity 列可以简写 undisclosed、unknown、not-applicable。"""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Cell]

    id: Id
    name: str = Field(min_length=1, description="行首，读者看到的名字")


class TableMeta(Strict):
    """表的说明。"""

    id: Key
    title: str
    note: str = Field(description="口径说明，一两句")
    row_title: str = Field("名称", description="第一列的表头")
    row_prefix: str | None = Field(
        None, description="行锚点前缀，默认没有：row-<id>；与别的表重名时写，得到 row-<前缀>-<id>"
    )
    columns: list[Column] = Field(min_length=1)


class Fact(Quantity):
    """不属于任何表的一条事实。没有数字的事实只写 statement 与来历；一条事实有几个数字时写 parts。"""

    id: Id
    statement: str = Field(min_length=4, description="完整的陈述，可以用 {地址} 引用别处的数字")
    parts: dict[Key, Quantity] = Field(default_factory=dict, description="一条事实里的几个数字，地址 facts/<id>/<键>")
    later: bool = Field(False, description="晚于 2024 年底：只用在“后续进展”里")

    @property
    def has_figure(self) -> bool:
        """Whether the fact itself (not its parts) carries a number, or says why it has none."""
        return any(x is not None for x in (self.value, self.low, self.formula, self.why))

    @model_validator(mode="after")
    def exactly_one_form(self) -> Fact:
        if self.has_figure and self.parts:
            raise ValueError("value 与 parts 只写其一")
        return Quantity.exactly_one_form(self) if self.has_figure else self


class Step(Strict):
    """复算的一步。"""

    label: str
    formula: str
    unit: UnitName = ""
    digits: int | None = Field(None, ge=1, le=6)
    note: str | None = None


class Claim(Strict):
    """报告里的一个数字：它怎么说、证据、复算、判定。"""

    id: Id
    section: str = Field(description="outline 里的 id")
    says: str = Field(min_length=4, description="报告的说法，用自己的话")
    figures: dict[Key, Quantity] = Field(
        default_factory=dict, description="报告自己的数字，等级自动为 report，地址 claims/<id>/<键>"
    )
    evidence: list[str] = Field(default_factory=list, description="作为证据的地址")
    arithmetic: dict[Key, Step] = Field(default_factory=dict, description="复算，构建时计算，地址 claims/<id>/<键>")
    verdict: Verdict
    comment: str = Field(min_length=4, description="判定的理由，可以用 {地址} 引用数字")


class Source(Strict):
    """一条来源，字段取自 CSL-JSON。"""

    type: Literal[
        "article-journal",
        "paper-conference",
        "article",
        "report",
        "webpage",
        "post-weblog",
        "article-newspaper",
        "dataset",
        "software",
        "book",
        "legislation",
        "standard",
        "speech",
    ]
    title: str
    author: Names = Field(default_factory=list, description="作者或机构；最后一项写 others 表示“等”")
    issued: Date | None = Field(None, description="发表日期；找不到就不写")
    publisher: str | None = Field(None, description="出版者、刊物、会议或网站")
    arxiv: str | None = Field(None, pattern=r"^\d{4}\.\d{4,5}$")
    doi: str | None = Field(None, pattern=r"^10\.\d{4,}/\S+$")
    url: str | None = Field(None, pattern=r"^https?://\S+$", description="原始出处；转载页不写")
    accessed: Date | None = None
    note: str | None = Field(None, description="例如：原页未能取得，据转述核对")
    language: Literal["zh", "en"] = "en"


class Term(Strict):
    """术语表的一条：全站一个英文词只有一个中文词。"""

    id: Id
    term: str
    en: str
    abbr: str | None = None
    aliases: list[str] = Field(default_factory=list, description="读者会搜的其他写法")
    definition: str = Field(min_length=6)
    sections: list[str] = Field(default_factory=list, description="讲到它的小节 id")
    related: list[str] = Field(default_factory=list, description="相关术语的 id")
    linked: bool = Field(True, description="正文里首次出现时是否自动链接；一词多义的写 false，改用 term()")


class Asked(RootModel[list[Annotated[str, Field(min_length=2, max_length=32)]]]):
    """读者怎样问到一个小节、一张表或一个术语：口语、别的叫法、问句。只进搜索索引，不在页面上出现。"""

    model_config = ConfigDict(frozen=True)


class CardFigure(Strict):
    """分享卡片上的一个数字。"""

    figure: str = Field(description="数字的地址")
    label: str = Field(min_length=2, description="它是什么，离开正文也读得懂")


class OutlineEntry(Strict):
    """报告目录的一项，编号与 id 永不改变。"""

    number: str
    id: Id
    page: str
    title: str
    card: CardFigure | None = Field(None, description="分享卡片上的数字")


class Update(Strict):
    """一条更新或更正，读者在更新页和 feed 里看到。"""

    id: Id
    date: Day
    kind: Literal["发布", "更正", "增补"]
    title: str = Field(min_length=2)
    text: str = Field(min_length=6, description="改了什么、为什么，可以用 {地址} 引用数字")
    sections: list[str] = Field(default_factory=list, description="受影响的小节、表或数据行的 id")


class Author(BaseModel):
    """Whom the site is cited under."""

    name: str = Field(min_length=1)


class Citation(BaseModel):
    """`CITATION.cff`: the fields of the Citation File Format that the site shows; others are left alone."""

    model_config = ConfigDict(strict=True, frozen=True)

    title: str = Field(min_length=1)
    abstract: str = Field(min_length=1)
    authors: list[Author] = Field(min_length=1)
    version: str = Field(pattern=r"^\d+\.\d+\.\d+$")
    released: Day = Field(alias="date-released")
    licence: str = Field(alias="license", pattern=r"^[A-Za-z0-9.+-]+$")


class TableFile(Strict):
    """`data/tables/<id>.yml`"""

    table: TableMeta
    rows: list[Row]


class FactsFile(Strict):
    """`data/facts/<slug>.yml`"""

    title: str = Field(description="例如：第一章 1.1 的事实")
    facts: list[Fact]


class ClaimsFile(Strict):
    """`data/claims/<slug>.yml`"""

    claims: list[Claim]
