import sys

from clearml import Dataset
from phases import Phases

phases = Phases()

dataset = Dataset.create(dataset_project="bench", dataset_name="python")
phases.end("create")

dataset.add_files(sys.argv[1])
phases.end("add files")

dataset.upload(show_progress=False)
phases.end("upload")

dataset.finalize()
phases.end("finalize")
phases.report(dataset.id)
