/* Material puts the buttons of each code block into a nameless <nav>; several on a page need names to be told apart. */
(function () {
  "use strict"
  if (!document.querySelector("pre > code")) return
  const name = () => document.querySelectorAll(".md-code__nav").forEach((nav, index) => {
    const label = "代码 " + (index + 1)
    if (nav.getAttribute("aria-label") !== label) nav.setAttribute("aria-label", label)
  })
  name()
  new MutationObserver(name).observe(document.querySelector("article"), { childList: true, subtree: true })
})()
