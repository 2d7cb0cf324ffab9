// Search over shards that script elements load (a page opened from a file may not fetch). A scan over lower-case lines is fast enough:
// a million characters take some milliseconds, and no index has to be built or shipped.
(function () {
  "use strict";
  var s = window.specsmith, pages = [], operations = {}, waiting = -1, timer = 0, selected = -1, hits = [];
  var dialog, input, list, state;
  var MOST = 40;

  function add(_, shard) {
    shard.forEach(function (page) {
      if (page.n !== undefined) operations[page.n] = page;
      var before = [];
      page.f = (page.f || []).map(function (field) { // [how many crumbs of the field before, own crumbs, words]
        before = before.slice(0, field[0]).concat(field[1].split(" › "));
        return [before.join(" › "), field[2]];
      });
      var words = [page.t, page.p, page.x];
      page.f.forEach(function (field) { words.push(field[0], field[1]); });
      pages.push({
        page: page,
        all: words.join(" ").toLowerCase(),
        title: (page.t || "").toLowerCase(),
        path: (page.p || "").toLowerCase(),
        words: (page.x || "").toLowerCase(),
        fields: page.f.map(function (field) { return [field[0].toLowerCase(), (field[1] || "").toLowerCase()]; })
      });
    });
    waiting -= 1;
    if (dialog && dialog.open) find();
  }
  function start(shards) {
    waiting = shards;
    for (var i = 0; i < shards; i += 1) s.load("assets/search/" + i + ".js");
  }

  function every(terms, text) { return terms.every(function (term) { return text.indexOf(term) >= 0; }); }
  function last(crumb) { var at = crumb.lastIndexOf(" › "); return at < 0 ? crumb : crumb.slice(at + 3); }

  function score(entry, terms, query) {
    var best = null, points = 0;
    if (!every(terms, entry.all)) return null;
    if (entry.title === query) points = 120;
    else if (entry.title.indexOf(query) === 0) points = 90;
    else if (entry.path && entry.path.indexOf(query) >= 0) points = 80 - Math.min(20, entry.path.length - query.length) / 2;
    else if (every(terms, entry.title)) points = 70;
    else if (every(terms, entry.title + " " + entry.path)) points = 60;
    for (var i = 0; i < entry.fields.length; i += 1) {
      var crumb = entry.fields[i][0], words = entry.fields[i][1], gained = 0, name = last(crumb);
      if (name === query) gained = 65;
      else if (every(terms, name)) gained = 50;
      else if (every(terms, crumb)) gained = 40;
      else if ((" " + words + " ").indexOf(" " + query + " ") >= 0) gained = 45;
      else if (terms.length > 0 && every(terms, crumb + " " + words)) gained = 30;
      if (gained > points) { points = gained; best = i; }
    }
    if (!points && every(terms, entry.title + " " + entry.path + " " + entry.words)) points = 20;
    return points ? { entry: entry, points: points, field: best } : null;
  }

  function find() {
    clearTimeout(timer);
    timer = 0;
    var query = input.value.trim().toLowerCase(), terms = query.split(/\s+/).filter(Boolean);
    hits = [];
    if (terms.length) {
      pages.forEach(function (entry) { var hit = score(entry, terms, query); if (hit) hits.push(hit); });
      hits.sort(function (a, b) { return b.points - a.points || a.entry.title.length - b.entry.title.length || (a.entry.page.h < b.entry.page.h ? -1 : 1); });
    }
    var total = hits.length;
    hits = hits.slice(0, MOST);
    list.textContent = "";
    hits.forEach(function (hit, i) { list.appendChild(row(hit, i, terms)); });
    choose(hits.length ? 0 : -1);
    state.textContent = !terms.length ? "Type a path, a name, a property or a value. Arrows move, Enter opens." :
      total ? (total > MOST ? "The best " + MOST + " of " + total + " pages" : total + (total === 1 ? " page" : " pages")) + (waiting > 0 ? ", still loading …" : "") :
      waiting > 0 || waiting < 0 ? "Loading …" : "Nothing found.";
  }

  function marked(parent, text, terms) {
    var low = text.toLowerCase(), at = 0;
    while (at < text.length) {
      var next = -1, length = 0;
      terms.forEach(function (term) { var i = low.indexOf(term, at); if (i >= 0 && (next < 0 || i < next)) { next = i; length = term.length; } });
      if (next < 0) break;
      parent.appendChild(document.createTextNode(text.slice(at, next)));
      parent.appendChild(s.make("mark", {}, text.slice(next, next + length)));
      at = next + length;
    }
    parent.appendChild(document.createTextNode(text.slice(at)));
  }

  function row(hit, index, terms) {
    var page = hit.entry.page;
    var address = s.base + page.h, field = hit.field === null ? null : page.f[hit.field];
    if (field && page.k === "schema") address += "#field-" + encodeURIComponent(field[0].split(" › ")[0].trim().replace(/\s+/g, "_"));
    var link = s.make("a", { "class": "hit", role: "option", id: "hit-" + index, "aria-selected": "false", href: address, tabindex: "-1" });
    if (page.m) { link.appendChild(s.make("span", { "class": "verb " + page.m }, page.m)); link.appendChild(document.createTextNode(" ")); }
    var title = s.make("b", {});
    marked(title, page.t, terms);
    link.appendChild(title);
    if (page.k) link.appendChild(document.createTextNode(" · " + page.k));
    if (page.p) { var path = s.make("small", { "class": "path" }); marked(path, page.p, terms); link.appendChild(path); }
    if (field) {
      var found = s.make("small", {});
      marked(found, field[0], terms);
      if (field[1]) { found.appendChild(document.createTextNode(": ")); marked(found, around(field[1], terms), terms); }
      link.appendChild(found);
    } else if (page.x) {
      var words = s.make("small", {});
      marked(words, around(page.x, terms), terms);
      link.appendChild(words);
    }
    if (page.u) {
      var users = page.u.map(function (number) { return (operations[number] || {}).t; }).filter(Boolean);
      if (users.length) link.appendChild(s.make("small", {}, "in " + users.join(", ") + (page.c > users.length ? " and " + (page.c - users.length) + " more" : "")));
    }
    link.addEventListener("mousemove", function () { if (selected !== index) choose(index); });
    return link;
  }
  function around(text, terms) {
    var at = -1;
    terms.forEach(function (term) { var i = text.toLowerCase().indexOf(term); if (i >= 0 && (at < 0 || i < at)) at = i; });
    var from = Math.max(0, at - 50);
    return (from ? "… " : "") + text.slice(from, from + 150) + (from + 150 < text.length ? " …" : "");
  }

  function choose(index) {
    var before = list.children[selected], now = list.children[index];
    if (before) before.setAttribute("aria-selected", "false");
    selected = index;
    if (now) { now.setAttribute("aria-selected", "true"); now.scrollIntoView({ block: "nearest" }); input.setAttribute("aria-activedescendant", now.id); }
    else input.removeAttribute("aria-activedescendant");
  }

  function build() {
    dialog = s.make("dialog", { "class": "finder", "aria-label": "Search" });
    input = s.make("input", { type: "text", placeholder: "Search operations, fields, values", "aria-label": "Search", role: "combobox", "aria-expanded": "true", "aria-controls": "hits", "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false" });
    list = s.make("div", { "class": "hits", id: "hits", role: "listbox", "aria-label": "Results", tabindex: "-1" });
    state = s.make("p", { "class": "state", role: "status" });
    dialog.appendChild(input);
    dialog.appendChild(list);
    dialog.appendChild(state);
    document.body.appendChild(dialog);
    input.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(find, 15); });
    input.addEventListener("keydown", function (event) {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (hits.length) choose((selected + (event.key === "ArrowDown" ? 1 : -1) + hits.length) % hits.length);
      } else if (event.key === "Enter") {
        event.preventDefault();
        if (timer) find();
        var link = list.children[selected];
        if (link) link.click();
      }
    });
    dialog.addEventListener("click", function (event) { if (event.target === dialog || event.target.closest(".hit")) dialog.close(); });
    s.load("assets/search/index.js");
  }

  window.specsmithSearch = {
    add: add,
    start: start,
    open: function () {
      if (!dialog) build();
      if (!dialog.open) dialog.showModal();
      input.select();
      find();
    }
  };
})();
