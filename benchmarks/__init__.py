"""What `make bench` measures: ours beside others, on this machine, in one run."""
