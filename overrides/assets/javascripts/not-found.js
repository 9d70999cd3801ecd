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
  const words = inside.replace(/\.(html?|md)$/, "").toLowerCase().split("/").filter(word => word && word !== "s" && word !== "index")
  const wanted = location.hash.slice(1).toLowerCase() || words.pop()
  if (!wanted) return

  const load = scripts("later")
  load(["register"])
    .then(() => register.load(box.dataset.register))
    .then(entries => {
      const exact = entries.filter(entry => entry.id === wanted || entry.number === wanted)
      const hits = exact.length ? exact : register.nearest(wanted, entries, 5)
      if (!hits.length) return
      box.querySelector(".not-found__list").append(...register.items(hits, root))
      box.querySelector(".not-found__guess").hidden = false
    })
    .catch(() => { /* the contents below still help */ })
})()
