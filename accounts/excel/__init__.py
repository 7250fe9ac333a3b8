"""Workbooks in and out. Free of the ORM and of settings: the reading child imports it on its own."""
