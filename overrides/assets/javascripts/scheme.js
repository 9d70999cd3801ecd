/* Light or dark: the button in the header, the system's choice as long as the reader made none, and the browser's own bar,
   which follows what is shown. boot.js reads what is stored here before the first paint. */
(function () {
  "use strict"
  const metas = [...document.querySelectorAll("meta[name=theme-color]")]
  const button = document.querySelector(".scheme-button")
  const current = () => document.body.getAttribute("data-md-color-scheme")

  function show(scheme) {
    document.body.setAttribute("data-md-color-scheme", scheme)
    for (const meta of metas) meta.media = meta.dataset.scheme === scheme ? "all" : "not all"
    button.title = button.ariaLabel = scheme === "slate" ? button.dataset.schemeSlate : button.dataset.schemeDefault
  }

  let chosen = false
  try {
    chosen = Boolean(__md_get("__palette"))
  } catch (_) { /* storage forbidden */ }
  show(current())
  button.addEventListener("click", () => {
    chosen = true
    show(current() === "slate" ? "default" : "slate")
    __md_set("__palette", { color: { scheme: current() } })
  })
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", event => chosen || show(event.matches ? "slate" : "default"))
})()
