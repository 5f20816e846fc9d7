"""HTTP mode: signed requests to the app's own address, with Slack's retries."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

from slack_bolt import App, BoltRequest
from slack_sdk import WebClient

from emulator.pilot import Pilot, PilotPerson
from emulator.server import Emulator


def test_http_mode_signs_what_it_sends_and_takes_the_answer(
    emulator: Emulator, pilot: Pilot, nuria: PilotPerson
) -> None:
    client = WebClient(token=emulator.bot_token, base_url=emulator.api_url)
    app = App(client=client, signing_secret=emulator.signing_secret, process_before_response=True)
    app.command("/groups")(lambda ack: ack("Signed and read"))
    retried: list[str | None] = []

    @app.event("message")
    def heard(event: Any, say: Any, request: Any) -> None:
        if event["text"] == "hello":
            say("Heard")

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            retried.append(self.headers.get("x-slack-retry-num"))
            answer = app.dispatch(BoltRequest(body=body, headers=dict(self.headers.items())))
            if "stubborn" in body and len([r for r in retried if r]) == 0:
                answer.status = 500
            self.send_response(answer.status)
            self.end_headers()
            self.wfile.write(answer.body.encode())

        def log_message(self, *_: object) -> None:
            """Be quiet."""

    with HTTPServer(("127.0.0.1", 0), Door) as server:
        serving = threading.Thread(target=server.serve_forever)
        serving.start()
        assert pilot.sends_to(f"http://127.0.0.1:{server.server_port}/slack/events")
        nuria.types("/groups")
        nuria.sees("Signed and read")
        nuria.says("hello")
        nuria.sees("Heard")
        nuria.says("stubborn")
        pilot.waits_until_delivered()
        assert "1" in retried
        server.shutdown()
        serving.join()
