"""Tests of reading what comes back from Word."""
