"""Starts real Caudal servers on fresh databases and talks to them. Nothing here is a test."""

from harness.api import Api
from harness.contract import Contract
from harness.database import ENGINES, Database
from harness.server import Server

__all__ = ["ENGINES", "Api", "Contract", "Database", "Server"]
