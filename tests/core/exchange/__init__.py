"""Tests of what the exchange with Word needs neither Word nor a disk for."""
