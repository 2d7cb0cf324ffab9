// Runs before the first paint: the theme chosen earlier, and that there are scripts at all.
(function () {
  var root = document.documentElement;
  root.classList.add("js");
  try {
    var theme = localStorage.getItem("specsmith-theme");
    if (theme === "light" || theme === "dark") root.setAttribute("data-theme", theme);
  } catch (_) { /* storage may be forbidden: the system's theme holds */ }
})();
