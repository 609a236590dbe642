# SPDX-License-Identifier: GPL-3.0-or-later
"""Stands between a desk and the server, and breaks what a test says: answers that are lost after the server has done its
part, answers that are cut, other pages in their place."""

import http.client
import http.server
import threading
import urllib.parse

LOST = 'lost'    # the server does it, the answer never comes
CUT = 'cut'      # half of the answer comes
KEPT = 'kept'    # the request never reaches the server


class Cutter:
    """`plan (method, path, body)` returns None to pass the request on, LOST, CUT, KEPT, or (status, headers, body)."""

    def __init__(self, url):
        self.target = urllib.parse.urlsplit(url).netloc
        self.plan = lambda method, path, body: None
        self.seen = []
        self.journeys = 0       # those that began before the way was lost are never answered
        self.stopped = threading.Event()
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = 'HTTP/1.1'
            # an answer goes in two parts, and the second would wait for word that the first has come
            disable_nagle_algorithm = True

            def handle_any(self):
                outer.handle(self)

            do_GET = do_POST = do_PUT = do_DELETE = handle_any

            def log_message(self, *_):
                pass

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_):
                pass  # a desk that was killed

        self.server = Server(('127.0.0.1', 0), Handler)
        self.url = 'http://127.0.0.1:%d' % self.server.server_port
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()

    def lose_the_way(self):
        """What waits for an answer gets none, and is not told: the connections stay open."""
        self.journeys += 1

    def stop(self):
        self.stopped.set()
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def handle(self, request):
        length = int(request.headers.get('Content-Length') or 0)
        body = request.rfile.read(length) if length else None
        self.seen.append((request.command, request.path))
        journey = self.journeys
        what = self.plan(request.command, request.path, body)
        if what == KEPT:
            request.close_connection = True
            return
        if isinstance(what, tuple):
            self.answer(request, *what)
            return
        status, headers, text = self.forward(request, body)
        if journey != self.journeys:
            self.stopped.wait()
            request.close_connection = True
            return
        if what == LOST:
            request.close_connection = True
            return
        if what == CUT:
            request.close_connection = True
            self.answer(request, status, headers, text, len(text) // 2)
            return
        self.answer(request, status, headers, text)

    def forward(self, request, body):
        connection = http.client.HTTPConnection(self.target, timeout=60)
        headers = {name: value for name, value in request.headers.items()
                   if name.lower() not in ('host', 'connection', 'accept-encoding')}
        connection.request(request.command, request.path, body, headers)
        response = connection.getresponse()
        text = response.read()
        kept = [(name, value) for name, value in response.getheaders()
                if name.lower() in ('content-type', 'set-cookie', 'retry-after')]
        connection.close()
        return response.status, kept, text

    @staticmethod
    def answer(request, status, headers, text, sent=None):
        if isinstance(text, str):
            text = text.encode()
        request.send_response_only(status)
        for name, value in headers:
            request.send_header(name, value)
        request.send_header('Content-Length', str(len(text)))
        request.end_headers()
        try:
            request.wfile.write(text if sent is None else text[:sent])
            request.wfile.flush()
        except OSError:
            request.close_connection = True


def once(what, method, end):
    """A plan that breaks the first request of this method whose path ends so, and passes on all others."""
    done = []

    def plan(found, path, _body):
        if not done and found == method and path.split('?')[0].endswith(end):
            done.append(path)
            return what
        return None
    return plan
