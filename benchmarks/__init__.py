"""The figures the portal promises, measured: `python -m benchmarks --help`."""
