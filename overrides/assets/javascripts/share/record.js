/* What the other sharing scripts have in common: the page's record (forms of citation, addresses), copying, and saying so.
   Titles and ids stand on the elements that have an address: data-share. */
(function () {
  "use strict"
  const source = document.getElementById("share-record")
  if (!source) return
  const record = JSON.parse(source.textContent)
  const root = new URL(record.root.replace(/\/?$/, "/"), location)
  const headings = [...document.querySelectorAll("article :is(h1, h2, h3, h4)[data-share]")]

  const status = document.createElement("div")
  status.className = "share-status"
  status.setAttribute("role", "status")
  document.body.append(status)
  let timer

  function say(message) {
    status.textContent = message
    status.classList.add("is-shown")
    clearTimeout(timer)
    timer = setTimeout(() => {
      status.classList.remove("is-shown")
      status.textContent = ""
    }, 2500)
  }

  function today() {
    const now = new Date()
    const two = number => String(number).padStart(2, "0")
    return now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate())
  }

  /** Pages opened from a file or over plain HTTP have no clipboard interface. */
  function copyOldWay(text) {
    const field = document.createElement("textarea")
    field.value = text
    field.className = "visually-hidden"
    document.body.append(field)
    field.select()
    const done = document.execCommand("copy")
    field.remove()
    return done ? Promise.resolve() : Promise.reject(new Error("copy"))
  }

  function copy(text, message) {
    const copied = navigator.clipboard ? navigator.clipboard.writeText(text).catch(() => copyOldWay(text)) : copyOldWay(text)
    return copied.then(() => say(message || "已复制"), () => say("没有复制成功，请手动复制"))
  }

  /** The thing that `node` is part of: its row, table, figure or claim, else the section it stands in. */
  function anchorOf(node) {
    const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement
    const item = element.closest("[data-share]")
    return item || headingOf(element)
  }

  function headingOf(element) {
    const above = headings.filter(h => h.contains(element) || h.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING)
    return above[above.length - 1] || headings[0]
  }

  const link = anchor => record.base + "s/" + anchor.id + "/"

  /** A form with its values; publish/citations.py does the same at build. */
  function cite(form, anchor) {
    let title = anchor.dataset.share
    if (form.escape) title = Array.from(title, mark => form.escape[mark] || mark).join("")
    const values = { title, link: link(anchor), today: today(), id: anchor.id }
    return form.text.replace(/@(\w+)@/g, (token, name) => (name in values ? values[name] : token))
  }

  window.share = {
    site: record.site,
    date: record.date,
    forms: record.forms,
    root,
    shortPage: id => new URL("s/" + encodeURIComponent(id) + "/", root),
    link, cite, copy, say, today, anchorOf, headingOf,
  }
})()
