"""Where articles are read: in processes that do nothing else, one piece of work at a time, the shortest first."""

from timeline_service.workers.faults import Busy, Failed, NotDone, Stopped, TakesTooLong
from timeline_service.workers.pool import Pool
from timeline_service.workers.process import serve
from timeline_service.workers.queue import Queue
from timeline_service.workers.work import Work

__all__ = ["Busy", "Failed", "NotDone", "Pool", "Queue", "Stopped", "TakesTooLong", "Work", "serve"]
