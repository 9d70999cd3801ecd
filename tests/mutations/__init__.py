"""Mistakes made on purpose in a copy of the real project: one at a time, each must be named once, where it stands.

One module makes the mistakes of one kind of file; `mutant` is what they make, `workshop` puts one into a copy of the
project and runs the check (or the build) on it, `verdict` says whether the message was good. Targets are drawn by a
seed, so that every seed is another set: `python -m tests.mutations --all --seed 7`.
"""
