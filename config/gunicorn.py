"""How the web server runs: used by ./run, by the container and by the tests."""

from config import env

bind = env.text("BIND", f"127.0.0.1:{env.integer('PORT', 8000)}")
workers = env.integer("WEB_CONCURRENCY", 2)
threads = env.integer("WEB_THREADS", 4)
worker_class = "gthread"
timeout = 60
graceful_timeout = 15
max_requests = 5000
max_requests_jitter = 500
# The query string is left out: people search for names in it.
control_socket_disable = True
accesslog = "-" if env.flag("ACCESS_LOG") else None
access_log_format = "%(t)s %(m)s %(U)s %(s)s %(B)s bytes %(M)s ms"
forwarded_allow_ips = env.text("FORWARDED_ALLOW_IPS", "127.0.0.1")
