/* An address whose section is not on this page: go where the register says it moved, else name the nearest sections. */
(function () {
  "use strict"
  const article = document.querySelector("article")
  if (!window.share || !article) return
  let hint

  function show(lead, entries) {
    hint = document.createElement("div")
    hint.className = "dead-anchor"
    hint.setAttribute("role", "status")
    const text = document.createElement("p")
    text.textContent = lead
    const list = document.createElement("ul")
    list.append(...register.items(entries, share.root))
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
    register.load(new URL("sections.json", share.root))
      .then(entries => {
        const known = entries.find(entry => entry.id === id)
        const target = known && entries.find(entry => entry.url === known.url)
        if (known && known.state === "retired") return show("“" + known.title + "”已撤下：" + known.reason + "请改读：", [target])
        if (known) return location.replace(new URL(known.url, share.root))
        const page = location.pathname.slice(share.root.pathname.length)
        const nearest = register.nearest(id, entries, 3, page)
        const here = entries.filter(entry => entry.page === page && entry.level === 2).slice(0, 5)
        show("这一页没有“" + id + "”。" + (nearest.length ? "您要找的可能是：" : "这一页有："), nearest.length ? nearest : here)
      })
      .catch(() => { /* the page itself is still there */ })
  }

  look()
  addEventListener("hashchange", look)
})()
