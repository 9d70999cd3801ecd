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
      const scores = score(plan.spans, this.index)
      const everything = candidates(scores, this.index, plan.defining)
      const found = everything.filter(one => (!chapter || one.chapter === chapter) && (!kind || one.kind === kind))
      const size = Math.max(LOOKED_AT, from + count)
      const top = found.slice(0, size)
      const records = await this.index.texts(top.map(({ document }) => document))
      const ordered = reorder(top, records, plan, this.index).slice(from, from + count)
      const terms = this._terms(plan.spans)
      return {
        total: found.length,
        results: ordered.map(one => this._result(one, terms)),
        also: plan.also,
        nearest: everything.length ? [] : this._nearest(plan.text),
        chapters: counts(everything, "chapter"),
        kinds: counts(everything, "kind"),
      }
    }

    /** The terms to mark: all that were looked up, but for those that only connect others. */
    _terms(spans) {
      const clauses = spans.flatMap(({ weight, variants }) => (weight < .5 ? [] : variants.flatMap(variant => variant.clauses)))
      return new Set(clauses.flatMap(({ terms }) => terms.map(({ term }) => term)))
    }

    _result({ document, chapter, kind }, terms) {
      const { url, number = "", title, path = [], text = "", cells = [] } = this.index.records.get(document)
      const fold = this.index.fold
      const texts = [title, text, ...cells.flatMap(([label, value]) => [label, value])]
      const words = new Set(texts.flatMap(part => spans(part, matches(part, terms, fold))))
      const hits = cells.map(([label, value]) => matches(`${label}\n${value}`, terms, fold).length)
      const chosen = cells.map((cell, n) => n).sort((a, b) => hits[b] - hits[a] || a - b).slice(0, MOST_CELLS).sort((a, b) => a - b)
      return {
        url, number, chapter, kind, path,
        title: marked(title, terms, fold),
        snippet: snippet(text, terms, fold),
        cells: chosen.map(n => ({ label: marked(cells[n][0], terms, fold), value: marked(cells[n][1], terms, fold), grade: cells[n][2] })),
        words: [...words].slice(0, MOST_WORDS),
      }
    }

    /** The glossary terms most like a query that found nothing. */
    _nearest(text) {
      const sought = new Set(text.replace(/\s/g, ""))
      const worth = name => Array.from(new Set(name.toLowerCase())).filter(character => sought.has(character)).length / (sought.size + name.length)
      return this.index.core.synonyms
        .map(({ names }) => ({ name: names[0], worth: Math.max(...names.map(worth)) }))
        .sort((a, b) => b.worth - a.worth).slice(0, NEAREST).map(({ name }) => name)
    }
  }

  /** The marked stretches of a text, adjoining marks as one. */
  function spans(text, found) {
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
