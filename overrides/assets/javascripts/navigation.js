/* The contents of the page: open beside the text, closed above it. Those of the site: the page's own link in sight; the drawer
   closed when the column comes in its place, and on leaving. */
(function () {
  "use strict"
  const contents = document.querySelector(".page-toc details")
  const beside = matchMedia("(width >= 60em)")
  const fit = () => { contents.open = beside.matches }
  if (contents) {
    fit()
    contents.parentElement.classList.add("is-fitted")
    beside.addEventListener("change", fit)
  }

  const drawer = document.getElementById("site-nav")
  const here = drawer.querySelector("[aria-current]")
  if (here) drawer.scrollTop = here.offsetTop - drawer.clientHeight / 2
  if (typeof drawer.hidePopover !== "function") return
  matchMedia("(width >= 76.25em)").addEventListener("change", () => drawer.hidePopover())
  addEventListener("pagehide", () => drawer.hidePopover())
})()
