"""A collector to be rude with: python3 server.py CERTIFICATE KEY FOLDER

Prints its port, keeps each body as FOLDER/<n>.body and each reply as
FOLDER/<id>.stored, ends with its standard input. The first part of the path says how it behaves.
"""
import json, os, pathlib, random, ssl, sys, threading, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

certificate, key, folder = sys.argv[1:]
stored, lock, bodies = {}, threading.Lock(), []


def entry(item):
    resource, url = item["resource"], item["request"]["url"]
    if item["request"]["method"] != "PUT" or url != "QuestionnaireResponse/" + resource["id"]:
        return {"response": {"status": "400 Bad Request"}}
    with lock:
        first = stored.setdefault(url, resource)
        fresh = first is resource
        if fresh:
            pathlib.Path(folder, resource["id"] + ".stored").write_text(resource["x"])
    if first != resource:
        pathlib.Path(folder, resource["id"] + ".conflict").touch()
        outcome = {"resourceType": "OperationOutcome", "issue": [{"severity": "error", "code": "conflict"}]}
        return {"response": {"status": "409 Conflict", "outcome": outcome}}
    return {"response": {"status": "201 Created" if fresh else "200 OK", "location": url + "/_history/1"}}


def batch(body, drop=0):
    entries = [entry(item) for item in json.loads(body)["entry"]]
    return {"resourceType": "Bundle", "type": "batch-response", "entry": entries[drop:]}


def statement(version="4.0.1", update_create=True):
    served = {"type": "QuestionnaireResponse", "updateCreate": update_create}
    return {"resourceType": "CapabilityStatement", "status": "active", "date": "2026-01-01", "kind": "instance",
            "fhirVersion": version, "format": ["json"], "rest": [{"mode": "server", "resource": [served]}]}


FAULTS = ["none"] * 5 + ["lost receipt", "reset", "page", "empty", "cut JSON", "cut body", "order", "double",
          "redirect", "busy", "failing", "hang", "other id"]
chaos = random.Random(1)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # Head and body in one segment: no 40 ms for a delayed ACK.

    def answer(self, status, content, kind="application/fhir+json", **headers):
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def fault(self, body):
        """Stores the batch, or not, and gives anything but a good receipt."""
        with lock:
            fault = chaos.choice(FAULTS)
        if fault == "reset":
            return self.leave()
        if fault == "page":
            return self.answer(200, b"<html>Welcome, please log in</html>", "text/html")
        if fault == "redirect":
            return self.answer(302, b"", Location="http://127.0.0.1:1/")
        if fault == "failing":
            return self.answer(chaos.choice([408, 425, 429, 500, 502, 504]), b"")
        if fault == "busy":
            return self.answer(503, b"", Retry_After=chaos.choice(["-1", "3", "315360000", "soon"]))
        good = batch(body)
        entries, text = good["entry"], json.dumps(good).encode()
        if fault == "lost receipt":
            return self.leave()
        if fault == "empty":
            return self.answer(200, b"")
        if fault == "cut JSON":
            return self.answer(200, text[: len(text) // 2])
        if fault == "cut body":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % (len(text) + 9) + text)
            return self.leave()
        if fault == "hang":
            return time.sleep(5)
        if fault == "order" and len(entries) > 1:
            entries.reverse()
        if fault == "double":
            entries.append(entries[0])
        if fault == "other id":
            entries[0]["response"]["location"] = "QuestionnaireResponse/00000000-0000-4000-8000-000000000000"
        self.answer(200, good)

    def leave(self):
        self.close_connection = True
        self.wfile.flush()
        self.connection.close()

    def do_GET(self):
        self.serve(b"")

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        with lock:
            pathlib.Path(folder, f"{len(bodies)}.body").write_bytes(body)
            bodies.append(body)
        self.serve(body)

    def serve(self, body):
        mode, rest = self.path[1:].split("/", 1)
        if self.headers["Authorization"] != "Bearer secret":
            return self.answer(401, {"resourceType": "OperationOutcome", "issue": []})
        if mode == "html":
            return self.answer(200, b"<html>Welcome, please log in</html>", "text/html")
        if mode == "redirect":
            return self.answer(307, b"", Location="/ok/" + rest)
        if mode == "big":
            return self.answer(200, b" " * (2 << 20))
        if mode == "busy":
            return self.answer(503, b"", Retry_After=rest.split("/")[0])
        if mode == "hang":
            return time.sleep(600)
        if mode == "refuse":
            issue = {"severity": "error", "code": "invalid", "diagnostics": "Client-assigned IDs are not allowed"}
            return self.answer(400, {"resourceType": "OperationOutcome", "issue": [issue]})
        if mode == "reset":
            return self.leave()
        if mode == "faults" and rest == "fhir":
            return self.fault(body)
        if rest == "fhir/metadata":
            return self.answer(200, statement(**{"r5": {"version": "5.0.0"}, "closed": {"update_create": False}}.get(mode, {})))
        if rest == "fhir":
            return self.answer(200, batch(body, drop=1 if mode == "short" else 0))
        if rest == "v1/device/heartbeat":
            return self.answer(200, {"serverTime": "2026-03-01T10:00:00.000Z", "missing": []}, "application/json")
        self.answer(404, {"resourceType": "OperationOutcome", "issue": []})

    def log_message(self, *arguments):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(certificate, key)
server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_port, flush=True)
sys.stdin.read()
os._exit(0)
