"""The Python environments of the tests with other programs, and what is said where there is none."""

import os
import pathlib
import subprocess
import sys
import venv

HERE = pathlib.Path(__file__).parent


def skip(why):
    print(f"test-interop: skipped: {why}")
    sys.exit(0)


def data(file):
    """The folder of test data, which has this file."""
    root = HERE.parent.parent
    folder = pathlib.Path(os.environ.get("EARMARK_DATA") or root.parent / "shared/data")
    if not (folder / file).exists():
        skip(f"no {file} at {folder}; EARMARK_DATA names their folder")
    return folder


def enter(folder, requirements, size):
    """Goes on with the Python of an environment, which is made where it is not there."""
    python = folder / "bin/python"
    if pathlib.Path(sys.prefix).resolve() == folder.resolve():
        return
    stamp = folder / "complete"
    wanted = requirements.read_text(encoding="utf-8")
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != wanted:
        print(f"Making the Python environment {folder}: about {size}, a minute", flush=True)
        venv.create(folder, symlinks=True, with_pip=True)
        command = [python, "-m", "pip", "install", "--quiet", "-r", requirements]
        if subprocess.run(command, stderr=subprocess.DEVNULL).returncode != 0:
            skip(f"{requirements.name} can't be installed; is there a network?")
        stamp.write_text(wanted, encoding="utf-8")
    os.execv(python, [python, *sys.argv])
