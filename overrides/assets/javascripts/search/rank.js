/* Scores: BM25F over the posting lists and coverage choose the candidates, their texts put them in order. */
(function (search) {
  "use strict"
  const { normalise } = search.text
  const KIND = { section: 1, case: 1, row: .85, term: 1, claim: .9, figure: .9, source: .4 }
  const DEFINING = 1.3
  const COVERAGE = { floor: .25, power: 1.5 }
  const BOOST = { sameTitle: 1.6, inTitle: 1.25, inText: 1.25, phrases: .15 }

  const idfOf = (terms, index) => Math.max(0, ...terms.map(({ term }) => index.list(term)?.idf || 0))

  /** Adds a clause to `scores` and `cover`: per document the best of its terms. */
  function addClause({ terms, weight }, index, scores, cover) {
    const lists = terms.map(({ term, factor }) => ({ list: index.list(term), factor })).filter(({ list }) => list)
    if (!lists.length) return 0
    const exact = lists.find(({ factor }) => factor === 1)
    const value = weight * idfOf(terms, index)
    const best = new Map()
    for (const { list, factor } of lists) {
      // A rarer completion must not outweigh the word that was typed.
      const idf = exact ? Math.min(list.idf, exact.list.idf) : list.idf
      const unit = weight * idf * factor / search.LEVELS
      for (let n = 0; n < list.documents.length; n++) {
        const document = list.documents[n], score = unit * list.impacts[n]
        if (!(best.get(document) >= score)) best.set(document, score)
      }
    }
    const counted = exact ? weight * exact.list.idf : value
    for (const [document, score] of best) {
      scores[document] += score
      cover[document] += counted
    }
    return counted
  }

  /** {scores, total}: BM25F times coverage for every document. */
  function score(spans, index) {
    const scores = new Float32Array(index.size), cover = new Float32Array(index.size)
    let total = 0
    for (const span of spans) {
      const variants = span.variants.map(({ factor, clauses }) => {
        const one = { factor, scores: new Float32Array(index.size), cover: new Float32Array(index.size), total: 0 }
        for (const clause of clauses) one.total += addClause(clause, index, one.scores, one.cover)
        return one
      }).filter(variant => variant.total)
      if (!variants.length) continue
      const base = variants[0].total
      total += span.weight * base
      for (let document = 0; document < index.size; document++) {
        let best = 0, covered = 0
        for (const variant of variants) {
          if (!variant.scores[document]) continue
          const scale = variant.factor * base / variant.total
          best = Math.max(best, scale * variant.scores[document])
          covered = Math.max(covered, base * variant.cover[document] / variant.total)
        }
        scores[document] += span.weight * best
        cover[document] += span.weight * covered
      }
    }
    for (let document = 0; document < index.size; document++)
      if (scores[document]) scores[document] *= COVERAGE.floor + (1 - COVERAGE.floor) * (cover[document] / total) ** COVERAGE.power
    return scores
  }

  /** The matching documents, best first; `defining` when the query asks what something is. */
  function candidates(scores, index, defining) {
    const found = []
    index.core.ranges.forEach(([first, chapter, kind], n) => {
      const end = n + 1 < index.core.ranges.length ? index.core.ranges[n + 1][0] : index.size
      for (let document = first; document < end; document++)
        if (scores[document]) found.push({ document, score: scores[document] * KIND[kind] * (defining && kind === "term" ? DEFINING : 1), chapter, kind })
    })
    return found.sort((a, b) => b.score - a.score || a.document - b.document)
  }

  const squeeze = text => text.replace(/[\s\p{P}]+/gu, "")

  /** Candidates in their final order, after a look at their records. */
  function reorder(found, records, { text, phrases }, index) {
    const sought = squeeze(text)
    const plain = parts => parts.map(part => squeeze(normalise(part, index.fold)))
    found.forEach((candidate, n) => {
      const { title, number = "", aliases = [], text: body = "" } = records[n]
      const names = plain([title, ...aliases]), inside = plain([body])[0]
      if (names.includes(sought) || number === text.trim()) candidate.score *= BOOST.sameTitle
      else if (sought.length > 2 && names[0].includes(sought)) candidate.score *= BOOST.inTitle
      else if (sought.length > 3 && inside.includes(sought)) candidate.score *= BOOST.inText
      const literal = phrases.filter(phrase => names[0].includes(squeeze(phrase)) || inside.includes(squeeze(phrase))).length
      candidate.score *= 1 + BOOST.phrases * literal / Math.max(1, phrases.length)
    })
    return found.sort((a, b) => b.score - a.score || a.document - b.document)
  }

  search.rank = { score, candidates, reorder }
})(self.siteSearch ||= {})
