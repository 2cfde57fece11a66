"""Faults that really happen: processes killed, queues lost, files that can not be had."""
