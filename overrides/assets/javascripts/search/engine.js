/* Answers queries; runs in a worker, or in the page where workers are refused. */
(function (search) {
  "use strict"
  const { marked, matches, snippet } = search.snippet
  const { candidates, reorder, score } = search.rank
  const LOOKED_AT = 12 // candidates whose texts are loaded to put them in order
  const MOST_CELLS = 4, MOST_WORDS = 8, NEAREST = 5

  class Engine {
    constructor(load) {
      this.index = new search.Index(load)
    }

    open() {
      return this.opened ||= this.index.open()
    }

    /** {results, total, also, nearest, chapters, kinds} for what was typed; `chapter` and `kind` filter, `from` and `count` page. */
    async query({ text, chapter = "", kind = "", from = 0, count = 10 }) {
      await this.open()
      const plan = await search.plan(text, this.index)
      const scores = score(plan, this.index)
      const everything = candidates(scores, this.index, plan.defining)
      const found = everything.filter(one => (!chapter || one.chapter === chapter) && (!kind || one.kind === kind))
      const first = found.slice(0, LOOKED_AT)
      const named = found.find(({ document }) => document === plan.named)
      if (named && !first.includes(named)) first.push(named)
      const ordered = reorder(first, await this._records(first), plan, this.index)
      const shown = [...ordered, ...found.filter(one => !ordered.includes(one))].slice(from, from + count)
      await this._records(shown)
      const sought = this._sought(plan.spans)
      return {
        total: found.length,
        results: shown.map(one => this._result(one, sought)),
        also: plan.also,
        nearest: everything.length ? [] : this._nearest(plan.text),
        chapters: counts(everything, "chapter"),
        kinds: counts(everything, "kind"),
      }
    }

    _records(found) {
      return this.index.texts(found.map(({ document }) => document))
    }

    /** What to mark: the terms that were looked up, but for those that only connect others, and whole synonyms. */
    _sought(spans) {
      const variants = spans.filter(({ weight }) => weight >= .5).flatMap(span => span.variants)
      const clauses = variants.filter(({ name }) => !name).flatMap(variant => variant.clauses)
      return {
        terms: new Set(clauses.flatMap(({ terms }) => terms.map(({ term }) => term))),
        names: variants.flatMap(({ name }) => name || []),
      }
    }

    _result({ document, chapter, kind }, sought) {
      const { url, number = "", title, path = [], text = "", cells = [] } = this.index.records.get(document)
      const fold = this.index.fold
      const texts = [title, text, ...cells.flatMap(([label, value]) => [label, value])]
      const words = new Set(texts.flatMap(part => stretches(part, matches(part, sought, fold))))
      const isHit = ([label, value]) => matches(`${label}\n${value}`, sought, fold).length > 0
      const shown = cells.some(isHit) ? cells.filter(isHit) : cells
      return {
        url, number, chapter, kind, path,
        title: marked(title, sought, fold),
        snippet: snippet(text, sought, fold),
        cells: shown.slice(0, MOST_CELLS).map(([label, value, grade]) => ({ label: marked(label, sought, fold), value: marked(value, sought, fold), grade })),
        words: [...words].slice(0, MOST_WORDS),
      }
    }

    /** The glossary terms most like a query that found nothing. */
    _nearest(text) {
      const sought = new Set(text.replace(/\s/g, ""))
      const worth = name => Array.from(new Set(name.toLowerCase())).filter(character => sought.has(character)).length / (sought.size + name.length)
      return this.index.core.synonyms
        .map(({ names }) => ({ name: names[0], worth: Math.max(...names.map(worth)) }))
        .filter(({ worth }) => worth > 0).sort((a, b) => b.worth - a.worth).slice(0, NEAREST).map(({ name }) => name)
    }
  }

  /** The marked stretches of a text, adjoining marks as one. */
  function stretches(text, found) {
    const joined = []
    for (const [start, end] of found) {
      const last = joined[joined.length - 1]
      if (last && start <= last[1]) last[1] = Math.max(last[1], end)
      else joined.push([start, end])
    }
    return joined.map(([start, end]) => text.slice(start, end))
  }

  function counts(found, key) {
    const result = {}
    for (const one of found) result[one[key]] = (result[one[key]] || 0) + 1
    return result
  }

  search.Engine = Engine
})(self.siteSearch ||= {})
