import sys

from clearml import Dataset
from phases import Phases

phases = Phases()

dataset = Dataset.get(dataset_id=sys.argv[1])
phases.end("get")

folder = dataset.get_local_copy()
phases.end("local copy")
phases.report(folder)
