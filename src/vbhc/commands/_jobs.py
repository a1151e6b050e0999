"""Where much work runs: here, in several processes, or on a dask cluster; and how far it is."""

from __future__ import annotations

import importlib
import logging
import os
import re
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

import click

from vbhc.errors import UserError

if TYPE_CHECKING:  # most runs have one document and no need of helpers
    from concurrent.futures import Executor, Future, ProcessPoolExecutor

MANY = 20
"""From so many documents on a bar shows how far the work is, and several processes share it."""
_AHEAD = 4
"""Jobs handed out for each worker: enough that none waits, so few that memory does not grow with the work."""
_PATIENCE = 30.0
"""Seconds without any worker after which a cluster is given up: one that is started again takes a few."""
_ASKED = 3
"""How often in that time it is asked who is there."""
_DASK = "dask://"
_DASKS = ("distributed", "tornado", "asyncio", "concurrent")
"""Where the errors are from with which dask gives work up: when the scheduler dies, all that waits is cancelled."""

_STARTED = 60.0
"""Seconds in which a process has to be up and to answer: one that nothing is left for never does."""

T = TypeVar("T")
J = TypeVar("J")


def place(context: click.Context, parameter: click.Parameter, value: str) -> str:
    """The value of `--executor`, if it is one."""
    cluster = re.fullmatch(r"dask://[^\s/:]+:\d{1,5}/?", value)
    if value not in ("tien-trinh", "luong") and not cluster:
        raise click.BadParameter(f"“{value}”: ghi tien-trinh, luong hoặc dask://máy:cổng")
    return value


class Work:
    """Much work under way: give it jobs as to `map`, tell it what is done; leaving it, whoever helped is sent home.

    Args:
        count: workers wanted; 0: as many as the machine has, when the work is worth it.
        what: what is being done, for the bar.
        where: "tien-trinh" (processes), "luong" (threads) or `dask://host:port`.
        finish: on Ctrl-C let what is under way come to its end, for files are being written; else it is dropped.
    """

    def __init__(self, count: int, what: str, *, where: str = "tien-trinh", finish: bool = False) -> None:
        self._wanted, self._what, self._where, self._finish = count, what, where, finish
        self._stack, self._shown = ExitStack(), ExitStack()
        self._bar: Any = None
        self._began, self._done = 0.0, 0
        self._count = 1
        self._deserted = False
        self._waiting: deque[Future[Any]] = deque()
        self.executor: Executor | None = None

    def __enter__(self) -> Work:
        return self

    def expect(self, total: int) -> None:
        """So many pieces are to come; called once, before the first."""
        many = total >= MANY
        self._count = self._wanted or (min(os.cpu_count() or 1, 8) if many else 1)
        if self._where.startswith(_DASK):
            self.executor = self._cluster(self._where.removeprefix(_DASK))
        elif self._count > 1 and total > 1:
            self.executor = _threads(self._count) if self._where == "luong" else _processes(self._count)
        self._began = time.monotonic()
        if many and sys.stderr is not None and sys.stderr.isatty():  # there is none under Windows services
            bar = click.progressbar(length=total, label=self._what, file=sys.stderr, show_pos=True, show_eta=True)
            self._bar = self._shown.enter_context(bar)

    def done(self, count: int = 1) -> None:
        """So many more pieces are done."""
        if self._bar is not None:
            self._done += count
            rate = self._done / max(time.monotonic() - self._began, 0.001)
            self._bar.label = f"{self._what} {rate:.0f}/giây"
            self._bar.update(count)

    def close_bar(self) -> None:
        """What follows is told in words."""
        self._bar = None
        self._shown.close()

    def __call__(self, work: Callable[[J], T], jobs: Iterable[J], /) -> Iterator[T]:
        """The answers in the order of the jobs."""
        if self.executor is None:
            yield from map(work, jobs)
            return
        for job in jobs:
            self._waiting.append(self.executor.submit(work, job))
            if len(self._waiting) >= _AHEAD * self._count:
                yield self._next()
        while self._waiting:
            yield self._next()

    def _next(self) -> Any:
        answer = self._waiting[0].result()  # while waited for it stays among those that can be cancelled
        self._waiting.popleft()
        return answer

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._where.startswith(_DASK):
            self._leave_cluster(error)
            return
        with self._shown, _once_only(error):
            for future in self._waiting:
                future.cancel()
            if isinstance(error, KeyboardInterrupt) and not self._finish:
                _kill()  # what is still being done is of no use to anybody
            elif self.executor is not None:
                self.executor.shutdown(wait=True)
        if error is not None:
            from concurrent.futures import BrokenExecutor

            if isinstance(error, BrokenExecutor):
                raise UserError(
                    "một việc bị hệ thống dừng giữa chừng (thường vì hết bộ nhớ); chạy lại với -j 1"
                ) from None

    def _leave_cluster(self, error: BaseException | None) -> None:
        """What a worker has begun it ends by itself, in whole files; for one that has died we would wait for ever.

        Raises:
            UserError: the cluster is why the work ends; that, and not what it led to, is told.
        """
        with suppress(Exception), self._stack, self._shown:
            if self.executor is not None:
                self.executor.shutdown(wait=error is None)
        if error is None or isinstance(error, KeyboardInterrupt | UserError):
            return
        if self._deserted:
            raise UserError("cụm dask không còn worker nào; mở worker rồi chạy lại, việc làm tiếp") from None
        if type(error).__module__.startswith(_DASKS):
            raise UserError(f"cụm dask bỏ dở một việc ({type(error).__name__}); chạy lại, việc làm tiếp") from None

    def _cluster(self, address: str) -> Executor:
        """The executor of a dask cluster whose machines see the same folders and run the same edition of vbhc."""
        try:
            distributed = importlib.import_module("distributed")
        except ImportError:
            raise UserError("chưa cài dask; cài bằng: pip install 'vbhc[dask]'") from None
        logging.disable()  # what dask has to say is told here in a sentence
        self._stack.callback(logging.disable, logging.NOTSET)
        try:
            client = distributed.Client(address, timeout=10, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            raise UserError(f"không nối được với cụm dask {address} ({type(error).__name__})") from None
        self._stack.callback(client.close)
        workers = client.nthreads()
        if not workers:
            raise UserError(f"cụm dask {address} chưa có worker nào; mở bằng: dask worker {address}")
        self._count = sum(workers.values())
        executor: Executor = client.get_executor(pure=False, retries=3)
        over = threading.Event()
        threading.Thread(target=self._watch, args=(client, executor, over), daemon=True).start()
        self._stack.callback(over.set)
        return executor

    def _watch(self, client: Any, executor: Executor, over: threading.Event) -> None:
        """Nobody there for a while: what is being waited for is cancelled, which whoever waits then hears."""
        alone = 0
        while not over.wait(_PATIENCE / _ASKED):
            try:
                alone = 0 if client.nthreads() else alone + 1
            except Exception:  # noqa: BLE001 - a scheduler that does not answer, whatever way that is said
                alone += 1
            if alone == _ASKED:
                self._deserted = True
                with suppress(Exception):
                    executor.shutdown(wait=False)
                for future in list(self._waiting):  # of a result lost with its worker dask tells nobody
                    future.cancel()
                return


@contextmanager
def _once_only(error: BaseException | None) -> Iterator[None]:
    """While Ctrl-C is obeyed a second one changes nothing: it would leave helpers behind."""
    if not isinstance(error, KeyboardInterrupt) or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _threads(count: int) -> Executor:
    from concurrent.futures import ThreadPoolExecutor

    return ThreadPoolExecutor(count)


def _processes(count: int) -> ProcessPoolExecutor:
    """Processes that leave Ctrl-C to the one that started them; when one dies, all of them end.

    They are all started here, with the signal held back: one that met it while starting would keep the pool waiting.

    Raises:
        UserError: the machine has no memory, threads or file descriptors left for them.
    """
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    hold = getattr(signal, "pthread_sigmask", None)  # not on Windows
    before = hold(signal.SIG_BLOCK, ()) if hold else set()
    loud = threading.excepthook
    threading.excepthook = lambda _: None  # a thread of the pool that cannot go on: told below, in a sentence
    others = set(multiprocessing.active_children())
    try:
        pool = ProcessPoolExecutor(count, initializer=_help)  # which, where nothing is forked, lets the signal through
        if hold:
            hold(signal.SIG_BLOCK, {signal.SIGINT})
        first = pool.submit(os.getpid)
        while len(multiprocessing.active_children()) < len(others) + count:  # forked all at once, else one a job
            pool.submit(os.getpid)
        first.result(_STARTED)
        # As long as anybody can still write an answer, the pool's thread, and Python with it, waits for the rest of one
        # cut short. It has no word for letting go of the end that it holds itself and never writes to.
        answers = getattr(pool, "_result_queue", None)
        if answers is not None:
            answers._writer.close()
        workers = [one for one in multiprocessing.active_children() if one not in others]
        threading.Thread(target=_end_together, args=(workers,), daemon=True).start()
    except (OSError, RuntimeError, TimeoutError):
        _kill()
        raise UserError(f"máy không đủ bộ nhớ hoặc tài nguyên cho {count} việc cùng lúc; chạy lại với -j 1") from None
    finally:
        if hold:
            hold(signal.SIG_SETMASK, before)
    threading.excepthook = loud
    return pool


def _kill() -> None:
    """End the processes of a pool at once, and let it not complain of that."""
    import multiprocessing

    threading.excepthook = lambda _: None
    for worker in multiprocessing.active_children():
        worker.terminate()


def _end_together(workers: list[Any]) -> None:
    """Where one dies while it answers the others would wait for ever for their turn to."""
    from multiprocessing import connection

    ended = connection.wait([one.sentinel for one in workers])
    first = next(one for one in workers if one.sentinel in ended)
    first.join()
    if first.exitcode:  # sent home they end with 0
        _kill()


def _help() -> None:
    """What each process begins with: Ctrl-C is the leader's to hear, and without a leader there is nothing to do."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        threading.Thread(target=_end_with_the_leader, daemon=True).start()
    except RuntimeError:  # no more threads
        os._exit(1)


def _end_with_the_leader() -> None:
    """End this process soon after the one that started it, however that came about: a pool's would wait for ever."""
    if os.name == "posix":
        before = os.getppid()
        while os.getppid() == before:
            time.sleep(1)
    else:
        import multiprocessing

        parent = multiprocessing.parent_process()
        if parent is not None:
            parent.join()
    os._exit(1)
