/* What the other sharing scripts have in common: the page's record (forms of citation, addresses), copying, and saying so.
   Titles and ids stand on the elements that have an address: data-share (see share-marks.js). */
(function () {
  "use strict"
  if (!window.share) return
  const record = JSON.parse(document.getElementById("share-record").textContent)
  const root = new URL(record.root.replace(/\/?$/, "/"), location)

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

  /** The sources of a figure or a reference mark, as the list at the page's end has them. */
  function sources(mark) {
    const keys = mark.dataset.ref ? mark.dataset.ref.split(" ") : Array.from(mark.querySelectorAll("a"), a => decodeURIComponent(a.hash.slice(5)))
    return keys.map(key => document.getElementById("ref-" + key)).filter(Boolean).map(item => ({
      number: "[" + ([...item.parentNode.children].indexOf(item) + 1) + "]",
      text: item.textContent.replace(/\s+/g, " ").trim(),
    }))
  }

  const link = anchor => record.base + "s/" + anchor.id + "/"

  /** A form with its values; publish/citations.py does the same at build. */
  function cite(form, anchor) {
    let title = anchor.dataset.share
    if (form.escape) title = Array.from(title, mark => form.escape[mark] || mark).join("")
    const values = { title, link: link(anchor), today: today(), id: anchor.id }
    return form.text.replace(/@(\w+)@/g, (token, name) => (name in values ? values[name] : token))
  }

  Object.assign(share, {
    site: record.site,
    date: record.date,
    forms: record.forms,
    root,
    shortPage: id => new URL("s/" + encodeURIComponent(id) + "/", root),
    link, cite, copy, say, today, sources,
  })
})()
