"""A small identity provider: real HTTP on this machine, a real signed token, and what it is told to say."""

import base64
import hashlib
import json
import secrets
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlparse

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "thi-dua-so", "bi-mat-cua-cong"


@dataclass
class Provider:
    """What it says of the person who comes, and with which key it signs."""

    claims: dict = field(default_factory=dict)
    key: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))
    signing_key: rsa.RSAPrivateKey | None = None
    audience: str = CLIENT
    says_no: bool = False
    issued: dict = field(default_factory=dict)
    address: str = ""

    def id_token(self) -> str:
        now = int(time.time())
        content = {"iss": self.address, "aud": self.audience, "iat": now, "exp": now + 300, **self.claims}
        return jwt.encode(content, self.signing_key or self.key, algorithm="RS256", headers={"kid": "k1"})


class Handler(BaseHTTPRequestHandler):
    """The pages of the provider."""

    @property
    def provider(self) -> Provider:
        return self.server.provider

    def log_message(self, *args) -> None:
        """Says nothing on the screen."""

    def answer(self, data: dict, status: int = 200) -> None:
        body = json.dumps(data).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        url = urlparse(self.path)
        if url.path == "/.well-known/openid-configuration":
            self.answer(self.configuration())
        elif url.path == "/jwks":
            public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.provider.key.public_key()))
            self.answer({"keys": [{**public, "kid": "k1", "alg": "RS256", "use": "sig"}]})
        elif url.path == "/userinfo":
            known = self.headers["Authorization"].removeprefix("Bearer ") in self.provider.issued.values()
            self.answer(self.provider.claims if known else {}, 200 if known else 401)
        elif url.path == "/authorize":
            self.go_back({name: values[0] for name, values in parse_qs(url.query).items()})

    def configuration(self) -> dict:
        here = self.provider.address
        return {
            "issuer": here,
            "authorization_endpoint": f"{here}/authorize",
            "token_endpoint": f"{here}/token",
            "userinfo_endpoint": f"{here}/userinfo",
            "jwks_uri": f"{here}/jwks",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def go_back(self, asked: dict[str, str]) -> None:
        assert asked["client_id"] == CLIENT and asked["response_type"] == "code"
        code = secrets.token_urlsafe(16)
        self.provider.issued[code] = asked["code_challenge"]
        said = {"error": "access_denied"} if self.provider.says_no else {"code": code}
        self.send_response(302)
        back = urlencode({**said, "state": asked["state"]})
        self.send_header("Location", f"{asked['redirect_uri']}?{back}")
        self.end_headers()

    def do_POST(self) -> None:
        size = int(self.headers["Content-Length"])
        sent = {name: values[0] for name, values in parse_qs(self.rfile.read(size).decode()).items()}
        verifier = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(verifier).rstrip(b"=").decode()
        known = self.provider.issued.pop(sent["code"], "") == challenge
        if sent["client_secret"] != SECRET or not known:
            self.answer({"error": "invalid_grant"}, 400)
            return
        token = secrets.token_urlsafe(16)
        self.provider.issued[f"token {token}"] = token
        self.answer({"access_token": token, "token_type": "Bearer", "id_token": self.provider.id_token()})


def start(provider: Provider) -> ThreadingHTTPServer:
    """The provider listens; its address is the issuer."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.provider = provider
    provider.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
