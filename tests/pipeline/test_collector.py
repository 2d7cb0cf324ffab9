"""The garbage collector is left as it was found, and a conversion leaves it nothing to find."""

from __future__ import annotations

import gc

import pytest

import specsmith
from specsmith.model.collector import paused_collector

TEXT = """
swagger: '2.0'
info: {title: T, version: '1'}
paths: {/a: {get: {parameters: [{name: q, in: query}], responses: {200: {schema: {$ref: '#/definitions/gone'}}}}}}
"""


def test_it_is_back_afterwards_whatever_happens() -> None:
    def fails() -> None:
        with paused_collector():
            assert not gc.isenabled()
            raise KeyError

    with pytest.raises(KeyError):
        fails()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0


def test_who_switched_it_off_keeps_it_off() -> None:
    gc.disable()
    try:
        with paused_collector():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_frozen_objects_stay_frozen() -> None:
    gc.freeze()
    try:
        with paused_collector():
            assert gc.isenabled()
        assert gc.get_freeze_count()
    finally:
        gc.unfreeze()


def test_a_conversion_makes_no_cycles() -> None:
    specsmith.convert(TEXT)  # what modules make once
    gc.collect()
    specsmith.convert(TEXT)
    assert gc.collect() == 0
