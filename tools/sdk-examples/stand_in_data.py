"""Puts data of our own where the SDK's examples look before they download theirs: the caches of the SDK and of seaborn."""

import csv
import io
import math
import pickle
import random
import tarfile
import time
import wave
import zipfile
from pathlib import Path

import numpy
from clearml.storage.cache import CacheManager
from PIL import Image
from sklearn.datasets import load_digits, load_iris

bucket = "https://allegro-datasets.s3.amazonaws.com/"
random.seed(1)


def cached(url):
    """The file that the SDK takes for the copy of a URL."""
    return Path(CacheManager.get_cache_manager().get_cache_file(remote_url=url)[0])


def table(path, header, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", newline="") as file:
        csv.writer(file).writerows([*header, *rows])


def iris():
    data = load_iris(as_frame=True)
    data.frame.to_csv(cached(bucket + "datasets/Iris_Species.csv"))
    for url in (
        "https://github.com/allegroai/events/raw/master/odsc20-east/generic/iris_dataset.pkl",
        "https://files.community.clear.ml/examples%252F.pipelines%252FPipeline%20demo/"
        "stage_data.8f17b6316ce442ce8904f6fccb1763de/artifacts/dataset/f6d08388e9bc44c86cab497ad31403c4.iris_dataset.pkl",
    ):
        cached(url).write_bytes(pickle.dumps(load_iris()))


def census():
    url = "https://archive.ics.uci.edu/ml/machine-learning-databases/adult/adult.data"
    words = ["Private", "Bachelors", "Married", "Sales", "Wife", "Other", "Female", "Ireland", "<=50K"]
    number = random.randrange
    table(
        cached(url),
        [],
        (
            [number(17, 90), words[0], number(10**6), words[1], number(1, 16), *words[2:7]]
            + [number(5000), number(1000), number(10, 60), *words[7:]]
            for _ in range(500)
        ),
    )


def digits():
    data = load_digits()
    with zipfile.ZipFile(cached(bucket + "datasets/MNIST.zip"), "w") as archive:
        for index in range(120):
            image = io.BytesIO()
            Image.fromarray((data.images[index] * 15).astype(numpy.uint8)).save(image, "PNG")
            part = "TRAIN" if index < 100 else "TEST"
            archive.writestr(f"{part}/{data.target[index]}/{index}.png", image.getvalue())


def pictures():
    with tarfile.open(cached("https://www.cs.toronto.edu/~kriz/cifar-10-python.tar.gz"), "w:gz") as archive:
        for name in ("data_batch_1", "test_batch"):
            pixels = numpy.random.default_rng(1).integers(0, 256, (20, 3072), dtype=numpy.uint8)
            content = pickle.dumps({b"data": pixels, b"labels": [index % 10 for index in range(20)]})
            entry = tarfile.TarInfo(f"cifar-10-batches-py/{name}")
            entry.size = len(content)
            entry.mtime = time.time()  # a zip file, as a dataset is stored in, knows no time before 1980
            archive.addfile(entry, io.BytesIO(content))


def sounds():
    classes = ["air_conditioner", "car_horn", "children_playing", "dog_bark", "drilling"]
    rows = [(f"{index}.wav", index % 2 + 1, index % 5, classes[index % 5]) for index in range(20)]
    metadata = io.StringIO()
    csv.writer(metadata).writerows([("slice_file_name", "fold", "classID", "class"), *rows])
    with zipfile.ZipFile(cached(bucket + "clearml/UrbanSound8K.zip"), "w") as archive:
        archive.writestr("UrbanSound8K/metadata/UrbanSound8K.csv", metadata.getvalue())
        for name, fold, pitch, _ in rows:
            sound = io.BytesIO()
            with wave.open(sound, "wb") as file:
                file.setparams((1, 1, 8000, 0, "NONE", ""))
                file.writeframes(bytes(int(128 + 100 * math.sin(at * (pitch + 1) / 10)) for at in range(800)))
            archive.writestr(f"UrbanSound8K/audio/fold{fold}/{name}", sound.getvalue())


def signals():
    table(
        Path.home() / ".cache" / "seaborn" / "fmri.csv",
        [("subject", "timepoint", "event", "region", "signal")],
        (
            (f"s{subject}", at, event, region, math.sin(at / 3 + subject))
            for subject in range(4)
            for at in range(19)
            for event in ("stim", "cue")
            for region in ("parietal", "frontal")
        ),
    )


for make in (iris, census, digits, pictures, sounds, signals):
    make()
