import pytest

from teleinfo import Meter
from ticlab_sim import Sim


@pytest.fixture
def sim():
    """A meter of its own for each test: 6 kVA, and 250 W are drawn."""
    with Sim() as sim:
        yield sim


@pytest.fixture
def meter(sim):
    """The code under test, at the port of that meter."""
    meter = Meter(sim.port)
    yield meter
    meter.close()
