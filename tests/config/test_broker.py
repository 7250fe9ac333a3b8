from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from queue import Empty

import pytest
from kombu import Connection, Exchange, Queue

from config import broker

EXCHANGE = Exchange("celery", type="direct")
QUEUE = Queue("celery", EXCHANGE, routing_key="celery")


@pytest.fixture
def connect(tmp_path):
    """Opens a connection to one folder."""
    broker.register()
    return lambda: Connection("folder://localhost/", transport_options={"folder": str(tmp_path)})


def send(connection, numbers):
    """Sends each number as a message."""
    with connection, connection.Producer() as producer:
        for number in numbers:
            producer.publish({"n": number, "pad": "x" * 5000}, exchange=EXCHANGE, routing_key="celery")


def take(connection) -> list[int]:
    """Takes messages until there are none."""
    found = []
    with connection, connection.SimpleQueue(QUEUE) as queue:
        while True:
            try:
                message = queue.get(block=False)
            except Empty:
                return found
            found.append(message.payload["n"])
            message.ack()


def test_messages_come_in_order_and_once(connect):
    send(connect(), range(20))
    assert take(connect()) == list(range(20))
    assert take(connect()) == []


def test_many_senders_and_takers_lose_and_double_nothing(connect):
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda part: send(connect(), range(part * 50, part * 50 + 50)), range(4)))
        taken = [number for part in pool.map(lambda _: take(connect()), range(6)) for number in part]
    assert Counter(taken) == Counter(range(200))


def test_taking_while_sending_never_meets_half_a_message(connect, tmp_path):
    with ThreadPoolExecutor(4) as pool:
        sending = [pool.submit(send, connect(), range(part * 100, part * 100 + 100)) for part in range(2)]
        taken = []
        while not all(job.done() for job in sending):
            taken += take(connect())
    taken += take(connect())
    assert sorted(taken) == list(range(200))
    assert not (tmp_path / "damaged").exists()


def test_a_message_that_was_not_answered_comes_back_when_the_taker_closes(connect):
    send(connect(), [1])
    with connect() as connection, connection.SimpleQueue(QUEUE) as queue:
        assert queue.get(block=False).payload["n"] == 1
    assert take(connect()) == [1]


def test_a_damaged_file_is_put_aside(connect, tmp_path):
    send(connect(), [1, 2])
    first = sorted((tmp_path / "queues" / "celery").iterdir())[0]
    first.write_text('{"body": "x', encoding="utf-8")
    assert take(connect()) == [2]
    assert [path.name for path in (tmp_path / "damaged").iterdir()] == [first.name]


def test_an_emptied_folder_is_no_obstacle(connect, tmp_path):
    import shutil

    with connect() as connection, connection.Producer() as producer:
        producer.publish({"n": 1}, exchange=EXCHANGE, routing_key="celery")
        shutil.rmtree(tmp_path)
        producer.publish({"n": 2}, exchange=EXCHANGE, routing_key="celery")
    assert take(connect()) == [2]
