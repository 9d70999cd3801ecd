/* Scores: BM25F over the posting lists and coverage choose the candidates, their texts put them in order. */
(function (search) {
  "use strict"
  const { normalise } = search.text
  const KIND = { section: 1, case: 1, row: .85, term: .85, claim: .75, figure: .9, source: .25 }
  const DEFINING = 1.3
  const RELEVANT = .1 // of the best score; what matches less is not shown
  const COVERAGE = { floor: .25, power: 1.5 }
  const BOOST = { sameTitle: 1.6, inTitle: 1.25, inText: 1.25, phrases: .15, datum: 1.4, named: .3, quoted: 1 }
  const QUOTED = .7 // share of a query's tokens from which a text may be what it quotes

  /** Adds a clause, `scale` times, to the sums: per document the best of its terms. Returns what a full match counts. */
  function addClause({ terms, weight }, scale, index, sums) {
    const lists = terms.map(({ term, factor }) => ({ list: index.list(term), factor })).filter(({ list }) => list)
    if (!lists.length) return 0
    const exact = lists.find(({ factor }) => factor === 1)
    // A rarer completion must not outweigh the word that was typed.
    const most = exact ? exact.list.idf : Math.max(...lists.map(({ list }) => list.idf))
    const counted = scale * weight * most
    const add = (document, score) => {
      sums.scores[document] += score
      sums.cover[document] += counted
    }
    const best = new Map()
    for (const { list, factor } of lists) {
      const unit = scale * weight * Math.min(list.idf, most) * factor / search.LEVELS
      list.documents.forEach((document, n) => {
        const score = unit * list.impacts[n]
        if (lists.length === 1) add(document, score)
        else if (!(best.get(document) >= score)) best.set(document, score)
      })
    }
    best.forEach((score, document) => add(document, score))
    return counted
  }

  const sumsOf = size => ({ scores: new Float32Array(size), cover: new Float32Array(size) })

  /** Adds the best of several variants, each scaled to count as much as the first that the index knows. */
  function addVariants({ variants, weight }, index, sums) {
    const known = variants.map(({ factor, clauses }) => {
      const own = sumsOf(index.size)
      const total = clauses.reduce((sum, clause) => sum + addClause(clause, weight, index, own), 0)
      return { ...own, factor, total }
    }).filter(({ total }) => total)
    if (!known.length) return 0
    const base = known[0].total
    for (let document = 0; document < index.size; document++) {
      let score = 0, cover = 0
      for (const variant of known) {
        score = Math.max(score, variant.scores[document] * variant.factor * base / variant.total)
        cover = Math.max(cover, variant.cover[document] * base / variant.total)
      }
      sums.scores[document] += score
      sums.cover[document] += cover
    }
    return base
  }

  /** Per document, a factor for having nearly all words of a quotation. */
  function quoting(words, index) {
    const share = new Float32Array(index.size)
    for (const word of words)
      for (const document of index.list(word)?.documents || []) share[document] += 1 / words.length
    return share.map(part => 1 + BOOST.quoted * Math.max(0, part - QUOTED) / (1 - QUOTED))
  }

  /** BM25F times coverage, of the sought words and of the query as a quotation, for every document. */
  function score({ spans, quoted }, index) {
    const sums = sumsOf(index.size)
    let total = 0
    for (const span of spans)
      total += span.variants.length > 1
        ? addVariants(span, index, sums)
        : span.variants[0].clauses.reduce((sum, clause) => sum + addClause(clause, span.weight, index, sums), 0)
    const quotes = quoting(quoted, index)
    return sums.scores.map((sum, document) => sum && sum * quotes[document] * (COVERAGE.floor + (1 - COVERAGE.floor) * (sums.cover[document] / total) ** COVERAGE.power))
  }

  /** The documents that match well enough, best first; `defining` when the query asks what something is. */
  function candidates(scores, index, defining) {
    const { ranges } = index.core
    let best = 0
    ranges.forEach(([first, , kind], n) => {
      const end = n + 1 < ranges.length ? ranges[n + 1][0] : index.size
      const weight = KIND[kind] * (defining && kind === "term" ? DEFINING : 1)
      for (let document = first; document < end; document++) best = Math.max(best, scores[document] *= weight)
    })
    const found = []
    scores.forEach((score, document) => {
      if (score && score >= best * RELEVANT) found.push({ document, score, ...index.range(document) })
    })
    return found.sort((a, b) => b.score - a.score || a.document - b.document)
  }

  const squeeze = (text, index) => normalise(text, index.fold).replace(/[\s\p{P}]+/gu, "")

  /** What `reorder` compares of a record, kept for the next query. */
  function plainRecord(record, index) {
    return record.plain ||= {
      names: [record.title, ...record.aliases || []].map(name => squeeze(name, index)),
      text: squeeze(record.text || "", index),
      labels: (record.cells || []).map(([label]) => squeeze(label, index)),
    }
  }

  /** Candidates in their final order, after a look at their records. */
  function reorder(found, records, { text, phrases }, index) {
    const sought = squeeze(text, index), words = phrases.map(phrase => squeeze(phrase, index))
    found.forEach((candidate, n) => {
      const { names, text: inside, labels } = plainRecord(records[n], index)
      if (names.includes(sought) || records[n].number === text.trim()) candidate.score *= BOOST.sameTitle
      else if (sought.length > 2 && names[0].includes(sought)) candidate.score *= BOOST.inTitle
      else if (sought.length > 3 && inside.includes(sought)) candidate.score *= BOOST.inText
      const literal = words.filter(word => names[0].includes(word) || inside.includes(word)).length
      candidate.score *= 1 + BOOST.phrases * literal / Math.max(1, words.length)
      if (candidate.kind !== "row" || records[n].stated) return
      const named = Math.max(0, ...names.filter(name => name.length > 1 && name.length < sought.length && sought.includes(name)).map(name => name.length))
      candidate.score *= 1 + BOOST.named * named / sought.length
      const isDatum = words.some(word => names[0].startsWith(word)) && labels.some(label => sought.includes(label) || words.some(word => label.includes(word)))
      if (isDatum) candidate.score *= BOOST.datum
    })
    return found.sort((a, b) => b.score - a.score || a.document - b.document)
  }

  search.rank = { score, candidates, reorder }
})(self.siteSearch ||= {})
