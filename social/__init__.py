"""Talk: communities, threads, posts."""
