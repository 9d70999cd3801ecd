/* An address whose section is not on this page: go where the register says it moved, else name the nearest sections. */
(function () {
  "use strict"
  const article = document.querySelector("article")
  if (!window.share || !article) return
  let hint

  const pairs = text => new Set(Array.from({ length: Math.max(text.length - 1, 1) }, (_, n) => text.slice(n, n + 2)))

  /** Shared pairs of letters, from 0 to 1. */
  function likeness(a, b) {
    const one = pairs(a), other = pairs(b)
    return (2 * [...one].filter(pair => other.has(pair)).length) / (one.size + other.size)
  }

  function show(lead, entries) {
    hint = document.createElement("div")
    hint.className = "dead-anchor"
    hint.setAttribute("role", "status")
    const text = document.createElement("p")
    text.textContent = lead
    const list = document.createElement("ul")
    for (const entry of entries) {
      const link = document.createElement("a")
      link.href = new URL(entry.url, share.root)
      link.textContent = entry.title
      const item = document.createElement("li")
      item.append(link)
      list.append(item)
    }
    hint.append(text, list)
    article.prepend(hint)
  }

  function wanted() {
    const [id] = location.hash.slice(1).split(":~:")
    try {
      return decodeURIComponent(id)
    } catch (_) {
      return id // not valid UTF-8: as it came
    }
  }

  function look() {
    if (hint) hint.remove()
    const id = wanted()
    if (!id || id.startsWith("__") || document.getElementById(id) || document.getElementsByName(id).length) return
    fetch(new URL("sections.json", share.root))
      .then(answer => (answer.ok ? answer.json() : []))
      .then(entries => {
        const known = entries.find(entry => entry.id === id)
        const target = known && entries.find(entry => entry.url === known.url)
        if (known && known.state === "retired") return show("“" + known.title + "”已撤下：" + known.reason + "请改读：", [target])
        if (known) return location.replace(new URL(known.url, share.root))
        const page = location.pathname.slice(share.root.pathname.length)
        const nearest = entries
          .map(entry => ({ entry, score: likeness(id, entry.id) + (entry.page === page ? .2 : 0) }))
          .filter(({ score }) => score > .4)
          .sort((a, b) => b.score - a.score)
          .slice(0, 3)
          .map(({ entry }) => entry)
        const here = entries.filter(entry => entry.page === page && entry.level === 2).slice(0, 5)
        show("这一页没有“" + id + "”。" + (nearest.length ? "您要找的可能是：" : "这一页有："), nearest.length ? nearest : here)
      })
      .catch(() => { /* the page itself is still there */ })
  }

  look()
  addEventListener("hashchange", look)
})()
