// What scripts add to a page that is complete without them: theme, navigation, tabs, copying; search is fetched when it is asked for.
(function () {
  "use strict";
  var root = document.documentElement;
  var base = document.body.getAttribute("data-base") || "";

  function one(selector, from) { return (from || document).querySelector(selector); }
  function all(selector, from) { return Array.prototype.slice.call((from || document).querySelectorAll(selector)); }
  function make(tag, attributes, text) {
    var element = document.createElement(tag);
    for (var name in attributes) element.setAttribute(name, attributes[name]);
    if (text !== undefined) element.textContent = text;
    return element;
  }
  function remember(key, value) { try { localStorage.setItem("specsmith-" + key, value); } catch (_) { /* nothing is kept then */ } }
  function recall(key) { try { return localStorage.getItem("specsmith-" + key); } catch (_) { return null; } }
  function load(path, done) {
    var script = make("script", { src: base + path });
    if (done) script.addEventListener("load", done);
    document.head.appendChild(script);
  }
  window.specsmith = { one: one, all: all, make: make, remember: remember, recall: recall, load: load, base: base, copy: copy };

  // what only works with scripts is made by them: the buttons of the top bar
  var bar = one(".top"), nav = one("#nav"), menu = null;
  if (nav) {
    menu = make("button", { "class": "ghost menu", type: "button", "aria-expanded": "false", "aria-controls": "nav" }, "Menu");
    bar.insertBefore(menu, bar.firstChild);
  }
  var finder = make("button", { "class": "search", type: "button", "aria-label": "Search operations, fields, values" });
  finder.appendChild(make("span", {}, "Search operations, fields, values"));
  finder.appendChild(make("kbd", {}, "/"));
  bar.appendChild(finder);
  var toggle = make("button", { "class": "ghost theme", type: "button" });
  bar.appendChild(toggle);

  // theme: dark, light, as the system
  {
    var isDark = function () {
      var chosen = root.getAttribute("data-theme");
      return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    };
    var label = function () { toggle.textContent = isDark() ? "Light" : "Dark"; toggle.setAttribute("aria-label", "Use the " + (isDark() ? "light" : "dark") + " theme"); };
    label();
    toggle.addEventListener("click", function () {
      var next = isDark() ? "light" : "dark";
      root.setAttribute("data-theme", next);
      remember("theme", next);
      label();
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", label);
  }

  // navigation: a drawer on small screens; long groups are filled in when they are opened
  if (nav) {
    var show = function (on) {
      nav.classList.toggle("shown", on);
      menu.setAttribute("aria-expanded", on ? "true" : "false");
      menu.textContent = on ? "Close" : "Menu";
    };
    menu.addEventListener("click", function () { show(!nav.classList.contains("shown")); });
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && nav.classList.contains("shown")) { show(false); menu.focus(); }
    });
    var rootUrl = make("a", { href: (base || "./") + "index.html" }).href.slice(0, -10);
    var here = location.pathname.split("/").slice(base ? -2 : -1).join("/");
    var fill = function (group) {
      var entries = (window.specsmithNav || {})[group.getAttribute("data-nav")] || [];
      var list = one("ul", group), parts = document.createDocumentFragment();
      entries.forEach(function (entry) {
        var link = make("a", { href: base + entry[1] }), item = make("li", {});
        if (entry[3]) link.className = "old";
        link.appendChild(document.createTextNode(entry[0]));
        if (entry[2]) link.appendChild(make("span", { "class": "verb " + entry[2] }, entry[2] === "delete" ? "del" : entry[2]));
        if (entry[1] === here) link.setAttribute("aria-current", "page");
        item.appendChild(link);
        parts.appendChild(item);
      });
      list.appendChild(parts);
      group.removeAttribute("data-nav");
    };
    var reveal = function () {
      var current = one('[aria-current="page"]', nav);
      if (current && (current.offsetTop < nav.scrollTop || current.offsetTop > nav.scrollTop + nav.clientHeight - 60)) {
        nav.scrollTop = current.offsetTop - nav.clientHeight / 3;
      }
    };
    var withEntries = function (done) { if (window.specsmithNav) done(); else load("assets/nav.js", done); };
    // groups that are only links become folds whose list begins with that link
    all("#nav > a").forEach(function (link) {
      var key = link.href.slice(rootUrl.length), group = make("details", { "data-nav": key }), list = make("ul", {}), item = make("li", {});
      group.appendChild(make("summary", {}, link.textContent));
      link.parentNode.insertBefore(group, link);
      link.textContent = key === "schemas/index.html" ? "List" : "Overview";
      item.appendChild(link);
      list.appendChild(item);
      group.appendChild(list);
    });
    all("details[data-nav]", nav).forEach(function (group) {
      var open = function () {
        if (group.open && group.hasAttribute("data-nav")) withEntries(function () { if (group.hasAttribute("data-nav")) { fill(group); reveal(); } });
      };
      group.addEventListener("toggle", open);
      open();
    });
    reveal();
  }

  // tabs over panels that stand under each other without scripts
  var count = 0;
  all("[data-tabs]").forEach(function (card) {
    var kind = card.getAttribute("data-tabs"), panels = all(".panel", card), names = panels.map(function (panel) { var label = one(".label", panel); return label ? label.textContent : ""; }), header = one("header", card);
    var bar = make("div", { "class": "tabs", role: "tablist", "aria-label": one("strong", header).textContent });
    var tabs = [];
    var select = function (index, focus) {
      panels.forEach(function (panel, i) {
        panel.hidden = i !== index;
        if (!tabs[i]) return;
        tabs[i].setAttribute("aria-selected", i === index ? "true" : "false");
        tabs[i].tabIndex = i === index ? 0 : -1;
      });
      if (focus && tabs[index]) tabs[index].focus();
    };
    if (panels.length > 1) {
      panels.forEach(function (panel, i) {
        panel.id = "panel-" + ++count;
        panel.setAttribute("role", "tabpanel");
        panel.setAttribute("aria-label", names[i]);
        var tab = make("button", { type: "button", "class": "tab", role: "tab", "aria-controls": panel.id }, names[i]);
        tab.addEventListener("click", function () { select(i); if (kind === "language") remember("language", names[i]); });
        tabs.push(tab);
        bar.appendChild(tab);
      });
      bar.addEventListener("keydown", function (event) {
        var at = tabs.indexOf(document.activeElement), step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (at < 0 || !step) return;
        event.preventDefault();
        select((at + step + tabs.length) % tabs.length, true);
      });
      header.appendChild(bar);
    }
    var wanted = kind === "language" ? recall("language") : null;
    var first = 0;
    panels.forEach(function (panel, i) { if (wanted && names[i] === wanted) first = i; });
    select(first);
    var button = make("button", { type: "button", "class": "tab" }, "Copy");
    button.addEventListener("click", function () {
      var shown = panels.filter(function (panel) { return !panel.hidden; })[0];
      copy(one("pre", shown).textContent, button);
    });
    header.appendChild(button);
    // code that may scroll is reachable with the keyboard and has a name
    panels.forEach(function (panel, i) {
      var name = (one("strong", header).textContent + " " + names[i]).trim();
      all("pre", panel).forEach(function (pre) { pre.tabIndex = 0; pre.setAttribute("role", "region"); pre.setAttribute("aria-label", name); });
    });
    card.classList.add("ready");
  });

  function copy(text, button) {
    var before = button.textContent;
    var done = function (worked) {
      button.textContent = worked ? "Copied" : "Press Ctrl+C";
      setTimeout(function () { button.textContent = before; }, 1500);
    };
    var byHand = function () {
      var area = make("textarea", { "aria-label": "Text to copy" });
      area.value = text;
      document.body.appendChild(area);
      area.select();
      var worked = false;
      try { worked = document.execCommand("copy"); } catch (_) { worked = false; }
      area.remove();
      done(worked);
    };
    if (navigator.clipboard && window.isSecureContext) navigator.clipboard.writeText(text).then(function () { done(true); }, byHand);
    else byHand();
  }

  // the Markdown twin can't be read from file:// by a script, so the words on the page are copied
  all(".twin").forEach(function (link) {
    var button = make("button", { "class": "copy-page", type: "button" }, "Copy as Markdown");
    link.parentNode.insertBefore(button, link.nextSibling);
    button.addEventListener("click", function () { copy(markdown(one("article")), button); });
  });
  function markdown(article) {
    var out = [];
    (function walk(node, depth) {
      Array.prototype.forEach.call(node.children, function (child) {
        var name = child.tagName, text = child.textContent.replace(/\s+/g, " ").trim();
        if (/^(NAV|FOOTER|BUTTON|SUMMARY)$/.test(name) && !child.querySelector("code")) return;
        if (/^H[1-6]$/.test(name)) out.push("", "#".repeat(+name[1]) + " " + text, "");
        else if (name === "PRE") out.push("", "```", child.textContent, "```", "");
        else if (name === "P" || name === "SUMMARY" || child.classList.contains("status")) out.push(text, "");
        else if (name === "DT") out.push("  ".repeat(depth) + "- " + text);
        else if (name === "LI") out.push("  ".repeat(depth) + "- " + text);
        else walk(child, name === "DD" ? depth + 1 : depth);
      });
    })(article, 0);
    return out.join("\n").replace(/\n{3,}/g, "\n\n").trim() + "\n";
  }

  // a link to a field opens what it is inside; printing opens everything
  function openTarget() {
    var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (var at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    if (target) target.scrollIntoView();
  }
  window.addEventListener("hashchange", openTarget);
  openTarget();
  window.addEventListener("beforeprint", function () { all("main details").forEach(function (details) { details.open = true; }); });

  // search
  {
    var openSearch = function () {
      if (window.specsmithSearch) window.specsmithSearch.open();
      else load("assets/search.js", function () { window.specsmithSearch.open(); });
    };
    finder.addEventListener("click", openSearch);
    document.addEventListener("keydown", function (event) {
      var typing = /^(INPUT|TEXTAREA|SELECT)$/.test((document.activeElement || {}).tagName || "");
      if ((event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) || (event.key === "k" && (event.ctrlKey || event.metaKey))) {
        event.preventDefault();
        openSearch();
      }
    });
  }
})();
