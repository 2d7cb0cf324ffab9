// Try it: a form from the operation's data, the request sent with fetch, the curl command when the browser is not allowed to.
(function () {
  "use strict";
  var s = window.specsmith, place = s.one(".tryit"), data = s.one("#operation");
  if (!place || !data) return;
  var op = JSON.parse(data.textContent);
  if (!op.servers.length) return;

  var details = s.make("details", {}), form = s.make("form", {});
  details.appendChild(s.make("summary", {}, "Try it"));
  details.appendChild(form);
  place.appendChild(details);
  place.hidden = false;

  var controls = [];
  function field(label, control) {
    var box = s.make("label", {});
    box.appendChild(s.make("span", {}, label));
    box.appendChild(control);
    form.appendChild(box);
    return control;
  }
  function choice(values, chosen, optional) {
    var select = s.make("select", {});
    if (optional) select.appendChild(s.make("option", { value: "" }, "(none)"));
    values.forEach(function (value) { select.appendChild(s.make("option", { value: value }, value)); });
    select.value = chosen || (optional ? "" : values[0]);
    return select;
  }

  var server = op.servers.length > 1 ? field("server", choice(op.servers, op.servers[0], false)) : { value: op.servers[0] };
  op.auth.forEach(function (scheme) {
    if (scheme.kind === "basic") {
      controls.push({ auth: scheme, user: field(scheme.id + ": user name", s.make("input", { autocomplete: "off" })), secret: field(scheme.id + ": password", s.make("input", { type: "password", autocomplete: "off" })) });
    } else if (scheme.kind !== "mutualTLS") {
      controls.push({ auth: scheme, secret: field(scheme.id + (scheme.name ? ": " + scheme.name : ": token"), s.make("input", { type: "password", autocomplete: "off" })) });
    }
  });
  op.parameters.forEach(function (parameter) {
    if (parameter.fixed !== undefined) { controls.push({ parameter: parameter, input: { value: parameter.fixed } }); return; }
    if (parameter.in === "cookie") return;
    var input = parameter.values ? choice(parameter.values, parameter.required ? parameter.hint : "", !parameter.required) : s.make("input", { autocomplete: "off", placeholder: parameter.hint || "" });
    if (parameter.required) { input.required = true; if (!parameter.values) input.value = parameter.hint || ""; }
    controls.push({ parameter: parameter, input: field(parameter.name + (parameter.list ? " (comma separated)" : "") + (parameter.required ? " *" : ""), input) });
  });
  var body = null, parts = [];
  if (op.body) {
    if (op.body.fields && op.body.fields.length) {
      op.body.fields.forEach(function (part) {
        var input = s.make("input", part.file ? { type: "file" } : { autocomplete: "off" });
        if (part.required) input.required = true;
        parts.push({ name: part.name, input: field(part.name + (part.required ? " *" : ""), input), file: part.file });
      });
    } else if (op.body.kind === "binary") {
      body = field("body (" + op.body.type + ")", s.make("input", { type: "file" }));
    } else {
      body = field("body (" + op.body.type + ")", s.make("textarea", { spellcheck: "false" }));
      body.value = op.body.example || "";
    }
  }
  form.appendChild(s.make("button", { type: "submit", "class": "send" }, "Send"));
  var output = s.make("output", {});
  form.appendChild(output);

  var code = encodeURIComponent;
  function query(parameter, value) {
    var name = code(parameter.name).replace(/%5B/g, "[").replace(/%5D/g, "]");
    if (!parameter.style) return [name + "=" + code(value)];
    if (parameter.list) {
      var items = value.split(",").map(function (item) { return code(item.trim()); });
      if (parameter.explode) return items.map(function (item) { return name + "=" + item; });
      return [name + "=" + items.join({ spaceDelimited: "%20", pipeDelimited: "%7C" }[parameter.style] || ",")];
    }
    var object = null;
    try { object = JSON.parse(value); } catch (_) { object = null; }
    if (!object || typeof object !== "object") return [name + "=" + code(value)];
    return Object.keys(object).map(function (key) {
      return (parameter.style === "deepObject" ? name + "[" + code(key) + "]" : code(key)) + "=" + code(object[key]);
    });
  }

  function request() {
    var path = op.path, pairs = [], headers = {};
    controls.forEach(function (control) {
      var value;
      if (control.auth) {
        value = control.secret.value;
        if (!value && !(control.user && control.user.value)) return;
        if (control.auth.kind === "basic") headers.Authorization = "Basic " + btoa(unescape(code(control.user.value + ":" + value)));
        else if (control.auth.kind === "apiKey" && control.auth.in === "query") pairs.push(code(control.auth.name) + "=" + code(value));
        else if (control.auth.kind === "apiKey" && control.auth.in === "header") headers[control.auth.name] = value;
        else if (control.auth.kind === "http") headers.Authorization = value;
        else if (control.auth.kind !== "apiKey") headers.Authorization = "Bearer " + value;
        return;
      }
      value = control.input.value;
      if (value === "" && control.parameter.in !== "path") return;
      if (control.parameter.in === "path") path = path.split("{" + control.parameter.name + "}").join(code(value));
      else if (control.parameter.in === "query") pairs = pairs.concat(query(control.parameter, value));
      else headers[control.parameter.name] = value;
    });
    var url = server.value.replace(/\/+$/, "") + path, payload = null;
    if (pairs.length) url += (url.indexOf("?") < 0 ? "?" : "&") + pairs.join("&");
    if (parts.length) {
      payload = op.body.kind === "form" ? new URLSearchParams() : new FormData();
      parts.forEach(function (part) {
        if (part.file) { if (part.input.files[0]) payload.append(part.name, part.input.files[0]); }
        else if (part.input.value) payload.append(part.name, part.input.value);
      });
    } else if (body) {
      payload = body.type === "file" ? body.files[0] || null : body.value || null;
      if (payload !== null) headers["Content-Type"] = op.body.type;
    }
    return { url: url, method: op.method, headers: headers, body: payload };
  }

  function quote(word) { return /^[\w@%+=:,.\/-]+$/.test(word) ? word : "'" + word.replace(/'/g, "'\"'\"'") + "'"; }
  function curl(made) {
    var words = ["curl --request " + made.method, "--url " + quote(made.url)];
    Object.keys(made.headers).forEach(function (name) { words.push("--header " + quote(name + ": " + made.headers[name])); });
    if (typeof made.body === "string") words.push("--data " + quote(made.body));
    else if (parts.length) parts.forEach(function (part) {
      var value = part.file ? "@" + ((part.input.files[0] || {}).name || "file") : part.input.value;
      if (part.file || value) words.push((op.body.kind === "form" ? "--data-urlencode " : "--form ") + quote(part.name + "=" + value));
    });
    return words.join(" \\\n  ");
  }
  function say(title, text) {
    output.textContent = "";
    output.appendChild(s.make("strong", {}, title));
    output.appendChild(s.make("pre", { tabindex: "0" }, text));
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var made = request(), began = Date.now(), bare = made.method === "GET" || made.method === "HEAD";
    output.textContent = "Sending …";
    fetch(made.url, { method: made.method, headers: made.headers, body: bare ? undefined : made.body, credentials: "omit", referrerPolicy: "no-referrer" }).then(function (response) {
      return response.text().then(function (text) {
        try { text = JSON.stringify(JSON.parse(text), null, 2); } catch (_) { /* no JSON: shown as it is */ }
        say(response.status + " " + response.statusText + " in " + (Date.now() - began) + " ms", text.slice(0, 100000) || "(empty)");
      });
    }, function () {
      say("The browser may not send this (the server allows no requests from other pages, or is not there). The same with curl:", curl(made));
    });
  });
})();
