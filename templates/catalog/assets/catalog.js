// Search over all endpoints. The rows come from script elements, so that the page works from a file too.
(function () {
  "use strict";
  var base = document.body.getAttribute("data-base") || "", rows = [], waiting = 0, asked = false, timer = 0, MOST = 200;
  var form = document.querySelector(".filters"), results = document.querySelector(".results"), everything = document.querySelector(".all");

  var toggle = document.querySelector(".theme"), root = document.documentElement;
  function dark() { var t = root.getAttribute("data-theme"); return t ? t === "dark" : matchMedia("(prefers-color-scheme: dark)").matches; }
  function label() { toggle.textContent = dark() ? "Light" : "Dark"; toggle.setAttribute("aria-label", "Use the " + (dark() ? "light" : "dark") + " theme"); }
  toggle.hidden = false;
  label();
  toggle.addEventListener("click", function () {
    var next = dark() ? "light" : "dark";
    root.setAttribute("data-theme", next);
    try { localStorage.setItem("specsmith-theme", next); } catch (_) { /* not kept then */ }
    label();
  });
  if (!form) return;

  function load(path) { var script = document.createElement("script"); script.src = base + path; document.head.appendChild(script); }
  window.specsmithCatalog = {
    start: function (shards) { waiting = shards; for (var i = 0; i < shards; i += 1) load("assets/endpoints/" + i + ".js"); show(); },
    add: function (shard) {
      var select = form.elements.method, known = {};
      Array.prototype.forEach.call(select.options, function (option) { known[option.value] = true; });
      shard.forEach(function (row) {
        rows.push([row, (row[1] + " " + row[2] + " " + row[3] + " " + row[5] + " " + row[7]).toLowerCase()]);
        if (!known[row[0]]) { known[row[0]] = true; select.appendChild(new Option(row[0], row[0])); }
      });
      waiting -= 1;
      show();
    }
  };
  function piece(name, text) { var span = document.createElement("span"); span.className = name; span.textContent = text; return span; }
  function line(row) {
    var item = document.createElement("li"), inner = document.createElement(row[4] ? "a" : "div");
    if (row[4]) inner.href = base + row[4];
    inner.className = "row" + (row[6] ? " old" : "");
    inner.appendChild(piece("verb " + row[0].toLowerCase(), row[0]));
    inner.appendChild(piece("path", row[1]));
    inner.appendChild(piece("said", row[2]));
    inner.appendChild(piece("api", row[3]));
    item.appendChild(inner);
    return item;
  }
  function show() {
    var terms = form.elements.q.value.toLowerCase().split(/\s+/).filter(Boolean), method = form.elements.method.value, api = form.elements.api.value;
    var active = terms.length > 0 || method || api;
    results.hidden = !active;
    everything.hidden = !!active;
    if (!active) return;
    var found = rows.filter(function (row) {
      return (!method || row[0][0] === method) && (!api || row[0][3] === api) && terms.every(function (term) { return row[1].indexOf(term) >= 0; });
    });
    var list = results.querySelector("ul");
    list.textContent = "";
    found.slice(0, MOST).forEach(function (row) { list.appendChild(line(row[0])); });
    results.querySelector(".count").textContent = (found.length > MOST ? "The first " + MOST + " of " : "") + found.length + (found.length === 1 ? " endpoint" : " endpoints") + (waiting > 0 ? ", still loading …" : "");
  }
  function ask() {
    if (!asked) { asked = true; load("assets/endpoints/index.js"); }
    clearTimeout(timer);
    timer = setTimeout(show, 40);
  }
  form.hidden = false;
  form.addEventListener("input", ask);
  form.addEventListener("focusin", ask, { once: true });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
})();
