/* Names the unknown address and looks in the register of addresses for what it may have meant. */
(function () {
  "use strict"
  const box = document.querySelector(".not-found")
  if (!box) return
  const root = new URL(box.dataset.root.replace(/\/?$/, "/"), location)
  let path = location.pathname
  try {
    path = decodeURIComponent(path)
  } catch (_) { /* not valid UTF-8: show it as it came */ }
  box.querySelector(".not-found__path code").textContent = path
  box.querySelector(".not-found__path span").hidden = false

  const inside = path.startsWith(root.pathname) ? path.slice(root.pathname.length) : path
  const words = inside.replace(/\.(html?|md)$/, "").toLowerCase().split("/").filter(w => w && w !== "s" && w !== "index")
  const hash = location.hash.slice(1).toLowerCase()
  if (hash) words.push(hash)
  if (!words.length) return

  // Distance of one slip: a letter more, less or other.
  const near = (a, b) => {
    if (a === b) return true
    if (a.length < 4 || Math.abs(a.length - b.length) > 1) return false
    let i = 0
    while (i < a.length && a[i] === b[i]) i++
    const rest = (x, n) => x.slice(i + n)
    return rest(a, 1) === rest(b, 1) || rest(a, 1) === rest(b, 0) || rest(a, 0) === rest(b, 1)
  }

  fetch(box.dataset.register)
    .then(answer => (answer.ok ? answer.json() : []))
    .then(register => {
      const sections = Array.isArray(register) ? register : register.sections || []
      const last = words[words.length - 1]
      const hits = sections
        .filter(s => s.title && s.url && (near(last, String(s.id || "").toLowerCase()) || last === String(s.number || "")))
        .slice(0, 5)
      if (!hits.length) return
      const list = box.querySelector(".not-found__list")
      for (const section of hits) {
        const link = document.createElement("a")
        link.href = new URL(String(section.url).replace(/^\//, ""), root)
        const number = section.number && !String(section.title).startsWith(section.number) ? section.number + " " : ""
        link.textContent = number + section.title
        const item = document.createElement("li")
        item.append(link)
        list.append(item)
      }
      box.querySelector(".not-found__guess").hidden = false
    })
    .catch(() => { /* the contents below still help */ })
})()
