"""The response itself: values and pure functions. No disk, git, Word, clock or terminal."""
