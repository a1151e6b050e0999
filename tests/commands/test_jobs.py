"""Where much work runs, and how it ends when those who do it are no longer there."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from vbhc import commands
from vbhc.commands import _jobs, _running
from vbhc.errors import UserError

posix = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")


@pytest.mark.parametrize("verb", ["build", "check", "pdf"])
def test_no_more_processes_than_windows_can_wait_for(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert _running.run(commands.cli, [verb, "-j", "62", "khong-co"]) == _running.CANNOT
    assert "0<=x<=61" in capsys.readouterr().err


def _blocked(_: int) -> bool:
    time.sleep(0.02)
    return signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ())


@posix
@pytest.mark.parametrize("way", ["fork", "spawn"])
def test_all_processes_are_started_while_ctrl_c_is_held_back(way: str) -> None:
    before = multiprocessing.get_start_method()
    multiprocessing.set_start_method(way, force=True)
    try:
        pool = _jobs._processes(3)
        try:
            assert len(multiprocessing.active_children()) == 3
            assert all(pool.map(_blocked, range(9)))
        finally:
            pool.shutdown()
    finally:
        multiprocessing.set_start_method(before, force=True)
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())


_CUT_SHORT = """
from vbhc.commands import _jobs

def big(_):
    return bytes(40_000_000)

with _jobs.Work(2, "x") as work:
    work.expect(40)
    for n, _ in enumerate(work(big, range(40))):
        if n == 3:
            raise KeyboardInterrupt
"""


@posix
def test_ctrl_c_while_an_answer_is_half_sent_ends_the_program(tmp_path: Path) -> None:
    (tmp_path / "cut_short.py").write_text(_CUT_SHORT)
    ended = subprocess.run([sys.executable, "cut_short.py"], cwd=tmp_path, capture_output=True, timeout=30)
    assert ended.stderr.splitlines()[-1:] == [b"KeyboardInterrupt"]


_KILLED = """
import os, signal, threading, time
from vbhc.commands import _jobs
from vbhc.errors import UserError

def big(n):
    if n == 5:  # the answer before it has been read, this one is half sent when the process dies
        threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGKILL)).start()
        return bytes(400_000_000)
    time.sleep(0.01)
    return bytes(100_000)

try:
    with _jobs.Work(4, "x", finish=True) as work:
        work.expect(60)
        for _ in work(big, range(60)):
            pass
except UserError as error:
    print(error)
"""


@posix
@pytest.mark.slow
def test_a_helper_that_dies_while_it_answers_ends_the_work_with_a_word(tmp_path: Path) -> None:
    (tmp_path / "killed.py").write_text(_KILLED)
    ended = subprocess.run([sys.executable, "killed.py"], cwd=tmp_path, capture_output=True, timeout=60)
    assert "chạy lại với -j 1" in ended.stdout.decode()
    assert ended.stderr == b""


@posix
@pytest.mark.parametrize(
    "where", ["multiprocessing.process.BaseProcess.start", "multiprocessing.queues.Queue._start_thread"]
)
def test_helpers_that_cannot_be_started_are_told(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No memory for a process in the leader; none for the thread that hands out jobs, which dies with it unheard."""

    def fail(*_: object) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(where, fail)
    monkeypatch.setattr(_jobs, "_STARTED", 1.0)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    with pytest.raises(UserError, match="chạy lại với -j 1"), _jobs.Work(4, "x") as work:
        work.expect(60)
    for helper in multiprocessing.active_children():
        helper.join(10)
    assert multiprocessing.active_children() == []


def test_without_a_terminal_there_is_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    with _jobs.Work(1, "x") as work:
        work.expect(_jobs.MANY)
        work.done()
        assert list(work(abs, [-1])) == [1]


# --- a cluster --------------------------------------------------------------------------------------------------------


@contextmanager
def one_worker() -> Iterator[tuple[str, int]]:
    """A scheduler with one worker that nobody starts again: its address, and the worker's process."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(n_workers=0, processes=False, dashboard_address=None, protocol="tcp") as scheduler:
        words = [sys.executable, "-m", "distributed.cli.dask_worker", "--no-nanny", "--nthreads", "1", "--no-dashboard"]
        worker = subprocess.Popen([*words, scheduler.scheduler_address], stderr=subprocess.DEVNULL)
        try:
            with distributed.Client(scheduler, set_as_default=False) as client:
                client.wait_for_workers(1, timeout=30)
            yield scheduler.scheduler_address.removeprefix("tcp://"), worker.pid
        finally:
            worker.kill()
            worker.wait()


def _die_or_sleep(seconds: float) -> None:
    if seconds < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(seconds)


def by_turns(work: _jobs.Work, jobs: list[float]) -> None:
    list(work(_die_or_sleep, jobs))


def all_at_once(work: _jobs.Work, jobs: list[float]) -> None:
    assert work.executor is not None
    list(work.executor.map(_die_or_sleep, jobs))


def on_cluster(address: str, way: Callable[[_jobs.Work, list[float]], None], jobs: list[float]) -> None:
    with _jobs.Work(0, "x", where=f"dask://{address}", finish=True) as work:
        work.expect(len(jobs))
        way(work, jobs)


class Deserted(Executor):
    """A cluster whose only worker goes with what it was asked for, of which dask then says nothing any more."""

    def __init__(self, scheduler_too: bool) -> None:
        self.asked = 0
        self.scheduler_too = scheduler_too

    def nthreads(self) -> dict[str, int]:
        self.asked += 1
        if self.asked > 1 and self.scheduler_too:
            raise OSError("nobody answers")
        return {"tcp://worker:1": 1} if self.asked == 1 else {}

    def get_executor(self, **_: object) -> Executor:
        return self

    def close(self) -> None:
        pass

    def submit(self, *_: Any, **__: Any) -> Future[Any]:
        return Future()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        assert not wait, "it would wait for ever"
        if self.scheduler_too:
            raise OSError("nobody answers")


@pytest.mark.parametrize("scheduler_too", [False, True])
def test_what_a_cluster_has_lost_is_not_waited_for(monkeypatch: pytest.MonkeyPatch, scheduler_too: bool) -> None:
    monkeypatch.setattr(_jobs, "_PATIENCE", 0.15)
    cluster = Deserted(scheduler_too)
    monkeypatch.setitem(sys.modules, "distributed", SimpleNamespace(Client=lambda *_, **__: cluster))
    with pytest.raises(UserError, match="không còn worker nào"):
        on_cluster("may-chu:1", by_turns, [1.0] * 9)


def test_what_a_cluster_has_given_up_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    cluster = Deserted(False)
    given_up: Future[None] = Future()
    given_up.cancel()
    monkeypatch.setattr(cluster, "submit", lambda *_, **__: given_up)
    monkeypatch.setitem(sys.modules, "distributed", SimpleNamespace(Client=lambda *_, **__: cluster))
    with pytest.raises(UserError, match="cụm dask bỏ dở"):
        on_cluster("may-chu:1", by_turns, [1.0])


@posix
@pytest.mark.slow
@pytest.mark.parametrize("way", [by_turns, all_at_once])
def test_a_cluster_whose_last_worker_dies_is_given_up_with_a_word(
    way: Callable[[_jobs.Work, list[float]], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_jobs, "_PATIENCE", 2.0)
    with one_worker() as (address, _):
        began = time.monotonic()
        with pytest.raises(UserError, match="không còn worker nào"):
            on_cluster(address, way, [0.01] * 3 + [-1.0] + [0.01] * 36)
        assert time.monotonic() - began < 12


@posix
@pytest.mark.slow
def test_ctrl_c_ends_what_waits_for_a_cluster_where_nobody_is_left() -> None:
    with one_worker() as (address, worker):

        def stop() -> None:
            time.sleep(1)
            os.kill(worker, signal.SIGKILL)
            time.sleep(1)
            os.kill(os.getpid(), signal.SIGINT)

        stopper = threading.Thread(target=stop)
        stopper.start()
        began = time.monotonic()
        with pytest.raises(KeyboardInterrupt):
            on_cluster(address, by_turns, [60.0] * 3)
        assert time.monotonic() - began < 12
        stopper.join()
