"""Times the phases of a program and tells them, with the memory it took at most, on its last line."""

import json
import resource
import time


class Phases:
    def __init__(self):
        self.seconds = {}
        self.last = time.perf_counter()

    def end(self, name):
        now = time.perf_counter()
        self.seconds[name] = now - self.last
        self.last = now

    def calls(self, seconds):
        """Takes what each of many calls took: what most of them take, and what one in a thousand takes."""
        ordered = sorted(seconds)
        for name, share in (("a call, median", 0.5), ("a call, p99.9", 0.999)):
            self.seconds[name] = ordered[int(share * (len(ordered) - 1))]

    def report(self, result):
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        print(json.dumps({"seconds": self.seconds, "memory": memory, "result": result}), flush=True)
