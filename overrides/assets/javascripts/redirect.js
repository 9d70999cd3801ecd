/* On the page left behind by one that moved: a section of the old page leads to where that section is now. */
(function () {
  "use strict"
  const moved = JSON.parse(document.getElementById("moved").textContent)
  const target = moved[decodeURIComponent(location.hash.slice(1))]
  if (target) location.replace(target)
})()
