/* The register of addresses (sections.json), for the scripts that help where an address leads nowhere. */
(function () {
  "use strict"
  const ALIKE = .4 // ids that share fewer pairs of letters look alike by chance

  /** The entries of the register at `address`; none if there is no register. */
  const load = address => fetch(address).then(answer => (answer.ok ? answer.json() : []))

  /** The entries, at most `most`, whose ids are most like `id`; those on `page` come before others that are as much alike. */
  const nearest = (id, entries, most, page) => entries
    .map(entry => ({ entry, score: likeness(id, entry.id) + (entry.page === page ? .2 : 0) }))
    .filter(({ score }) => score > ALIKE)
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ entry }) => entry)

  /** The entries as list items with links; `root` is the address of the site. */
  const items = (entries, root) => entries.map(entry => {
    const link = document.createElement("a")
    link.href = new URL(entry.url, root)
    link.textContent = entry.title
    const item = document.createElement("li")
    item.append(link)
    return item
  })

  window.register = { load, nearest, items }
})()
