from __future__ import annotations

import threading

import pytest

from tests.support import noise


def run_quietly(pytester: pytest.Pytester, body: str) -> pytest.RunResult:
    pytester.makepyfile(body)
    pytester.makeconftest(
        """
        from tests.support import noise

        def pytest_configure(config):
            config.pluginmanager.register(noise.StrayOutput(), "stray-output")
            config.addinivalue_line("markers", "noisy(reason): may write")
        """
    )
    return pytester.runpytest_inprocess("-p", "no:pytest-qt", "-p", "no:cacheprovider", "--capture=fd")


@pytest.mark.noisy(reason="pytester repeats what the run inside it prints")
def test_a_test_that_prints_fails_and_is_told_what_to_do(pytester: pytest.Pytester) -> None:
    result = run_quietly(pytester, "def test_it():\n    print('left over')\n")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*left over*", "*capsys*"])


@pytest.mark.noisy(reason="pytester repeats what the run inside it prints")
def test_a_test_whose_program_prints_fails(pytester: pytest.Pytester) -> None:
    result = run_quietly(
        pytester,
        "import subprocess, sys\ndef test_it():\n    subprocess.run([sys.executable, '-c', 'print(1)'], check=True)\n",
    )
    result.assert_outcomes(failed=1)


@pytest.mark.noisy(reason="pytester repeats what the run inside it prints")
def test_a_test_that_reads_what_it_printed_passes(pytester: pytest.Pytester) -> None:
    result = run_quietly(
        pytester, "def test_it(capsys):\n    print('read')\n    assert capsys.readouterr().out == 'read\\n'\n"
    )
    result.assert_outcomes(passed=1)


@pytest.mark.noisy(reason="pytester repeats what the run inside it prints")
def test_a_test_marked_noisy_may_print(pytester: pytest.Pytester) -> None:
    result = run_quietly(
        pytester, "import pytest\n@pytest.mark.noisy(reason='shown')\ndef test_it():\n    print('allowed')\n"
    )
    result.assert_outcomes(passed=1)


def test_a_thread_left_running_is_named() -> None:
    before = noise.living_threads()
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait, name="forgotten", daemon=True)
    thread.start()
    try:
        assert noise.threads_left_behind(before, grace_s=0.01) == ["forgotten"]
    finally:
        stop.set()
        thread.join()
    assert noise.threads_left_behind(before) == []


def test_a_warning_is_an_error() -> None:
    import warnings

    with pytest.raises(UserWarning, match="heard"):
        warnings.warn("heard", stacklevel=1)
