from clearml import Task  # noqa: F401
from phases import Phases

Phases().report("")
