/* The browser's own bar follows the scheme the reader chose, not only the one of the system. */
(function () {
  "use strict"
  const metas = [...document.querySelectorAll("meta[name=theme-color]")]
  const follow = () => {
    const scheme = document.body.getAttribute("data-md-color-scheme")
    for (const meta of metas) meta.media = meta.dataset.scheme === scheme ? "all" : "not all"
  }
  follow()
  new MutationObserver(follow).observe(document.body, { attributeFilter: ["data-md-color-scheme"] })
})()
