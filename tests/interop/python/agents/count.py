"""Counts, and knows nothing of ClearML."""

import argparse

parser = argparse.ArgumentParser()
parser.add_argument("--step", type=int, default=1)
parser.add_argument("--until", type=int, default=3)
arguments = parser.parse_args()
print("counted", *range(arguments.step, arguments.until + 1, arguments.step))
