/* Starts the lightbox on pages that have enlargeable images. The plugin's own start is an inline script. */
(function () {
  "use strict"
  if (typeof GLightbox !== "function" || !document.querySelector("a.glightbox")) return
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches
  const effect = still ? "none" : "fade"
  GLightbox({
    touchNavigation: true,
    loop: false,
    zoomable: true,
    draggable: true,
    openEffect: effect,
    closeEffect: effect,
    slideEffect: still ? "none" : "slide",
    moreLength: 0
  })
})()
